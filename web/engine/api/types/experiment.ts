// What a run is made from.
import type { CompleteSpec, ParameterValue, Spec } from './spec.ts';
import type { Tensor } from './tensor.ts';

export type Precision = 'float32' | 'float64';
export type Reduction = 'none' | 'mean' | 'sum' | 'batchmean';
export type Split = 'train' | 'test';

/** The table of the task `custom`. */
export interface CustomData {
  kind: 'classification' | 'regression' | 'triplet';
  inputs: Tensor;
  targets: Tensor;
  /** Names of the classes, by their numbers; the numbers themselves unless given. */
  classes?: string[];
  /** One example, in a word; `row` unless given. */
  noun?: string;
  /** Unit of the numbers to predict. */
  unit?: string;
}

export interface TaskSpec {
  id: string;
  params?: Record<string, ParameterValue> | CustomData;
}

/** What a run is made from. Only `version` and `task.id` are required. */
export interface Experiment {
  version: 1;
  task: TaskSpec;
  model?: Spec;
  loss?: Spec;
  /** How triplets and pairs are found; `random` for losses that learn from none. */
  miner?: Spec;
  optimizer?: Spec;
  schedule?: Spec;
  regularization?: { l1?: number; l2?: number };
  gradient_clip?: number | null;
  batch_size?: number;
  steps?: number;
  seed?: number;
  precision?: Precision;
  evaluate_every?: number | null;
  fine_tuning?: FineTuning | null;
}

/** A run that starts from what another learnt. Next-token tasks with the same vocabulary and context only. */
export interface FineTuning {
  /** A task whose trained model is stored beside the engine, or `snapshot`: the bytes that createRun() is given. */
  initial: string;
  /** The task that was learnt before, on which the cost is recorded too; `initial` unless told. */
  source?: string;
  /** Beginnings of the names of parameters that keep their starting values, for instance `embedding`. */
  freeze?: string[];
  /** Pull to the starting weights: adds ½ · l2_sp · ‖w − w₀‖² to the penalty. */
  l2_sp?: number;
  /** Share of each batch that comes from the source's training rows; they are numbered on from the task's own. */
  replay?: number;
}

export interface RunOptions {
  /** For `fine_tuning.initial: 'snapshot'`: bytes of snapshot() of a run with the same model. */
  initial?: Uint8Array;
}

export interface CompleteExperiment {
  version: 1;
  task: { id: string; params: Record<string, ParameterValue> | CustomData };
  model: CompleteSpec;
  loss: CompleteSpec;
  miner: CompleteSpec;
  optimizer: CompleteSpec;
  schedule: CompleteSpec;
  regularization: { l1: number; l2: number };
  gradient_clip: number | null;
  batch_size: number;
  steps: number;
  seed: number;
  precision: Precision;
  /** Steps between two evaluations of cost and score; null: so that they cost less than a tenth of the training. */
  evaluate_every: number | null;
  fine_tuning: Required<FineTuning> | null;
}
