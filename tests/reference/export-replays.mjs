// Writes what someone needs to replay runs elsewhere, as the engine's API shows it: initial weights, data and batches.
// node tests/reference/export-replays.mjs | python3 tests/reference/replay.py
import { createEngine } from '../../dist/engine.js';

const steps = 120;
const mlp = (hidden, activation, output_activation = 'linear') => ({ id: 'mlp', params: { hidden, activation, output_activation } });

const bag = { id: 'emoji_search', params: { buckets: 97, dimensions: 5 } };

const experiments = {
  'cross-entropy-tanh-adam': { task: { id: 'digits' }, model: mlp([12, 9], 'tanh'), loss: { id: 'cross_entropy', params: { label_smoothing: 0.1 } }, optimizer: { id: 'adam', params: { lr: 0.01 } }, batch_size: 100 },
  'cross-entropy-relu-sgd-cosine': { task: { id: 'spiral', params: { classes: 3 } }, model: mlp([16], 'relu'), optimizer: { id: 'sgd', params: { lr: 0.2, momentum: 0.9, nesterov: true } }, schedule: { id: 'cosine_annealing_lr', params: { t_max: 50, eta_min: 0.01 } }, regularization: { l1: 0.001, l2: 0.01 }, batch_size: 33 },
  'mean-squared-error-gelu-rmsprop': { task: { id: 'houses' }, model: mlp([10], 'gelu'), optimizer: { id: 'rmsprop', params: { lr: 0.003, momentum: 0.5, centered: true } }, gradient_clip: 0.5, batch_size: 50 },
  'huber-sigmoid-adagrad': { task: { id: 'curve' }, model: mlp([8, 6], 'sigmoid'), loss: { id: 'huber_loss', params: { delta: 0.4 } }, optimizer: { id: 'adagrad', params: { lr: 0.05 } }, regularization: { l2: 0.02 }, batch_size: 7 },
  'binary-cross-entropy-silu-adamw': { task: { id: 'moons' }, model: mlp([9], 'silu'), loss: { id: 'binary_cross_entropy_with_logits' }, optimizer: { id: 'adamw', params: { lr: 0.02, weight_decay: 0.1, amsgrad: true } }, batch_size: 20 },
  'triplet-tanh-adam-clipped': { task: { id: 'digits_embedding' }, model: mlp([16], 'tanh'), loss: { id: 'triplet_margin_loss', params: { margin: 0.7, swap: true } }, optimizer: { id: 'adam', params: { lr: 0.01 } }, schedule: { id: 'one_cycle_lr' }, gradient_clip: 1, steps, batch_size: 48 },
  'triplet-cosine-sigmoid-sgd': { task: { id: 'triplet_lab', params: { dimensions: 3 } }, model: mlp([7], 'sigmoid', 'tanh'), loss: { id: 'triplet_margin_with_distance_loss', params: { distance: 'cosine', margin: 0.5 } }, optimizer: { id: 'sgd', params: { lr: 0.1 } }, batch_size: 30 },
  'next-token-mlp-adam': { task: { id: 'names', params: { examples: 60, context: 4 } }, model: { id: 'next_token_mlp', params: { embedding: 5, hidden: 11 } }, optimizer: { id: 'adam', params: { lr: 0.01 } }, schedule: { id: 'constant' }, regularization: { l2: 0.001 }, batch_size: 37 },
  'bigram-sgd': { task: { id: 'names', params: { examples: 60, context: 2 } }, model: { id: 'bigram' }, optimizer: { id: 'sgd', params: { lr: 5 } }, schedule: { id: 'constant' }, batch_size: 64 },
  'transformer-layer-norm-adam': { task: { id: 'names', params: { examples: 60, context: 9 } }, model: { id: 'transformer', params: { width: 8, heads: 2, hidden: 14, blocks: 2, activation: 'gelu' } }, optimizer: { id: 'adam', params: { lr: 0.003 } }, schedule: { id: 'constant' }, regularization: { l2: 0.001 }, batch_size: 13 },
  'transformer-tied-rms-norm-sgd': { task: { id: 'names', params: { examples: 60, context: 9 } }, model: { id: 'transformer', params: { width: 6, heads: 3, hidden: 10, norm: 'rms', activation: 'relu', tied: true } }, optimizer: { id: 'sgd', params: { lr: 0.3 } }, schedule: { id: 'constant' }, gradient_clip: 1, batch_size: 20 },
  'embedding-bag-random-triplet-adam': { task: bag, model: { id: 'embedding_bag', params: { embedding: 6 } }, loss: { id: 'triplet_margin_loss', params: { margin: 0.3 } }, miner: { id: 'random' }, optimizer: { id: 'adam', params: { lr: 0.02 } }, regularization: { l2: 0.001 }, batch_size: 40 },
  'embedding-bag-semi-hard-sgd': { task: bag, model: { id: 'embedding_bag', params: { embedding: 6 } }, loss: { id: 'triplet_margin_loss', params: { margin: 0.4 } }, miner: { id: 'semi_hard' }, optimizer: { id: 'sgd', params: { lr: 0.5 } }, schedule: { id: 'constant' }, gradient_clip: 1, batch_size: 16 },
  'embedding-bag-info-nce-adam': { task: bag, model: { id: 'embedding_bag', params: { embedding: 6 } }, loss: { id: 'info_nce_loss', params: { temperature: 0.2 } }, miner: { id: 'random' }, optimizer: { id: 'adam', params: { lr: 0.02 } }, schedule: { id: 'constant' }, batch_size: 16 },
};

const plain = ({ name, shape, data }) => ({ name, shape, data: Array.from(data) });
const engine = await createEngine();
for (const [name, choices] of Object.entries(experiments)) {
  const experiment = { version: 1, precision: 'float64', seed: 5, ...choices };
  const run = await engine.createRun(experiment);
  const { input, target } = run.data('train');
  const batches = Array.from({ length: steps }, (_, index) => Array.from(run.batchIndices(index + 1)));
  process.stdout.write(`${JSON.stringify({ name, given: experiment, experiment: run.experiment, parameters: run.parameters().map(plain), input: plain({ name: 'input', ...input }), target: plain({ name: 'target', ...target }), batches })}\n`);
}
