import type {
  CompleteExperiment,
  Experiment,
  ExtraMetrics,
  History,
  Metrics,
  Stopped,
  WorkerEngine,
  WorkerRun,
} from 'loss-playground/engine';
import type { LastingRun } from '../engine/remote/recovery.ts';
import type { Ancestor } from './address.ts';
import { type Seen, withAdded } from './history.ts';
import { type Known, lastScores, withScores } from './scores.ts';
import { type Snapshot, Snapshots } from './snapshots.ts';
import { defaultSpeed, type Speed } from './speed.ts';

export type Status = 'loading' | 'running' | 'paused' | 'ended' | 'diverged';

/** How long the worker trains at a time when it goes flat out, in milliseconds. */
const slice = 40;
/** Milliseconds between two drawings of a run that goes flat out. */
const drawn = 200;
/** Milliseconds that cost and scores may take to be worked out whenever a step is looked at. */
const quick = 16;
/** Milliseconds for which a step must be looked at before those that take longer are. */
const rest = 400;
/** More than fit into a slice. */
const mostSteps = 1e6;
/** How many times cost is worked out on the way to a step far ahead, and the fewest steps between. */
const strides = 30;
const leastStride = 5;
/**
 * One run at a time, advanced frame by frame in the worker. Emits `change` when status or run change, `frame` when there
 * are new numbers, `revive` when the run was made again because its worker broke, and `failure` when it could not go on.
 */
export class Session extends EventTarget {
  readonly engine: WorkerEngine;
  run: WorkerRun | null = null;
  experiment: CompleteExperiment | null = null;
  status: Status = 'loading';
  stopped: Stopped | null = null;
  speed: Speed = '3';
  /** The latest numbers; cost and score are always there. */
  metrics: (Metrics & ExtraMetrics) | null = null;
  /** The step that cost and score are of: they may take so long that steps go on without them. */
  scoredAt = 0;
  /** All steps seen so far, also those after a step that was scrubbed back to. */
  history: Seen | null = null;
  /** The runs that this one forked off, from the first on; none of a run of its own. */
  ancestors: Ancestor[] = [];
  #chosen = false;
  #snapshots: Snapshots | null = null;
  #framed = false;
  #told = 0;
  #judging = 0;
  #towards = { step: 0, stride: 0 };
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** Cost and scores before the first step. */
  began: Metrics | null = null;
  /** The step last asked for, while it is on its way. */
  wanted: number | null = null;
  #busy = false;
  #loading = 0;
  #asleep = false;
  /** Called once when the work that is on its way is done. */
  #whenIdle: (() => void) | null = null;

  constructor(engine: WorkerEngine) {
    super();
    this.engine = engine;
  }

  /** The farthest step reached. */
  get reached(): number {
    return this.history?.step.at(-1) ?? 0;
  }

  /** Starts a new run; an experiment that is refused leaves the present one as it is, and rejects. */
  async load(experiment: Experiment, play: boolean): Promise<void> {
    const turn = ++this.#loading;
    const run = await this.#make(experiment);
    if (turn !== this.#loading) {
      await run.dispose();
      return;
    }
    const asked = performance.now();
    const metrics = await run.advance(0);
    this.#judging = performance.now() - asked;
    const first = await run.snapshot();
    const old = this.run;
    this.run = run;
    this.experiment = run.experiment;
    if (!this.#chosen) this.speed = defaultSpeed(run.experiment.steps);
    this.metrics = metrics;
    this.began = metrics;
    this.scoredAt = 0;
    this.history = null;
    this.stopped = null;
    this.#snapshots = new Snapshots({ step: 0, bytes: first });
    this.ancestors = [];
    this.wanted = null;
    this.#set(play ? 'running' : 'paused');
    this.#emit('frame');
    // Who draws asks for the model before the first step, which may take long.
    requestAnimationFrame(() => this.#tick());
    await old?.dispose();
  }

  /** Sets the speed, and keeps it for the runs that follow. */
  choose(speed: Speed): void {
    this.speed = speed;
    this.#chosen = true;
    this.#emit('change');
  }

  play(): void {
    if (this.status === 'running' || this.status === 'diverged') return;
    this.#set('running');
    this.#tick();
  }

  pause(): void {
    if (this.status !== 'running') return;
    this.#set('paused');
    this.#judge();
  }

  /** Who stops to look sees cost and score of this very step. */
  #judge() {
    const { metrics, scoredAt, status, wanted } = this;
    if (!metrics || metrics.step === scoredAt || status === 'running' || wanted !== null) return;
    this.wanted = metrics.step;
    this.#tick();
  }

  /** Takes one step. */
  step(): void {
    this.pause();
    this.goTo((this.metrics?.step ?? 0) + 1);
  }

  reset(): void {
    this.goTo(0);
  }

  /** Shows the model as it was, or will be, at a step: from the nearest model kept before it. */
  goTo(step: number): void {
    this.wanted = Math.max(this.floor, Math.round(step));
    if (this.status === 'ended') this.#set('paused');
    this.#tick();
  }

  /** Goes to a step and waits until it is shown, or the run has stopped before. */
  async reach(step: number): Promise<void> {
    this.goTo(step);
    while (this.#busy || this.wanted !== null)
      await new Promise((done) => {
        for (const type of ['frame', 'failure']) this.addEventListener(type, done, { once: true });
      });
  }

  /** The step that this run forked off at, before which it cannot be shown; 0 for a run of its own. */
  get floor(): number {
    return this.ancestors.at(-1)?.at ?? 0;
  }

  /**
   * Goes on from the step that is shown with another experiment; false where that has no use for the present model and
   * the optimizer's memory.
   */
  async fork(experiment: Experiment): Promise<boolean> {
    const { run, metrics, history, reached, experiment: parent } = this;
    if (!run || !metrics || !history || !parent) return false;
    const turn = ++this.#loading;
    const next = await this.#make(experiment);
    const bytes = await run.snapshot();
    const fits = await next.restore(bytes).then(
      () => true,
      () => false,
    );
    if (!fits || turn !== this.#loading) {
      await next.dispose();
      return false;
    }
    this.metrics = await next.advance(0);
    this.scoredAt = this.metrics.step;
    this.run = next;
    this.experiment = next.experiment;
    const entries = history.step.findLastIndex((step) => step <= metrics.step) + 1;
    for (const name of Object.keys(history) as (keyof Metrics)[])
      history[name] = history[name].slice(0, entries);
    this.ancestors = [...this.ancestors, { experiment: parent, at: metrics.step, reached }];
    this.#snapshots = new Snapshots({ step: metrics.step, bytes });
    this.wanted = null;
    this.#emit('frame');
    await run.dispose();
    return true;
  }

  /** Gives the run's memory back while nobody looks: a running one goes on when it is woken. */
  async sleep(): Promise<void> {
    if (this.#asleep) return;
    this.#asleep = true;
    if (this.#busy)
      await new Promise<void>((done) => {
        this.#whenIdle = done;
      });
    const { run, metrics } = this;
    if (!run || !metrics) return;
    const bytes = await run.snapshot();
    if (!this.#asleep || run !== this.run) return;
    this.#snapshots?.reduceTo({ step: metrics.step, bytes });
    this.run = null;
    await run.dispose();
  }

  /** Makes the run anew where it fell asleep. */
  async wake(): Promise<void> {
    if (!this.#asleep) return;
    this.#asleep = false;
    const { experiment } = this;
    const kept = this.#snapshots?.last;
    if (!this.run && experiment && kept) {
      const turn = ++this.#loading;
      const run = await this.#make(experiment);
      await run.restore(kept.bytes);
      if (turn !== this.#loading || this.#asleep) {
        await run.dispose();
        return;
      }
      this.run = run;
      this.#emit('frame');
    }
    this.#tick();
  }

  /** The model kept nearest before a step, to be looked at elsewhere. */
  snapshotBefore(step: number): Readonly<Snapshot> | undefined {
    return this.#snapshots?.before(step);
  }

  /** A run that tells when it had to be made again. */
  async #make(experiment: Experiment): Promise<WorkerRun> {
    const run: LastingRun = await this.engine.createRun(experiment);
    run.onrevive = (detail) => {
      if (run === this.run) this.dispatchEvent(new CustomEvent('revive', { detail }));
    };
    return run;
  }

  #set(status: Status) {
    this.status = status;
    this.#emit('change');
  }

  #emit(type: 'frame' | 'change') {
    this.dispatchEvent(new Event(type));
  }

  #tick() {
    if (this.#busy || this.#asleep || !this.run) return;
    if (this.wanted === null && this.status !== 'running') return;
    this.#busy = true;
    const work = () => {
      const { run } = this;
      this.#work()
        .catch((error: unknown) => {
          // A run that was replaced while its answer was on the way is no fault.
          if (run !== this.run) return;
          this.wanted = null;
          if (this.status === 'running') this.#set('paused');
          this.dispatchEvent(new CustomEvent('failure', { detail: error }));
        })
        .finally(() => {
          this.#busy = false;
          this.#whenIdle?.();
          this.#whenIdle = null;
          this.#tick();
        });
    };
    // Flat out, and when a step is asked for, the worker never waits for the page, which draws what there is once a frame.
    if (this.speed === 'max' || this.wanted !== null) work();
    else requestAnimationFrame(work);
  }

  /** Tells of new numbers, once a frame however often they come; flat out five times a second, to leave the page free. */
  #emitFrame() {
    if (this.#framed) return;
    this.#framed = true;
    const draw = () =>
      requestAnimationFrame(() => {
        this.#framed = false;
        this.#told = performance.now();
        this.#emit('frame');
      });
    const flatOut = this.speed === 'max' && this.status === 'running';
    const wait = flatOut ? this.#told + drawn - performance.now() : 0;
    if (wait > 0) setTimeout(draw, wait);
    else draw();
  }

  async #work() {
    const { run, wanted } = this;
    if (!run || !this.experiment) return;
    const before = this.metrics?.step ?? 0;
    const missing = wanted === null ? this.#frameSteps() : await this.#rewind(run, wanted);
    const steps = wanted === null ? missing : Math.min(missing, this.#stride(wanted));
    const flatOut = wanted === null && this.speed === 'max';
    // Of a step that was seen before, the model is shown first where it takes long to work out its cost and scores.
    const seen = wanted !== null && wanted <= this.reached;
    const judged = lastScores(this.history, wanted ?? 0)?.step === wanted;
    const evaluate = !seen || (!judged && (wanted === before || this.#judging < quick));
    clearTimeout(this.#resting);
    const started = performance.now();
    const { metrics, history, stopped } = await run.train({
      steps,
      since: this.reached,
      ...(flatOut ? { milliseconds: slice } : {}),
      ...(wanted === null ? {} : { evaluate }),
    });
    if (evaluate && steps === 0) this.#judging = performance.now() - started;
    if (run !== this.run) return;
    if ((stopped || steps >= missing) && this.wanted === wanted) this.wanted = null;
    this.history = withAdded(this.history, history);
    this.#score(metrics, history);
    if (seen && !evaluate) this.#resting = setTimeout(() => this.#judge(), rest);
    if (this.#snapshots?.wants(metrics.step))
      this.#snapshots.add({ step: metrics.step, bytes: await run.snapshot() });
    if (stopped) {
      this.stopped = stopped;
      this.#set('diverged');
    } else if (wanted === null && metrics.step >= this.experiment.steps && before < this.experiment.steps) {
      this.#set('ended');
      this.#judge();
    }
    // What was scrubbed to is not kept waiting for the next frame.
    if (seen && this.wanted === null) setTimeout(() => this.#emit('frame'));
    else this.#emitFrame();
  }

  /** Numbers of a step; where cost and scores take long beside the steps, the last ones before it stand. */
  #score(metrics: Metrics & ExtraMetrics, added: History) {
    const { began, history, scoredAt } = this;
    let known: Known = { step: metrics.step, scores: metrics };
    if (!Number.isFinite(metrics.cost)) {
      known = lastScores(added, metrics.step) ??
        lastScores(history, metrics.step) ?? { step: 0, scores: began ?? {} };
      if (scoredAt <= metrics.step && scoredAt >= known.step)
        known = { step: scoredAt, scores: this.metrics ?? {} };
    }
    this.metrics = withScores(metrics, known.scores);
    this.scoredAt = known.step;
  }

  /** Steps for a frame; a run halts at its planned length, and goes on from there if it is played again. */
  #frameSteps(): number {
    const steps = this.speed === 'max' ? mostSteps : Number(this.speed);
    const left = (this.experiment?.steps ?? 0) - (this.metrics?.step ?? 0);
    return left > 0 ? Math.min(steps, left) : steps;
  }

  /** Steps at a time towards one that was never reached, so that cost is known along the way. */
  #stride(wanted: number): number {
    const far = wanted - this.reached;
    if (far <= 0) return mostSteps;
    if (this.#towards.step !== wanted)
      this.#towards = { step: wanted, stride: Math.max(leastStride, Math.ceil(far / strides)) };
    return this.#towards.stride;
  }

  /** Restores the nearest kept model before a step and says how many steps are missing. */
  async #rewind(run: WorkerRun, step: number): Promise<number> {
    const present = this.metrics?.step ?? 0;
    const from = this.#snapshots?.before(step);
    this.stopped = null;
    if (this.status === 'diverged') this.#set('paused');
    if (from && (step < present || from.step > present)) {
      await run.restore(from.bytes);
      return step - from.step;
    }
    return step - present;
  }
}
