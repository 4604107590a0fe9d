// How to write a formula, for the editor and for the reference page of the loss.
import { css, html, type TemplateResult } from 'lit';

/** A term and what it means. */
type Row = [code: string, words: string];

const kinds: Row[] = [
  [
    'input, target',
    'One number each: a prediction and what it should be. For predicting numbers, and for classes, where the target is 1 for the true class and 0 for the others.',
  ],
  [
    'input, input[target]',
    'A row of logits, one for each class, and the entry of the true class. Any function of rows, or [target], makes it a formula per class. For classes and the next letter.',
  ],
  ['anchor, positive, negative', 'Three embeddings, each a row of numbers. For triplets and search.'],
];

const statements: Row[] = [
  [
    'delta = 1 in 0..10',
    'A parameter with its value and its range: it gets a slider, which changes the number in the text.',
  ],
  ['d = input - target', 'A local name for a part.'],
  ['d^2 / 2', 'The last statement is the loss. It must be one number.'],
  ['# …', 'A comment, up to the end of the line.'],
];

const operators: Row[] = [
  ['+  -  *  /  ^', 'Arithmetic; ** is the same as ^. A number next to a row is used for each entry.'],
  ['<  <=  >  >=  ==  !=', 'Comparisons, for where().'],
  ['and  or  not', 'Join conditions.'],
  ['row[target]', 'The entry of the true class.'],
];

const functions: Row[] = [
  ['where(condition, a, b)', 'a where the condition holds, otherwise b.'],
  ['min(a, b), max(a, b), clamp(x, low, high)', 'The smaller or larger of two; x kept between two bounds.'],
  [
    'abs, sign, sqrt, exp, log, expm1, log1p',
    'expm1(x) is exp(x) − 1 and log1p(x) is log(1 + x), both exact near 0.',
  ],
  [
    'sigmoid, logsigmoid, softplus, tanh, relu',
    'softplus(x) is log(1 + exp(x)) without overflow; logsigmoid(x) is −softplus(−x).',
  ],
  ['erf, sin, cos', 'The error function, sine and cosine.'],
];

const rowFunctions: Row[] = [
  ['sum, mean, min, max, logsumexp', 'Of a row: one number.'],
  ['softmax, log_softmax', 'Of a row of logits: probabilities, or their logarithms.'],
  ['one_hot(target)', 'A row with 1 for the true class and 0 for the others.'],
  ['dot(a, b), distance(a, b), cosine(a, b), norm(a)', 'Of embeddings: one number.'],
  ['classes, dimensions, pi, e', 'Constants: the number of classes, the length of an embedding, π and e.'],
];

export const examples: readonly (readonly [words: string, formula: string])[] = [
  [
    'Squared error that counts predictions below the target three times as much',
    'under = 3 in 0..10\nd = input - target\nwhere(d < 0, under * d^2, d^2)',
  ],
  [
    'Huber loss',
    'delta = 1 in 0.1..10\nd = input - target\nwhere(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))',
  ],
  ['Binary cross-entropy of a logit', 'softplus(input) - target * input'],
  [
    'Focal loss',
    'gamma = 2 in 0..5\np = softmax(input)[target]\n-(1 - p)^gamma * log_softmax(input)[target]',
  ],
  [
    'Triplet margin loss',
    'margin = 1 in 0..5\nrelu(distance(anchor, positive) - distance(anchor, negative) + margin)',
  ],
];

const list = (title: string, rows: readonly Row[]) =>
  html`<h4>${title}</h4><dl>${rows.map(([code, words]) => html`<dt><code>${code}</code></dt><dd>${words}</dd>`)}</dl>`;

export const grammar = (): TemplateResult => html`<div class="grammar">
  <p>A formula has one or more statements, each on a line of its own or separated by <code>;</code>. Its slope is computed
    exactly, and it is used in training like any other loss.</p>
  ${list('What it is a function of', kinds)} ${list('Statements', statements)} ${list('Operators', operators)}
  ${list('Functions, of numbers or of each entry of a row', functions)} ${list('Functions of rows, and constants', rowFunctions)}
  <h4>Examples</h4>
  ${examples.map(([words, formula]) => html`<p>${words}</p><pre tabindex="0" role="region" aria-label=${words}><code>${formula}</code></pre>`)}
  <h4>Limits</h4>
  <p>A formula has at most 4,000 characters and 400 parts (numbers, names and operations), nested at most 60 deep. If it uses
    sigmoid, logsigmoid or softplus of the input, the input is a logit; otherwise it is a value.</p>
</div>`;

export const grammarStyles = css`
  .grammar :is(h3, h4) { font: 600 var(--ui) / 1.4 var(--sans); margin: 12px 0 4px; color: var(--ink); }
  .grammar p, .grammar dd { max-width: 68ch; margin-top: 4px; }
  .grammar dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 4px 16px; }
  .grammar dd { margin-top: 0; }
  .grammar code { font: 400 var(--label) / 1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
  .grammar pre { background: var(--sunk); padding: 8px 10px; font-size: var(--label); line-height: 1.5; margin-top: 6px; }
  @container (max-width: 720px) { .grammar dl { display: block; } .grammar dd { margin-bottom: 6px; } }
`;
