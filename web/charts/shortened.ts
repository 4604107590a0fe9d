/** The beginning of a text of sentences, which ends with a word where possible; short texts are whole. */
export function shortened(text: string, most = 40): string {
  const characters = Array.from(text);
  if (characters.length <= most) return text;
  const beginning = characters.slice(0, most).join('');
  const words = /^.*\s(?=\S*$)/su.exec(characters.slice(0, most + 1).join(''))?.[0] ?? '';
  // Scripts without spaces, and very long words, are cut anywhere.
  return `${(words.length > most / 2 ? words : beginning).replace(/[\s.,;:!?–—-]+$/, '')}…`;
}
