// What the WebAssembly module exports, as `loss-playground-wasm`; a test holds this list against the module.
import type {
  Catalog,
  Diagnosis,
  EmbeddingMap,
  ExtraMetrics,
  History,
  Likelihood,
  Metrics,
  NamedTensor,
  OwnedTensor,
  RunInfo,
  SampleOptions,
  SearchDocument,
  SearchQuery,
  SearchResult,
  Spec,
  Tensor,
  TokenLosses,
} from '../api/types.ts';

export interface Failure {
  error: { path: string; given: string; allowed: string };
}

export interface Bindings {
  catalog(): Catalog;
  evaluateLoss(
    spec: Required<Spec>,
    reduction: string,
    single: boolean,
    tensors: Record<string, Tensor>,
  ): { value: number | OwnedTensor; gradients: Record<string, OwnedTensor>; divisor: number } | Failure;
  schedule(spec: Required<Spec>, steps: number, lr: number): Float64Array;
  minimize(request: object): { points: Float64Array; values: Float64Array } | Failure;
  surface(request: object): Float64Array;

  optimizerCreate(request: object, shapes: number[][], initial: Float64Array): number | Failure;
  optimizerStep(handle: number, gradient: Float64Array, objective: number): void;
  optimizerParameters(handle: number): Float64Array;
  optimizerEvaluationParameters(handle: number): Float64Array;
  optimizerRate(handle: number): number;
  optimizerSnapshot(handle: number): Uint8Array;
  optimizerRestore(handle: number, bytes: Uint8Array): undefined | Failure;
  optimizerDispose(handle: number): void;
  optimizerCount(): number;

  /** Whether this module has what an experiment names: the starter has not all. */
  runPossible(experiment: object): boolean;
  runCreate(
    experiment: object,
    bytes: Uint8Array | null,
    table: object | null,
    weights: Uint8Array | null,
    firstFile: Uint8Array | null,
  ): number | Failure;
  runFacts(handle: number): RunInfo;
  runAdvance(handle: number, steps: number, evaluate: boolean): Metrics & ExtraMetrics;
  runHistory(handle: number, after: number): History;
  runDivergedAt(handle: number): number;
  runParameters(handle: number): NamedTensor[];
  runEvaluationParameters(handle: number): NamedTensor[];
  runSetParameters(handle: number, values: Float64Array): undefined | Failure;
  runGradients(handle: number): NamedTensor[];
  runGradientCheck(handle: number, samples: number): { maxRelativeError: number; checked: number };
  runData(handle: number, train: boolean): NamedTensor[];
  runBatchRows(handle: number, step: number): Int32Array;
  runPredict(handle: number, inputs: ArrayLike<number>, probabilities: boolean): NamedTensor;
  runExampleLosses(handle: number, train: boolean): NamedTensor;
  runLikelihood(handle: number, train: boolean): Likelihood | Failure;
  runNextToken(handle: number, before: string): Float64Array | Failure;
  runSample(handle: number, options: Required<SampleOptions>): string | Failure;
  runTokenLosses(handle: number, text: string): TokenLosses | Failure;
  runDocuments(handle: number): SearchDocument[];
  runQueries(handle: number, train: boolean): SearchQuery[];
  runSearch(handle: number, query: string, count: number): SearchResult[] | Failure;
  /** Of the documents (0), or the queries to learn from (1) or unseen (2). */
  runEmbeddingMap(handle: number, which: number): EmbeddingMap | Failure;
  runDiagnose(handle: number): Diagnosis | Failure;
  runSnapshot(handle: number): Uint8Array;
  runRestore(handle: number, bytes: Uint8Array): undefined | Failure;
  runReset(handle: number): void;
  runDispose(handle: number): void;
  runCount(): number;
}

export type ModuleFactory = (options: {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}) => Promise<Bindings>;

/** Bundlers put the built module here. Node, where it reads the sources, gets the types alone. */
const createModule: ModuleFactory = () =>
  Promise.reject(new Error('There is no WebAssembly module among the sources. Import the built engine.'));
export default createModule;
