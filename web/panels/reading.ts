// One sentence that says the moment in human units, from the numbers on the screen.

import { html, nothing, type TemplateResult } from 'lit';
import type { ExtraMetrics, LossDescriptor, Metrics, RunInfo, TaskDescriptor } from 'loss-playground/engine';
import { percent, plural, short, whole } from '../charts/format.ts';
import { amount } from '../run/described.ts';
import { term } from '../ui/glossary.ts';
import { addingDecimals, decimalsFor, fixed } from '../ui/rounding.ts';

export interface Moment {
  metrics: Metrics & ExtraMetrics;
  /** The step that cost and score are of. */
  scoredAt: number;
  info: RunInfo;
  task: TaskDescriptor;
  loss: LossDescriptor;
  lossParams: Record<string, unknown>;
}

const costs = ({ metrics, task }: Moment, word = 'cost') =>
  html`${word} J is <b>${short(metrics.cost)}</b> on the training set and ${short(metrics.testCost)} on unseen ${plural(task.noun)}`;

const counted = (share: number, rows: number) => `${whole(share * rows)} of ${whole(rows)}`;

function classes(moment: Moment): TemplateResult {
  const { metrics, info, task, loss } = moment;
  // exp(−J) is the geometric mean of the probabilities of the truth, unless the targets themselves are smoothed.
  const exact = loss.meaning === 'log_likelihood' && !moment.lossParams.label_smoothing;
  const truth = loss.target === 'probability' ? 'the right yes-or-no answer' : 'the right class';
  const belief = exact
    ? html`${truth} typically gets <b>${percent(Math.exp(-metrics.cost))}</b> of the model’s belief (e<sup>−J</sup>); `
    : nothing;
  return html`${belief}${costs(moment)}. Of unseen ${task.noun}s, ${counted(metrics.testScore, info.testRows)} are put in the right class.`;
}

function numbers(moment: Moment): TemplateResult {
  const { metrics, info, task, loss } = moment;
  const size =
    loss.meaning === 'squared_difference'
      ? Math.sqrt(metrics.testCost)
      : loss.meaning === 'absolute_difference'
        ? metrics.testCost
        : Number.NaN;
  const off = size * info.targetScale;
  const typical = Number.isFinite(off)
    ? html`on an unseen ${task.noun} the model is typically <b>${amount(task, off)}</b> off; `
    : nothing;
  const explained = `It explains ${percent(Math.max(0, metrics.testScore))} of the differences between unseen ${task.noun}s (R²).`;
  return html`${typical}${costs(moment)}. ${metrics.testScore < 0 ? `It is worse than always saying the mean (R² ${short(metrics.testScore)}).` : explained}`;
}

function places(moment: Moment): TemplateResult {
  const { metrics, loss, task, lossParams } = moment;
  const nearest = html`of 100 unseen ${task.noun}s, <b>${whole(100 * metrics.testScore)}</b> have one of their own kind as nearest
    neighbour`;
  if (loss.target !== 'triplet') return html`${nearest}; ${costs(moment)}.`;
  const margin = Number(lossParams.margin);
  const stuck = Math.abs(metrics.cost - margin) < 1e-3 * margin;
  return html`${nearest}; a triplet lacks <b>${short(metrics.cost)}</b> of the margin ${margin} on average: ${costs(moment)}.
    ${stuck ? 'The loss is stuck at the margin: all points lie in one place.' : nothing}`;
}

function letters(moment: Moment): TemplateResult {
  const { metrics, info, task, loss } = moment;
  const right = html`Of unseen ${task.noun}s, ${counted(metrics.testScore, info.testRows)} are guessed right.`;
  if (loss.meaning !== 'log_likelihood' || moment.lossParams.label_smoothing)
    return html`${costs(moment)}. ${right}`;
  const choices = Math.exp(metrics.testCost);
  return html`on unseen text the model is as unsure as if it chose among <b>${short(choices)}</b> equally likely ${task.noun}s, of ${info.vocabulary}
    (perplexity, e<sup>J</sup>); the right one typically gets ${percent(1 / choices)}; ${costs(moment)}: ${short(metrics.testCost)} nats or
    ${short(metrics.testCost / Math.LN2)} bits a ${task.noun}. ${right}`;
}

function found(moment: Moment): TemplateResult {
  const { metrics } = moment;
  return html`of 100 unseen queries, <b>${whole(100 * metrics.testScore)}</b> find their emoji among the first ten, ${whole(100 * (metrics.recallAt1 ?? Number.NaN))} at the very first place;
    a query lies ${short(metrics.positiveDistance)} from its emoji and ${short(metrics.negativeDistance)} from another. ${costs(moment, 'Cost')}.`;
}

function ranked(moment: Moment): TemplateResult {
  const { metrics } = moment;
  return html`unseen lists are ordered <b>${percent(metrics.testScore)}</b> as well as can be (NDCG@10); the order agrees with the true one by
    ${short(metrics.spearman)} (Spearman’s correlation, at most 1). ${costs(moment, 'Cost')}.`;
}

const sayings: Record<string, (moment: Moment) => TemplateResult> = {
  recall_at_10: found,
  ndcg_at_10: ranked,
  recall_at_1: places,
  r2: numbers,
};

/** The sentence under the pictures. */
export function reading(moment: Moment): TemplateResult {
  const { scoredAt, task } = moment;
  const say = task.kind === 'next_token' ? letters : (sayings[task.score] ?? classes);
  return html`${scoredAt === 0 ? 'Before the first step' : `Step ${whole(scoredAt)}`}: ${say(moment)}`;
}

/** How the step's objective comes about, in numbers. */
export function sum({ batchLoss, penalty, objective, cost }: Metrics): TemplateResult {
  const decimals = addingDecimals([batchLoss, penalty], objective, decimalsFor(Math.abs(objective)));
  const print = (value: number) => fixed(value, decimals);
  return html`<p class="sum">
    <span class="kept">${term('batch loss')} ${print(batchLoss)}</span> <span class="kept">+ ${term('penalty')} ${print(penalty)}</span>
    <span class="kept">= ${term('objective')} <b>${print(objective)}</b></span>
    <span class="beside">beside it: ${term('cost J')} ${short(cost)}</span>
  </p>`;
}
