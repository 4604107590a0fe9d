// The engine: losses, optimizers, schedules and surfaces by themselves, and runs.
import type { Catalog } from './catalog.ts';
import type { Experiment, Precision, Reduction, RunOptions } from './experiment.ts';
import type { Run } from './run.ts';
import type { ParameterValue, Spec } from './spec.ts';
import type { OwnedTensor, Tensor } from './tensor.ts';

export interface LossRequest {
  id: string;
  params?: Record<string, ParameterValue>;
  reduction?: Reduction;
  precision?: Precision;
}

export interface LossResult {
  value: number | OwnedTensor;
  gradients: Record<string, OwnedTensor>;
  divisor: number;
}

export interface OptimizerRequest {
  id: string;
  params?: Record<string, ParameterValue>;
  schedule?: Spec;
  /** Length that the schedule plans for; 1,000 unless told. */
  steps?: number;
  precision?: Precision;
}

export interface Optimizer {
  /** `objective`, the value at the present parameters, is what `reduce_lr_on_plateau` follows; others ignore it. */
  step(gradients: Tensor[], objective?: number): void;
  /** What is trained: where the next gradients are to be taken. */
  parameters(): OwnedTensor[];
  /** What the optimizer is judged by: the same, unless its descriptor says that it averages. */
  evaluationParameters(): OwnedTensor[];
  /** The learning rate of the next step. */
  readonly lr: number;
  snapshot(): Uint8Array;
  restore(bytes: Uint8Array): void;
  dispose(): void;
}

export interface MinimizeRequest {
  function: Spec;
  optimizer: Spec;
  schedule?: Spec;
  start: number[];
  steps: number;
  /** Standard deviation of the Gaussian noise added to each gradient component, drawn once a step. */
  noise?: number;
  seed?: number;
  precision?: Precision;
}

export interface SurfaceRequest {
  function: Spec;
  /** From and to, on each axis; the surface's own domain unless given. */
  x?: [number, number];
  y?: [number, number];
  /** Cells a side. */
  cells: number;
}

export interface Path {
  /** (steps + 1) × dimension: what is trained, also where an optimizer judges by a mean of it. */
  points: Float64Array;
  /** steps + 1. */
  values: Float64Array;
}

export interface Engine {
  readonly version: string;
  readonly catalog: Catalog;
  evaluateLoss(request: LossRequest, tensors: Record<string, Tensor>): LossResult;
  createOptimizer(request: OptimizerRequest, initial: Tensor[]): Optimizer;
  schedule(spec: Spec, steps: number, lr: number): Float64Array;
  minimize(request: MinimizeRequest): Path;
  /** cells × cells heights, each at the middle of its cell, row by row from the lowest y. */
  surface(request: SurfaceRequest): Float64Array;
  createRun(experiment: Experiment, options?: RunOptions): Promise<Run>;
}

export interface EngineOptions {
  /** The WebAssembly module; from beside the script unless given. */
  wasm?: URL | BufferSource | WebAssembly.Module;
  /** Folder that holds the data sets; beside the script unless given. */
  data?: URL;
  /** The catalog of this version, where it is there already; read from beside the script, or told by a given module. */
  catalog?: Catalog;
}
