// Long calls in slices: between two slices the server handles messages, such as a cancellation.
import type { Bindings } from 'loss-playground-wasm';

/** A call that yields where it can be interrupted. */
export type Sliced<Result> = Generator<undefined, Result, undefined>;

/**
 * Of an object: its long methods in slices of about so many milliseconds, with the same arguments and results. A promise of
 * a call waits for files, and nothing is begun before the call's first slice. It is the same symbol in each script.
 */
export const inSlices: unique symbol = Symbol.for('loss-playground in slices');

export interface Sliceable {
  [inSlices](
    milliseconds: number,
  ): Record<string, (...args: never[]) => Sliced<unknown> | Promise<Sliced<unknown>>>;
}

/** A call without pauses. */
// biome-ignore lint/correctness/useYield: it is done in one slice.
export function* atOnce<Result>(call: () => Result): Sliced<Result> {
  return call();
}

/** The result of a call without a pause. */
export function withoutPause<Result>(call: Sliced<Result>): Result {
  for (;;) {
    const { done, value } = call.next();
    if (done) return value;
  }
}

/** Says when a slice is over. */
export class SliceClock {
  #end: number;

  constructor(readonly milliseconds: number) {
    this.#end = performance.now() + milliseconds;
  }

  /** Milliseconds that are left of the slice. */
  get left(): number {
    return this.#end - performance.now();
  }

  /** Yields if the slice is over, and begins the next one. */
  *pauseWhenOver(): Sliced<void> {
    if (this.left > 0) return;
    yield;
    this.#end = performance.now() + this.milliseconds;
  }
}

/** The result of work that the module does in pieces. */
export function* pieceByPiece<Result>(bindings: Bindings, handle: number, clock: SliceClock): Sliced<Result> {
  try {
    while (!bindings.workPiece(handle)) yield* clock.pauseWhenOver();
    return bindings.workResult(handle) as Result;
  } finally {
    bindings.workDispose(handle);
  }
}

/** The result of a promise, or the reason of the signal as soon as it is aborted. */
export async function unlessAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  signal?.throwIfAborted();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
