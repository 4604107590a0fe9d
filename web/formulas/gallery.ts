// Formulas to start from.
import type { TaskDescriptor } from 'loss-playground/engine';

export interface GalleryEntry {
  title: string;
  /** One line: what the loss is for. */
  about: string;
  formula: string;
  /** Kinds of task that it fits. */
  tasks: readonly TaskDescriptor['kind'][];
}

const numbers = ['regression', 'ranking'] as const;
const classes = ['classification', 'next_token'] as const;
const answers = ['classification'] as const;
const triplets = ['triplet', 'search'] as const;

const residual = 'd = input - target';

export const gallery: readonly GalleryEntry[] = [
  {
    title: 'asymmetric squared error',
    about: 'A prediction below the target costs three times as much as one above it.',
    tasks: numbers,
    formula: `# A prediction below the target costs this many times as much.
under = 3 in 0..10
${residual}
where(d < 0, under * d^2, d^2)`,
  },
  {
    title: 'pinball loss',
    about: 'Its minimum is a quantile: at q = 0.9, nine of ten targets lie below the prediction.',
    tasks: numbers,
    formula: `q = 0.9 in 0.01..0.99
d = target - input
max(q * d, (q - 1) * d)`,
  },
  {
    title: 'Huber loss',
    about: 'Squared near the target and linear beyond delta, so outliers have a bounded slope.',
    tasks: numbers,
    formula: `delta = 1 in 0.1..10
${residual}
where(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))`,
  },
  {
    title: 'log-cosh',
    about: 'A smooth absolute error: close to d²/2 near 0 and to |d| − log 2 far away.',
    tasks: numbers,
    formula: `${residual}
softplus(2 * d) - d - log(2)`,
  },
  {
    title: 'Charbonnier loss',
    about: 'The absolute error with its corner rounded off; common in image restoration.',
    tasks: numbers,
    formula: `epsilon = 0.1 in 0.001..1
${residual}
sqrt(d^2 + epsilon^2) - epsilon`,
  },
  {
    title: 'Cauchy loss',
    about: 'Grows only like a logarithm: the likelihood of errors with heavy tails.',
    tasks: numbers,
    formula: `c = 1 in 0.1..5
${residual}
c^2 / 2 * log1p((d / c)^2)`,
  },
  {
    title: 'Geman–McClure loss',
    about: 'Never exceeds ½ c², so an outlier has almost no slope.',
    tasks: numbers,
    formula: `c = 1 in 0.1..5
${residual}
d^2 / (2 * (1 + (d / c)^2))`,
  },
  {
    title: 'Tukey biweight',
    about: 'Beyond c the loss is constant: outliers are ignored completely.',
    tasks: numbers,
    formula: `c = 4.7 in 1..10
${residual}
where(abs(d) <= c, c^2 / 6 * (1 - (1 - (d / c)^2)^3), c^2 / 6)`,
  },
  {
    title: 'general robust loss (Barron)',
    about: 'One family: near alpha = 2 the squared error, at 1 Charbonnier, near 0 Cauchy.',
    tasks: numbers,
    formula: `alpha = 1 in 0.1..1.9
c = 1 in 0.1..5
b = 2 - alpha
${residual}
b / alpha * (((d / c)^2 / b + 1)^(alpha / 2) - 1)`,
  },
  {
    title: 'focal loss',
    about: 'Cross-entropy that counts examples less the better they are already classified.',
    tasks: classes,
    formula: `gamma = 2 in 0..5
p = softmax(input)[target]
-(1 - p)^gamma * log_softmax(input)[target]`,
  },
  {
    title: 'poly-1 loss',
    about: 'Cross-entropy plus a multiple of 1 − p, the first term of its series.',
    tasks: classes,
    formula: `epsilon = 1 in -1..5
p = softmax(input)[target]
-log_softmax(input)[target] + epsilon * (1 - p)`,
  },
  {
    title: 'label-smoothed cross-entropy',
    about: 'Spreads a share of the target probability over all classes, against overconfidence.',
    tasks: classes,
    formula: `smoothing = 0.1 in 0..0.5
q = log_softmax(input)
-(1 - smoothing) * q[target] - smoothing * mean(q)`,
  },
  {
    title: 'generalized cross-entropy',
    about: 'Between cross-entropy (q near 0) and mean absolute error (q = 1), for noisy labels.',
    tasks: classes,
    formula: `q = 0.7 in 0.05..1
l = log_softmax(input)[target]
-expm1(q * l) / q`,
  },
  {
    title: 'symmetric cross-entropy',
    about: 'Adds the cross-entropy with prediction and label exchanged, for noisy labels.',
    tasks: classes,
    formula: `beta = 1 in 0..5
p = softmax(input)[target]
-log_softmax(input)[target] + 4 * beta * (1 - p)`,
  },
  {
    title: 'Brier score',
    about: 'Squared difference between the probabilities and the true class as 1, others as 0.',
    tasks: classes,
    formula: 'sum((softmax(input) - one_hot(target))^2)',
  },
  {
    title: 'multiclass hinge',
    about: 'Every other logit should be lower than the true one by the margin.',
    tasks: classes,
    formula: `margin = 1 in 0..5
sum(relu(input - input[target] + margin)) - margin`,
  },
  {
    title: 'binary cross-entropy with logits',
    about: 'Each class is a yes-or-no question of its own.',
    tasks: answers,
    formula: 'softplus(input) - target * input',
  },
  {
    title: 'triplet margin loss',
    about: 'The negative should be farther away than the positive by the margin.',
    tasks: triplets,
    formula: `margin = 1 in 0..5
relu(distance(anchor, positive) - distance(anchor, negative) + margin)`,
  },
  {
    title: 'soft-margin triplet loss',
    about: 'Without a margin: pulls on every triplet, less the better it is already.',
    tasks: triplets,
    formula: 'softplus(distance(anchor, positive) - distance(anchor, negative))',
  },
  {
    title: 'squared triplet loss',
    about: 'Compares squared distances, which need no root and have no corner at 0.',
    tasks: triplets,
    formula: `margin = 1 in 0..5
near = sum((anchor - positive)^2)
far = sum((anchor - negative)^2)
relu(near - far + margin)`,
  },
];

/** A formula to begin with on a kind of task; undefined if none fits. */
export const startingFormula = (kind: TaskDescriptor['kind']): string | undefined =>
  gallery.find(({ tasks }) => tasks.includes(kind))?.formula;

/** The entries that fit a kind of task, and then the others. */
export function galleryFor(kind: TaskDescriptor['kind']): {
  fitting: GalleryEntry[];
  others: GalleryEntry[];
} {
  const isFitting = ({ tasks }: GalleryEntry) => tasks.includes(kind);
  return { fitting: gallery.filter(isFitting), others: gallery.filter((entry) => !isFitting(entry)) };
}
