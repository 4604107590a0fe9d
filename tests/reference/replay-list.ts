// The experiments that PyTorch replays: one for each optimizer and each loss that can train, made from the catalog, and
// some that put models and rarer parameters to the test. All take 120 steps; a seed is made from the name alone.

import type { Catalog, Descriptor, Experiment, fits, LossDescriptor, OptimizerDescriptor, ParameterDescriptor, Spec } from 'loss-playground/engine';

export const steps = 120;

type Choices = Omit<Experiment, 'version'>;
type Fits = typeof fits;

const mlp = (hidden: number[], activation: string, output_activation = 'linear') => ({
  id: 'mlp',
  params: { hidden, activation, output_activation },
});
const constant = { id: 'constant' };
const small = { model: mlp([5], 'tanh'), schedule: constant, batch_size: 20 };
const bag = { id: 'emoji_search', params: { buckets: 97, dimensions: 5 } };
const bagged = { id: 'embedding_bag', params: { embedding: 6 } };
const points = { id: 'triplet_lab', params: { dimensions: 3 } };
const lists = { id: 'relevance', params: { examples: 60, buckets: 61, dimensions: 5 } };
const letters = (context: number) => ({ id: 'names', params: { examples: 60, context } });
const spec = (id: string, params: Spec['params'] = {}) => ({ id, params });

/** A small experiment of each kind; a loss is tried on the first that it fits. */
const grounds: Choices[] = [
  { task: { id: 'curve' } },
  { task: { id: 'spiral', params: { classes: 3 } } },
  { task: points, batch_size: 12 },
  { task: lists, model: spec('embedding_bag', { embedding: 4 }), batch_size: 10 },
];

/**
 * A number that is not a parameter's default: three quarters of it, or a quarter of its range where it is 0. Quarters, since
 * torch 1.13 rounds the p of a norm to float.
 */
function moved({ default: preset, min = -Infinity, max = Infinity }: ParameterDescriptor): number {
  const number = preset === 0 && max < Infinity ? min + 0.25 * (max - min) : 0.75 * Number(preset);
  return Math.min(max, Math.max(min, Number(number.toPrecision(6))));
}

/** An entry with every number moved away from its default. */
const movedSpec = ({ id, params }: Descriptor) => ({
  id,
  params: Object.fromEntries(
    params.filter(({ type }) => type === 'number').map((param) => [param.id, moved(param)]),
  ),
});

function ofLoss(loss: LossDescriptor, tasks: Catalog['tasks'], fit: Fits): Choices | undefined {
  const ground = grounds.find(({ task }) => {
    const entry = tasks.find(({ id }) => id === task.id);
    return entry && fit(entry, loss) === true;
  });
  return (
    ground && { ...small, ...ground, loss: movedSpec(loss), optimizer: spec('sgd', { lr: 0.02, momentum: 0.5 }) }
  );
}

/** Those that ask for the objective themselves get a task that is convex, and all of it in each step. */
const ofOptimizer = (optimizer: OptimizerDescriptor): Choices => ({
  ...small,
  task: { id: 'curve' },
  ...(optimizer.closure ? { model: mlp([], 'tanh'), batch_size: 1000 } : {}),
  loss: spec('huber_loss', { delta: 0.4 }),
  optimizer: movedSpec(optimizer),
  regularization: { l2: 0.01 },
});

const special: Record<string, Choices> = {
  'cross-entropy-tanh-adam': { task: { id: 'digits' }, model: mlp([12, 9], 'tanh'), loss: spec('cross_entropy', { label_smoothing: 0.1 }), optimizer: spec('adam', { lr: 0.01 }), batch_size: 100 },
  'cross-entropy-relu-sgd-cosine': { task: { id: 'spiral', params: { classes: 3 } }, model: mlp([16], 'relu'), optimizer: spec('sgd', { lr: 0.2, momentum: 0.9, nesterov: true }), schedule: spec('cosine_annealing_lr', { t_max: 50, eta_min: 0.01 }), regularization: { l1: 0.001, l2: 0.01 }, batch_size: 33 },
  'mean-squared-error-gelu-rmsprop': { task: { id: 'houses' }, model: mlp([10], 'gelu'), optimizer: spec('rmsprop', { lr: 0.003, momentum: 0.5, centered: true }), gradient_clip: 0.5, batch_size: 50 },
  'huber-sigmoid-adagrad': { task: { id: 'curve' }, model: mlp([8, 6], 'sigmoid'), loss: spec('huber_loss', { delta: 0.4 }), optimizer: spec('adagrad', { lr: 0.05 }), regularization: { l2: 0.02 }, batch_size: 7 },
  'binary-cross-entropy-silu-adamw': { task: { id: 'moons' }, model: mlp([9], 'silu'), loss: spec('binary_cross_entropy_with_logits'), optimizer: spec('adamw', { lr: 0.02, weight_decay: 0.1, amsgrad: true }), batch_size: 20 },
  'triplet-tanh-adam-clipped': { task: { id: 'digits_embedding' }, model: mlp([16], 'tanh'), loss: spec('triplet_margin_loss', { margin: 0.7, swap: true }), optimizer: spec('adam', { lr: 0.01 }), schedule: spec('one_cycle_lr'), gradient_clip: 1, steps, batch_size: 48 },
  'triplet-cosine-sigmoid-sgd': { task: points, model: mlp([7], 'sigmoid', 'tanh'), loss: spec('triplet_margin_with_distance_loss', { distance: 'cosine', margin: 0.5 }), optimizer: spec('sgd', { lr: 0.1 }), batch_size: 30 },
  'contrastive-manhattan-adam': { ...small, task: points, loss: spec('contrastive_loss', { distance: 'manhattan', margin: 0.8 }), optimizer: spec('adam', { lr: 0.02 }) },
  'cosine-embedding-semi-hard-adadelta': { ...small, task: points, loss: spec('cosine_embedding_loss', { margin: 0.2 }), miner: spec('semi_hard'), optimizer: spec('adadelta'), batch_size: 12 },
  'next-token-mlp-adam': { task: letters(4), model: spec('next_token_mlp', { embedding: 5, hidden: 11 }), optimizer: spec('adam', { lr: 0.01 }), schedule: constant, regularization: { l2: 0.001 }, batch_size: 37 },
  'bigram-sgd': { task: letters(2), model: spec('bigram'), optimizer: spec('sgd', { lr: 5 }), schedule: constant, batch_size: 64 },
  'transformer-layer-norm-adam': { task: letters(9), model: spec('transformer', { width: 8, heads: 2, hidden: 14, blocks: 2, activation: 'gelu' }), optimizer: spec('adam', { lr: 0.003 }), schedule: constant, regularization: { l2: 0.001 }, batch_size: 13 },
  'transformer-tied-rms-norm-sgd': { task: letters(9), model: spec('transformer', { width: 6, heads: 3, hidden: 10, norm: 'rms', activation: 'relu', tied: true }), optimizer: spec('sgd', { lr: 0.3 }), schedule: constant, gradient_clip: 1, batch_size: 20 },
  'embedding-bag-random-triplet-adam': { task: bag, model: bagged, loss: spec('triplet_margin_loss', { margin: 0.3 }), miner: spec('random'), optimizer: spec('adam', { lr: 0.02 }), regularization: { l2: 0.001 }, batch_size: 40 },
  'embedding-bag-semi-hard-sgd': { task: bag, model: bagged, loss: spec('triplet_margin_loss', { margin: 0.4 }), miner: spec('semi_hard'), optimizer: spec('sgd', { lr: 0.5 }), schedule: constant, gradient_clip: 1, batch_size: 16 },
  'embedding-bag-info-nce-adam': { task: bag, model: bagged, loss: spec('info_nce_loss', { temperature: 0.2 }), miner: spec('random'), optimizer: spec('adam', { lr: 0.02 }), schedule: constant, batch_size: 16 },
  // Optimizers whose defaults hardly show on a small experiment.
  'mean-squared-error-rprop': { ...small, task: { id: 'curve' }, loss: spec('mse_loss'), optimizer: spec('rprop', { lr: 0.01, step_max: 1 }), batch_size: 1000 },
  'l1-asgd': { ...small, task: { id: 'curve' }, loss: spec('l1_loss'), optimizer: spec('asgd', { lr: 0.05, lambd: 0.001, t0: 20 }) },
  'huber-newton-damped': { ...small, task: { id: 'curve' }, model: mlp([], 'tanh'), loss: spec('huber_loss', { delta: 0.5 }), optimizer: spec('newton', { damping: 0.3, lr: 0.5 }), regularization: { l2: 0.01 } },
  'binary-cross-entropy-logits-lbfgs': { ...small, task: { id: 'moons' }, loss: spec('binary_cross_entropy_with_logits'), optimizer: spec('lbfgs', { line_search_fn: 'strong_wolfe', max_iter: 2, history_size: 4 }), regularization: { l2: 0.1 }, batch_size: 1000 },
  'binary-cross-entropy-nadam-decoupled': { ...small, task: { id: 'moons' }, loss: spec('binary_cross_entropy'), optimizer: spec('nadam', { lr: 0.01, weight_decay: 0.1, decoupled_weight_decay: true }) },
  'hinge-schedule-free-sgd': { ...small, task: { id: 'moons' }, loss: spec('hinge_loss', { margin: 0.8 }), optimizer: spec('schedule_free_sgd', { lr: 0.2, warmup_steps: 10 }) },
  'angular-muon': { ...small, task: points, loss: spec('angular_loss', { angle: 35 }), optimizer: spec('muon', { lr: 0.01, nesterov: false }), batch_size: 12 },
  'n-pair-sam-adaptive': { ...small, task: points, loss: spec('n_pair_loss', { l2_reg: 0.03 }), optimizer: spec('sam', { lr: 0.02, rho: 0.2, adaptive: true }), batch_size: 15 },
  'list-net-lookahead-sgd': { ...small, task: lists, model: spec('embedding_bag', { embedding: 4 }), loss: spec('list_net_loss'), optimizer: spec('lookahead', { inner: 'sgd', lr: 0.3, momentum: 0.8 }), batch_size: 10 },
};

const seedOf = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2 ** 31, 7);

/** Every experiment by the name of its file. */
export function replaysOf({ tasks, losses, optimizers }: Catalog, fit: Fits): Map<string, Experiment> {
  const all = new Map<string, Choices | undefined>([
    // Scripts of typed losses run in PyTorch themselves: gallery.test.ts.
    ...losses.filter(({ own }) => !own).map((loss) => [`loss-${loss.id}`, ofLoss(loss, tasks, fit)] as const),
    ...optimizers.map((entry) => [`optimizer-${entry.id}`, ofOptimizer(entry)] as const),
    ...Object.entries(special),
  ]);
  const replays = new Map<string, Experiment>();
  for (const [name, choices] of all)
    if (choices) replays.set(name, { version: 1, precision: 'float64', seed: seedOf(name), ...choices });
  return replays;
}
