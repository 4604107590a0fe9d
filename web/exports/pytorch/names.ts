// What PyTorch calls what the catalog has, and which of the catalog's parameters it takes.
import type { ParameterValue } from 'loss-playground/engine';

type Values = Record<string, ParameterValue>;
/** Arguments of a call in Python, in order. */
type Call = [name: string, value: string][];

/** Classes of torch.optim and torch.optim.lr_scheduler; losses have their function's name as id. */
const classes: Record<string, string> = {
  sgd: 'SGD',
  adam: 'Adam',
  adamw: 'AdamW',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  adamax: 'Adamax',
  nadam: 'NAdam',
  radam: 'RAdam',
  rprop: 'Rprop',
  asgd: 'ASGD',
  lbfgs: 'LBFGS',
  step_lr: 'StepLR',
  multi_step_lr: 'MultiStepLR',
  exponential_lr: 'ExponentialLR',
  cosine_annealing_lr: 'CosineAnnealingLR',
  cosine_annealing_warm_restarts: 'CosineAnnealingWarmRestarts',
  linear_lr: 'LinearLR',
  polynomial_lr: 'PolynomialLR',
  one_cycle_lr: 'OneCycleLR',
  cyclic_lr: 'CyclicLR',
  reduce_lr_on_plateau: 'ReduceLROnPlateau',
};

const functional = new Set(
  `l1_loss mse_loss huber_loss smooth_l1_loss cross_entropy nll_loss binary_cross_entropy binary_cross_entropy_with_logits
   kl_div poisson_nll_loss gaussian_nll_loss hinge_embedding_loss margin_ranking_loss soft_margin_loss multi_margin_loss
   multilabel_margin_loss multilabel_soft_margin_loss cosine_embedding_loss triplet_margin_loss`.split(/\s+/),
);

/** What only the engine knows. */
const own = new Set(['torch_compat', 'decay_biases', 'interval']);
/** Newer than PyTorch 1.13: named only where it is not off. */
const newer = new Set(['decoupled_weight_decay']);
const renamed: Record<string, string> = { t_max: 'T_max', t_0: 'T_0', t_mult: 'T_mult' };
/** Two parameters that PyTorch takes as a pair. */
const pairs: [first: string, second: string, name: string][] = [
  ['beta1', 'beta2', 'betas'],
  ['eta_minus', 'eta_plus', 'etas'],
  ['step_min', 'step_max', 'step_sizes'],
];
/** Lengths that 0 stands for the planned one of, and other values that PyTorch calls None. */
const planned = new Set(['t_max', 'total_steps', 'total_iters']);
const none = new Set(['max_eval', 'step_size_down']);

export const isFunctional = (id: string): boolean => functional.has(id);
export const className = (id: string): string | undefined => classes[id];

/** A value as Python writes it. */
export function python(value: ParameterValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  return String(value);
}

/** The arguments of PyTorch's class or function. Of a schedule: `steps` planned, and the optimizer's rate. */
export function argumentsOf(id: string, values: Values, plan?: { steps: string; lr: string }): Call {
  const call: Call = [];
  for (const [name, value] of Object.entries(values)) {
    const pair = pairs.find(([first, second]) => first in values && (name === first || name === second));
    if (own.has(name) || (newer.has(name) && value === false) || (pair && name === pair[1])) continue;
    if (pair) call.push([pair[2], `(${python(value)}, ${python(values[pair[1]] ?? 0)})`]);
    else if (value === 0 && none.has(name)) call.push([name, 'None']);
    else if (name === 'line_search_fn' && value === 'none') call.push([name, 'None']);
    else if (value === 0 && plan && planned.has(name)) call.push([renamed[name] ?? name, plan.steps]);
    else if (value === 0 && plan && name === 'max_lr') call.push([name, plan.lr]);
    else call.push([renamed[name] ?? name, python(value)]);
  }
  if (id === 'one_cycle_lr' || id === 'cyclic_lr') call.push(['cycle_momentum', 'False']);
  return call;
}

export const written = (call: Call): string => call.map(([name, value]) => `${name}=${value}`).join(', ');
