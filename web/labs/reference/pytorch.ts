// The line that does the same in PyTorch, for entries that PyTorch has.
import type { Descriptor, ParameterValue } from 'loss-playground/engine';

/** Names of classes in torch.optim and torch.optim.lr_scheduler, by id; losses have their function's name as id. */
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

function python(value: ParameterValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.join(', ')}]`;
  return String(value);
}

/** Parameters by name; PyTorch takes a pair of betas, and its schedules count their steps themselves. */
function named(descriptor: Descriptor): string[] {
  const beta1 = descriptor.params.find(({ id }) => id === 'beta1');
  const beta2 = descriptor.params.find(({ id }) => id === 'beta2');
  const rest = descriptor.params.filter((entry) => !(beta1 && beta2 && (entry === beta1 || entry === beta2)));
  const written = rest.map(
    ({ id, default: preset }) =>
      `${id === 't_max' ? 'T_max' : id === 't_0' ? 'T_0' : id === 't_mult' ? 'T_mult' : id}=${python(preset)}`,
  );
  if (beta1 && beta2) written.splice(1, 0, `betas=(${python(beta1.default)}, ${python(beta2.default)})`);
  return written;
}

/** The line, or null where PyTorch has no such thing. */
export function pytorchLine(
  kind: 'losses' | 'optimizers' | 'schedules',
  descriptor: Descriptor,
): string | null {
  const { id, inputs = [] } = descriptor;
  if (kind === 'losses') {
    if (!functional.has(id)) return null;
    const tensors = inputs.filter(({ optional }) => !optional).map((input) => input.id);
    return `torch.nn.functional.${id}(${[...tensors, ...named(descriptor)].join(', ')})`;
  }
  const name = classes[id];
  if (!name) return null;
  return kind === 'optimizers'
    ? `torch.optim.${name}(${['model.parameters()', ...named(descriptor)].join(', ')})`
    : `torch.optim.lr_scheduler.${name}(${['optimizer', ...named(descriptor)].join(', ')})`;
}
