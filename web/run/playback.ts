import type { CompleteExperiment, Progress, Stopped, TrainRequest, WorkerRun } from 'loss-playground/engine';
import type { MetricsHistory } from './histories.ts';
import { amend, historyFrom, nextEvaluated, type Row, rowAt, truncated, withAdded } from './history.ts';
import { type Look, Moments } from './moments.ts';
import { Pace, type Speed } from './pace.ts';
import { Showing } from './showing.ts';
import type { Snapshots } from './snapshots.ts';
import { Wait } from './wait.ts';

export type Status = 'loading' | 'running' | 'paused' | 'ended' | 'diverged';

/** What a run does while the visitor waits for it. */
export type Activity = 'loading' | 'training' | 'evaluating';

/** How long the worker trains at a time, in milliseconds: at full speed, and at most where steps are counted. */
const slice = 40;
const stretch = 250;
/** Milliseconds that going to a step that was never reached may take. */
const patience = 30_000;
/** Milliseconds that cost and scores may take to be evaluated at each step that is scrubbed to. */
const quick = 16;
/** Milliseconds for which a step must be shown before cost and scores that take longer are evaluated. */
const rest = 400;

/**
 * Plays one run, forward and back, frame by frame in the worker. Emits `change` when the status changes, `frame` when
 * there are new numbers, `failure` when the run could not continue, and `cut` with the step that was asked for when it
 * could not be reached in half a minute.
 */
export class Playback extends EventTarget {
  run: WorkerRun | null = null;
  experiment: CompleteExperiment | null = null;
  status: Status = 'loading';
  stopped: Stopped | null = null;
  /** The numbers before the first step. */
  initial: Row | null = null;
  /**
   * All steps so far, also those after a step that was scrubbed back to. Cost and scores are recorded at the steps of the
   * experiment's schedule, at every speed; evaluations for a visitor who has stopped in between are not recorded.
   */
  history: MetricsHistory | null = null;
  /** The last requested step, until it is shown. */
  wanted: number | null = null;
  protected readonly pace = new Pace();
  protected snapshots: Snapshots | null = null;
  /** Whether the run has freed its memory: nothing is trained until it is made again. */
  protected asleep = false;
  /** How long cost and scores took to be evaluated, in milliseconds. */
  protected evaluationTime = 0;
  readonly #showing = new Showing();
  readonly #moments = new Moments();
  /** Steps of this frame that are left, after those up to the step that is shown. */
  #left = 0;
  readonly #wait = new Wait(() => this.emit('change'));
  #isEvaluating = false;
  /** Until when the step that was asked for must be reached. */
  #until = Infinity;
  /** Seconds of a step, in the last call that took some. */
  stepSeconds = 0;
  #busy = false;
  #evaluateLater: ReturnType<typeof setTimeout> | undefined;
  /** Whether nothing new is started, since the run is about to be replaced. */
  protected held = false;
  /** Called once when the current work is done. */
  #whenIdle: (() => void)[] = [];

  /** The numbers of the playhead, with the last cost and scores up to there. */
  get metrics(): Row | null {
    return this.#showing.playhead;
  }

  /**
   * The numbers on the page, all of one step, whose cost and scores are known: the playhead, or while the run moves one
   * before it. What views draw of the model is of the same step.
   */
  get shown(): Row | null {
    return this.#moments.shown;
  }

  /** Has a view show what `shown` is changed to, together with all others; the result ends it. */
  watch(look: Look): () => void {
    return this.#moments.watch(look);
  }

  /** Asks the views again, at once where the run rests. */
  refresh(): void {
    this.#moments.refresh();
    if (!this.#busy) this.#look();
  }

  /** What the visitor has been waiting for, for half a second or more. */
  get activity(): Activity | null {
    if (!this.#wait.isLong) return null;
    return this.#isEvaluating ? 'evaluating' : 'training';
  }

  /** Ends what the run is doing; it keeps the steps that it has taken. */
  cancel(): void {
    this.wanted = null;
    if (this.status === 'running') this.setStatus('paused');
    this.#wait.cancel();
  }

  get speed(): Speed {
    return this.pace.speed;
  }

  /** Sets the speed, and keeps it for the runs that follow. */
  chooseSpeed(speed: Speed): void {
    this.pace.choose(speed);
    this.emit('change');
  }

  /** The farthest step reached. */
  get reached(): number {
    return this.history?.step.at(-1) ?? 0;
  }

  /** The earliest step that can be shown: the one that the run forked off at, or 0. */
  get floor(): number {
    return this.snapshots?.first?.step ?? 0;
  }

  play(): void {
    if (this.status === 'running' || this.status === 'diverged') return;
    this.setStatus('running');
    this.tick();
  }

  pause(): void {
    if (this.status !== 'running') return;
    this.setStatus('paused');
    // Results that the worker is about to send are shown first.
    if (this.#busy) return;
    this.#present(null);
    this.#look();
    this.#evaluate();
  }

  /** Takes one step. */
  step(): void {
    this.pause();
    this.goTo((this.metrics?.step ?? 0) + 1);
  }

  reset(): void {
    this.goTo(0);
  }

  /** Shows the model at an earlier or later step, from the nearest snapshot before it. */
  goTo(step: number): void {
    this.wanted = Math.max(this.floor, Math.round(step));
    this.#until = performance.now() + patience;
    if (this.status === 'ended') this.setStatus('paused');
    this.tick();
  }

  /** Goes to a step and waits until it is shown, or the run has stopped before. */
  async reach(step: number): Promise<void> {
    this.goTo(step);
    while (this.#busy || this.wanted !== null)
      await new Promise((done) => {
        for (const type of ['frame', 'failure']) this.addEventListener(type, done, { once: true });
      });
  }

  protected setStatus(status: Status): void {
    this.status = status;
    this.emit('change');
  }

  protected emit(type: 'frame' | 'change'): void {
    this.dispatchEvent(new Event(type));
  }

  /** Resolves once the worker is idle. */
  protected async idle(): Promise<void> {
    if (this.#busy)
      await new Promise<void>((done) => {
        this.#whenIdle.push(done);
      });
  }

  /** Continues if there is something to do and the worker is idle. */
  protected tick(): void {
    if (this.#busy || this.asleep || this.held || !this.run) return;
    if (this.wanted === null && this.status !== 'running') return;
    this.#busy = true;
    const work = () => {
      const { run } = this;
      this.#work()
        .catch((error: unknown) => {
          // A run that was replaced before its answer arrived is not an error.
          if (run === this.run) this.#fail(error);
        })
        .finally(() => {
          this.#busy = false;
          if (this.wanted === null) this.#wait.end();
          for (const done of this.#whenIdle.splice(0)) done();
          this.tick();
        });
    };
    // At full speed, and when a step is requested, the worker never waits for the page, which draws the latest numbers once a
    // frame.
    if (this.pace.fullSpeed || this.wanted !== null || this.#left > 0) work();
    else requestAnimationFrame(work);
  }

  #fail(error: unknown) {
    this.wanted = null;
    if (this.status === 'running') this.setStatus('paused');
    this.dispatchEvent(new CustomEvent('failure', { detail: error }));
  }

  /** Shows a run that has just begun. */
  protected begin(first: Row): void {
    this.initial = first;
    this.history = historyFrom(first);
    this.stopped = null;
    this.#start(first);
  }

  #start(first: Row, shown = first, present = shown): void {
    this.#left = 0;
    this.#showing.start(first, shown);
    this.#moments.begin(shown);
    this.#present(present);
  }

  /** Continues the history with a run that forked off at the playhead; later steps are left out. */
  protected continueFrom(first: Row): void {
    // A copy: Undo restores the run that owns the original.
    if (this.history) {
      this.history = truncated(this.history, first.step);
      amend(this.history, first);
    }
    this.#start(rowAt(this.history, first.step) ?? first);
  }

  /** Shows a replaced run again as it was. */
  protected comeBack(earlier: {
    initial: Row | null;
    history: MetricsHistory | null;
    metrics: Row;
    shown: Row;
  }): void {
    const { initial, history, metrics, shown } = earlier;
    this.initial = initial;
    this.history = history;
    this.#start(rowAt(history, this.floor) ?? shown, shown, rowAt(history, metrics.step) ?? metrics);
  }

  /** Sets the numbers of the playhead, or refreshes the last ones. */
  #present(metrics: Row | null) {
    this.#showing.present(metrics, this.history);
  }

  /** Whether another step may be shown, now that the run rests or before it takes steps. */
  #isDue(): boolean {
    return this.#moments.isDue(this.status === 'running' || this.wanted !== null, this.pace.interval);
  }

  /** Has the views show the step of the playhead, at which the run rests, if its cost and scores are known. */
  #look(): void {
    const { evaluated, last } = this.#showing;
    // A run that diverged stays at its last finite numbers.
    const row = this.status === 'diverged' ? last : evaluated;
    if (!row || !this.run || !this.#isDue()) return;
    void this.#moments.look(row).then((isReady) => {
      if (!isReady) return;
      // All that is drawn for a run that moves is drawn at the same time.
      if (this.status === 'running') this.pace.queue(false, this.#frame);
      else this.#frame();
      // The run may have come to rest at another step in the meantime.
      if (!this.#busy) this.#look();
    });
  }

  #frame = () => {
    this.#moments.show();
    this.emit('frame');
  };

  /** Whether the run is paused at a step whose cost and scores are not known. */
  get #lacksScores(): boolean {
    const { metrics, status, wanted } = this;
    const rests = wanted === null && (status === 'paused' || status === 'ended');
    return rests && metrics !== null && this.#showing.evaluated === null;
  }

  /** Evaluates cost and scores of the step at which the visitor has stopped, only for the reading. */
  #evaluate() {
    if (!this.#lacksScores || !this.metrics) return;
    this.wanted = this.metrics.step;
    this.tick();
  }

  /** Evaluates them once the step has been shown for a while; at once if that is fast. */
  #evaluateSoon() {
    clearTimeout(this.#evaluateLater);
    if (!this.#lacksScores) return;
    if (this.evaluationTime < quick) this.#evaluate();
    else this.#evaluateLater = setTimeout(() => this.#evaluate(), rest);
  }

  /** Takes the steps of one frame, or those toward the requested step. */
  async #work() {
    const { run, wanted, experiment } = this;
    if (!run || !experiment) return;
    const before = this.metrics?.step ?? 0;
    const missing =
      wanted === null
        ? this.#left || this.pace.frameSteps(before, experiment.steps)
        : await this.#rewind(run, wanted);
    const seen = wanted !== null && wanted <= this.reached;
    // The run rests where a step is to be shown.
    const rests = !seen && this.#isDue();
    const next = rests ? (nextEvaluated(this.history, before) ?? Infinity) - before : Infinity;
    const stride = wanted === null ? Infinity : this.pace.stride(wanted, this.reached);
    const steps = Math.min(missing, stride, next);
    const known = wanted !== null && this.#showing.knows(wanted, this.history);
    const arrives = wanted !== null && steps === missing;
    const evaluate = arrives && !known && (wanted === before || this.evaluationTime < quick);
    clearTimeout(this.#evaluateLater);
    this.#isEvaluating = evaluate && steps === 0;
    const started = performance.now();
    const { metrics, history, stopped, taken } = await this.#train(run, {
      steps,
      since: this.reached,
      evaluate,
      untilEvaluated: rests,
      milliseconds: wanted === null && this.pace.fullSpeed ? slice : stretch,
    });
    const time = performance.now() - started;
    if (this.#isEvaluating) this.evaluationTime = time;
    if (taken > 0) this.stepSeconds = time / 1000 / taken;
    if (run !== this.run) return;
    if ((stopped || taken >= missing) && this.wanted === wanted) this.wanted = null;
    this.#cutShort();
    this.history = withAdded(this.history, history);
    this.#present(metrics);
    await this.snapshots?.keep(metrics.step, run);
    if (run !== this.run) return;
    this.#settle(stopped, wanted === null && before < experiment.steps && metrics.step >= experiment.steps);
    this.#look();
    const isPlaying = wanted === null && this.status === 'running';
    this.#left = isPlaying && this.#showing.evaluated && !this.pace.fullSpeed ? missing - taken : 0;
    this.#evaluateSoon();
    // A step that was scrubbed to is shown at once, not in the next frame.
    if (seen && this.wanted === null) setTimeout(this.#frame);
    else this.pace.queue(this.status === 'running', this.#frame);
  }

  /** Trains; if the visitor cancels that, with the numbers of the step that the run has then. */
  async #train(run: WorkerRun, request: TrainRequest): Promise<Progress> {
    const signal = this.#wait.begin();
    try {
      return await run.train({ ...request, signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      return run.train({ steps: 0, since: this.reached });
    }
  }

  /** Stops on the way to a step that is too far. */
  #cutShort() {
    if (this.wanted === null || performance.now() < this.#until) return;
    const detail = this.wanted;
    this.wanted = null;
    this.dispatchEvent(new CustomEvent<number>('cut', { detail }));
  }

  #settle(stopped: Stopped | null, ended: boolean) {
    if (stopped) this.stopped = stopped;
    if (stopped || ended) this.setStatus(stopped ? 'diverged' : 'ended');
    if (this.status !== 'running') this.#present(null);
  }

  /** Restores the nearest snapshot before a step and says how many steps are missing. */
  async #rewind(run: WorkerRun, step: number): Promise<number> {
    const present = this.metrics?.step ?? 0;
    const from = this.snapshots?.before(step);
    this.stopped = null;
    if (this.status === 'diverged') this.setStatus('paused');
    if (from && (step < present || from.step > present)) {
      await run.restore(from.bytes);
      return step - from.step;
    }
    return step - present;
  }
}
