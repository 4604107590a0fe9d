// A loss along one axis: which of its inputs is varied, and what the others are held at. Derived from the descriptor's
// inputs alone, so that a new loss has its shape without a line here.
import type { InputDescriptor, LossDescriptor, Tensor } from 'loss-playground/engine';

export type AxisKind = 'difference' | 'logit' | 'probability' | 'classes' | 'sign' | 'places';

/** A number that the picture is drawn at, beside the loss's own parameters. */
export interface Held {
  id: string;
  words: string;
  doc: string;
  default: number;
  min: number;
  max: number;
  whole?: boolean;
}

export interface Probe {
  kind: AxisKind;
  xTitle: string;
  /** What the slope is taken by. */
  slopeTitle: string;
  from: number;
  to: number;
  held: Held[];
  marks(held: Record<string, number>): { x: number; words: string }[];
  /** The batch that holds one example for each place on the axis. */
  tensors(xs: ArrayLike<number>, held: Record<string, number>): Record<string, Tensor>;
  /** Name of the varied input, and which of its columns is varied. */
  varied: { input: string; column: number };
}

const required = (loss: LossDescriptor) => (loss.inputs ?? []).filter((input) => !input.optional);

/** Sizes in the first shape of a text such as "(N, C) or (C)"; N alone for a number an example. */
const letters = ({ shape }: InputDescriptor) =>
  /\(([^)]*)\)/.exec(shape)?.[1]?.split(/,\s*/).filter(Boolean) ?? [];

const column = (xs: ArrayLike<number>, value: (x: number) => number): Tensor => ({
  shape: [xs.length],
  data: Float64Array.from(xs, value),
});

const rows = (xs: ArrayLike<number>, row: (x: number) => number[]): Tensor => {
  const lines = Array.from(xs, row);
  return { shape: [lines.length, lines[0]?.length ?? 0], data: Float64Array.from(lines.flat()) };
};

/** What an input is held at that is not varied: two numbers a place, a class, a sign, a share or a 1. */
function still(input: InputDescriptor, xs: ArrayLike<number>, width: number): Tensor {
  const value = input.kind === 'class_index' ? 0 : input.kind === 'probability' ? 0.5 : 1;
  return letters(input).length > 1
    ? rows(xs, () => Array.from({ length: width }, (_, index) => (index === 0 ? value : 0)))
    : column(xs, () => value);
}

/** Further inputs, at rest, under the varied and the given ones. */
const around = (
  loss: LossDescriptor,
  xs: ArrayLike<number>,
  width: number,
  given: Record<string, Tensor>,
): Record<string, Tensor> => ({
  ...Object.fromEntries(required(loss).map((input) => [input.id, still(input, xs, width)])),
  ...given,
});

const target: Held = { id: 'target', words: 'target', doc: '', default: 0, min: -2, max: 2 };

/** Points in the plane: the anchor at (1, 0), the positive below it, the negative moving away above it. */
function places(loss: LossDescriptor): Probe {
  return {
    kind: 'places',
    xTitle: 'how far the negative lies from the anchor',
    slopeTitle: 'slope by the negative’s place',
    // At 0 itself the distance has no slope.
    from: 0.01,
    to: 3.21,
    held: [
      {
        id: 'positive',
        words: 'd(a, p)',
        doc: 'How far the positive lies from the anchor.',
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
function classes(loss: LossDescriptor, input: string, answer: string): Probe {
  return {
    kind: 'classes',
    xTitle: 'logit of the true class, the others at 0',
    slopeTitle: 'slope by that logit',
    from: -8,
    to: 8,
    held: [
      {
        id: 'classes',
        words: 'classes',
        doc: 'How many classes there are.',
        default: 10,
        min: 2,
        max: 20,
        whole: true,
      },
    ],
    marks: () => [
      { x: -5, words: 'confidently wrong' },
      { x: 5, words: 'confidently right' },
    ],
    varied: { input, column: 0 },
    tensors: (xs, { classes: count = 10 }) =>
      around(loss, xs, count, {
        [input]: rows(xs, (x) => [x, ...Array.from({ length: count - 1 }, () => 0)]),
        [answer]: { shape: [xs.length], data: new Float64Array(xs.length) },
      }),
  };
}

/** One logit, or one probability, for a yes-or-no answer. */
function answer(loss: LossDescriptor, input: InputDescriptor, name: string): Probe {
  const share = input.kind === 'probability';
  return {
    kind: share ? 'probability' : 'logit',
    xTitle: share ? 'probability given to “yes”' : 'logit of “yes”',
    slopeTitle: share ? 'slope by the probability' : 'slope by the logit',
    from: share ? 0.005 : -8,
    to: share ? 0.995 : 8,
    held: [{ ...target, words: 'truth', doc: '1 is yes, 0 is no.', default: 1, min: 0, max: 1 }],
    marks: () =>
      share
        ? [{ x: 0.05, words: 'confidently wrong' }]
        : [
            { x: -5, words: 'confidently wrong' },
            { x: 5, words: 'confidently right' },
          ],
    varied: { input: input.id, column: 0 },
    tensors: (xs, { target: truth = 1 }) =>
      around(loss, xs, 2, { [input.id]: column(xs, (x) => x), [name]: column(xs, () => truth) }),
  };
}

/** A score whose sign should be the target's, or a vector that is moved. */
function sign(loss: LossDescriptor, input: InputDescriptor, name: string): Probe {
  const vector = letters(input).length > 1;
  return {
    kind: 'sign',
    xTitle: vector ? 'second number of the moved vector (1, x)' : `${input.id}`,
    slopeTitle: `slope by ${vector ? 'that number' : input.id}`,
    from: -4,
    to: 4,
    held: [{ ...target, doc: '1 or −1.', default: 1, min: -1, max: 1, whole: true }],
    marks: () => [{ x: -3, words: 'clearly wrong for target 1' }],
    varied: { input: input.id, column: vector ? 1 : 0 },
    tensors: (xs, { target: truth = 1 }) =>
      around(loss, xs, 2, {
        [input.id]: vector ? rows(xs, (x) => [1, x]) : column(xs, (x) => x),
        [name]: column(xs, () => (truth < 0 ? -1 : 1)),
      }),
  };
}

/** A prediction against the number it should be. */
function difference(loss: LossDescriptor, input: string, name: string): Probe {
  return {
    kind: 'difference',
    xTitle: 'prediction',
    slopeTitle: 'slope by the prediction',
    from: -4,
    to: 4,
    held: [target],
    marks: ({ target: truth = 0 }) => [
      { x: truth, words: 'right' },
      { x: truth + (truth > 0 ? -3 : 3), words: 'outlier' },
    ],
    varied: { input, column: 0 },
    tensors: (xs, { target: truth = 0 }) =>
      around(loss, xs, 2, { [input]: column(xs, (x) => x), [name]: column(xs, () => truth) }),
  };
}

/** How a loss is drawn; null where its inputs say nothing that can be put on one axis. */
export function probeOf(loss: LossDescriptor): Probe | null {
  const inputs = required(loss);
  const [first] = inputs;
  const has = (id: string) => inputs.some((input) => input.id === id);
  if (has('anchor') && has('positive') && has('negative')) return places(loss);
  const last = inputs.find((input) => input.id === 'target') ?? inputs.at(-1);
  if (!first || !last || first === last) return null;
  if (last.kind === 'class_index') return classes(loss, first.id, last.id);
  if (last.kind === 'probability') return answer(loss, first, last.id);
  if (last.kind === 'sign') return sign(loss, first, last.id);
  return difference(loss, first.id, last.id);
}
