// The same engine behind a worker.
import type { Engine, Optimizer } from './engine.ts';
import type { Run } from './run.ts';

/** The same object behind a worker: each method and each changing property gives a promise. */
export type Remote<T> = {
  [Key in keyof T]: T[Key] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<RemoteResult<Awaited<Result>>>
    : Key extends 'history' | 'stopped' | 'lr'
      ? Promise<T[Key]>
      : T[Key];
};

type RemoteResult<T> = T extends Run ? WorkerRun : T extends Optimizer ? WorkerOptimizer : T;

export type WorkerRun = Remote<Run>;
export type WorkerOptimizer = Remote<Optimizer>;
export type WorkerEngine = Remote<Engine> & {
  /** Ends the worker and all that it holds. */
  terminate(): void;
};
