// A summary of a run with its own numbers. It never says at which step a cost was lowest: between two evaluations the
// cost is not known.
import { css, html, type TemplateResult } from 'lit';
import type { CompleteExperiment, TaskDescriptor } from 'loss-playground/engine';
import { brief, percent, plural, short, whole } from '../charts/format.ts';
import { rateOf } from '../run/learning-rate.ts';
import type { Columns } from '../run/series.ts';

/** The fewest steps for a summary. */
const least = 10;
/** A rise of the test cost is mentioned from this multiple of its lowest on, where it is this multiple of the training cost too. */
const risen = 1.1;
/**
 * Too large steps throw a cost up again: at each evaluation by this share of itself, in all by this share of its fall,
 * at this share of the evaluations, and it keeps this share of where it began.
 */
const leap = { each: 0.03, all: 0.3, often: 0.2, left: 0.1 };

interface Known {
  value: number;
  index: number;
}

const finite = (values: number[]): Known[] =>
  values.flatMap((value, index) => (Number.isFinite(value) ? [{ value, index }] : []));

/** Mean change from one known value to the next. */
function unrest(values: number[]): number {
  const known = values.filter(Number.isFinite);
  let sum = 0;
  for (let index = 1; index < known.length; index++)
    sum += Math.abs((known[index] ?? 0) - (known[index - 1] ?? 0));
  return sum / Math.max(1, known.length - 1);
}

const lower = (best: Known, entry: Known) => (entry.value < best.value ? entry : best);

/** Whether the steps are so long that the cost repeatedly rises. */
function overshoots(costs: Known[]): boolean {
  const [first, last] = [costs[0], costs.at(-1)];
  if (!first || !last) return false;
  const fallen = first.value - costs.reduce(lower, last).value;
  const climbed = costs.reduce(
    (sum, { value }, index) => sum + Math.max(0, value - (costs[index - 1]?.value ?? value)),
    0,
  );
  const rises = costs.filter(({ value }, index) => value > (costs[index - 1]?.value ?? value)).length;
  const often =
    rises > leap.often * costs.length &&
    climbed > leap.all * fallen &&
    climbed > leap.each * last.value * costs.length;
  return often && fallen > 0 && last.value > leap.left * first.value;
}

function fall(history: Columns, task: TaskDescriptor, lr: number): TemplateResult | null {
  const [train, test] = [finite(history.cost), finite(history.testCost)];
  const [first, last, tested] = [train[0], train.at(-1), test.at(-1)];
  if (!first || !last || !tested || first === last) return null;
  const before = test.reduce(lower, tested);
  const stepOf = ({ index }: Known) => whole(history.step[index] ?? 0);
  const start = html`From step ${stepOf(first)} to step ${stepOf(last)} the training cost went from ${short(first.value)} to <b>${short(last.value)}</b>.`;
  if (overshoots(train))
    return html`${start} On the way it changed by ${short(unrest(history.cost))} from one evaluation to the next, up and down: at a learning rate of <b>${brief(lr)}</b> each step overshoots the minimum and lands higher on the far side. A smaller learning rate converges.`;
  if (tested.value > risen * Math.max(before.value, last.value) && last.value < first.value)
    return html`${start} The test cost was ${short(before.value)} at step ${stepOf(before)} and has risen to <b>${short(tested.value)}</b>. ${last.value < (history.cost[before.index] ?? Number.NaN) ? 'Overfitting: the training cost keeps falling while the test cost rises. The model is memorizing its examples.' : 'A lower training cost is not always a better model.'}`;
  if (last.value >= first.value)
    return html`${start} It has not fallen: the learning rate or the penalty may be too large.`;
  return html`${start} The test cost is <b>${short(tested.value)}</b>, ${tested.value > 1.2 * last.value ? 'higher: some of what the model learned holds only for the training set' : `about as low: the model generalizes to test ${plural(task.noun)}`}.`;
}

function jumps(
  { step, batchLoss, cost }: Columns,
  batch: number,
  task: TaskDescriptor,
): TemplateResult | null {
  const known = finite(cost);
  const [first, last] = [known[0], known.at(-1)];
  const span = (step[last?.index ?? 0] ?? 0) - (step[first?.index ?? 0] ?? 0);
  if (span < least || overshoots(known)) return null;
  // Cost is evaluated at some steps only: its change is that of one step in between.
  const smooth = (unrest(cost) * (known.length - 1)) / span;
  const rough = unrest(batchLoss);
  if (!(rough > 3 * smooth)) return null;
  return html`From step to step the batch loss changed by ${short(rough)} on average, the training cost by ${short(smooth)}: each batch holds ${whole(batch)} other ${plural(task.noun)}.`;
}

function penalized({ step, penalty, objective, cost }: Columns): TemplateResult | null {
  const last = penalty.at(-1) ?? 0;
  if (!(last > 0)) return null;
  const costs = finite(cost);
  const now = costs.at(-1);
  const before = costs.reduce(lower, now ?? { value: Number.NaN, index: 0 });
  const share = last / (objective.at(-1) ?? 1);
  const rose = now && now.value > 1.01 * before.value;
  return html`The penalty is ${short(last)}, ${percent(share)} of the objective.${rose ? html` Since step ${whole(step[before.index] ?? 0)} the training cost has risen from ${short(before.value)} to ${short(now.value)} while the optimizer minimized the objective: the penalty asks for small weights, not for a low cost.` : ''}`;
}

/** Loss and score can disagree: the cost rose although more examples were classified correctly. */
function parted({ step, testCost, testScore }: Columns, task: TaskDescriptor): TemplateResult | null {
  if (task.score !== 'accuracy') return null;
  const costs = finite(testCost);
  const low = costs.reduce(lower, costs[0] ?? { value: 0, index: 0 });
  const [then, now] = [testScore[low.index] ?? Number.NaN, finite(testScore).at(-1)?.value ?? Number.NaN];
  const rose = (costs.at(-1)?.value ?? 0) > risen * low.value;
  return rose && percent(now) !== percent(then) && now > then
    ? html`Still, more test ${plural(task.noun)} are classified correctly: ${percent(then)} at step ${whole(step[low.index] ?? 0)}, ${percent(now)} now. Loss and accuracy are not the same.`
    : null;
}

/** Up to three sentences; null if the run is too short. */
export function summaryOf(
  history: Columns | null,
  experiment: CompleteExperiment,
  task: TaskDescriptor,
): TemplateResult[] | null {
  if (!history || history.step.filter((step) => step > 0).length < least) return null;
  const sentences = [
    fall(history, task, rateOf(experiment).value),
    parted(history, task),
    penalized(history),
    jumps(history, experiment.batch_size, task),
  ].filter((sentence) => sentence !== null);
  return sentences.length > 0 ? sentences.slice(0, 3) : null;
}

export const summaryStyles = css`
  .summary-room { min-height: 180px; }
  .summary { font: 400 var(--reading) / 1.5 var(--serif); max-width: 62ch; }
  .summary b { color: var(--hue); }
  @container (max-width: 720px) { .summary-room { min-height: 270px; } }
`;

/** The summary with its heading, made once the run has stopped; `below` follows in the same section. */
export const summarySection = (
  running: boolean,
  sentences: () => readonly TemplateResult[] | null,
  below?: TemplateResult,
): TemplateResult =>
  html`<section class="section" aria-labelledby="summary"><h2 id="summary">Summary</h2>
    <div class="summary-room"><p class="summary">${running ? 'Still training. Pause to see a summary.' : (sentences()?.map((sentence) => html`${sentence} `) ?? 'No summary yet: the run has only begun.')}</p>${below}</div></section>`;
