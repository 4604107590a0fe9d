// One step of a run with its context: the input of the sentences on the page.
import type {
  CompleteExperiment,
  ExtraMetrics,
  LossDescriptor,
  Metrics,
  MinerDescriptor,
  RunInfo,
  TaskDescriptor,
} from 'loss-playground/engine';
import { entryOf } from '../run/described.ts';
import type { Session } from '../run/session.ts';
import { isWeighted } from '../run/weights.ts';

export interface Moment {
  /** All numbers are of one step. */
  metrics: Metrics & ExtraMetrics;
  info: RunInfo;
  task: TaskDescriptor;
  loss: LossDescriptor;
  miner?: MinerDescriptor | undefined;
  experiment: CompleteExperiment;
}

/** The step that a session shows; null before there is a run. */
export function momentOf({ shown, info, task, loss, experiment, engine }: Session): Moment | null {
  if (!shown || !info || !task || !loss || !experiment) return null;
  const miner = entryOf(engine.catalog.miners, experiment.miner.id);
  return { metrics: shown, info, task, loss, miner, experiment };
}

/** The typical error of a prediction in the unit of its target; NaN if the loss is not a distance or is weighted. */
export function typicalError({ metrics, info, loss, experiment }: Moment): number {
  if (isWeighted(loss, experiment)) return Number.NaN;
  if (loss.meaning === 'squared_difference') return Math.sqrt(metrics.testCost) * info.targetScale;
  if (loss.meaning === 'absolute_difference') return metrics.testCost * info.targetScale;
  return Number.NaN;
}
