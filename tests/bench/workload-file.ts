// The file that gives each peer the same data, the same start and the same order of rows.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CompleteExperiment, Engine, OwnedTensor, Run } from 'loss-playground/engine';
import { completeExperiment, root } from '../engine/support.ts';
import type { Workload } from './workloads.ts';

/** So many batches that no peer can memorize them; their rows are those of the first epochs of our run. */
const batchCount = 96;
/** The losses of these first steps are compared. */
export const agreedSteps = 20;

export const folder = join(root, 'build/bench');

/** The task's data file as the native build reads it; null where the data are generated. */
function unpackedFile(engine: Engine, experiment: CompleteExperiment): string | null {
  const packed = engine.catalog.tasks.find((task) => task.id === experiment.task.id)?.file;
  if (!packed) return null;
  const path = join(folder, packed.replace(/\.gz$/, ''));
  writeFileSync(path, gunzipSync(readFileSync(join(root, 'web/data', packed))));
  return path;
}

/** A tensor with float32 numbers as short as they can be read back. */
const short = ({ shape, data }: { shape: number[]; data: ArrayLike<number> }) => ({
  shape,
  data: Array.from(data, (value) => Number(value.toPrecision(9))),
});

/** Rows of each of the first steps; of triplets all anchors, then all positives, then all negatives. */
function batchesOf(run: Run): number[][] {
  const triplets = run.experiment.loss.id.startsWith('triplet');
  const size = run.experiment.batch_size * (triplets ? 3 : 1);
  const batches: number[][] = [];
  while (batches.length < batchCount) {
    const rows = [...run.batchIndices(batches.length + 1)];
    // Sizes are fixed in some peers: the batches of an epoch that ends with a smaller one are enough.
    if (rows.length !== size) break;
    batches.push(triplets ? [0, 1, 2].flatMap((role) => rows.filter((_row, i) => i % 3 === role)) : rows);
  }
  if (batches.length < agreedSteps) throw new Error(`Only ${batches.length} batches are full.`);
  return batches;
}

/** What peers train with that are not ours. */
function dataOf(run: Run) {
  const { input, target } = run.data('train') as Record<string, OwnedTensor>;
  if (!input || !target) throw new Error('The run has no such data.');
  return {
    parameters: run.parameters().map(({ name, ...tensor }) => ({ name, ...short(tensor) })),
    input: short(input),
    target: short(target),
    batches: batchesOf(run),
  };
}

/** Writes a workload for the peers and returns the file's path. */
export async function writeWorkload(engine: Engine, workload: Workload): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const experiment = completeExperiment(engine.catalog, workload.experiment);
  const run = await engine.createRun(experiment);
  const path = join(folder, `${workload.name}.json`);
  const content = {
    ...workload,
    experiment,
    file: unpackedFile(engine, experiment),
    ...(workload.peers.length > 0 ? dataOf(run) : {}),
  };
  // Typed arrays, as of a table, would become objects.
  writeFileSync(
    path,
    JSON.stringify(content, (_key, value) =>
      ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value,
    ),
  );
  run.dispose();
  return path;
}
