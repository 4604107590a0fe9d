// Loads a run of a complete experiment: fetches its data, then creates it in a module.
import type { Bindings } from 'loss-playground-wasm';
import * as check from '../api/checks.ts';
import { sourceSpec } from '../api/experiment.ts';
import type { Catalog, CompleteExperiment, CustomData, RunOptions, TaskDescriptor } from '../api/types.ts';
import { fetchPacked } from './load.ts';
import { EngineRun, unwrap } from './run.ts';
import { unlessAborted } from './slices.ts';

export const dataFolder = new URL('./data/', import.meta.url);

/** What makes the run of a complete experiment in a module, once its files are there. */
export async function loadRun(
  bindings: Bindings,
  catalog: Catalog,
  complete: CompleteExperiment,
  data: URL,
  options: RunOptions = {},
): Promise<() => EngineRun> {
  const { initial, signal } = check.object('options', options, ['initial', 'signal']);
  check.signal('options.signal', signal);
  const file = (name: string | undefined) => (name ? fetchPacked(new URL(name, data)) : null);
  const named = (id: string | undefined) => catalog.tasks.find((task) => task.id === id);
  const plain = plainTask(complete);
  const source = sourceSpec(catalog, complete);
  const request = source ? { ...plain, fine_tuning: { ...complete.fine_tuning, source } } : plain;
  const [weights, bytes, first] = await unlessAborted(
    Promise.all([
      source ? startingWeights(complete, file, named, initial) : null,
      file(named(complete.task.id)?.file),
      file(named(source?.id)?.file),
    ]),
    signal as AbortSignal | undefined,
  );
  return () => {
    const handle = unwrap(bindings.runCreate(request, bytes, tableOf(complete), weights, first));
    return new EngineRun(bindings, handle, complete);
  };
}

/** The weights that fine-tuning starts from: a stored model, or the bytes that were given. */
async function startingWeights(
  { fine_tuning }: CompleteExperiment,
  file: (name: string) => Promise<Uint8Array> | null,
  named: (id: string | undefined) => TaskDescriptor | undefined,
  given: unknown,
): Promise<Uint8Array> {
  const stored = named(fine_tuning?.initial)?.trained;
  const packed = stored ? file(stored) : null;
  return packed ?? check.bytes('options.initial', given, 'a Uint8Array from snapshot()');
}

/** The table of the task `custom`; null for others. */
const tableOf = ({ task }: CompleteExperiment) =>
  'inputs' in task.params ? (task.params as CustomData) : null;

/** The experiment as the module reads it: without the rows of a table, which are passed separately, and its labels. */
export function plainTask(complete: CompleteExperiment): CompleteExperiment {
  const table = tableOf(complete);
  if (!table) return complete;
  const { inputs, targets, classes, columns, noun, quantity, unit, weights, ...params } = table;
  return { ...complete, task: { id: complete.task.id, params } };
}
