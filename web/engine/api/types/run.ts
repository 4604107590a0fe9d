// A run and its methods.
import type { CompleteExperiment, Split } from './experiment.ts';
import type { ExtraMetrics, History, Metrics } from './metrics.ts';
import type { OwnedTensor, Tensor } from './tensor.ts';

export interface NamedTensor extends OwnedTensor {
  name: string;
}

export interface Stopped {
  step: number;
  reason: 'diverged';
  message: string;
}

/** Facts about a run that do not change during training. */
export interface RunInfo {
  trainRows: number;
  testRows: number;
  inputs: number;
  outputs: number;
  parameterCount: number;
  /** Steps between two evaluations of cost and scores: see `evaluate_every` of the experiment. */
  evaluateEvery: number;
  /**
   * Estimates, to within a factor of about three: multiplications of one step, and of evaluating cost and scores once.
   * Divided by `engine.speed()` they are seconds. createRun() refuses steps of more than 250 billion.
   */
  stepWork: number;
  evaluationWork: number;
  /** Converts a standardized regression target back to its unit: value = mean + scale × target. */
  targetMean: number;
  targetScale: number;
  /** The same for each input column. */
  inputMeans: Float64Array;
  inputScales: Float64Array;
  /** Inputs are token indices below this number; 0 if they are not tokens. */
  vocabulary: number;
  /** Of a next-token task: the character of each token; the first marks the boundary between texts. */
  characters?: string;
  /** Training rows of each class, by class index; absent where targets are no classes, as in regression and embeddings. */
  classCounts?: Int32Array;
  /** Of a search task: number of documents, which are the first training rows; 0 for other tasks. */
  documents: number;
}

/**
 * [N]: one loss per row. A row's loss is the mean of its terms: one for each element or token that is predicted, of an
 * anchor its triplet or its two pairs, of a list its pairs of documents.
 */
export interface ExampleLosses extends OwnedTensor {
  /**
   * How many terms each row holds. Cost J is a mean over terms, Σ weights · data / Σ weights: with a transformer a mean
   * per token, although each row is a window of tokens. A row that does not count has weight 0; a row of a loss of whole
   * batches has an equal share of its batch's terms. With `weights` of a table or with class weights that the loss
   * divides by, as `cross_entropy` does, a row's terms count times these weights; the losses are without them.
   */
  weights: OwnedTensor['data'];
}

export interface GradientCheck {
  /** Largest difference between an entry and its finite difference, relative to the larger of the two. */
  maxRelativeError: number;
  /** Entries that were compared. */
  checked: number;
  /** Entries that were not, since the objective has a kink there (as ReLU, |w| or a hinge have) and so no gradient. */
  skipped: number;
}

/** A document of a search task. */
export interface SearchDocument {
  /** An emoji; empty for a document of the visitor's own. */
  mark: string;
  /** Its description, or all of the document. */
  text: string;
  /** Its group, for example `food-drink`; empty for a document of the visitor's own. */
  group: string;
}

export interface SearchResult extends SearchDocument {
  /** Its index in documents(). */
  document: number;
  /** Euclidean distance from the query, from 0 to 2. */
  distance: number;
}

export interface SearchQuery {
  text: string;
  /** Index in documents() of the document it should find. */
  document: number;
}

/** Embeddings in 2-D: projected on the first two principal components of the documents. */
export interface EmbeddingMap {
  /** [N, 2]. */
  points: OwnedTensor;
  /** The document of each point: itself, or the one a query should find. */
  documents: Int32Array;
  /** Fraction of the documents' variance along each of the two axes. */
  shares: Float64Array;
}

/** Whether the embeddings have collapsed, and the numbers that show it. */
export interface Diagnosis {
  /**
   * `collapsed`: the spread is below a fifth of the margin (of 1 for a loss without one). `at_margin`: a triplet loss is
   * within 5% of its margin, although the documents have not collapsed. Otherwise `apart`.
   */
  state: 'apart' | 'at_margin' | 'collapsed';
  spread: number;
  /** Batch loss of the last step, NaN before the first; and the margin of the loss, 0 if it has none. */
  loss: number;
  margin: number;
}

/** Likelihood of the text of a next-token task: cross-entropy, whatever loss the model was trained with. */
export interface Likelihood {
  tokens: number;
  /** Sum of log p over all tokens, in nats. */
  logLikelihood: number;
  /** Cross-entropy: mean −log p per token, in nats and in bits. */
  nats: number;
  bits: number;
  /** exp(nats): predicting each token is like choosing among this many equally likely ones. */
  perplexity: number;
}

export interface SampleOptions {
  /** Divides the logits: below 1, likely tokens become likelier; 0 always picks the likeliest. Default 1. */
  temperature?: number;
  /** Only this many of the likeliest tokens may be drawn; 0, the default, means all. */
  top_k?: number;
  /** Default 1; the same seed gives the same text. */
  seed?: number;
  /** Largest number of tokens; default 100. */
  max?: number;
  /** Beginning of the text. */
  start?: string;
}

/** The loss of each token of a text, and of the boundary after it. */
export interface TokenLosses {
  /** The character of each token, as the model's vocabulary has it. */
  characters: string;
  /** −log p of each, in nats. */
  losses: Float64Array;
  probabilities: Float64Array;
}

export interface TrainRequest {
  /** Largest number of steps; as many as fit into the time unless given. */
  steps?: number;
  /** Time to train, in milliseconds; as long as the steps need unless given. */
  milliseconds?: number;
  /**
   * Step after which the history is new to the caller; 0 unless given. Steps up to it, which are taken again after a
   * restore(), are not evaluated again.
   */
  since?: number;
  /**
   * Whether to evaluate cost and scores at the end, for `metrics` alone: the history has them at the steps of the
   * experiment's schedule, and no others. False unless given.
   */
  evaluate?: boolean;
  /** Whether to end at the first step at which the schedule evaluates cost and scores. False unless given. */
  untilEvaluated?: boolean;
  /** Cancels between two steps, and within an evaluation; see WorkerRun. */
  signal?: AbortSignal;
}

export interface AdvanceOptions {
  /** Whether to evaluate cost and scores at the end; true unless given. */
  evaluate?: boolean;
  /** Cancels between two steps, and within an evaluation; see WorkerRun. */
  signal?: AbortSignal;
}

export interface Progress {
  /** Steps that the call took. */
  taken: number;
  /** Cost and scores are NaN where they were not evaluated. */
  metrics: Metrics & ExtraMetrics;
  history: History;
  stopped: Stopped | null;
}

export interface RestoreOptions {
  /**
   * What starts fresh at the snapshot's step: the memory of the `schedule`, or of the `optimizer` and the schedule.
   * Parameters, step number and the order of batches always continue. Nothing unless given.
   */
  fresh?: 'schedule' | 'optimizer';
}

export interface Run {
  readonly experiment: CompleteExperiment;
  readonly info: RunInfo;
  readonly history: History;
  readonly stopped: Stopped | null;
  /**
   * Takes steps; the numbers of the last one, with cost and scores unless `evaluate` is false. The history has cost and
   * scores at the steps of the experiment's schedule (see `evaluate_every`), and no others.
   */
  advance(steps: number, options?: AdvanceOptions): Metrics & ExtraMetrics;
  /** Takes steps for a while and returns all that is new, in one call: what a page needs for each frame. */
  train(request: TrainRequest): Progress;
  /** The part of the history after a step, for example what a page has not drawn yet. */
  historySince(step: number): History;
  /** The trained parameters: where gradients are computed. */
  parameters(): NamedTensor[];
  /** The parameters that cost, score, predictions and example losses use: the same, unless the optimizer averages. */
  evaluationParameters(): NamedTensor[];
  /** Sets both. */
  setParameters(list: { name: string; shape: number[]; data: ArrayLike<number> }[]): void;
  data(split: Split): Record<string, OwnedTensor>;
  batchIndices(step: number): Int32Array;
  predict(inputs: Tensor, options?: { probabilities?: boolean }): OwnedTensor;
  /** The loss of each row of a split, and its weight in cost J. */
  exampleLosses(split: Split): ExampleLosses;
  gradients(): NamedTensor[];
  /**
   * Compares gradient entries of the next batch with finite differences of the objective, in double precision: those of
   * `samples` parameters drawn at random, 100 unless given, 0 for all. Behind a worker a signal cancels it between two
   * values of the objective; see WorkerRun.
   */
  gradientCheck(samples?: number): GradientCheck;
  /** Likelihood of the texts of a next-token task. */
  likelihood(split: Split): Likelihood;
  /** The probability of each token of `info.characters` after a text; only its last tokens fit into the context. */
  nextToken(before: string): Float64Array;
  /** A text generated by the model. */
  sample(options?: SampleOptions): string;
  tokenLosses(text: string): TokenLosses;
  /** Of a search task: the k nearest documents to a query, nearest first; 10 unless given. */
  search(query: string, k?: number): SearchResult[];
  /** The documents, in the order of the first training rows. */
  documents(): SearchDocument[];
  /** The queries of a split, in the order of its rows, after the documents in the training rows. */
  queries(split: Split): SearchQuery[];
  /** The documents in 2-D, or the queries of a split. The axes change little from call to call, so no point jumps. */
  embeddingMap(split?: Split): EmbeddingMap;
  diagnose(): Diagnosis;
  snapshot(): Uint8Array;
  /**
   * Continues from a snapshot of a run with the same model and precision. The optimizer and the schedule must be the same
   * too, unless their memory starts fresh.
   */
  restore(bytes: Uint8Array, options?: RestoreOptions): void;
  reset(): void;
  dispose(): void;
}
