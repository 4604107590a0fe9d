import type { InputDescriptor, Tensor } from 'loss-playground/engine';
import { createEngine } from '../../engine/support.ts';
import { params } from '../draw/experiments.ts';
import { mayRefuse } from '../draw/support.ts';
import { anyNumber, oddValue } from '../draw/values.ts';
import type { FuzzPart } from '../part.ts';
import type { Random } from '../random.ts';

/** A tensor for an input, mostly of the kind that it asks for. */
function tensor(
  random: Random,
  { kind }: InputDescriptor,
  rows: number,
  columns: number,
  matrix: boolean,
): unknown {
  if (random.chance(0.02)) return oddValue(random);
  const shape = random.chance(0.95)
    ? matrix
      ? [rows, columns]
      : [rows]
    : random.pick([[], [0], [4294967296, 0], [2 ** 53, 2], [-1], [rows, columns, 1]]);
  const size = Math.min(
    1000,
    shape.reduce((product, length) => product * length, 1),
  );
  const draw: Record<InputDescriptor['kind'], () => number> = {
    real: () => anyNumber(random),
    class_index: () => random.integer(0, columns - 1),
    probability: () => random.unit(),
    log_probability: () => Math.log(random.unit()),
    sign: () => random.pick([-1, 1]),
    non_negative: () => random.unit() * 3,
  };
  const data = random.list(Math.max(0, size), random.chance(0.95) ? draw[kind] : draw.real);
  return { shape, data: random.chance(0.5) ? data : Float64Array.from(data) } satisfies Tensor;
}

export default {
  title: 'losses of any tensors are refused or evaluated',
  async start() {
    const engine = await createEngine();
    return async (random) => {
      const loss = random.pick(engine.catalog.losses);
      const [rows, columns] = [random.integer(0, 5), random.integer(1, 4)];
      const given = params(random, loss);
      const tensors: Record<string, unknown> = {};
      for (const input of loss.inputs ?? [])
        if (!input.optional || random.chance(0.3))
          tensors[input.id] = tensor(random, input, rows, columns, input.shape.includes(','));
      const request = random.note('request', {
        id: loss.id,
        params: given,
        reduction: random.pick(['none', 'mean', 'sum', undefined]),
        precision: random.pick(['float32', 'float64', undefined]),
      });
      random.note('tensors', tensors);
      const result = await mayRefuse(() => engine.evaluateLoss(request as never, tensors as never));
      if (!result) return;
      const value = typeof result.value === 'number' ? [result.value] : result.value.data;
      for (let index = 0; index < value.length; index++)
        if (Number.isNaN(value[index]) && !given.torch_compat) throw new Error(`the loss is NaN at ${index}`);
    };
  },
} satisfies FuzzPart;
