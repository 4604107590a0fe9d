// What is trained to compare speed.
import type { Engine, Experiment } from 'loss-playground/engine';
import { ownTable } from './own-table.ts';

export interface Workload {
  name: string;
  title: string;
  /** Units of each layer, inputs first; null of what is no chain of layers, which only some peers train. */
  layers: number[] | null;
  /** Peers besides ours. */
  peers: readonly PeerName[];
  /** Steps of one timed run. Each run begins at the same weights, so that all peers time the same phase of training. */
  runLength: number;
  experiment: Experiment;
}

export type PeerName = 'hand-written' | 'js-unrolled' | 'js' | 'jax' | 'tfjs' | 'torch';

/** The peers of networks of linear layers, and of those that are small enough for code without loops. */
const allPeers = ['hand-written', 'js', 'jax', 'tfjs', 'torch'] as const;
const peersOfSmall = ['hand-written', 'js-unrolled', 'js', 'jax', 'tfjs', 'torch'] as const;

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

/** The default transformer of the tasks with texts, or one that differs in some parameters. */
const transformer = (params: Record<string, number>): Experiment => ({
  ...rest,
  task: { id: 'shakespeare' },
  model: { id: 'transformer', params },
  loss: { id: 'cross_entropy' },
  optimizer: { id: 'adam', params: { lr: 0.003 } },
  batch_size: 64,
});

export const workloads: Workload[] = [
  {
    name: 'W1',
    title: '2-4-2-1 tanh, squared error, SGD, batch 10',
    layers: [2, 4, 2, 1],
    peers: peersOfSmall,
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
    peers: allPeers,
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
    peers: allPeers,
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
    peers: allPeers,
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
    peers: allPeers,
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
  {
    name: 'W6',
    title: '2-8-8-2 tanh, cross-entropy, SGD, batch 1',
    layers: [2, 8, 8, 2],
    peers: peersOfSmall,
    runLength: 20000,
    experiment: {
      ...rest,
      task: { id: 'circle', params: { examples: 512 } },
      model: { id: 'mlp', params: { hidden: [8, 8], activation: 'tanh' } },
      loss: { id: 'cross_entropy' },
      optimizer: { id: 'sgd', params: { lr: 0.03 } },
      batch_size: 1,
    },
  },
  {
    name: 'W7',
    title: '10-16-4 tanh, cross-entropy, Adam, batch 7',
    layers: [10, 16, 4],
    peers: peersOfSmall,
    runLength: 20000,
    experiment: {
      ...rest,
      task: { id: 'custom', params: ownTable(672 + 42, 10, 4, 42 / 714) },
      model: { id: 'mlp', params: { hidden: [16], activation: 'tanh' } },
      loss: { id: 'cross_entropy' },
      optimizer: { id: 'adam', params: { lr: 0.003 } },
      batch_size: 7,
    },
  },
  {
    name: 'W8',
    title: '64-512-512-10 ReLU, cross-entropy, Adam, batch 64',
    layers: [64, 512, 512, 10],
    peers: allPeers,
    runLength: 200,
    experiment: {
      ...rest,
      task: { id: 'digits', params: { examples: 1536, test_fraction: 0.1 } },
      model: { id: 'mlp', params: { hidden: [512, 512], activation: 'relu' } },
      loss: { id: 'cross_entropy' },
      optimizer: { id: 'adam', params: { lr: 0.001 } },
      batch_size: 64,
    },
  },
  {
    name: 'W9',
    title: '784-256-10 ReLU, cross-entropy, Adam, batch 128',
    layers: [784, 256, 10],
    peers: allPeers,
    runLength: 100,
    experiment: {
      ...rest,
      task: { id: 'custom', params: ownTable(768 + 64, 784, 10, 64 / 832) },
      model: { id: 'mlp', params: { hidden: [256], activation: 'relu' } },
      loss: { id: 'cross_entropy' },
      optimizer: { id: 'adam', params: { lr: 0.001 } },
      batch_size: 128,
    },
  },
  {
    name: 'W10',
    title: '64-64-2 tanh, triplet loss, Adam, 17 triplets',
    layers: [64, 64, 2],
    peers: allPeers,
    runLength: 2000,
    experiment: {
      ...rest,
      task: { id: 'digits_embedding', params: { examples: 408, test_fraction: 0.1 } },
      model: { id: 'mlp', params: { hidden: [64], activation: 'tanh' } },
      loss: { id: 'triplet_margin_loss' },
      optimizer: { id: 'adam', params: { lr: 0.003 } },
      batch_size: 17,
    },
  },
  {
    name: 'W11',
    title: 'transformer: 8 of 27 tokens, width 32, 1 block, 4 heads, Adam, batch 64',
    layers: null,
    peers: ['hand-written', 'torch'],
    runLength: 100,
    experiment: transformer({}),
  },
  {
    name: 'W12',
    title: 'transformer: 8 of 27 tokens, width 64, 2 blocks, 4 heads, Adam, batch 64',
    layers: null,
    peers: ['hand-written', 'torch'],
    runLength: 50,
    experiment: transformer({ width: 64, blocks: 2 }),
  },
  {
    name: 'emoji_search',
    title: 'search among 1,914 emoji by default: 64 numbers a text, semi-hard triplets, Adam, batch 48',
    layers: null,
    peers: [],
    runLength: 200,
    experiment: { version: 1, task: { id: 'emoji_search' }, evaluate_every: 1e9 },
  },
];

/** Why our engine cannot train a workload, or null. */
export function missing(engine: Engine, { experiment }: Workload): string | null {
  const known = (kind: 'tasks' | 'models', id: string) =>
    engine.catalog[kind].some((entry) => entry.id === id);
  if (!known('tasks', experiment.task.id)) return `the catalog has no task ${experiment.task.id}`;
  const model = experiment.model?.id;
  if (model && !known('models', model)) return `the catalog has no model ${model}`;
  return null;
}
