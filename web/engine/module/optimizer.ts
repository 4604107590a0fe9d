import type { Bindings } from 'loss-playground-wasm';
import type { Optimizer, OwnedTensor, Precision, Tensor } from '../api/types.ts';
import type { Shared } from './first-script.ts';

/** Tensors of one optimizer. */
const mostTensors = 10_000;

/** One array of all tensors' numbers, in order. */
function flatten(tensors: Tensor[]): Float64Array {
  const flat = new Float64Array(tensors.reduce((sum, tensor) => sum + tensor.data.length, 0));
  let offset = 0;
  for (const { data } of tensors) {
    flat.set(data, offset);
    offset += data.length;
  }
  return flat;
}

/** An optimizer of the module, by its handle, on the caller's tensors. */
export class EngineOptimizer implements Optimizer {
  #shared: Shared;
  #bindings: Bindings;
  #handle: number | null;
  #shapes: number[][];
  #precision: Precision;

  constructor(shared: Shared, bindings: Bindings, request: { precision: Precision }, initial: Tensor[]) {
    const { check, unwrap } = shared;
    this.#shared = shared;
    this.#precision = request.precision;
    const tensors = check
      .list('initial', initial, mostTensors, `a list of up to ${mostTensors} tensors`)
      .map((tensor, index) => check.finiteTensor(`initial[${index}]`, tensor, this.#precision));
    const count = tensors.reduce((sum, { data }) => sum + data.length, 0);
    check.size('initial', [count], 'fewer parameters');
    this.#bindings = bindings;
    this.#shapes = tensors.map(({ shape }) => [...shape]);
    this.#handle = unwrap(bindings.optimizerCreate(request, this.#shapes, flatten(tensors)));
  }

  get #live(): number {
    if (this.#handle === null)
      throw new this.#shared.ExperimentError(
        'optimizer',
        'an optimizer that was disposed',
        'an optimizer that is still in use',
      );
    return this.#handle;
  }

  get lr(): number {
    return this.#bindings.optimizerRate(this.#live);
  }

  step(gradients: Tensor[], objective?: number): void {
    const { check, ExperimentError, show, unwrap } = this.#shared;
    const count = this.#shapes.length;
    const given = check.list('gradients', gradients, count, `${count} tensors`);
    if (given.length !== count)
      throw new ExperimentError('gradients', `${given.length} tensors`, `${count} tensors`);
    const tensors = given.map((gradient, index) => {
      const path = `gradients[${index}]`;
      const tensor = check.finiteTensor(path, gradient, this.#precision);
      if (String(tensor.shape) !== String(this.#shapes[index]))
        throw new ExperimentError(`${path}.shape`, show(tensor.shape), show(this.#shapes[index]));
      return tensor;
    });
    const value = objective === undefined ? Number.NaN : check.number('objective', objective);
    unwrap(this.#bindings.optimizerStep(this.#live, flatten(tensors), value));
  }

  parameters(): OwnedTensor[] {
    return this.#shaped(this.#bindings.optimizerParameters(this.#live));
  }

  evaluationParameters(): OwnedTensor[] {
    return this.#shaped(this.#bindings.optimizerEvaluationParameters(this.#live));
  }

  #shaped(flat: Float64Array): OwnedTensor[] {
    let offset = 0;
    return this.#shapes.map((shape) => {
      const size = shape.reduce((product, length) => product * length, 1);
      offset += size;
      return { shape: [...shape], data: flat.slice(offset - size, offset) };
    });
  }

  snapshot(): Uint8Array {
    return this.#bindings.optimizerSnapshot(this.#live);
  }

  restore(bytes: Uint8Array): void {
    const { check, unwrap } = this.#shared;
    const own = check.bytes('snapshot', bytes, 'a Uint8Array from snapshot()');
    unwrap(this.#bindings.optimizerRestore(this.#live, own));
  }

  dispose(): void {
    if (this.#handle === null) return;
    this.#bindings.optimizerDispose(this.#handle);
    this.#handle = null;
  }
}
