// The experiment that defines a run.
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
  /** Names of the classes, by class index; the indices themselves unless given. */
  classes?: string[];
  /** Names of the input columns; those made of one column begin with its name and a colon: `sex: female`. */
  columns?: string[];
  /** One example, in a word; `row` unless given. */
  noun?: string;
  /** What is predicted, for example `price` or `survived`. */
  quantity?: string;
  /** Unit of the numbers to predict. */
  unit?: string;
  /**
   * Of `classification` and `regression`: how much each row counts in the batch loss and the cost, which become weighted
   * means, Σ wᵢ ℓᵢ / Σ wᵢ. Shape [N], numbers of at least 0, not all 0. Scores count every row once.
   */
  weights?: Tensor;
  /** Share of the rows that is held out as the test set, drawn by the experiment's seed; 0.3 unless given. */
  test_fraction?: number;
  /** Of `triplet`: numbers in an embedding; 2 unless given. */
  dimensions?: number;
}

export interface TaskSpec {
  id: string;
  params?: Record<string, ParameterValue> | CustomData;
}

/** Everything that defines a run. Only `version` and `task.id` are required. */
export interface Experiment {
  version: 1;
  task: TaskSpec;
  model?: Spec;
  loss?: Spec;
  /** How triplets and pairs are picked; `random` for losses that do not use them. */
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

/** A run that starts from a pretrained model. Next-token tasks with the same vocabulary and context only. */
export interface FineTuning {
  /** A task whose trained model comes with the engine, or `snapshot`: the bytes that createRun() is given. */
  initial: string;
  /** The task that the starting weights were trained on; the cost on it is recorded too. `initial` unless given. */
  source?: string;
  /**
   * Seed and test fraction of the run that trained the starting weights. They decide which texts of the source were held
   * out then, and `sourceCost` is measured on those, whatever the seed and test fraction of this run. Unless given, those
   * of the task's default experiment, which are also the only ones allowed with a stored model.
   */
  source_seed?: number;
  source_test_fraction?: number;
  /** Parameters whose names begin with one of these keep their starting values, for instance `embedding`. */
  freeze?: string[];
  /** Pull to the starting weights: adds ½ · l2_sp · ‖w − w₀‖² to the penalty. */
  l2_sp?: number;
  /** Share of each batch that comes from the source's training rows; they are numbered after the task's own rows. */
  replay?: number;
}

export interface RunOptions {
  /** For `fine_tuning.initial: 'snapshot'`: bytes of snapshot() of a run with the same model. */
  initial?: Uint8Array;
  /**
   * Cancels, and gives up a download at once, on the main thread too. The making of the data itself does not stop: behind
   * a worker that takes longer, the worker is ended. See WorkerRun.
   */
  signal?: AbortSignal;
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
  /**
   * When cost and scores are evaluated and recorded: at its multiples and at the last planned step. The steps follow from
   * the experiment alone, so that every machine and every speed records the same numbers.
   *
   * null: the run chooses one of 1, 2, 5, 10, 20, 50, … (`info.evaluateEvery`): about a hundredth of `steps` where so
   * many evaluations take about a second or a tenth of the training, else more, up to about a tenth of `steps`. It adds
   * three steps before the first one, where a loss falls most: 1, 2 and 5 before 10; 50, 100 and 200 before 500.
   */
  evaluate_every: number | null;
  fine_tuning: Required<FineTuning> | null;
}
