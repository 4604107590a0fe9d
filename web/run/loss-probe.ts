// A loss along one axis: which of its inputs is varied, and the constant values of the others. Derived from the
// descriptor's inputs alone, so that a new loss needs no code here.
import type { InputDescriptor, LossDescriptor, Tensor } from 'loss-playground/engine';

/** A number that the picture depends on, in addition to the loss's parameters. */
export interface Held {
  id: string;
  words: string;
  doc: string;
  default: number;
  min: number;
  max: number;
  whole?: boolean;
}

/** A named point on the axis. */
export interface Mark {
  x: number;
  words: string;
  /** The initial position, if not the last mark. */
  first?: boolean;
}

export interface Probe {
  /** Losses of one kind can share an axis. */
  kind: string;
  xTitle: string;
  /** The variable that the slope is taken by. */
  slopeTitle: string;
  from: number;
  to: number;
  held: Held[];
  marks(held: Record<string, number>): Mark[];
  /** The batch with one example for each point on the axis. */
  tensors(xs: ArrayLike<number>, held: Record<string, number>): Record<string, Tensor>;
  /** Name of the varied input, and which of its columns is varied. */
  varied: { input: string; column: number };
}

/** PyTorch's names of the input that another should equal. */
const truthName = 'target';

const required = (loss: LossDescriptor) => (loss.inputs ?? []).filter((input) => !input.optional);

/** Whether an input has a row of numbers per example, as in "(N, C) or (C)", or one number. */
function isRow(loss: LossDescriptor, { shape }: InputDescriptor): boolean {
  const named = /^(?:\(\*\), )?the shape of (\w+)/.exec(shape)?.[1];
  const like = required(loss).find((input) => input.id === named);
  return like ? isRow(loss, like) : /^\(\w+,/.test(shape);
}

/** Also knows the kinds of a later engine. */
const kindOf = ({ kind }: InputDescriptor): string => kind;

const column = (xs: ArrayLike<number>, value: (x: number) => number): Tensor => ({
  shape: [xs.length],
  data: Float64Array.from(xs, value),
});

const rows = (xs: ArrayLike<number>, row: (x: number) => number[]): Tensor => {
  const lines = Array.from(xs, row);
  return { shape: [lines.length, lines[0]?.length ?? 0], data: Float64Array.from(lines.flat()) };
};

/** The constant value of an input that is not varied: a class, a sign, a fraction, a scale, otherwise 0. */
function still(loss: LossDescriptor, input: InputDescriptor, xs: ArrayLike<number>, width: number): Tensor {
  const values: Record<string, number> = { probability: 0.5, log_probability: -1, sign: 1, non_negative: 1 };
  const value = values[kindOf(input)] ?? 0;
  return isRow(loss, input) ? rows(xs, () => oneOf(width, value)) : column(xs, () => value);
}

/** A row with a number in front of zeros. */
const oneOf = (width: number, value: number) =>
  Array.from({ length: width }, (_, index) => (index === 0 ? value : 0));

/** Further inputs at constant values, in addition to the varied and the given ones. */
const around = (
  loss: LossDescriptor,
  xs: ArrayLike<number>,
  width: number,
  given: Record<string, Tensor>,
): Record<string, Tensor> => ({
  ...Object.fromEntries(required(loss).map((input) => [input.id, still(loss, input, xs, width)])),
  ...given,
});

const target: Held = { id: 'target', words: 'target', doc: '', default: 0, min: -2, max: 2 };

/** Points in the plane: the anchor at (1, 0), the positive below it, the negative moving away above it. */
function places(loss: LossDescriptor): Probe {
  return {
    kind: 'places',
    xTitle: 'distance of the negative from the anchor',
    slopeTitle: 'slope by this distance',
    // At 0 itself the distance has no slope.
    from: 0.01,
    to: 3.21,
    held: [
      {
        id: 'positive',
        words: 'd(a, p)',
        doc: 'Distance of the positive from the anchor.',
        default: 1,
        min: 0,
        max: 2,
      },
    ],
    marks: ({ positive = 1 }) => [{ x: positive, words: 'as far as the positive' }],
    varied: { input: 'negative', column: 1 },
    tensors: (xs, { positive = 1 }) =>
      around(loss, xs, 2, {
        anchor: rows(xs, () => [1, 0]),
        positive: rows(xs, () => [1, -positive]),
        negative: rows(xs, (x) => [1, x]),
      }),
  };
}

/** The true class's logit against the others', which are 0. */
function classes(loss: LossDescriptor, input: InputDescriptor, answer: InputDescriptor): Probe {
  const logs = kindOf(input) === 'log_probability';
  const list = answer.shape.startsWith('the shape of');
  return {
    kind: logs ? 'log_classes' : 'classes',
    xTitle: logs ? 'log-probability of the true class' : 'logit of the true class, the others at 0',
    slopeTitle: `slope by that ${logs ? 'number' : 'logit'}`,
    from: -8,
    to: logs ? 0 : 8,
    held: logs ? [] : [classCount],
    marks: () => [
      { x: -5, words: 'confidently wrong', first: true },
      ...(logs ? [] : [{ x: 5, words: 'confidently right' }]),
    ],
    varied: { input: input.id, column: 0 },
    tensors: (xs, { classes: count = 2 }) =>
      around(loss, xs, count, {
        [input.id]: rows(xs, (x) => oneOf(count, x)),
        // A list of correct classes ends with −1.
        [answer.id]: list
          ? rows(xs, () => oneOf(count, 0).map((value, index) => (index === 0 ? value : -1)))
          : column(xs, () => 0),
      }),
  };
}

const classCount: Held = {
  id: 'classes',
  words: 'classes',
  doc: 'Number of classes.',
  default: 10,
  min: 2,
  max: 20,
  whole: true,
};

/** A number against its target, each alone or in front of zeros. */
function against(
  loss: LossDescriptor,
  input: InputDescriptor,
  answer: InputDescriptor,
  probe: Omit<Probe, 'tensors' | 'varied'>,
): Probe {
  const [hold] = probe.held;
  const write = (name: InputDescriptor, xs: ArrayLike<number>, value: (x: number) => number) =>
    isRow(loss, name) ? rows(xs, (x) => oneOf(2, value(x))) : column(xs, value);
  return {
    ...probe,
    varied: { input: input.id, column: 0 },
    tensors: (xs, held) =>
      around(loss, xs, 2, {
        [input.id]: write(input, xs, (x) => x),
        [answer.id]: write(answer, xs, () => held[hold?.id ?? ''] ?? 0),
      }),
  };
}

/** One logit, or one probability, for a yes-or-no answer. */
function yesOrNo(loss: LossDescriptor, input: InputDescriptor, answer: InputDescriptor): Probe {
  const share = kindOf(input) === 'probability';
  return against(loss, input, answer, {
    kind: share ? 'probability' : 'logit',
    xTitle: share ? 'predicted probability of “yes”' : 'logit of “yes”',
    slopeTitle: share ? 'slope by the probability' : 'slope by the logit',
    from: share ? 0.005 : -8,
    to: share ? 0.995 : 8,
    held: [{ ...target, words: 'truth', doc: '1 is yes, 0 is no.', default: 1, min: 0, max: 1 }],
    marks: ({ target: truth = 1 }) => {
      const [low, high] = share ? [0.05, 0.95] : [-5, 5];
      return [
        { x: low, words: `confidently ${truth > 0.5 ? 'wrong' : 'right'}`, first: truth > 0.5 },
        { x: high, words: `confidently ${truth > 0.5 ? 'right' : 'wrong'}`, first: truth <= 0.5 },
      ];
    },
  });
}

/** A score whose sign should be the target's. */
function sign(loss: LossDescriptor, input: InputDescriptor, answer: InputDescriptor): Probe {
  const signed: Held = { ...target, doc: '1 or −1.', default: 1, min: -1, max: 1, whole: true };
  const probe = against(loss, input, answer, {
    kind: 'sign',
    xTitle: input.id,
    slopeTitle: `slope by ${input.id}`,
    from: -4,
    to: 4,
    held: [signed],
    marks: ({ target: truth = 1 }) => [{ x: truth < 0 ? 3 : -3, words: 'confidently wrong' }],
  });
  const tensors: Probe['tensors'] = (xs, held) =>
    probe.tensors(xs, { target: (held.target ?? 1) < 0 ? -1 : 1 });
  return { ...probe, tensors };
}

/** Two embeddings at a distance, which match or do not. */
function pair(loss: LossDescriptor, input: InputDescriptor, answer: InputDescriptor): Probe {
  const probe = sign(loss, input, answer);
  return {
    ...probe,
    kind: 'pair',
    xTitle: 'distance between the two embeddings',
    slopeTitle: 'slope by this distance',
    from: 0.01,
    to: 3.21,
    marks: () => [],
    varied: { input: input.id, column: 1 },
    tensors: (xs, held) => ({
      ...around(loss, xs, 2, probe.tensors(xs, held)),
      ...Object.fromEntries(
        required(loss)
          .filter((entry) => isRow(loss, entry))
          .map((entry) => [entry.id, rows(xs, (x) => [1, entry.id === input.id ? x : 0])]),
      ),
    }),
  };
}

/** A prediction against its target. */
function difference(loss: LossDescriptor, input: InputDescriptor, answer: InputDescriptor): Probe {
  const logs = kindOf(input) === 'log_probability';
  const title = logs ? 'log-probability' : answer.id === truthName ? 'prediction' : input.id;
  return against(loss, input, answer, {
    kind: logs ? 'log_probability' : answer.id === truthName ? 'difference' : `${input.id} ${answer.id}`,
    xTitle: title,
    slopeTitle: `slope by ${title}`,
    from: logs ? -8 : -4,
    to: logs ? 0 : 4,
    held: [{ ...target, words: answer.id, ...(logs ? { default: 0.5, min: 0, max: 1 } : {}) }],
    marks: ({ target: truth = 0 }) =>
      logs || answer.id !== truthName
        ? []
        : [
            { x: truth, words: 'right' },
            { x: truth + (truth > 0 ? -3 : 3), words: 'outlier' },
          ],
  });
}

/** A typed formula that turns its input into a probability: what it describes is a yes-or-no answer. */
const isOfLogits = ({ own, family, target: kind }: LossDescriptor) =>
  own === true && kind === 'real' && family === 'cross_entropy';

/** How a loss is drawn; null if its inputs cannot be put on one axis. */
export function probeOf(loss: LossDescriptor): Probe | null {
  const inputs = required(loss);
  const [first] = inputs;
  const has = (id: string) => inputs.some((input) => input.id === id);
  if (has('anchor') && has('positive') && has('negative')) return places(loss);
  const last = inputs.find((input) => input.id === truthName) ?? inputs.at(-1);
  if (!first || !last || first === last) return null;
  if (last.kind === 'class_index') return classes(loss, first, last);
  if (last.kind === 'probability' || isOfLogits(loss)) return yesOrNo(loss, first, last);
  if (last.kind === 'sign') return (isRow(loss, first) ? pair : sign)(loss, first, last);
  return difference(loss, first, last);
}
