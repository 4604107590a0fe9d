// The phrases of .tools/words.json in text files: comments and names count too, and a line break does not hide one.

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What finds a phrase, in any case, as whole words. */
const patternOf = (phrase) => {
  const open = phrase.endsWith('*');
  const words = escaped(open ? phrase.slice(0, -1) : phrase).replaceAll(' ', '\\s+');
  return new RegExp(`(?<![\\p{L}\\d])${words}${open ? '\\p{L}*' : '(?![\\p{L}\\d])'}`, 'giu');
};

/** A file's text in one line, without the marks of its comments, and the line number of each place. */
function flattened(text) {
  let flat = '';
  const starts = [];
  for (const line of text.split('\n')) {
    starts.push(flat.length);
    flat += `${line.trim().replace(/^(\/\/\/?|\*|#+)\s+/, '')} `;
  }
  return { flat, lineAt: (index) => starts.findLastIndex((start) => start <= index) + 1 };
}

/** The phrases in a text: line, phrase, and what to write instead. */
export function phrasesIn(text, phrases) {
  const { flat, lineAt } = flattened(text);
  return Object.entries(phrases)
    .flatMap(([phrase, better]) =>
      Array.from(flat.matchAll(patternOf(phrase)), ({ index, 0: found }) => ({
        line: lineAt(index),
        found,
        better,
      })),
    )
    .sort((a, b) => a.line - b.line);
}
