// The engine: losses, optimizers, schedules and surfaces on their own, and runs.
import type { Catalog } from './catalog.ts';
import type { Experiment, Precision, Reduction, RunOptions } from './experiment.ts';
import type { FormulaDescription, FormulaExample, FormulaTrace } from './formula.ts';
import type { Run, Stopped } from './run.ts';
import type { ParameterValue, Spec } from './spec.ts';
import type { OwnedTensor, Tensor } from './tensor.ts';

export interface LossRequest {
  id: string;
  params?: Record<string, ParameterValue>;
  reduction?: Reduction;
  precision?: Precision;
}

/**
 * Numbers are those of PyTorch: a loss that is too large for the precision is Infinity, and its gradient may be Infinity or
 * NaN. The mean of nothing is 0, and NaN with `torch_compat`; a loss that is NaN otherwise is an ExperimentError.
 */
export interface LossResult {
  value: number | OwnedTensor;
  gradients: Record<string, OwnedTensor>;
  divisor: number;
}

export interface OptimizerRequest {
  id: string;
  params?: Record<string, ParameterValue>;
  schedule?: Spec;
  /** Planned length of the schedule; 1,000 unless given. */
  steps?: number;
  precision?: Precision;
}

export interface Optimizer {
  /**
   * `objective` is its value at the current parameters: `reduce_lr_on_plateau` uses it, others ignore it. A step to
   * parameters that are not finite is not taken: it throws an ExperimentError.
   */
  step(gradients: Tensor[], objective?: number): void;
  /** The trained parameters: where the next gradients are to be computed. */
  parameters(): OwnedTensor[];
  /** The parameters to evaluate: the same, unless the optimizer's descriptor says that it averages. */
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
  /** Standard deviation of the Gaussian noise added to each gradient component, drawn once per step. */
  noise?: number;
  seed?: number;
  precision?: Precision;
  /** Cancels between two steps; the path so far is lost. See WorkerRun. */
  signal?: AbortSignal;
}

export interface SurfaceRequest {
  function: Spec;
  /** Range on each axis; the surface's domain unless given. */
  x?: [number, number];
  y?: [number, number];
  /** Cells per side. */
  cells: number;
  /** Cancels between two rows of cells; see WorkerRun. */
  signal?: AbortSignal;
}

export interface Path {
  /** (steps + 1) × dimension: the trained parameters, also of an optimizer that averages them. */
  points: Float64Array;
  /** steps + 1. */
  values: Float64Array;
  /**
   * The step at which the path diverged, or null. It then ends with the last point at which all numbers are finite, and has
   * fewer entries than steps + 1.
   */
  stopped: Stopped | null;
}

export interface Engine {
  readonly version: string;
  readonly catalog: Catalog;
  evaluateLoss(request: LossRequest, tensors: Record<string, Tensor>): LossResult;
  /** What a formula of a loss means, or what is wrong with it. */
  describeFormula(formula: string): FormulaDescription;
  /** The numbers of all parts of a formula for one example, and how the loss changes with each. */
  traceFormula(formula: string, example: FormulaExample): FormulaTrace;
  createOptimizer(request: OptimizerRequest, initial: Tensor[]): Optimizer;
  schedule(spec: Spec, steps: number, lr: number): Float64Array;
  minimize(request: MinimizeRequest): Path;
  /** cells × cells values, each at the center of its cell, row by row from the lowest y. */
  surface(request: SurfaceRequest): Float64Array;
  createRun(experiment: Experiment, options?: RunOptions): Promise<Run>;
  /**
   * Multiplications per second on this machine, measured once in about 20 ms of training: what `stepWork` and
   * `evaluationWork` of a run's info are divided by to get seconds.
   */
  speed(): Promise<number>;
}

export interface EngineOptions {
  /** The WebAssembly module; from the folder of the script unless given. */
  wasm?: URL | BufferSource | WebAssembly.Module;
  /** Folder of the data sets; next to the script unless given. */
  data?: URL;
  /** The catalog of this version, if already loaded; otherwise read from the folder of the script or a given module. */
  catalog?: Catalog;
}
