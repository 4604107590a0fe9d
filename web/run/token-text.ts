// Tokens as a reader sees them.

/** The sign of a token in a picture. A vocabulary's first character is the boundary of texts. */
export function sign(character: string, characters: string): string {
  if (character === characters[0]) return '·';
  return { ' ': '␣', '\t': '⇥' }[character] ?? character;
}

/** Whether a vocabulary has a sign for all characters of a text; one that begins with a dot takes any plain text. */
export const knows = (characters: string, text: string): boolean =>
  [...text].every((character) =>
    characters.startsWith('.') ? character < '\u0080' : characters.includes(character),
  );

/** The token in words, where its sign needs them. */
export function inWords(character: string, characters: string): string {
  if (character === characters[0]) return 'the end of the word or text';
  return { ' ': 'a space', '\t': 'a tab' }[character] ?? character;
}
