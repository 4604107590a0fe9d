// What a run has shown, in the visitor's own numbers.
import { css, html, type TemplateResult } from 'lit';
import type { CompleteExperiment, TaskDescriptor } from 'loss-playground/engine';
import { percent, plural, short, whole } from '../charts/format.ts';
import { rateOf } from '../run/learning-rate.ts';
import type { Columns } from '../run/series.ts';

/** Steps before there is something to say. */
const least = 10;
/** How much of its lowest value a cost must have risen to be mentioned. */
const risen = 1.03;
/**
 * Too large steps throw a cost up again: at each look by this share of itself, in all by this share of its fall, and it
 * keeps this share of where it began.
 */
const leap = { each: 0.03, all: 0.3, left: 0.1 };

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

function fall(history: Columns, task: TaskDescriptor, rate: number): TemplateResult | null {
  const [train, unseen] = [finite(history.cost), finite(history.testCost)];
  const [first, last, seen] = [train[0], train.at(-1), unseen.at(-1)];
  if (!first || !last || !seen || first === last) return null;
  const lower = (best: Known, entry: Known) => (entry.value < best.value ? entry : best);
  const lowest = unseen.reduce(lower, seen);
  const trough = train.reduce(lower, last);
  const start = html`Cost J went from ${short(first.value)} to <b>${short(last.value)}</b> on the training set.`;
  const change = unrest(history.cost);
  const fallen = first.value - trough.value;
  const climbed = train.reduce(
    (sum, { value }, index) => sum + Math.max(0, value - (train[index - 1]?.value ?? value)),
    0,
  );
  const leaps = climbed > leap.all * fallen && climbed > leap.each * last.value * train.length;
  if (leaps && fallen > 0 && last.value > leap.left * first.value)
    return html`${start} It was lowest at step ${whole(history.step[trough.index] ?? 0)}, ${short(trough.value)}, and leaps by ${short(change)} each time it is measured. A step at rate <b>${short(rate)}</b> is longer than the way down: it lands on the other side, often higher. A smaller rate comes to rest.`;
  if (seen.value > risen * lowest.value && last.value < first.value)
    return html`${start} On unseen ${plural(task.noun)} it was lowest at step ${whole(history.step[lowest.index] ?? 0)}, ${short(lowest.value)}, and is <b>${short(seen.value)}</b> now: since then the model has learnt its examples by heart. A lower loss is not always a better model.`;
  if (last.value >= first.value)
    return html`${start} It has not fallen: the rate may be too large, or the penalty.`;
  return html`${start} On unseen ${plural(task.noun)} it is <b>${short(seen.value)}</b>, ${seen.value > 1.2 * last.value ? 'higher: some of what was learnt holds for the training set alone' : 'about as low: what was learnt holds for them too'}.`;
}

function jumps({ batchLoss, cost }: Columns, batch: number): TemplateResult | null {
  const known = finite(cost);
  const span = (known.at(-1)?.index ?? 0) - (known[0]?.index ?? 0);
  if (span < least) return null;
  // J is worked out at some steps only: its change is that of one step in between.
  const smooth = (unrest(cost) * (known.length - 1)) / span;
  const rough = unrest(batchLoss);
  if (!(rough > 3 * smooth)) return null;
  return html`The batch loss jumped by ${short(rough)} from step to step, since each batch holds ${whole(batch)} other examples; J moved by ${short(smooth)}.`;
}

function penalised({ penalty, objective, cost }: Columns): TemplateResult | null {
  const last = penalty.at(-1) ?? 0;
  if (!(last > 0)) return null;
  const costs = finite(cost);
  const rise = (costs.at(-1)?.value ?? 0) - Math.min(...costs.map(({ value }) => value));
  const share = last / (objective.at(-1) ?? 1);
  return html`The penalty is ${short(last)}, ${percent(share)} of the objective.${rise > 0.01 * (costs.at(-1)?.value ?? 0) ? html` J has risen by ${short(rise)} from its lowest while the objective was descended: the penalty asks for something else than J.` : ''}`;
}

/** Loss and score can part: a cost that rose while more were right. */
function parted({ testCost, testScore }: Columns, task: TaskDescriptor): TemplateResult | null {
  if (task.score !== 'accuracy') return null;
  const costs = finite(testCost);
  const low = costs.reduce(
    (best, entry) => (entry.value < best.value ? entry : best),
    costs[0] ?? { value: 0, index: 0 },
  );
  const [then, now] = [testScore[low.index] ?? Number.NaN, finite(testScore).at(-1)?.value ?? Number.NaN];
  const rose = (costs.at(-1)?.value ?? 0) > risen * low.value;
  return rose && now > then
    ? html`Though J on unseen ${plural(task.noun)} rose, more of them are right: ${percent(then)} then, ${percent(now)} now. Loss and accuracy are not the same.`
    : null;
}

/** Up to three sentences; null where the run is too short to say anything. */
export function summaryOf(
  history: Columns | null,
  experiment: CompleteExperiment,
  task: TaskDescriptor,
): TemplateResult[] | null {
  if (!history || history.step.length < least) return null;
  const sentences = [
    fall(history, task, rateOf(experiment).value),
    parted(history, task),
    penalised(history),
    jumps(history, experiment.batch_size),
  ].filter((sentence) => sentence !== null);
  return sentences.length > 0 ? sentences.slice(0, 3) : null;
}

export const summaryStyles = css`
  .summary-room { min-height: 180px; }
  .summary { font: 400 var(--reading) / 1.5 var(--serif); max-width: 62ch; }
  .summary b { color: var(--hue); }
  @container (max-width: 720px) { .summary-room { min-height: 270px; } }
`;

/** What a run has shown, under its heading: worked out once the run stands; `below` follows in the same section. */
export const summarySection = (
  running: boolean,
  sentences: () => readonly TemplateResult[] | null,
  below?: TemplateResult,
): TemplateResult =>
  html`<section class="section" aria-labelledby="summary"><h2 id="summary">What you just saw</h2>
    <div class="summary-room"><p class="summary">${running ? 'The run goes on. Pause it, or let it end, and this tells what it has shown.' : (sentences()?.map((sentence) => html`${sentence} `) ?? 'Nothing yet: the run has only begun.')}</p>${below}</div></section>`;
