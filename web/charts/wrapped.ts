/** Wraps words into lines that fit a width, where possible. */
export function wrapped(words: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.pop();
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || measure(longer) <= width) lines.push(longer);
    else lines.push(last, word);
  }
  return lines;
}
