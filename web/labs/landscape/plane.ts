// A plane through the space of a model's parameters: its middle, two directions, and where a path lies on it.

export interface NamedNumbers {
  name: string;
  shape: number[];
  data: ArrayLike<number>;
}

/** All parameters of a model, tensor by tensor. */
export type Weights = NamedNumbers[];

export type Directions = 'random' | 'path';

/** Random numbers from a seed: a small generator (mulberry32), and normal deviates by Box and Muller. */
export function normals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

const rowsOf = ({ shape, data }: NamedNumbers) =>
  shape.length > 1 ? (shape[0] ?? 1) : data.length > 0 ? 1 : 0;

/**
 * A random direction whose filters (rows of a weight matrix) have the same norm as the model's own; biases stay. Without
 * that, the scale of a layer would determine how steep the picture looks (Li et al. 2018, https://arxiv.org/abs/1712.09913).
 */
export function filterNormalized(middle: Weights, normal: () => number): Float64Array[] {
  return middle.map((tensor) => {
    const direction = Float64Array.from({ length: tensor.data.length }, normal);
    if (tensor.shape.length < 2) return direction.fill(0);
    const width = direction.length / rowsOf(tensor);
    for (let row = 0; row < rowsOf(tensor); row++) {
      let [own, random] = [0, 0];
      for (let index = row * width; index < (row + 1) * width; index++) {
        own += (tensor.data[index] ?? 0) ** 2;
        random += (direction[index] ?? 0) ** 2;
      }
      const scale = Math.sqrt(own / (random || 1));
      for (let index = row * width; index < (row + 1) * width; index++)
        direction[index] = (direction[index] ?? 0) * scale;
    }
    return direction;
  });
}

const dot = (a: ArrayLike<number>[], b: ArrayLike<number>[]): number =>
  a.reduce((sum, part, tensor) => {
    let inner = 0;
    for (let index = 0; index < part.length; index++) inner += (part[index] ?? 0) * (b[tensor]?.[index] ?? 0);
    return sum + inner;
  }, 0);

const away = (to: Weights, from: Weights): Float64Array[] =>
  to.map(({ data }, tensor) =>
    Float64Array.from(
      { length: data.length },
      (_, index) => (data[index] ?? 0) - (from[tensor]?.data[index] ?? 0),
    ),
  );

/** Two directions in the plane through the start, the midpoint and the end of a path; the second orthogonal to the first. */
export function alongPath(path: Weights[]): Float64Array[][] {
  const [start, end] = [path[0] as Weights, path.at(-1) as Weights];
  const first = away(start, end);
  const half = away(path[path.length >> 1] as Weights, end);
  const share = dot(half, first) / (dot(first, first) || 1);
  const second = half.map((part, tensor) =>
    part.map((value, index) => value - share * (first[tensor]?.[index] ?? 0)),
  );
  const stretch = Math.sqrt(dot(first, first) / (dot(second, second) || 1));
  return [first, second.map((part) => part.map((value) => value * stretch))];
}

/** The projection of weights onto the plane. */
export function onPlane(
  weights: Weights,
  middle: Weights,
  [first, second]: Float64Array[][],
): [number, number] {
  if (!first || !second) return [0, 0];
  const gap = away(weights, middle);
  const [aa, ab, bb] = [dot(first, first), dot(first, second), dot(second, second)];
  const [ga, gb] = [dot(gap, first), dot(gap, second)];
  const area = aa * bb - ab * ab || 1;
  return [(ga * bb - gb * ab) / area, (gb * aa - ga * ab) / area];
}

/** The weights at a point of the plane. */
export function placed(
  middle: Weights,
  [first, second]: Float64Array[][],
  x: number,
  y: number,
): { name: string; shape: number[]; data: Float64Array }[] {
  return middle.map(({ name, shape, data }, tensor) => ({
    name,
    shape,
    data: Float64Array.from(
      { length: data.length },
      (_, index) =>
        (data[index] ?? 0) + x * (first?.[tensor]?.[index] ?? 0) + y * (second?.[tensor]?.[index] ?? 0),
    ),
  }));
}
