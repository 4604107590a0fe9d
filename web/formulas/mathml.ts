// A formula as MathML, drawn by the browser.
import { html, mathml, type nothing, type TemplateResult } from 'lit';
import type { FormulaDescription } from 'loss-playground/engine';
import { greek, type Notation, splitName } from './notation.ts';
import { typeset } from './typeset.ts';

type Part = TemplateResult | typeof nothing;

/** α is the first of the letters in Unicode; the second form of sigma lies between rho and sigma. */
function letterOf(name: string): string {
  const at = [...new Set(greek.values())].indexOf(greek.get(name) ?? '');
  return at < 0 ? name : String.fromCodePoint(0x3b1 + at + (at > 16 ? 1 : 0));
}

const letter = (name: string): string => (name === 'ell' ? 'ℓ' : letterOf(name));

const bigs = { sum: '∑', min: 'min', max: 'max' };

const row = (...parts: Part[]): TemplateResult => mathml`<mrow>${parts}</mrow>`;

const mathmlNotation: Notation<Part> = {
  number: (digits) => mathml`<mn>${digits}</mn>`,
  name(name) {
    const [base, below] = splitName(name);
    const word = mathml`<mi>${letter(base)}</mi>`;
    return below === null ? word : mathml`<msub>${word}<mi>${below}</mi></msub>`;
  },
  words: (text) => mathml`<mtext>${text.replaceAll(' ', '\u00a0')}</mtext>`,
  operator: (sign) => mathml`<mo>${sign}</mo>`,
  row,
  fraction: (top, bottom) => mathml`<mfrac>${row(top)}${row(bottom)}</mfrac>`,
  power: (base, exponent) => mathml`<msup>${row(base)}${row(exponent)}</msup>`,
  index: (base, below) => mathml`<msub>${row(base)}${row(below)}</msub>`,
  hat: (base) => mathml`<mover accent="true">${row(base)}<mo stretchy="false">^</mo></mover>`,
  root: (radicand) => mathml`<msqrt>${radicand}</msqrt>`,
  fenced: (open, inside, close) =>
    mathml`<mrow><mo fence="true" form="prefix">${open}</mo>${inside}<mo fence="true" form="postfix">${close}</mo></mrow>`,
  over: (sign, index) =>
    sign === 'sum'
      ? mathml`<munder><mo movablelimits="false">${bigs[sign]}</mo>${row(index)}</munder>`
      : mathml`<munder><mo lspace="0" rspace="0.17em" movablelimits="false">${bigs[sign]}</mo>${row(index)}</munder>`,
  cases: (rows) =>
    mathml`<mrow><mo fence="true" form="prefix">{</mo><mtable>${rows.map(
      ([value, condition]) => mathml`<mtr><mtd>${value}</mtd><mtd>${condition}</mtd></mtr>`,
    )}</mtable></mrow>`,
  times: mathml`<mspace width="0.17em"></mspace>`,
};

/** The loss, and below it its local names. */
export const drawnFormula = (description: FormulaDescription): TemplateResult =>
  html`<div class="formula" tabindex="0" role="group" aria-label="Formula">${typeset(
    description,
    mathmlNotation,
  ).map(
    (equation, index) =>
      html`<math display="block">${index === 1 ? row(mathmlNotation.words('with '), equation) : equation}</math>`,
  )}</div>`;
