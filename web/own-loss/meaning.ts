// Whether two texts are the same formula.
import type { FormulaDescription } from 'loss-playground/engine';

const places = new Set(['begin', 'end']);

/** The same for texts that differ in comments and white space only. */
export const meaningOf = ({ nodes, parameters, result }: FormulaDescription): string =>
  JSON.stringify([nodes, parameters, result], (key, value) => (places.has(key) ? undefined : value));
