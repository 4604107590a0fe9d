import type {
  CompleteExperiment,
  ExtraMetrics,
  History,
  Metrics,
  Stopped,
  WorkerRun,
} from 'loss-playground/engine';
import { type Seen, withAdded } from './history.ts';
import { Pace, type Speed } from './pace.ts';
import { lastScores, scoresAt, withScores } from './scores.ts';
import type { Snapshots } from './snapshots.ts';

export type Status = 'loading' | 'running' | 'paused' | 'ended' | 'diverged';

/** How long the worker trains at a time at full speed, in milliseconds. */
const slice = 40;
/** Milliseconds that cost and scores may take to be evaluated at every step that is looked at. */
const quick = 16;
/** Milliseconds for which a step must be looked at before costs and scores that take longer are evaluated. */
const rest = 400;

/**
 * Plays one run, forward and back, frame by frame in the worker. Emits `change` when the status changes, `frame` when
 * there are new numbers, and `failure` when the run could not continue.
 */
export class Playback extends EventTarget {
  run: WorkerRun | null = null;
  experiment: CompleteExperiment | null = null;
  status: Status = 'loading';
  stopped: Stopped | null = null;
  /** The latest numbers; cost and score are always there. */
  metrics: (Metrics & ExtraMetrics) | null = null;
  /** Cost and scores before the first step. */
  initial: Metrics | null = null;
  /** The step that cost and score are of: they may take so long that steps continue without them. */
  scoredAt = 0;
  /** All steps seen so far, also those after a step that was scrubbed back to. */
  history: Seen | null = null;
  /** The step last asked for, while it is on its way. */
  wanted: number | null = null;
  protected readonly pace = new Pace();
  protected snapshots: Snapshots | null = null;
  /** Whether the run has given its memory back: nothing is trained until it is made again. */
  protected asleep = false;
  /** How long cost and scores took to be evaluated, in milliseconds. */
  protected evaluationTime = 0;
  #busy = false;
  #evaluateLater: ReturnType<typeof setTimeout> | undefined;
  /** Called once when the work that is on its way is done. */
  #whenIdle: (() => void) | null = null;

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

  /** Shows the model as it was, or will be, at a step: from the nearest snapshot before it. */
  goTo(step: number): void {
    this.wanted = Math.max(this.floor, Math.round(step));
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

  /** Resolves once nothing is on its way in the worker. */
  protected async idle(): Promise<void> {
    if (this.#busy)
      await new Promise<void>((done) => {
        this.#whenIdle = done;
      });
  }

  /** Continues where there is something to do and nothing is on its way. */
  protected tick(): void {
    if (this.#busy || this.asleep || !this.run) return;
    if (this.wanted === null && this.status !== 'running') return;
    this.#busy = true;
    const work = () => {
      const { run } = this;
      this.#work()
        .catch((error: unknown) => {
          // A run that was replaced while its answer was on the way is no failure.
          if (run === this.run) this.#fail(error);
        })
        .finally(() => {
          this.#busy = false;
          this.#whenIdle?.();
          this.#whenIdle = null;
          this.tick();
        });
    };
    // At full speed, and when a step is asked for, the worker never waits for the page, which draws what there is once a
    // frame.
    if (this.pace.fullSpeed || this.wanted !== null) work();
    else requestAnimationFrame(work);
  }

  #fail(error: unknown) {
    this.wanted = null;
    if (this.status === 'running') this.setStatus('paused');
    this.dispatchEvent(new CustomEvent('failure', { detail: error }));
  }

  /** Evaluates cost and scores of the step at which the visitor has stopped. */
  #evaluate() {
    const { metrics, scoredAt, status, wanted } = this;
    if (!metrics || metrics.step === scoredAt || status === 'running' || wanted !== null) return;
    this.wanted = metrics.step;
    this.tick();
  }

  /** Takes the steps of one frame, or those towards the step that is wanted. */
  async #work() {
    const { run, wanted, experiment } = this;
    if (!run || !experiment) return;
    const before = this.metrics?.step ?? 0;
    const missing =
      wanted === null ? this.pace.frameSteps(before, experiment.steps) : await this.#rewind(run, wanted);
    const steps = wanted === null ? missing : Math.min(missing, this.pace.stride(wanted, this.reached));
    // Of a step that was seen before, the model is shown first where its cost and scores take long.
    const seen = wanted !== null && wanted <= this.reached;
    const scored = lastScores(this.history, wanted ?? 0)?.step === wanted;
    const evaluate = !seen || (!scored && (wanted === before || this.evaluationTime < quick));
    clearTimeout(this.#evaluateLater);
    const started = performance.now();
    const { metrics, history, stopped } = await run.train({
      steps,
      since: this.reached,
      ...(wanted === null && this.pace.fullSpeed ? { milliseconds: slice } : {}),
      ...(wanted === null ? {} : { evaluate }),
    });
    if (evaluate && steps === 0) this.evaluationTime = performance.now() - started;
    if (run !== this.run) return;
    if ((stopped || steps >= missing) && this.wanted === wanted) this.wanted = null;
    this.#record(metrics, history);
    if (seen && !evaluate) this.#evaluateLater = setTimeout(() => this.#evaluate(), rest);
    await this.snapshots?.keep(metrics.step, run);
    this.#settle(stopped, wanted === null && before < experiment.steps && metrics.step >= experiment.steps);
    // What was scrubbed to is not kept waiting for the next frame.
    if (seen && this.wanted === null) setTimeout(() => this.emit('frame'));
    else this.pace.queue(this.status === 'running', () => this.emit('frame'));
  }

  /** Adds the numbers of new steps; where cost and scores take long beside the steps, the last ones before stand. */
  #record(metrics: Metrics & ExtraMetrics, added: History) {
    this.history = withAdded(this.history, added);
    const { step, scores } = scoresAt(metrics, added, this.history, {
      initial: this.initial,
      present: { step: this.scoredAt, scores: this.metrics ?? {} },
    });
    this.metrics = withScores(metrics, scores);
    this.scoredAt = step;
  }

  #settle(stopped: Stopped | null, ended: boolean) {
    if (stopped) {
      this.stopped = stopped;
      this.setStatus('diverged');
    } else if (ended) {
      this.setStatus('ended');
      this.#evaluate();
    }
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
