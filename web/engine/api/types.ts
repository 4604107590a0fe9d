// The engine's public types: the contract for people who script the engine. Nothing here runs.

export type * from './types/catalog.ts';
export type * from './types/engine.ts';
export type * from './types/experiment.ts';
export type * from './types/formula.ts';
export type * from './types/metrics.ts';
export type * from './types/remote.ts';
export type * from './types/run.ts';
export type * from './types/spec.ts';
export type * from './types/tensor.ts';
