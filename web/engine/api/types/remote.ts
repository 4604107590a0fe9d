// The same engine behind a worker.
import type { Engine, Optimizer } from './engine.ts';
import type { Run } from './run.ts';

/** A further last argument of every method of an object behind a worker; requests and options have the same property. */
export interface Cancelable {
  signal?: AbortSignal;
}

/**
 * The same object behind a worker: every method and every changing property returns a promise.
 *
 * A signal that is aborted rejects the call with its reason within about 150 ms. A run keeps what it has reached: training
 * stops between two steps, and the history has them all. `advance`, `train`, `minimize`, `surface` and `gradientCheck` stop
 * between two pieces of their work, and `createRun` while it waits for a file; a call that waits for its turn never begins.
 * A call that cannot stop, for example within one step that takes seconds, is ended with its worker: another worker starts,
 * and a run is then back at its last snapshot, which is taken a few times a second. Without a worker, on the page's own
 * thread, such a call is completed first.
 */
export type Remote<T> = {
  [Key in keyof T]: T[Key] extends (...args: infer Args) => infer Result
    ? (...args: [...Args, options?: Cancelable]) => Promise<RemoteResult<Awaited<Result>>>
    : Key extends 'history' | 'stopped' | 'lr'
      ? Promise<T[Key]>
      : T[Key];
};

type RemoteResult<T> = T extends Run ? WorkerRun : T extends Optimizer ? WorkerOptimizer : T;

export type WorkerRun = Remote<Run>;
export type WorkerOptimizer = Remote<Optimizer>;
export type WorkerEngine = Remote<Engine> & {
  /** Terminates the worker with everything in it. */
  terminate(): void;
};
