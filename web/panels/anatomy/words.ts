// The sentences of “Where the number comes from” and of explained examples: pure functions of their numbers.
import { html, type TemplateResult } from 'lit';
import { brief, plural, short, whole } from '../../charts/format.ts';
import { shortened } from '../../charts/shortened.ts';
import { decimalsThatGive, fixed } from '../../ui/rounding.ts';
import type { FoundText, ListRow, WordRow } from './example.ts';

export interface StepWords {
  step: number;
  /** Whether the step is done; otherwise it comes next. */
  taken: boolean;
  count: number;
  /** The plural noun for examples. */
  noun: string;
  /** Whether each example has a loss of its own. */
  alone: boolean;
  /** Whether some examples count more than others. */
  weighted?: boolean;
  /** Whether each example comes with one that matches it. */
  matched: boolean;
}

/** The sentence about a step's batch, loss and objective. */
export function stepSentence({ step, taken, count, noun, alone, matched, weighted }: StepWords): string {
  const when = taken ? `Step ${whole(step)} sees` : `Step ${whole(step)}, the next one, sees`;
  const how = alone
    ? `It averages their losses${weighted ? ' by weight' : ''} and adds the penalty`
    : 'It computes one loss for all of them and adds the penalty';
  const seen = matched
    ? `${whole(count / 2)} ${noun}, each with a text that matches it, ${whole(count)} texts in all`
    : `${whole(count)} ${noun}`;
  return `${when} ${seen}. ${how}: the sum is the objective, which the optimizer minimizes. It never sees the training or test cost.`;
}

export interface Averaged {
  /** Sum of the losses, each times its weight. */
  sum: number;
  /** What the sum is divided by: the number of losses, or the sum of their weights. */
  divisor: number;
  /** The divisor as printed. */
  printed: string;
}

/** How losses are averaged; without weights each counts as 1. */
export function averaged(losses: ArrayLike<number>, weights: ArrayLike<number> | null): Averaged {
  let sum = 0;
  let divisor = 0;
  for (let index = 0; index < losses.length; index++) {
    const weight = weights?.[index] ?? 1;
    sum += weight * (losses[index] ?? 0);
    divisor += weight;
  }
  if (!weights) return { sum, divisor, printed: String(losses.length) };
  // As many digits as a calculator needs, and no more: the printed number is what divides.
  const printed = Number(divisor.toPrecision(6));
  return { sum: (sum / divisor) * printed, divisor: printed, printed: String(printed) };
}

/** −ln p with enough digits of p that a calculator gives the printed loss. */
export function minusLog(p: number, loss: number): string {
  const wanted = short(loss);
  for (let digits = 3; digits <= 12; digits++) {
    const printed = p.toPrecision(digits);
    if (short(-Math.log(Number(printed))) === wanted) return `−ln ${printed.replace('e-', 'e−')}`;
  }
  return `−ln ${p.toPrecision(12).replace('e-', 'e−')}`;
}

/** max(0, d(a,p) − d(a,n) + margin) with enough digits for a calculator to agree. */
export function tripletSum(positive: number, negative: number, margin: number, loss: number): string {
  const sum = ([p = 0, n = 0]: number[]) => short(Math.max(0, p - n + margin));
  const decimals = decimalsThatGive([positive, negative], sum, short(loss));
  return `max(0, ${fixed(positive, decimals)} − ${fixed(negative, decimals)} + ${brief(margin)})`;
}

/** A prediction and its target with enough digits for their squared or absolute difference to agree on a calculator. */
export function difference(said: number, truth: number, loss: number, squared: boolean): string {
  const result = ([a = 0, b = 0]: number[]) => short(squared ? (a - b) ** 2 : Math.abs(a - b));
  const decimals = decimalsThatGive([said, truth], result, short(loss));
  const print = (value: number) => (value < 0 ? `(${fixed(value, decimals)})` : fixed(value, decimals));
  const inside = `${fixed(said, decimals)} − ${print(truth)}`;
  return squared ? `(${inside})²` : `|${inside}|`;
}

const named = ({ mark, text }: FoundText) =>
  mark ? html`<span class="kept">${mark} ${text}</span>` : html`“${shortened(text)}”`;

const places = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const placed = (rank: number) => places[rank - 1] ?? `number ${whole(rank)}`;

export interface QueryFound {
  query: string;
  right: FoundText;
  /** Its rank in the results, from 1. */
  rank: number;
  /** The nearest of the others. */
  wrong: FoundText;
  /** Null for a loss without a margin. */
  margin: number | null;
  /** The noun for a document. */
  document: string;
}

/** A query as an anchor, its document as the positive and the nearest other one as the negative. */
export function querySentence({ query, right, rank, wrong, margin, document }: QueryFound): TemplateResult {
  const asked =
    margin === null
      ? html`The query “${query}” should be closer to ${named(right)} than to any other ${document}.`
      : html`The query “${query}” (anchor) should be closer to ${named(right)} (positive) than to any other ${document} (negative), by a margin of ${brief(margin)}.`;
  const lead = wrong.distance - right.distance;
  if (rank > 1)
    return html`${asked} The nearest wrong one, ${named(wrong)}, is closer than the right one, which is ${placed(rank)} in the results.`;
  const enough =
    margin === null
      ? ''
      : lead >= margin
        ? ', which is enough: the loss is 0'
        : `, less than the margin of ${brief(margin)}`;
  return html`${asked} It is first in the results; the nearest wrong one, ${named(wrong)}, is ${short(lead)} farther away${enough}.`;
}

/** Explains why the batch loss differs. */
export const nearestOfAll = (document: string): string =>
  `This negative is the nearest one of all ${plural(document)}. In training the miner picks negatives from the batch, so the batch loss averages other triplets.`;

/** How a list's loss rates its order. */
export function listSentence(rows: readonly ListRow[]): TemplateResult {
  const [first] = rows;
  const best = rows.reduce<ListRow | undefined>(
    (most, row) => (!most || row.truth > most.truth ? row : most),
    undefined,
  );
  if (!first || !best) return html``;
  const rank = rows.indexOf(best) + 1;
  const worst = rows.reduce((most, row) => ((row.loss ?? 0) > (most.loss ?? 0) ? row : most), first);
  const ties = rows.filter(({ truth }) => truth === best.truth).length;
  const most = ties > 1 ? `The first of the ${ties} most relevant emoji` : 'The most relevant emoji';
  const order = html`${most}, ${named({ ...best, distance: 0 })}, is ${placed(rank)} in the list.`;
  return worst.loss === null
    ? order
    : html`${order} The highest error is that of ${named({ ...worst, distance: 0 })}: predicted ${short(worst.said)}, true ${short(worst.truth)}. This loss rates the numbers, not the order.`;
}

/** Explains which words decide. */
export function wordsSentence(
  rows: readonly WordRow[],
  names: readonly [string, string],
  score: number,
): TemplateResult {
  const said = score > 0 ? 1 : 0;
  const [first] = rows;
  if (!first) return html`The message contains none of the words that the model counts.`;
  return html`The model adds up the words: a total above 0 means ${names[1]}, below 0 ${names[0]}. Here it is <b>${short(score)}</b>, so it predicts ${names[said]}. The word
    that weighs most is “${first.word}”, for ${first.adds > 0 ? names[1] : names[0]}.`;
}
