// A run, and what can be asked of it.
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
