// Places in the text of a formula.
import type { FormulaPlace } from 'loss-playground/engine';

/** The line of a place, and a line with carets below it. */
export function marked(text: string, { begin, end }: FormulaPlace): { line: string; carets: string } {
  const start = text.lastIndexOf('\n', begin - 1) + 1;
  const next = text.indexOf('\n', begin);
  const line = text.slice(start, next < 0 ? text.length : next).replaceAll('\t', ' ');
  const width = Math.max(1, Math.min(end - begin, start + line.length - begin));
  return { line, carets: `${' '.repeat(begin - start)}${'^'.repeat(width)}` };
}

/** The text with something else at a place. */
export const replaced = (text: string, { begin, end }: FormulaPlace, by: string): string =>
  `${text.slice(0, begin)}${by}${text.slice(end)}`;
