// The engine's public types. The contract for people who script the engine; nothing here runs.

/** A tensor at the boundary: row-major data and its shape. */
export interface Tensor {
  shape: number[];
  data: Float64Array | Float32Array | Int32Array | number[];
}

/** A tensor that the engine hands out: its data is a copy that the caller owns. */
export interface OwnedTensor extends Tensor {
  data: Float64Array | Float32Array;
}

export type ParameterValue = number | boolean | string | number[];

/** A choice from the catalog; an absent parameter takes the default of its descriptor. */
export interface Spec {
  id: string;
  params?: Record<string, ParameterValue>;
}

export interface CompleteSpec {
  id: string;
  params: Record<string, ParameterValue>;
}

export interface ParameterDescriptor {
  id: string;
  type: 'number' | 'integer' | 'boolean' | 'choice' | 'integers' | 'numbers' | 'text';
  default: ParameterValue;
  min?: number;
  max?: number;
  /** The range leaves its lower end out: `lr` is greater than 0. */
  above_min?: boolean;
  choices?: string[];
  scale?: 'linear' | 'log';
  doc: string;
}

export interface InputDescriptor {
  id: string;
  shape: string;
  kind: 'real' | 'class_index' | 'probability' | 'log_probability' | 'sign' | 'non_negative';
  optional?: boolean;
}

export interface Descriptor {
  id: string;
  title: string;
  summary: string;
  /** LaTeX. */
  formula: string;
  reference?: { title: string; url: string };
  inputs?: InputDescriptor[];
  params: ParameterDescriptor[];
}

export type Family = 'cross_entropy' | 'mean_squared_error' | 'triplet';

export interface LossDescriptor extends Descriptor {
  /** Which of the three families a loss belongs to: it decides its colour. */
  family: Family;
  /** What a training target is for this loss, and so which tasks it fits. */
  target:
    | 'class_index'
    | 'distribution'
    | 'probability'
    | 'sign'
    | 'class_list'
    | 'real'
    | 'triplet'
    | 'pair'
    | 'batch'
    | 'list'
    | 'order'
    | 'none';
  /** What stands between the model's outputs and the loss in a run. */
  link: 'identity' | 'sigmoid' | 'log_softmax';
  /** Whether it learns from triplets that a miner can pick. */
  minable: boolean;
  /** Kinds of task that it does not fit, with the reason, to stand after the title. */
  misfits: Partial<Record<Exclude<TaskDescriptor['kind'], 'any'>, string>>;
  /** What its value is measured in, for instance `nats`. */
  unit: string;
  /**
   * What one loss is, where words can say it: minus the logarithm of the probability given to the truth, or the squared
   * or absolute difference of a prediction from its target.
   */
  meaning: 'other' | 'log_likelihood' | 'squared_difference' | 'absolute_difference';
}

export interface TaskDescriptor extends Descriptor {
  kind: 'classification' | 'regression' | 'triplet' | 'next_token' | 'search' | 'ranking' | 'any';
  /** What the model is taught, to stand after "Teach a network": "to read handwritten digits". */
  goal: string;
  /** One example, in a word: `digit`. */
  noun: string;
  /** What is drawn of a trained model; `by_table` leaves it to the kind and the columns of the table. */
  drawing: 'field' | 'curve' | 'predictions' | 'classes' | 'embeddings' | 'tokens' | 'search' | 'by_table';
  /** How one example is drawn, where its inputs are a picture: gray values from 0 to 1, row by row. */
  picture?: { kind: 'image'; width: number; height: number };
  /** Names of the classes, where the task has classes; of a task with a parameter `classes`, the first so many. */
  classes?: string[];
  /** Names of the input columns, where they mean something. */
  columns?: string[];
  /** What a regression target is, in a word: `price`. */
  quantity?: string;
  /** Unit of a regression target before standardisation. */
  unit?: string;
  /** The sign that stands before an amount, where the unit is money: `$`. */
  currency?: string;
  /** File beside the engine with the word that each input column counts. */
  words?: string;
  /** File beside the engine that holds the task's data, where it is not generated. */
  file?: string;
  /** File beside the engine with the weights that the natural experiment ends at. */
  trained?: string;
  experiment: CompleteExperiment;
  score: 'accuracy' | 'r2' | 'recall_at_1' | 'recall_at_10' | 'ndcg_at_10';
}

export interface MinerDescriptor extends Descriptor {
  /** It draws triplets from the whole training set, so that a batch is rows of triplets; others pick them in a batch. */
  draws: boolean;
}

export interface OptimizerDescriptor extends Descriptor {
  /** Learning rates to start from, on a model and on a surface of minimize(). */
  natural_lr: { model: number; surface: number };
  /** A step grows with the gradient; others divide the gradient by its size. */
  follows_gradient: boolean;
  /** It asks for the objective at points of its own: for runs and minimize(), not for createOptimizer(). */
  closure: boolean;
  /** Cost, score and predictions are of a mean of what is trained: see `evaluationParameters`. */
  averages: boolean;
}

/** A surface for minimize() and surface(). */
export interface SurfaceDescriptor extends Descriptor {
  /** The part of the plane that shows it. */
  domain: { x: [number, number]; y: [number, number] };
  /** A place from where the way down is worth watching. */
  start: [number, number];
  /** All lowest points; none for a surface that falls without end. */
  minima: [number, number][];
  /** The height there. */
  minimum: number | null;
}

export interface Catalog {
  losses: LossDescriptor[];
  miners: MinerDescriptor[];
  distances: Descriptor[];
  optimizers: OptimizerDescriptor[];
  schedules: Descriptor[];
  models: Descriptor[];
  tasks: TaskDescriptor[];
  functions: SurfaceDescriptor[];
}

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

/** One step of a run. Cost and scores are NaN at a step where they were not evaluated. */
export interface Metrics {
  step: number;
  epoch: number;
  /** Mean loss of the step's mini-batch, before the update, without the penalty. */
  batchLoss: number;
  penalty: number;
  /** batchLoss + penalty: what the optimizer descends. */
  objective: number;
  /** Cost J: mean loss over the whole training set, without the penalty. */
  cost: number;
  testCost: number;
  score: number;
  testScore: number;
  /** Euclidean norm of the objective's gradient, before clipping. */
  gradNorm: number;
  lr: number;
  /** Of a fine-tuned run: cost on the unseen rows of the task that was learnt before, at the steps where `cost` is known. */
  sourceCost: number;
}

/**
 * What a run of a search task has besides. All but `active` are of the unseen queries against all documents, at the
 * steps where `cost` is known; recall@10 is `testScore`.
 */
export interface SearchMetrics {
  /** Share of queries whose document is the nearest. */
  recallAt1: number;
  /** Mean of 1 / (1 + how many documents are nearer than the right one); 0 for a query without a known feature. */
  meanReciprocalRank: number;
  /** Share of the step's triplets (pairs, rows) that have a gradient. */
  active: number;
  /** Mean distance of a query from its document, and from another that is drawn once. */
  positiveDistance: number;
  negativeDistance: number;
  /** Mean distance of the documents from their mean: 0 where all have become one point; at most 1. */
  spread: number;
}

/** What a run that ranks lists has besides, of the unseen lists, at the steps where `cost` is known. */
export interface RankingMetrics {
  /** R² of scores as relevances: 1 is perfect, 0 is what the mean achieves; only a loss of their size aims at it. */
  rSquared: number;
  /** Spearman's rank correlation of scores and relevances, the mean over lists. */
  spearman: number;
}

/** What a run has besides, by the kind of its task. */
export type ExtraMetrics = Partial<SearchMetrics & RankingMetrics>;

export type History = Record<keyof Metrics, Float64Array> & Partial<Record<keyof ExtraMetrics, Float64Array>>;

export interface NamedTensor extends OwnedTensor {
  name: string;
}

export interface Stopped {
  step: number;
  reason: 'diverged';
  message: string;
}

/** Facts of a run that do not change while it trains. */
export interface RunInfo {
  trainRows: number;
  testRows: number;
  inputs: number;
  outputs: number;
  parameterCount: number;
  /** Steps between two evaluations of cost and score. */
  evaluateEvery: number;
  /** To turn a standardised regression target back into its unit: value = mean + scale × target. */
  targetMean: number;
  targetScale: number;
  /** The same for each input column. */
  inputMeans: Float64Array;
  inputScales: Float64Array;
  /** Inputs are token numbers below this one; 0 where they are quantities. */
  vocabulary: number;
  /** Of a next-token task: the character of each token; the first is the boundary of texts. */
  characters?: string;
  /** Of a search task: how many documents there are, which are the first training rows; 0 of others. */
  documents: number;
}

/** What a search task finds. */
export interface SearchDocument {
  /** An emoji. */
  mark: string;
  /** Its description. */
  text: string;
  /** Its group, for instance `food-drink`. */
  group: string;
}

export interface SearchResult extends SearchDocument {
  /** Its place in documents(). */
  document: number;
  /** Euclidean distance from the query, from 0 to 2. */
  distance: number;
}

export interface SearchQuery {
  text: string;
  /** The place in documents() of what it should find. */
  document: number;
}

/** Texts on a plane: the two directions in which the documents differ most. */
export interface EmbeddingMap {
  /** [N, 2]. */
  points: OwnedTensor;
  /** The document of each point: itself, or what a query should find. */
  documents: Int32Array;
  /** Shares of the documents' variance along the two axes. */
  shares: Float64Array;
}

/** Whether embeddings collapse, and the numbers that say so. */
export interface Diagnosis {
  /**
   * `collapsed`: the spread is below a fifth of the margin (of 1 for a loss without one). `at_margin`: a loss of triplets
   * is within a twentieth of its margin, though the documents are not one point. Else `apart`.
   */
  state: 'apart' | 'at_margin' | 'collapsed';
  spread: number;
  /** Loss of the last step, NaN before the first; and the margin of the loss, 0 if it has none. */
  loss: number;
  margin: number;
}

/** How likely a model finds the text of a next-token task: cross-entropy, whatever loss it was trained with. */
export interface Likelihood {
  tokens: number;
  /** Sum of log p over all tokens, in nats. */
  logLikelihood: number;
  /** Cross-entropy: −log p a token on average, in nats and in bits. */
  nats: number;
  bits: number;
  /** exp(nats): among how many equally likely tokens the model is choosing. */
  perplexity: number;
}

export interface SampleOptions {
  /** Divides the logits: below 1 the likely gets likelier, 0 always takes the likeliest. Default 1. */
  temperature?: number;
  /** Only so many of the likeliest tokens may be drawn; 0, the default, means all. */
  top_k?: number;
  /** Default 1; the same seed gives the same text. */
  seed?: number;
  /** At most so many tokens; default 100. */
  max?: number;
  /** What the text begins with. */
  start?: string;
}

/** How a model finds each token of a text, and the boundary after it. */
export interface TokenLosses {
  /** The character of each token, as the model's vocabulary has it. */
  characters: string;
  /** −log p of each, in nats. */
  losses: Float64Array;
  probabilities: Float64Array;
}

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

export interface TrainRequest {
  /** Steps at the most; as many as fit into the time unless given. */
  steps?: number;
  /** Time to take, in milliseconds: as long as the steps need unless given. */
  milliseconds?: number;
  /** Step after which the history is new to the caller; 0 unless given. */
  since?: number;
  /** Whether to work out cost and scores at the end; unless given, as often as takes a fifth of the time. */
  evaluate?: boolean;
}

export interface Progress {
  /** Cost and scores are NaN where they were not worked out. */
  metrics: Metrics & ExtraMetrics;
  history: History;
  stopped: Stopped | null;
}

export interface Run {
  readonly experiment: CompleteExperiment;
  readonly info: RunInfo;
  readonly history: History;
  readonly stopped: Stopped | null;
  /**
   * Takes steps; the numbers of the last one. Cost and scores are worked out at the end unless `evaluate` is false, and
   * every `info.evaluateEvery` steps.
   */
  advance(steps: number, options?: { evaluate?: boolean }): Metrics & ExtraMetrics;
  /** Takes steps for a while and tells all that is new, in one call: what a page asks for each frame. */
  train(request: TrainRequest): Progress;
  /** The part of the history after a step: what a page has not drawn yet. */
  historySince(step: number): History;
  /** What is trained: where gradients are taken. */
  parameters(): NamedTensor[];
  /** What cost, score, predictions and example losses are of: the same, unless the optimizer averages. */
  evaluationParameters(): NamedTensor[];
  /** Sets both. */
  setParameters(list: { name: string; shape: number[]; data: ArrayLike<number> }[]): void;
  data(split: Split): Record<string, OwnedTensor>;
  batchIndices(step: number): Int32Array;
  predict(inputs: Tensor, options?: { probabilities?: boolean }): OwnedTensor;
  exampleLosses(split: Split): OwnedTensor;
  gradients(): NamedTensor[];
  gradientCheck(samples?: number): { maxRelativeError: number; checked: number };
  /** How likely the model finds the texts of a next-token task. */
  likelihood(split: Split): Likelihood;
  /** The probability of each token of `info.characters` after a beginning; of a long one the last tokens count. */
  nextToken(before: string): Float64Array;
  /** A text that the model writes. */
  sample(options?: SampleOptions): string;
  tokenLosses(text: string): TokenLosses;
  /** Of a search task: the k nearest documents to a query, nearest first; 10 unless told. */
  search(query: string, k?: number): SearchResult[];
  /** What is searched, in the order of the first training rows. */
  documents(): SearchDocument[];
  /** The queries of a split, in the order of its rows, after the documents in the training rows. */
  queries(split: Split): SearchQuery[];
  /** The documents on a plane, or the queries of a split. The plane follows the documents, so that no point jumps. */
  embeddingMap(split?: Split): EmbeddingMap;
  diagnose(): Diagnosis;
  snapshot(): Uint8Array;
  restore(bytes: Uint8Array): void;
  reset(): void;
  dispose(): void;
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
