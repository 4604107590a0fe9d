// A run that continues in another one with other settings: what is kept and what starts fresh.
import {
  type Catalog,
  type CompleteExperiment,
  type CompleteSpec,
  ExperimentError,
  type NamedTensor,
  type Stopped,
  type WorkerRun,
} from 'loss-playground/engine';
import type { Ancestor } from './address.ts';
import { entryOf, parameterOf } from './described.ts';
import type { MetricsHistory } from './histories.ts';
import type { Row } from './history.ts';
import type { Status } from './playback.ts';
import type { Snapshots } from './snapshots.ts';

/** What starts fresh in a fork: nothing, the schedule's state, or the optimizer's and the schedule's. */
export type Fresh = 'nothing' | 'schedule' | 'optimizer';

/** A run as it was when another replaced it. */
export interface Earlier {
  experiment: CompleteExperiment;
  /** Its model at the step that was shown. */
  bytes: Uint8Array;
  metrics: Row;
  /** The numbers that were on the page. */
  shown: Row;
  initial: Row | null;
  history: MetricsHistory | null;
  snapshots: Snapshots;
  stopped: Stopped | null;
  ancestors: Ancestor[];
  status: Status;
}

/** Whether two specs are of one optimizer: also an optimizer around another must be around the same. */
function isSameOptimizer(catalog: Catalog, before: CompleteSpec, after: CompleteSpec): boolean {
  if (before.id !== after.id) return false;
  const entry = entryOf(catalog.optimizers, after.id);
  const names = (value: unknown) => catalog.optimizers.some(({ id }) => id === value);
  return Object.entries(after.params).every(
    ([id, value]) =>
      before.params[id] === value || !parameterOf(entry, id)?.choices?.some((choice) => names(choice)),
  );
}

/** The minimum that starts fresh. */
function leastFresh(catalog: Catalog, before: CompleteExperiment, after: CompleteExperiment): Fresh {
  if (!isSameOptimizer(catalog, before.optimizer, after.optimizer)) return 'optimizer';
  return before.schedule.id === after.schedule.id ? 'nothing' : 'schedule';
}

const shapesOf = (tensors: readonly Pick<NamedTensor, 'name' | 'shape'>[]) =>
  tensors.map(({ name, shape }) => `${name} ${shape}`).join();

/** Continues a run in a new one; returns what starts fresh in it, or null if its model has another shape. */
export async function restoreInto(
  next: WorkerRun,
  { experiment, bytes }: Pick<Earlier, 'experiment' | 'bytes'>,
  parameters: readonly NamedTensor[],
  catalog: Catalog,
): Promise<Fresh | null> {
  if (shapesOf(parameters) !== shapesOf(await next.parameters())) return null;
  const levels: readonly Fresh[] = ['nothing', 'schedule', 'optimizer'];
  const least = levels.indexOf(leastFresh(catalog, experiment, next.experiment));
  for (const fresh of levels.slice(least)) {
    try {
      await (fresh === 'nothing' ? next.restore(bytes) : next.restore(bytes, { fresh }));
      return fresh;
    } catch (error) {
      // State of another size, for example a longer history, starts fresh.
      if (!(error instanceof ExperimentError)) throw error;
    }
  }
  return null;
}

/** The ancestors of a fork. A fork that took no step of its own is replaced by the next one. */
export function forkedAncestors(
  { ancestors, experiment, history }: Pick<Earlier, 'ancestors' | 'experiment' | 'history'>,
  at: number,
): Ancestor[] {
  const reached = Math.max(at, history?.step.at(-1) ?? 0);
  return reached === ancestors.at(-1)?.at ? ancestors : [...ancestors, { experiment, at, reached }];
}
