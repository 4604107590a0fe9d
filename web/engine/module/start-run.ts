// A run of a complete experiment: what it needs is fetched, then it is made in a module.
import type { Bindings } from 'loss-playground-wasm';
import { ExperimentError, show } from '../api/errors.ts';
import { sourceSpec } from '../api/experiment.ts';
import type { Catalog, CompleteExperiment, CustomData, RunOptions, TaskDescriptor } from '../api/types.ts';
import { fetchPacked } from './load.ts';
import { EngineRun, unwrap } from './run.ts';

export const dataFolder = new URL('./data/', import.meta.url);

/** The run of a complete experiment in a module. */
export async function startRun(
  bindings: Bindings,
  catalog: Catalog,
  complete: CompleteExperiment,
  data: URL,
  options: RunOptions = {},
): Promise<EngineRun> {
  const file = (name: string | undefined) => (name ? fetchPacked(new URL(name, data)) : null);
  const named = (id: string | undefined) => catalog.tasks.find((task) => task.id === id);
  const plain = plainTask(complete);
  const source = sourceSpec(catalog, complete);
  const request = source ? { ...plain, fine_tuning: { ...complete.fine_tuning, source } } : plain;
  const weights = source && (await startingWeights(complete, file, named, options.initial));
  const [bytes, first] = await Promise.all([
    file(named(complete.task.id)?.file),
    file(named(source?.id)?.file),
  ]);
  const handle = unwrap(bindings.runCreate(request, bytes, tableOf(complete), weights, first));
  return new EngineRun(bindings, handle, complete);
}

/** What fine-tuning starts from: a stored model, or the bytes that were given. */
async function startingWeights(
  { fine_tuning }: CompleteExperiment,
  file: (name: string) => Promise<Uint8Array> | null,
  named: (id: string | undefined) => TaskDescriptor | undefined,
  given: unknown,
): Promise<Uint8Array> {
  const stored = named(fine_tuning?.initial)?.trained;
  const packed = stored ? file(stored) : null;
  if (packed) return packed;
  if (given instanceof Uint8Array) return given;
  throw new ExperimentError('options.initial', show(given), 'a Uint8Array from snapshot()');
}

/** The table of the task `custom`; null for others. */
const tableOf = ({ task }: CompleteExperiment) =>
  'inputs' in task.params ? (task.params as CustomData) : null;

/** The experiment as the module reads it: a table crosses apart from it. */
export function plainTask(complete: CompleteExperiment): CompleteExperiment {
  const table = tableOf(complete);
  return table ? { ...complete, task: { id: complete.task.id, params: { kind: table.kind } } } : complete;
}
