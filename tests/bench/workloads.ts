// What is trained, and the file that gives each peer the same start and the same batches.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CompleteExperiment, Engine, Experiment, Run } from 'loss-playground/engine';
import { completeExperiment, root } from '../engine/support.ts';

export interface Workload {
  name: string;
  title: string;
  /** Units of each layer, inputs first. */
  layers: number[];
  /** Steps of one timed run. Each run begins at the same weights, so that all peers time the same phase of training. */
  runLength: number;
  /** All batches of the first epochs must be full: the rows to learn from are a multiple of the batch size. */
  experiment: Experiment;
}

/** What a task's default experiment may set otherwise. Evaluations of the cost are no part of the comparison. */
const rest = {
  version: 1,
  schedule: { id: 'constant' },
  regularization: { l1: 0, l2: 0 },
  gradient_clip: null,
  seed: 1,
  precision: 'float32',
  evaluate_every: 1e9,
} as const;

export const workloads: Workload[] = [
  {
    name: 'W1',
    title: '2-4-2-1 tanh, squared error, SGD, batch 10',
    layers: [2, 4, 2, 1],
    runLength: 20000,
    experiment: {
      ...rest,
      task: { id: 'plane', params: { examples: 480 } },
      model: { id: 'mlp', params: { hidden: [4, 2], activation: 'tanh' } },
      loss: { id: 'mse_loss' },
      optimizer: { id: 'sgd', params: { lr: 0.03 } },
      batch_size: 10,
    },
  },
  {
    name: 'W2',
    title: '2-32-32-3 ReLU, cross-entropy, Adam, batch 32',
    layers: [2, 32, 32, 3],
    runLength: 2000,
    experiment: {
      ...rest,
      task: { id: 'spiral', params: { examples: 1536, classes: 3 } },
      model: { id: 'mlp', params: { hidden: [32, 32], activation: 'relu' } },
      loss: { id: 'cross_entropy' },
      optimizer: { id: 'adam', params: { lr: 0.01 } },
      batch_size: 32,
    },
  },
  {
    name: 'W3',
    title: '64-128-16 ReLU, triplet loss, Adam, 64 triplets',
    layers: [64, 128, 16],
    runLength: 500,
    experiment: {
      ...rest,
      task: { id: 'digits_embedding', params: { examples: 384, test_fraction: 0.1, dimensions: 16 } },
      model: { id: 'mlp', params: { hidden: [128], activation: 'relu' } },
      loss: { id: 'triplet_margin_loss' },
      optimizer: { id: 'adam', params: { lr: 0.001 } },
      batch_size: 64,
    },
  },
  {
    name: 'W4',
    title: 'next of 27 tokens from 8, embedding 16, 128 tanh, Adam, batch 64',
    layers: [128, 128, 27],
    runLength: 500,
    experiment: {
      ...rest,
      task: { id: 'names', params: { context: 8, examples: 300, test_fraction: 0.05 } },
      model: { id: 'next_token_mlp', params: { embedding: 16, hidden: 128 } },
      loss: { id: 'cross_entropy' },
      optimizer: { id: 'adam', params: { lr: 0.003 } },
      batch_size: 64,
    },
  },
  {
    name: 'W5',
    title: '64-256-64-10 ReLU, cross-entropy, momentum SGD, batch 256',
    layers: [64, 256, 64, 10],
    runLength: 200,
    experiment: {
      ...rest,
      task: { id: 'digits', params: { examples: 1536, test_fraction: 0.1 } },
      model: { id: 'mlp', params: { hidden: [256, 64], activation: 'relu' } },
      loss: { id: 'cross_entropy' },
      optimizer: { id: 'sgd', params: { lr: 0.05, momentum: 0.9 } },
      batch_size: 256,
    },
  },
];

/** Enough that a peer cannot memorize its few batches, and whole epochs of every workload. */
const batchCount = 24;

export const folder = join(root, 'build/bench');

/** Why our engine cannot train a workload, or null. */
export function missing(engine: Engine, { experiment }: Workload): string | null {
  const known = (kind: 'tasks' | 'models', id = '') => engine.catalog[kind].some((entry) => entry.id === id);
  if (!known('tasks', experiment.task.id)) return `the catalog has no task ${experiment.task.id}`;
  if (!known('models', experiment.model?.id)) return `the catalog has no model ${experiment.model?.id}`;
  return null;
}

/** The task's data file as the native build reads it; null where the data are generated. */
function unpackedFile(engine: Engine, experiment: CompleteExperiment): string | null {
  const packed = engine.catalog.tasks.find((task) => task.id === experiment.task.id)?.file;
  if (!packed) return null;
  const path = join(folder, packed.replace(/\.gz$/, ''));
  writeFileSync(path, gunzipSync(readFileSync(join(root, 'web/data', packed))));
  return path;
}

function rowsOf(tensor: { shape: number[]; data: ArrayLike<number> } | undefined, rows: Iterable<number>) {
  if (!tensor) throw new Error('The run has no such data.');
  const width = tensor.shape.slice(1).reduce((product, size) => product * size, 1);
  return [...rows].flatMap((row) => Array.from({ length: width }, (_, i) => tensor.data[row * width + i]));
}

/** Batches of the first steps; a triplet batch is all anchors, then all positives, then all negatives. */
function batchesOf(run: Run) {
  const { input, target } = run.data('train');
  const triplets = run.experiment.loss.id.startsWith('triplet');
  return Array.from({ length: batchCount }, (_, index) => {
    const rows = run.batchIndices(index + 1);
    const stacked = [0, 1, 2].flatMap((role) => [...rows].filter((_row, i) => i % 3 === role));
    if (rows.length !== run.experiment.batch_size * (triplets ? 3 : 1))
      throw new Error(`Batch ${index + 1} is not full.`);
    return {
      input: rowsOf(input, triplets ? stacked : rows),
      target: triplets ? [] : rowsOf(target, rows),
    };
  });
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
    parameters: run.parameters().map(({ name, shape, data }) => ({ name, shape, data: [...data] })),
    batches: batchesOf(run),
  };
  writeFileSync(path, JSON.stringify(content));
  run.dispose();
  return path;
}
