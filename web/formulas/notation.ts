// What a formula is typeset with: LaTeX, or MathML for the page.

export interface Notation<Part> {
  number(digits: string): Part;
  /** A letter or a name of several letters, perhaps a Greek one by its name. */
  name(word: string): Part;
  /** Words between formulas, with their spaces. */
  words(text: string): Part;
  /** `+`, `≤`, `⋅` … */
  operator(sign: string): Part;
  row(...parts: Part[]): Part;
  fraction(top: Part, bottom: Part): Part;
  power(base: Part, exponent: Part): Part;
  index(base: Part, below: Part): Part;
  hat(base: Part): Part;
  root(radicand: Part): Part;
  fenced(open: string, inside: Part, close: string): Part;
  /** The sign of a sum, or of a minimum over an index below it. */
  over(sign: 'sum' | 'min' | 'max', index: Part): Part;
  /** Values with their conditions. */
  cases(rows: [value: Part, condition: Part][]): Part;
  /** A short space between factors. */
  times: Part;
}

const letters =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega';

export const greek: ReadonlyMap<string, string> = new Map(
  [...letters.split(' ').map((name) => [name, name] as const), ['eps', 'epsilon'] as const].map(
    ([name, letter]) => [name, letter],
  ),
);

/** `margin_2` is written with its 2 below the line. */
export function splitName(name: string): [string, string | null] {
  const [, word = name, below = null] = /^([A-Za-z]+)_?(\d+|(?<=_)\w+)$/.exec(name) ?? [];
  return [word, below];
}
