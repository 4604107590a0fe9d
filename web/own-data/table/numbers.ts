// Numbers as people and programs write them: 1,815.5 and 1.815,5, $ 12, 12 %, −3.

/** What separates the whole part of a number from the rest. */
export type DecimalMark = 'point' | 'comma';

/** Cells that say that a value is missing, in lower case. */
const missingMarks = new Set([
  '',
  'na',
  'n/a',
  'nan',
  'null',
  '?',
  '-',
  '–',
  '—',
  '.',
  '..',
  '--',
  'n.a.',
  '#n/a',
]);

export const isMissing = (cell: string): boolean => cell.length < 5 && missingMarks.has(cell.toLowerCase());

const currency =
  /^([-+]?)\s*(?:[$€£¥₹₩₽]|(?:USD|EUR|GBP|CHF|JPY)\b)\s*|\s*(?:[$€£¥₹₩₽%]|\b(?:USD|EUR|GBP|CHF|JPY))$/g;
const exponent = '(?:[eE][+-]?\\d+)?';
const forms: Record<DecimalMark, RegExp> = {
  point: new RegExp(`^[+-]?(?:\\d+|\\d{1,3}(?:[,\\s'’]\\d{3})+)?(?:\\.\\d*)?${exponent}$`),
  comma: new RegExp(`^[+-]?(?:\\d+|\\d{1,3}(?:[.\\s'’]\\d{3})+)?(?:,\\d*)?${exponent}$`),
};
const between: Record<DecimalMark, RegExp> = { point: /[,\s'’]/g, comma: /[.\s'’]/g };
const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A minus sign of typography before a digit is one, and a space that keeps digits together is a space. */
const simple = (cell: string) =>
  cell
    .replace(/^([^\d]*)[−–—](?=\s?[\d.,$€£¥])/, '$1-')
    .replace(currency, '$1')
    .trim();

/** The number that a cell holds; NaN if it holds none. */
export function numberIn(cell: string, mark: DecimalMark): number {
  if (mark === 'point' && plain.test(cell)) return Number(cell);
  if (!/\d/.test(cell) || cell.length > 60) return Number.NaN;
  const text = simple(cell);
  if (!forms[mark].test(text) || !/\d/.test(text)) return Number.NaN;
  const bare = text.replace(between[mark], '');
  return Number(mark === 'comma' ? bare.replace(',', '.') : bare);
}

/** The sign of money or percent next to the number of a cell; none unless there is one. */
export const signIn = (cell: string): string => /[$€£¥₹₩₽%]/.exec(cell)?.[0] ?? '';

/**
 * What the commas of cells say of the decimal mark: a number whose comma cannot be one of thousands has it as the mark, and
 * so has a number with a comma after points of thousands.
 */
export function markIn(cell: string): DecimalMark | null {
  if (!/\d/.test(cell) || cell.length > 60) return null;
  const text = simple(cell);
  const asPoint = forms.point.test(text);
  const asComma = forms.comma.test(text);
  if (asPoint === asComma || !/[.,]/.test(text)) return null;
  return asComma ? 'comma' : 'point';
}

/** A number that may be 1815 or 1.815, by its one mark before three digits. */
export const isAmbiguous = (cell: string): boolean => /^[-+]?\d{1,3},\d{3}$/.test(cell);
