import type { Bindings, Failure } from 'loss-playground-wasm';
import * as check from '../api/checks.ts';
import { ExperimentError, show } from '../api/errors.ts';
import type {
  AdvanceOptions,
  CompleteExperiment,
  Diagnosis,
  EmbeddingMap,
  ExampleLosses,
  ExtraMetrics,
  GradientCheck,
  History,
  Likelihood,
  Metrics,
  NamedTensor,
  OwnedTensor,
  Progress,
  RestoreOptions,
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
import { inSlices, pieceByPiece, type Sliceable, SliceClock, type Sliced, withoutPause } from './slices.ts';

/** Returns a result, or throws the failure that the module reports. */
export function unwrap<Result>(result: Result | Failure): Result {
  if (typeof result !== 'object' || result === null || !('error' in result)) return result as Result;
  const { path, given, allowed } = result.error;
  throw new ExperimentError(path, given, allowed);
}

const isTrain = (split: Split) => check.choice('split', split, ['train', 'test']) === 'train';

/** What can start fresh when a snapshot is restored, each with what is before it. */
const freshOrder = ['schedule', 'optimizer'] as const;

/** A run of the module, by its handle. */
export class EngineRun implements Run, Sliceable {
  readonly info: RunInfo;
  #bindings: Bindings;
  #handle: number | null;
  /** Steps that were last taken at once: where the next call begins. */
  #stepsAtOnce = 1;

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
    if (this.#handle === null)
      throw new ExperimentError('run', 'a run that was disposed', 'a run that is still in use');
    return this.#handle;
  }

  get history(): History {
    return this.#bindings.runHistory(this.#live, 0);
  }

  get stopped(): Stopped | null {
    const step = this.#bindings.runDivergedAt(this.#live);
    if (step === 0) return null;
    const message = `Training diverged: at step ${step} the objective, its gradient or the new parameters were no longer finite. The parameters are those before that step.`;
    return { step, reason: 'diverged', message };
  }

  advance(steps: number, options: AdvanceOptions = {}): Metrics & ExtraMetrics {
    return withoutPause(this.#advance(steps, options, Infinity));
  }

  train(request: TrainRequest): Progress {
    return withoutPause(this.#train(request, Infinity));
  }

  [inSlices](milliseconds: number) {
    return {
      advance: (steps: number, options?: AdvanceOptions) => this.#advance(steps, options ?? {}, milliseconds),
      train: (request: TrainRequest) => this.#train(request, milliseconds),
      gradientCheck: (samples?: number) => this.#gradientCheck(samples, milliseconds),
    };
  }

  *#advance(steps: number, options: AdvanceOptions, slice: number): Sliced<Metrics & ExtraMetrics> {
    const { evaluate = true, signal } = check.object('options', options, ['evaluate', 'signal']);
    const judges = check.boolean('options.evaluate', evaluate);
    check.signal('options.signal', signal);
    const most = check.integer('steps', steps, { min: 0, max: 1e9 });
    const clock = new SliceClock(slice);
    yield* this.#take(most, Infinity, 0, false, clock);
    if (judges) yield* this.#evaluate(clock);
    return this.#bindings.runMetrics(this.#live);
  }

  *#train(request: TrainRequest, slice: number): Sliced<Progress> {
    const {
      steps,
      milliseconds = Infinity,
      since = 0,
      evaluate: wanted = false,
      untilEvaluated = false,
      signal,
    } = check.object('train', request, [
      'steps',
      'milliseconds',
      'since',
      'evaluate',
      'untilEvaluated',
      'signal',
    ]);
    const most = check.integer('train.steps', steps ?? 1e9, { min: 0, max: 1e9 });
    if (milliseconds !== Infinity) check.number('train.milliseconds', milliseconds, { min: 0 });
    else if (steps === undefined)
      throw new ExperimentError('train', 'neither steps nor milliseconds', 'one of the two, or both');
    const known = check.integer('train.since', since, { min: 0 });
    const evaluate = check.boolean('train.evaluate', wanted);
    const until = check.boolean('train.untilEvaluated', untilEvaluated);
    check.signal('train.signal', signal);
    const bindings = this.#bindings;
    // A step whose evaluation was canceled is not complete in the caller's history.
    const complete = bindings.runOwes(this.#live) ? bindings.runMetrics(this.#live).step - 1 : known;
    const clock = new SliceClock(slice);
    const taken = yield* this.#take(most, milliseconds as number, known, until, clock);
    if (evaluate) yield* this.#evaluate(clock);
    return {
      taken,
      metrics: bindings.runMetrics(this.#live),
      history: this.historySince(Math.min(known, complete)),
      stopped: this.stopped,
    };
  }

  /** Takes steps, with the evaluations that are due, until time or steps are used up, or `until` one is evaluated; how many. */
  *#take(
    most: number,
    milliseconds: number,
    known: number,
    until: boolean,
    clock: SliceClock,
  ): Sliced<number> {
    const end = performance.now() + milliseconds;
    const timed = Math.min(milliseconds, clock.milliseconds) < Infinity;
    let share = timed ? this.#stepsAtOnce : most;
    let left = most;
    // A step whose evaluation was canceled is completed before the next one.
    if (most > 0 && this.#bindings.runOwes(this.#live)) yield* this.#evaluate(clock);
    let ends = false;
    do {
      const started = performance.now();
      const steps = this.#bindings.runTake(this.#live, Math.min(share, left), known);
      left -= steps;
      const now = performance.now();
      if (timed && steps > 0) {
        // Twice as many each time, as long as they fit, so that the clock, which some browsers make coarse, is rarely read.
        const fitting = (steps * Math.min(end - now, clock.left)) / Math.max(now - started, 0.05);
        share = Math.max(1, Math.floor(Math.min(2 * steps, fitting)));
        this.#stepsAtOnce = share;
      }
      if (steps > 0 && this.#bindings.runOwes(this.#live)) {
        yield* this.#evaluate(clock);
        ends = until;
      }
      yield* clock.pauseWhenOver();
    } while (left > 0 && !ends && !this.stopped && performance.now() < end);
    return most - left;
  }

  *#evaluate(clock: SliceClock): Sliced<void> {
    while (!this.#bindings.runJudgePiece(this.#live)) yield* clock.pauseWhenOver();
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
    const allowed = `the run’s ${present.length} tensors`;
    const given = check.list('parameters', list, present.length, allowed);
    if (given.length !== present.length)
      throw new ExperimentError('parameters', `${given.length} tensors`, allowed);
    const flat = new Float64Array(present.reduce((sum, { data }) => sum + data.length, 0));
    let offset = 0;
    present.forEach(({ name, shape }, index) => {
      const path = `parameters[${index}]`;
      const one = check.object(path, given[index], ['name', 'shape', 'data']);
      if (one.name !== name) throw new ExperimentError(`${path}.name`, show(one.name), show(name));
      const tensor = check.finiteTensor(path, one, this.experiment.precision);
      if (String(tensor.shape) !== String(shape))
        throw new ExperimentError(`${path}.shape`, show(tensor.shape), show(shape));
      flat.set(tensor.data, offset);
      offset += tensor.data.length;
    });
    unwrap(this.#bindings.runSetParameters(this.#live, flat));
  }

  data(split: Split): Record<string, OwnedTensor> {
    const tensors = this.#bindings.runData(this.#live, isTrain(split));
    return Object.fromEntries(tensors.map(({ name, shape, data }) => [name, { shape, data }]));
  }

  batchIndices(step: number): Int32Array {
    return this.#bindings.runBatchRows(this.#live, check.integer('step', step, { min: 1 }));
  }

  predict(inputs: Tensor, options: { probabilities?: boolean } = {}): OwnedTensor {
    const { shape, data } = check.finiteTensor('inputs', inputs, this.experiment.precision);
    if (shape.length !== 2 || shape[1] !== this.info.inputs)
      throw new ExperimentError('inputs.shape', show(shape), `[N, ${this.info.inputs}]`);
    const { vocabulary, outputs } = this.info;
    check.size('inputs.shape', [...shape, outputs], 'fewer rows at a time');
    for (let index = 0; vocabulary > 0 && index < data.length; index++)
      check.integer(`inputs.data[${index}]`, data[index], { min: 0, max: vocabulary - 1 });
    const { probabilities = false } = check.object('options', options, ['probabilities']);
    const wanted = check.boolean('options.probabilities', probabilities);
    const output = this.#bindings.runPredict(this.#live, data, wanted);
    return { shape: output.shape, data: output.data };
  }

  exampleLosses(split: Split): ExampleLosses {
    const { shape, data, weights } = this.#bindings.runExampleLosses(this.#live, isTrain(split));
    return { shape, data, weights };
  }

  gradients(): NamedTensor[] {
    return this.#bindings.runGradients(this.#live);
  }

  gradientCheck(samples?: number): GradientCheck {
    return withoutPause(this.#gradientCheck(samples, Infinity));
  }

  *#gradientCheck(samples = 100, slice: number): Sliced<GradientCheck> {
    const most = check.integer('samples', samples, { min: 0, max: 1e7 });
    const handle = this.#bindings.gradientCheckBegin(this.#live, most);
    return yield* pieceByPiece(this.#bindings, handle, new SliceClock(slice));
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

  /** The handle of a run of a search task; others are refused here, since the starter lacks these functions. */
  get #searched(): number {
    const handle = this.#live;
    if (this.info.documents > 0) return handle;
    throw new ExperimentError('task.id', show(this.experiment.task.id), 'a search task such as emoji_search');
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

  restore(bytes: Uint8Array, options: RestoreOptions = {}): void {
    const own = check.bytes('snapshot', bytes, 'a Uint8Array from snapshot()');
    const { fresh } = check.object('options', options, ['fresh']);
    const level =
      fresh === undefined ? 0 : 1 + freshOrder.indexOf(check.choice('options.fresh', fresh, freshOrder));
    unwrap(this.#bindings.runRestore(this.#live, own, level));
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
