// Explanations next to the sum of a step: one sentence each, from the facts of the run.
import { plural, whole } from '../charts/format.ts';
import { batchAt, companyOf } from '../run/batches.ts';
import { amount } from '../run/described.ts';
import { agreeingFactors } from '../ui/rounding.ts';
import { type Moment, typicalError } from './moment.ts';

/** A batch loss counts as higher from this multiple of the training cost on. */
const higher = 1.2;

const takesMiner = ({ target }: Moment['loss']) => target === 'triplet' || target === 'pair';

const batchOf = ({ metrics, experiment, info, loss, miner }: Moment) =>
  batchAt(metrics.step, experiment, info, companyOf(takesMiner(loss), miner, info));

/** What the batch loss averages, for a label: "32 digits, this step". */
export function batchWords(moment: Moment): string {
  const { metrics, task } = moment;
  if (metrics.step === 0) return 'from step 1 on';
  const { anchors } = batchOf(moment);
  return `${whole(anchors)} ${anchors === 1 ? task.noun : plural(task.noun)}, this step`;
}

/** The last batch of an epoch is what is left. */
function leftover(moment: Moment): string | null {
  const { metrics, task, experiment } = moment;
  const { anchors, full, available, isShort } = batchOf(moment);
  const noun = anchors === 1 ? task.noun : plural(task.noun);
  if (isShort)
    return `Step ${whole(metrics.step)} is the last batch of the epoch, with ${whole(anchors)} ${noun} instead of ${whole(full)}.`;
  if (experiment.batch_size > available)
    return `The batch size of ${whole(experiment.batch_size)} is larger than the training set, so each step uses all ${whole(available)} ${plural(task.noun)}.`;
  return null;
}

/** Anchors come with other rows, so that more rows are used than the batch size says. */
function company(moment: Moment): string | null {
  const { task, info } = moment;
  const { anchors, rows } = batchOf(moment);
  if (info.documents === 0 || rows === anchors) return null;
  const each =
    rows > 2 * anchors
      ? 'the result that it should find and another random one'
      : 'the result that it should find';
  return `Each of the ${whole(anchors)} ${plural(task.noun)} comes with ${each}, so the step uses ${whole(rows)} texts.`;
}

/** A miner picks hard triplets; the cost is of random ones. */
function mined({ metrics, loss, miner, task }: Moment): string | null {
  if (loss.target !== 'triplet' || !miner || miner.draws) return null;
  if (!(metrics.batchLoss > higher * metrics.cost)) return null;
  return `The batch loss is higher than the training cost because it averages the ${miner.title} of the batch, while the cost averages one random triplet for each ${task.noun}. Picked triplets are harder.`;
}

/** Losses of standardized targets in their own unit. */
function standardized(moment: Moment): string | null {
  const { metrics, info, loss, task } = moment;
  const off = typicalError(moment);
  if (info.targetScale === 1 || !Number.isFinite(off)) return null;
  const root = loss.meaning === 'squared_difference';
  const error = (cost: number, scale: number) => amount(task, (root ? Math.sqrt(cost) : cost) * scale);
  const [cost, digits] = agreeingFactors(metrics.testCost, info.targetScale, error);
  const scale = `${task.currency ?? ''}${digits}`;
  const what = task.quantity ? `The ${task.quantity}` : 'The target';
  return `${what} is standardized: 1 unit is ${scale}. So the test cost means a typical error of ${root ? '√' : ''}${cost} × ${scale} = ${amount(task, off)}.`;
}

/** The sentences beside a step's sum. */
export function batchNotes(moment: Moment): string[] {
  const steps = moment.metrics.step === 0 ? [] : [leftover(moment), company(moment), mined(moment)];
  return [...steps, standardized(moment)].filter((note) => note !== null);
}

/** What the costs average, for their labels. */
export const setWords = ({ info, task }: Moment): { train: string; test: string } => ({
  train: `all ${whole(info.trainRows - info.documents)} training ${plural(task.noun)}`,
  test: `${whole(info.testRows)} ${plural(task.noun)} held out`,
});
