// Writes what someone needs to replay runs elsewhere, as the engine's API shows it: initial weights, data and batches.
// node tests/reference/export-replays.mjs | python3 tests/reference/replay.py
import { createEngine } from '../../dist/engine.js';

const steps = 120;
const mlp = (hidden, activation, output_activation = 'linear') => ({ id: 'mlp', params: { hidden, activation, output_activation } });

const bag = { id: 'emoji_search', params: { buckets: 97, dimensions: 5 } };

/** Every optimizer with a loss of its own, on few weights: losses of numbers, of classes, of embeddings and of lists. */
function others() {
  const small = mlp([5], 'tanh');
  const constant = { id: 'constant' };
  const three = { id: 'spiral', params: { classes: 3 } };
  const list = { id: 'relevance', params: { examples: 60, buckets: 61, dimensions: 5 } };
  const points = { id: 'triplet_lab', params: { dimensions: 3 } };
  const of = (task, loss, params, optimizer, options, more = {}) => ({ task, model: small, loss: { id: loss, params }, optimizer: { id: optimizer, params: options }, schedule: constant, batch_size: 20, ...more });
  const regression = (...rest) => of({ id: 'curve' }, ...rest);
  const two = (...rest) => of({ id: 'moons' }, ...rest);
  const several = (...rest) => of(three, ...rest);
  const metric = (...rest) => of(points, ...rest);
  const bagged = { model: { id: 'embedding_bag', params: { embedding: 4 } }, batch_size: 10 };
  return {
    'smooth-l1-adamax': regression('smooth_l1_loss', { beta: 0.3 }, 'adamax', { lr: 0.02 }),
    'log-cosh-nadam': regression('log_cosh_loss', {}, 'nadam', { lr: 0.01, weight_decay: 0.01 }, { gradient_clip: 0.5 }),
    'quantile-adadelta': regression('quantile_loss', { quantile: 0.8 }, 'adadelta', { lr: 1, rho: 0.95 }, { regularization: { l2: 0.01 } }),
    'mean-squared-error-rprop': regression('mse_loss', {}, 'rprop', { lr: 0.01, step_max: 1 }, { batch_size: 1000 }),
    'l1-asgd': regression('l1_loss', {}, 'asgd', { lr: 0.05, lambd: 0.001, t0: 20 }),
    'huber-newton-linear': regression('huber_loss', { delta: 0.5 }, 'newton', { damping: 0.3, lr: 0.5 }, { model: mlp([], 'tanh'), regularization: { l2: 0.01 } }),
    'focal-adafactor': two('focal_loss', { alpha: 0.4, gamma: 1.5 }, 'adafactor', { lr: 0.05 }),
    'hinge-schedule-free-sgd': two('hinge_loss', { margin: 0.8 }, 'schedule_free_sgd', { lr: 0.2, warmup_steps: 10 }),
    'squared-hinge-lookahead': two('squared_hinge_loss', {}, 'lookahead', { lr: 0.02, k: 4 }),
    'soft-margin-muon': two('soft_margin_loss', {}, 'muon', { lr: 0.01, adamw_lr: 0.02 }),
    'binary-cross-entropy-nadam-decoupled': two('binary_cross_entropy', {}, 'nadam', { lr: 0.01, weight_decay: 0.1, decoupled_weight_decay: true }),
    'binary-cross-entropy-logits-lbfgs': two('binary_cross_entropy_with_logits', {}, 'lbfgs', { line_search_fn: 'strong_wolfe', max_iter: 2, history_size: 4 }, { regularization: { l2: 0.1 }, batch_size: 1000 }),
    'dice-radam': two('dice_loss', { smooth: 0.5 }, 'radam', { lr: 0.03 }),
    'nll-radam-decayed': several('nll_loss', {}, 'radam', { lr: 0.02, weight_decay: 0.01 }),
    'kl-div-schedule-free-adamw': several('kl_div', {}, 'schedule_free_adamw', { lr: 0.03 }),
    'brier-sam': several('brier_loss', {}, 'sam', { lr: 0.1, rho: 0.1 }, { regularization: { l1: 0.001 } }),
    'z-lion': several('z_loss', { coefficient: 0.01 }, 'lion', { lr: 0.003, weight_decay: 0.1 }),
    'multi-margin-adamax': several('multi_margin_loss', { p: 2, margin: 0.7 }, 'adamax', { lr: 0.02, weight_decay: 0.01 }),
    'multilabel-margin-sgd': several('multilabel_margin_loss', {}, 'sgd', { lr: 0.1, momentum: 0.8, dampening: 0.3 }),
    'multilabel-soft-margin-adagrad': several('multilabel_soft_margin_loss', {}, 'adagrad', { lr: 0.1, lr_decay: 0.01 }),
    'tversky-rmsprop': several('tversky_loss', { alpha: 0.3, beta: 0.6 }, 'rmsprop', { lr: 0.005 }),
    'contrastive-manhattan-nadam': metric('contrastive_loss', { distance: 'manhattan', margin: 0.8 }, 'nadam', { lr: 0.02 }),
    'cosine-embedding-semi-hard-adadelta': metric('cosine_embedding_loss', { margin: 0.2 }, 'adadelta', { lr: 1 }, { miner: { id: 'semi_hard' }, batch_size: 12 }),
    'multi-similarity-lion': metric('multi_similarity_loss', { beta: 10 }, 'lion', { lr: 0.003 }, { batch_size: 12 }),
    // Moving all points alike changes nothing here: what is left of the last bias's gradient is rounding, which an optimizer
    // that scales gradients would blow up.
    'lifted-structure-sgd': metric('lifted_structure_loss', { margin: 0.6 }, 'sgd', { lr: 0.02, momentum: 0.5, weight_decay: 0.01 }, { batch_size: 12 }),
    'angular-muon': metric('angular_loss', { angle: 35 }, 'muon', { lr: 0.01, nesterov: false }, { batch_size: 12 }),
    'n-pair-sam-adaptive': metric('n_pair_loss', { l2_reg: 0.03 }, 'sam', { lr: 0.02, rho: 0.2, adaptive: true }, { batch_size: 15 }),
    'list-net-lookahead-sgd': of(list, 'list_net_loss', {}, 'lookahead', { inner: 'sgd', lr: 0.3, momentum: 0.8 }, bagged),
    'margin-ranking-sgd': of(list, 'margin_ranking_loss', { margin: 0.3 }, 'sgd', { lr: 0.3, momentum: 0.5, nesterov: true }, bagged),
    'rank-net-adamw': of(list, 'rank_net_loss', { sigma: 1.5 }, 'adamw', { lr: 0.01 }, bagged),
  };
}

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
  ...others(),
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
