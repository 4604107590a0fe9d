import type { Bindings, Failure } from 'loss-playground-wasm';
import * as check from '../api/checks.ts';
import { ExperimentError, show } from '../api/errors.ts';
import type {
  CompleteExperiment,
  Diagnosis,
  EmbeddingMap,
  ExtraMetrics,
  History,
  Likelihood,
  Metrics,
  NamedTensor,
  OwnedTensor,
  Progress,
  Run,
  RunInfo,
  SampleOptions,
  SearchDocument,
  SearchQuery,
  SearchResult,
  Split,
  Stopped,
  Tensor,
  TokenLosses,
  TrainRequest,
} from '../api/types.ts';

/** Passes a result on, or throws the failure that the module reports. */
export function unwrap<Result>(result: Result | Failure): Result {
  if (typeof result !== 'object' || result === null || !('error' in result)) return result as Result;
  const { path, given, allowed } = result.error;
  throw new ExperimentError(path, given, allowed);
}

const isTrain = (split: Split) => check.choice('split', split, ['train', 'test']) === 'train';

/** A run of the module, by its handle. */
export class EngineRun implements Run {
  readonly info: RunInfo;
  #bindings: Bindings;
  #handle: number | null;
  /** When cost and scores were last worked out, and how long that took. */
  #judgedAt = -Infinity;
  #judgingTook = 0;

  constructor(
    bindings: Bindings,
    handle: number,
    readonly experiment: CompleteExperiment,
  ) {
    this.#bindings = bindings;
    this.#handle = handle;
    this.info = bindings.runFacts(handle);
  }

  get #live(): number {
    if (this.#handle === null) throw new ExperimentError('run', 'a run that was disposed', 'a run in use');
    return this.#handle;
  }

  get history(): History {
    return this.#bindings.runHistory(this.#live, 0);
  }

  get stopped(): Stopped | null {
    const step = this.#bindings.runDivergedAt(this.#live);
    if (step === 0) return null;
    const message = `At step ${step} the objective or its gradient was no longer finite. The parameters are those before it.`;
    return { step, reason: 'diverged', message };
  }

  advance(steps: number, options: { evaluate?: boolean } = {}): Metrics & ExtraMetrics {
    const { evaluate = true } = check.object('options', options, ['evaluate']);
    if (typeof evaluate !== 'boolean')
      throw new ExperimentError('options.evaluate', show(evaluate), 'true or false');
    return this.#bindings.runAdvance(
      this.#live,
      check.integer('steps', steps, { min: 0, max: 1e9 }),
      evaluate,
    );
  }

  train(request: TrainRequest): Progress {
    const {
      steps = 1e9,
      milliseconds = Infinity,
      since = 0,
      evaluate,
    } = check.object('train', request, ['steps', 'milliseconds', 'since', 'evaluate']);
    const most = check.integer('train.steps', steps, { min: 0, max: 1e9 });
    if (milliseconds !== Infinity) check.number('train.milliseconds', milliseconds, { min: 0 });
    else if (request.steps === undefined)
      throw new ExperimentError('train', 'neither steps nor milliseconds', 'one of the two, or both');
    this.#advanceFor(most, milliseconds as number);
    const metrics = (evaluate ?? this.#judgingIsCheap()) ? this.#judge() : this.#advance(0, false);
    return { metrics, history: this.historySince(since as number), stopped: this.stopped };
  }

  #advance(steps: number, evaluate: boolean) {
    return this.#bindings.runAdvance(this.#live, steps, evaluate);
  }

  #judgingIsCheap(): boolean {
    return performance.now() - this.#judgedAt >= 4 * this.#judgingTook;
  }

  #judge() {
    const started = performance.now();
    const metrics = this.#advance(0, true);
    this.#judgedAt = performance.now();
    this.#judgingTook = this.#judgedAt - started;
    return metrics;
  }

  /** Takes steps until time or steps are used up. */
  #advanceFor(most: number, milliseconds: number): void {
    const end = performance.now() + milliseconds;
    let taken = 0;
    let share = Number.isFinite(milliseconds) ? 1 : most;
    while (taken < most && !this.stopped) {
      const started = performance.now();
      const steps = Math.min(share, most - taken);
      this.#advance(steps, false);
      taken += steps;
      const now = performance.now();
      if (now >= end) break;
      // Twice as many each time, as long as they fit: few looks at the clock, which some browsers make coarse.
      const fitting = (steps * (end - now)) / Math.max(now - started, 0.05);
      share = Math.max(1, Math.floor(Math.min(2 * steps, fitting)));
    }
  }

  historySince(step: number): History {
    return this.#bindings.runHistory(this.#live, check.integer('step', step, { min: 0 }));
  }

  parameters(): NamedTensor[] {
    return this.#bindings.runParameters(this.#live);
  }

  evaluationParameters(): NamedTensor[] {
    return this.#bindings.runEvaluationParameters(this.#live);
  }

  setParameters(list: { name: string; shape: number[]; data: ArrayLike<number> }[]): void {
    const present = this.parameters();
    // Not by push(...numbers), which has no room for a large tensor.
    const flat = present.flatMap(({ name, shape }, index) => {
      const given = list[index];
      const path = `parameters[${index}]`;
      if (given?.name !== name) throw new ExperimentError(`${path}.name`, show(given?.name), show(name));
      if (String(given.shape) !== String(shape))
        throw new ExperimentError(`${path}.shape`, show(given.shape), show(shape));
      return Array.from(check.finiteTensor(path, { name, shape: given.shape, data: given.data }).data);
    });
    if (list.length !== present.length)
      throw new ExperimentError('parameters', `${list.length} tensors`, `${present.length} tensors`);
    unwrap(this.#bindings.runSetParameters(this.#live, Float64Array.from(flat)));
  }

  data(split: Split): Record<string, OwnedTensor> {
    const tensors = this.#bindings.runData(this.#live, isTrain(split));
    return Object.fromEntries(tensors.map(({ name, shape, data }) => [name, { shape, data }]));
  }

  batchIndices(step: number): Int32Array {
    return this.#bindings.runBatchRows(this.#live, check.integer('step', step, { min: 1 }));
  }

  predict(inputs: Tensor, options: { probabilities?: boolean } = {}): OwnedTensor {
    const { shape, data } = check.finiteTensor('inputs', inputs);
    if (shape.length !== 2 || shape[1] !== this.info.inputs)
      throw new ExperimentError('inputs.shape', show(shape), `[N, ${this.info.inputs}]`);
    const { vocabulary } = this.info;
    for (let index = 0; vocabulary > 0 && index < data.length; index++)
      check.integer(`inputs.data[${index}]`, data[index], { min: 0, max: vocabulary - 1 });
    const output = this.#bindings.runPredict(this.#live, data, options.probabilities ?? false);
    return { shape: output.shape, data: output.data };
  }

  exampleLosses(split: Split): OwnedTensor {
    const { shape, data } = this.#bindings.runExampleLosses(this.#live, isTrain(split));
    return { shape, data };
  }

  gradients(): NamedTensor[] {
    return this.#bindings.runGradients(this.#live);
  }

  gradientCheck(samples = 100): { maxRelativeError: number; checked: number } {
    return this.#bindings.runGradientCheck(
      this.#live,
      check.integer('samples', samples, { min: 0, max: 1e7 }),
    );
  }

  likelihood(split: Split): Likelihood {
    return unwrap(this.#bindings.runLikelihood(this.#live, isTrain(split)));
  }

  nextToken(before: string): Float64Array {
    return unwrap(this.#bindings.runNextToken(this.#live, check.text('before', before)));
  }

  sample(options: SampleOptions = {}): string {
    const keys = ['temperature', 'top_k', 'seed', 'max', 'start'];
    const { temperature, top_k, seed, max, start } = check.object('options', options, keys);
    const wanted = {
      temperature: check.number('options.temperature', temperature ?? 1, { min: 0, max: 1e6 }),
      top_k: check.integer('options.top_k', top_k ?? 0, { min: 0, max: 1e6 }),
      seed: check.integer('options.seed', seed ?? 1, { min: 0 }),
      max: check.integer('options.max', max ?? 100, { min: 0, max: 1e5 }),
      start: check.text('options.start', start ?? ''),
    };
    return unwrap(this.#bindings.runSample(this.#live, wanted));
  }

  tokenLosses(text: string): TokenLosses {
    return unwrap(this.#bindings.runTokenLosses(this.#live, check.text('text', text)));
  }

  /** The handle of a run of a search task; others are refused here, since the starter lacks what they would call. */
  get #searched(): number {
    const handle = this.#live;
    if (this.info.documents > 0) return handle;
    throw new ExperimentError('task.id', show(this.experiment.task.id), 'a search task: emoji_search');
  }

  search(query: string, k = 10): SearchResult[] {
    const handle = this.#searched;
    const count = check.integer('k', k, { min: 1, max: this.info.documents });
    return unwrap(this.#bindings.runSearch(handle, check.text('query', query), count));
  }

  documents(): SearchDocument[] {
    return this.#bindings.runDocuments(this.#searched);
  }

  queries(split: Split): SearchQuery[] {
    return this.#bindings.runQueries(this.#searched, isTrain(split));
  }

  embeddingMap(split?: Split): EmbeddingMap {
    const handle = this.#searched;
    const which = split === undefined ? 0 : isTrain(split) ? 1 : 2;
    const { points, documents, shares } = unwrap(this.#bindings.runEmbeddingMap(handle, which));
    return { points: { shape: points.shape, data: points.data }, documents, shares };
  }

  diagnose(): Diagnosis {
    return unwrap(this.#bindings.runDiagnose(this.#searched));
  }

  snapshot(): Uint8Array {
    return this.#bindings.runSnapshot(this.#live);
  }

  restore(bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array))
      throw new ExperimentError('snapshot', show(bytes), 'a Uint8Array from snapshot()');
    unwrap(this.#bindings.runRestore(this.#live, bytes));
  }

  reset(): void {
    this.#bindings.runReset(this.#live);
  }

  dispose(): void {
    if (this.#handle === null) return;
    this.#bindings.runDispose(this.#handle);
    this.#handle = null;
  }
}
