// The values and slopes of a loss along its axis, from the engine.
import {
  ExperimentError,
  type LossDescriptor,
  type ParameterValue,
  type Tensor,
  type WorkerEngine,
} from 'loss-playground/engine';
import { gapWords } from './curve-gaps.ts';
import type { Probe } from './loss-probe.ts';

export interface Curve {
  x: Float64Array;
  values: Float64Array;
  slopes: Float64Array;
}

/** Points on the axis: enough for a kink to look sharp. */
const places = 321;

export const axisOf = ({ from, to }: Probe): Float64Array =>
  Float64Array.from({ length: places }, (_, index) => from + ((to - from) * index) / (places - 1));

/** One number per example: the mean of its elements if there are several. */
function perExample({ shape, data }: Tensor, count: number): Float64Array {
  const width = data.length / count;
  if (!Number.isInteger(width) || (shape[0] ?? 1) !== count) return new Float64Array(0);
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let index = 0; index < width; index++) sum += data[row * width + index] ?? 0;
    return sum / width;
  });
}

/** The varied column of a gradient. */
function columnOf({ data }: Tensor, count: number, column: number): Float64Array {
  const width = data.length / count;
  return Float64Array.from({ length: count }, (_, row) => data[row * width + column] ?? Number.NaN);
}

/**
 * The curve of a typed formula, which has one loss per example. Where that is not a number the engine refuses the whole
 * batch: the parts of the batch are asked for apart, down to a single point, which is a gap.
 */
async function curveWithGaps(
  evaluate: (xs: Float64Array) => Promise<Curve>,
  x: Float64Array,
): Promise<Curve> {
  try {
    return await evaluate(x);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    if (x.length === 1)
      return { x, values: Float64Array.of(Number.NaN), slopes: Float64Array.of(Number.NaN) };
  }
  const middle = x.length >> 1;
  const [low, high] = await Promise.all([
    curveWithGaps(evaluate, x.subarray(0, middle)),
    curveWithGaps(evaluate, x.subarray(middle)),
  ]);
  const joined = (part: (curve: Curve) => Float64Array) => Float64Array.of(...part(low), ...part(high));
  return { x, values: joined(({ values }) => values), slopes: joined(({ slopes }) => slopes) };
}

async function ownCurve(
  engine: WorkerEngine,
  loss: LossDescriptor,
  probe: Probe,
  params: Record<string, ParameterValue>,
  held: Record<string, number>,
): Promise<Curve | string> {
  const evaluate = async (x: Float64Array): Promise<Curve> => {
    const { value, gradients } = await engine.evaluateLoss(
      { id: loss.id, params, reduction: 'none' },
      probe.tensors(x, held),
    );
    const gradient = gradients[probe.varied.input];
    return {
      x,
      values: typeof value === 'number' ? Float64Array.of(value) : perExample(value, x.length),
      slopes: gradient ? columnOf(gradient, x.length, probe.varied.column) : new Float64Array(x.length),
    };
  };
  const curve = await curveWithGaps(evaluate, axisOf(probe));
  return curve.values.some(Number.isFinite) ? curve : gapWords(curve.x, curve.values, probe.xTitle);
}

/**
 * The curve of a loss. The examples are evaluated as one batch; one of them alone must have the same loss, otherwise the
 * loss compares examples with each other and has no curve.
 */
export async function curveOf(
  engine: WorkerEngine,
  loss: LossDescriptor,
  probe: Probe,
  params: Record<string, ParameterValue>,
  held: Record<string, number>,
): Promise<Curve | string> {
  if (loss.own) return ownCurve(engine, loss, probe, params, held);
  const x = axisOf(probe);
  const ask = (xs: ArrayLike<number>, reduction: 'none' | 'sum') =>
    engine.evaluateLoss({ id: loss.id, params, reduction }, probe.tensors(xs, held));
  const lone = Math.floor(0.3 * x.length);
  try {
    const [all, slopes, one] = await Promise.all([
      ask(x, 'none'),
      ask(x, 'sum'),
      ask(x.subarray(lone, lone + 1), 'none'),
    ]);
    const valuesOf = (value: number | Tensor, count: number) =>
      typeof value === 'number' ? new Float64Array(0) : perExample(value, count);
    const values = valuesOf(all.value, x.length);
    const [alone = Number.NaN] = valuesOf(one.value, 1);
    const gradient = slopes.gradients[probe.varied.input];
    const agrees = Math.abs((values[lone] ?? Number.NaN) - alone) <= 1e-6 * (1 + Math.abs(alone));
    if (!agrees || !gradient)
      return `${loss.title} compares the examples of a batch with each other, so a single example has no curve.`;
    return { x, values, slopes: columnOf(gradient, x.length, probe.varied.column) };
  } catch (error) {
    if (error instanceof ExperimentError) return `${loss.title} cannot be drawn here: ${error.message}`;
    throw error;
  }
}
