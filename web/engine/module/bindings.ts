// What the WebAssembly module exports, as `loss-playground-wasm`; a test checks this list against the module.
import type {
  Catalog,
  Diagnosis,
  EmbeddingMap,
  ExampleLosses,
  ExtraMetrics,
  FormulaDescription,
  FormulaTrace,
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

/** The result of minimizing. */
export interface DescentPath {
  points: Float64Array;
  values: Float64Array;
  divergedAt: number;
}

export interface Bindings {
  catalog(): Catalog;
  evaluateLoss(
    spec: Required<Spec>,
    reduction: string,
    single: boolean,
    tensors: Record<string, Tensor>,
  ): { value: number | OwnedTensor; gradients: Record<string, OwnedTensor>; divisor: number } | Failure;
  /** A problem's `known` are the names that are known where an unknown one stands. */
  describeFormula(formula: string): FormulaDescription & { problem: { known?: string[] } | null };
  /** Of a valid formula; an array of numbers for each input. */
  traceFormula(formula: string, example: Record<string, ArrayLike<number>>): FormulaTrace;
  schedule(spec: Required<Spec>, steps: number, lr: number): Float64Array | Failure;
  /** The heights of some rows of cells. */
  surface(request: object): Float64Array;

  /** Work in pieces, whose result is a DescentPath or a GradientCheck. */
  minimizeBegin(request: object): number | Failure;
  gradientCheckBegin(run: number, samples: number): number;
  /** Some 20 ms further, or one value of an objective; true once it is complete. */
  workPiece(handle: number): boolean;
  workResult(handle: number): unknown;
  workDispose(handle: number): void;
  workCount(): number;

  optimizerCreate(request: object, shapes: number[][], initial: Float64Array): number | Failure;
  optimizerStep(handle: number, gradient: Float64Array, objective: number): undefined | Failure;
  optimizerParameters(handle: number): Float64Array;
  optimizerEvaluationParameters(handle: number): Float64Array;
  optimizerRate(handle: number): number;
  optimizerSnapshot(handle: number): Uint8Array;
  optimizerRestore(handle: number, bytes: Uint8Array): undefined | Failure;
  optimizerDispose(handle: number): void;
  optimizerCount(): number;

  /** Whether this module has everything that an experiment names; the starter does not. */
  runPossible(experiment: object): boolean;
  runCreate(
    experiment: object,
    bytes: Uint8Array | null,
    table: object | null,
    weights: Uint8Array | null,
    firstFile: Uint8Array | null,
  ): number | Failure;
  runFacts(handle: number): RunInfo;
  /**
   * Takes up to so many steps, fewer where cost and scores are to be evaluated; how many. `known`: the step up to which the
   * caller has the history, where nothing need be evaluated again.
   */
  runTake(handle: number, steps: number, known: number): number;
  /** Whether cost and scores of the last step are to be recorded and are not yet known. */
  runOwes(handle: number): boolean;
  /** Evaluates cost and scores a little further, some 20 ms; true once they are known. */
  runJudgePiece(handle: number): boolean;
  runMetrics(handle: number): Metrics & ExtraMetrics;
  runHistory(handle: number, after: number): History;
  runDivergedAt(handle: number): number;
  runParameters(handle: number): NamedTensor[];
  runEvaluationParameters(handle: number): NamedTensor[];
  runSetParameters(handle: number, values: Float64Array): undefined | Failure;
  runGradients(handle: number): NamedTensor[];
  runData(handle: number, train: boolean): NamedTensor[];
  runBatchRows(handle: number, step: number): Int32Array;
  runPredict(handle: number, inputs: ArrayLike<number>, probabilities: boolean): NamedTensor;
  runExampleLosses(handle: number, train: boolean): ExampleLosses;
  runLikelihood(handle: number, train: boolean): Likelihood | Failure;
  runNextToken(handle: number, before: string): Float64Array | Failure;
  runSample(handle: number, options: Required<SampleOptions>): string | Failure;
  runTokenLosses(handle: number, text: string): TokenLosses | Failure;
  runDocuments(handle: number): SearchDocument[];
  runQueries(handle: number, train: boolean): SearchQuery[];
  runSearch(handle: number, query: string, count: number): SearchResult[] | Failure;
  /** Of the documents (0), the training queries (1) or the test queries (2). */
  runEmbeddingMap(handle: number, which: number): EmbeddingMap | Failure;
  runDiagnose(handle: number): Diagnosis | Failure;
  runSnapshot(handle: number): Uint8Array;
  /** `fresh`: 0 nothing, 1 the schedule's memory, 2 the optimizer's too. */
  runRestore(handle: number, bytes: Uint8Array, fresh: number): undefined | Failure;
  runReset(handle: number): void;
  runDispose(handle: number): void;
  runCount(): number;
}

export type ModuleFactory = (options: {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}) => Promise<Bindings>;

/** Bundlers put the built module here. Node, where it reads the sources, gets the types alone. */
const createModule: ModuleFactory = () =>
  Promise.reject(new Error('The sources contain no WebAssembly module. Import the built engine.'));
export default createModule;
