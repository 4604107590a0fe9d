// Pieces of Python code: how tightly they hold together, and what they are.

/** Python's precedence, as far as formulas use it. Comparisons bind more loosely than & and |. */
export const Tight = {
  loose: 0,
  comparison: 1,
  sum: 2,
  product: 3,
  negation: 4,
  power: 5,
  whole: 6,
} as const;
export type Tight = (typeof Tight)[keyof typeof Tight];

/** What a part is in Python: a number, one number per example, or a row per example. */
export type Shape = 'number' | 'each' | 'rows';

export interface Code {
  text: string;
  tight: Tight;
  shape: Shape;
}

/** A part in parentheses if it holds less tightly than needed. */
export const held = ({ text, tight }: Code, least: Tight): string => (tight < least ? `(${text})` : text);

/** A number per example, next to the rows. */
const column = (code: Code): Code =>
  code.shape === 'each'
    ? { text: `${held(code, Tight.whole)}[:, None]`, tight: Tight.whole, shape: 'rows' }
    : code;

/** Parts that go together: next to a row, a number per example is a column. */
export function aligned(parts: readonly Code[]): { parts: Code[]; shape: Shape } {
  if (parts.some(({ shape }) => shape === 'rows')) return { parts: parts.map(column), shape: 'rows' };
  return { parts: [...parts], shape: parts.some(({ shape }) => shape === 'each') ? 'each' : 'number' };
}
