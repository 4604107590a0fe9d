// The reading: the step shown in plain units, from the numbers on the screen, and the step's sum.

import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { percent, plural, short, whole } from '../charts/format.ts';
import { amount } from '../run/described.ts';
import { isWeighted } from '../run/weights.ts';
import { term } from '../ui/glossary.ts';
import { addingDecimals, agreeing, decimalsFor, fixed } from '../ui/rounding.ts';
import { batchNotes } from './batch-notes.ts';
import { type Moment, typicalError } from './moment.ts';

export type { Moment } from './moment.ts';

const costs = ({ metrics, loss, experiment }: Moment) =>
  html`Training cost <b>${short(metrics.cost)}</b>, test cost ${short(metrics.testCost)}${isWeighted(loss, experiment) ? ', both weighted' : nothing}.`;

const counted = (share: number, rows: number) => `${whole(share * rows)} of ${whole(rows)}`;

/** e to minus a cost, with enough digits that a calculator gives the same percentage. */
const power = (cost: number) =>
  Number.isFinite(cost)
    ? html` (e<sup>−${agreeing(cost, (value) => percent(Math.exp(-value)))}</sup><span class="roomy">; a geometric mean</span>)`
    : nothing;

/**
 * exp(−J) is the geometric mean of the probabilities of the correct classes, unless the targets are smoothed or some
 * count more than others.
 */
const isExact = ({ loss, experiment }: Moment) =>
  loss.meaning === 'log_likelihood' &&
  !experiment.loss.params.label_smoothing &&
  !isWeighted(loss, experiment);

function classes(moment: Moment): TemplateResult {
  const { metrics, info, task, loss } = moment;
  const truth = loss.target === 'probability' ? 'the correct yes-or-no answer' : 'the correct class';
  const first = isExact(moment)
    ? html`For a training ${task.noun} the model typically gives ${truth} a probability of <b>${percent(Math.exp(-metrics.cost))}</b>${power(metrics.cost)}.`
    : costs(moment);
  return html`${first} It classifies <b>${counted(metrics.testScore, info.testRows)}</b> test ${plural(task.noun)} correctly.`;
}

function numbers(moment: Moment): TemplateResult {
  const { metrics, task } = moment;
  const off = typicalError(moment);
  const typical = Number.isFinite(off)
    ? html`For a test ${task.noun} the prediction is typically <b>${amount(task, off)}</b> off.`
    : costs(moment);
  const { testScore } = metrics;
  const isMean = percent(Math.abs(testScore)) === percent(0);
  if (isMean || testScore < 0)
    return html`${typical} It is ${isMean ? 'as good as' : 'worse than'} always predicting the mean (R² ${short(testScore)}).`;
  return html`${typical} It explains ${percent(testScore)} of the variance among test ${plural(task.noun)} (R²).`;
}

function embeddings(moment: Moment): TemplateResult {
  const { metrics, info, loss, task, experiment } = moment;
  const nearest = html`<b>${counted(metrics.testScore, info.testRows)}</b> test ${plural(task.noun)} have a nearest neighbor of the same class (recall@1).`;
  if (loss.target !== 'triplet') return html`${nearest} ${costs(moment)}`;
  const margin = Number(experiment.loss.params.margin);
  const collapsed = Math.abs(metrics.cost - margin) < 1e-3 * margin;
  return html`${nearest} On average a training triplet falls <b>${short(metrics.cost)}</b> short of the margin of ${margin}, a test triplet ${short(metrics.testCost)}.${collapsed ? ' Collapse: every embedding is the same, so the loss equals the margin.' : nothing}`;
}

/** How a number of choices compares with guessing. Equal as they are printed is equal: a reader sees no more digits. */
function besideGuessing(choices: number, all: number): string {
  const isGuess = short(choices) === short(all);
  return isGuess || choices > all
    ? `, ${isGuess ? 'as good as' : 'worse than'} guessing among all ${all}`
    : `, of ${all}`;
}

function tokens(moment: Moment): TemplateResult {
  const { metrics, info, task } = moment;
  const correct = html`Its top prediction is correct for ${counted(metrics.testScore, info.testRows)} test ${plural(task.noun)}.`;
  if (!isExact(moment)) return html`${costs(moment)} ${correct}`;
  const choices = Math.exp(metrics.testCost);
  const exponent = agreeing(metrics.testCost, (value) => short(Math.exp(value)));
  return html`Predicting a test ${task.noun} is like choosing among <b>${short(choices)}</b> equally likely ones${besideGuessing(choices, info.vocabulary)}
    (perplexity, e<sup>${exponent}</sup>). ${correct}`;
}

function found({ metrics, info, task }: Moment): TemplateResult {
  const queries = plural(task.noun);
  return html`<b>${counted(metrics.testScore, info.testRows)}</b> test ${queries} find their ${task.document ?? 'document'} among the first ten results (recall@10), ${whole((metrics.recallAt1 ?? Number.NaN) * info.testRows)} in first place (recall@1).`;
}

const ranked = ({ metrics, task }: Moment): TemplateResult =>
  html`The order of test ${plural(task.noun)} reaches <b>${percent(metrics.testScore)}</b> of the best possible score (NDCG@10 counts the top ranks most); rank correlation ${short(metrics.spearman)} (Spearman), R² ${short(metrics.rSquared)}.`;

const sayings: Record<string, (moment: Moment) => TemplateResult> = {
  recall_at_10: found,
  ndcg_at_10: ranked,
  recall_at_1: embeddings,
  r2: numbers,
};

/** The sentence below the pictures. */
export function reading(moment: Moment): TemplateResult {
  const { metrics, task } = moment;
  const say = task.kind === 'next_token' ? tokens : (sayings[task.score] ?? classes);
  return html`${metrics.step === 0 ? 'Before the first step' : `Step ${whole(metrics.step)}`}. ${say(moment)}`;
}

/** How the step's objective is computed, in numbers, with explanations where they are needed. */
export function sum(moment: Moment): TemplateResult {
  const { batchLoss, penalty, objective, cost, step } = moment.metrics;
  const decimals = addingDecimals([batchLoss, penalty], objective, decimalsFor(Math.abs(objective)));
  const print = (value: number) => fixed(value, decimals);
  const parts = html`<span class="kept">${term('batch loss')} ${print(batchLoss)}</span> <span class="kept">+ ${term('penalty')} ${print(penalty)}</span>
    <span class="kept">= ${term('objective')} <b>${print(objective)}</b></span>`;
  // Another line than that of step 0: words that stand elsewhere are no layout shift then.
  return html`${keyed(
    step === 0,
    html`<p class="sum">
    ${step === 0 ? html`<span class="kept">Measured before the first step.</span>` : parts}
    <span class="beside">${step === 0 ? 'Training cost' : html`for comparison: ${term('training cost')}`} ${short(cost)}</span>
    ${batchNotes(moment).map((note) => html`<span class="note">${note}</span>`)}
  </p>`,
  )}`;
}
