// A formula in LaTeX.
import type { FormulaDescription } from 'loss-playground/engine';
import { greek, type Notation, splitName } from './notation.ts';
import { typeset } from './typeset.ts';

const signs: Record<string, string> = {
  '≤': '\\le',
  '≥': '\\ge',
  '≠': '\\ne',
  '⋅': '\\cdot',
  '−': '-',
};

const fences: Record<string, string> = { '‖': '\\Vert' };

const fence = (sign: string) => fences[sign] ?? sign;

/** Functions with a command of their own. */
const commands = ['log', 'tanh', 'sin', 'cos', 'min', 'max'];

function word(name: string): string {
  const letter = greek.get(name);
  if (letter) return `\\${letter === 'epsilon' ? 'varepsilon' : letter}`;
  if (commands.includes(name)) return `\\${name}`;
  if (name === 'ell') return '\\ell';
  return name.length === 1 ? name : `\\mathrm{${name.replaceAll('_', '\\_')}}`;
}

/** Whether a command needs a space before what follows. */
const needsSpace = (before: string, after: string) => /\\[a-zA-Z]+$/.test(before) && /^[a-zA-Z]/.test(after);

const joined = (parts: readonly string[]) =>
  parts.reduce((text, part) => `${text}${needsSpace(text, part) ? ' ' : ''}${part}`, '');

export const latexNotation: Notation<string> = {
  number: (digits) => digits,
  name(name) {
    const [base, below] = splitName(name);
    return below === null ? word(base) : `${word(base)}_{${below.replaceAll('_', '\\_')}}`;
  },
  words: (text) => `\\text{${text}}`,
  operator: (sign) => ` ${signs[sign] ?? sign} `,
  row: (...parts) => joined(parts),
  fraction: (top, bottom) => `\\frac{${top}}{${bottom}}`,
  power: (base, exponent) => `${base}^{${exponent}}`,
  index: (base, below) => `${base}_{${below}}`,
  hat: (base) => `\\hat ${base}`,
  root: (radicand) => `\\sqrt{${radicand}}`,
  fenced: (open, inside, close) => `\\left${fence(open)} ${inside} \\right${fence(close)}`,
  over: (sign, index) => `\\${sign}_{${index}} `,
  cases: (rows) =>
    `\\begin{cases} ${rows.map(([value, condition]) => `${value} & ${condition}`).join(' \\\\ ')} \\end{cases}`,
  times: '\\, ',
};

/** The loss as an equation, and those of its local names: `\ell = …`. */
export const latexOf = (description: FormulaDescription): string[] => typeset(description, latexNotation);

/** In one line, for the catalog's entry. */
export const latexLine = (description: FormulaDescription): string => {
  const [loss = '', ...locals] = latexOf(description);
  return locals.length === 0 ? loss : `${loss} \\quad \\text{with } ${locals.join(',\\; ')}`;
};
