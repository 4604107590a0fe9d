import type {
  Experiment,
  LossDescriptor,
  RunInfo,
  TaskDescriptor,
  WorkerEngine,
  WorkerRun,
} from 'loss-playground/engine';
import type { RecoveringRun } from '../engine/remote/recovery.ts';
import type { Ancestor } from './address.ts';
import { type Earlier, type Fresh, forkedAncestors, restoreInto } from './continuation.ts';
import { lossOf, taskOf } from './described.ts';
import { describeLoss } from './own-loss.ts';
import { type Activity, Playback } from './playback.ts';
import { Consent, type SlowQuestion, slowStep } from './slowness.ts';
import { type Snapshot, Snapshots } from './snapshots.ts';
import { Wait } from './wait.ts';

/**
 * The result of a fork: what starts fresh in it, that the model has another shape, that another run came first, or that the
 * visitor decided against it.
 */
export type Forked = { fresh: Fresh } | 'misfit' | 'superseded' | 'declined';

/**
 * One run at a time: started, forked, put to sleep and woken up. Besides the events of its playback it emits `revive` when
 * the run was made again because its worker crashed.
 */
export class Session extends Playback {
  readonly engine: WorkerEngine;
  /** The facts of the run; they stay while the run sleeps. */
  info: RunInfo | null = null;
  /** The runs that this one forked off, from the first on; none for a run of its own. */
  ancestors: Ancestor[] = [];
  /** The run that the current one replaced, for Undo. */
  earlier: Earlier | null = null;
  /** Seconds of a step on this machine, if that is long. */
  slowStep: number | null = null;
  /** Whether the visitor decided against the last experiment that was loaded. */
  isDeclined = false;
  readonly #loading = new Wait(() => this.emit('change'));
  readonly #consent = new Consent(() => this.emit('change'));
  /** Counts the requested runs: only the last one is used. */
  #turn = 0;

  constructor(engine: WorkerEngine) {
    super();
    this.engine = engine;
  }

  override get activity(): Activity | null {
    return this.#loading.isLong ? 'loading' : super.activity;
  }

  /** Asked before an experiment is used whose steps take long. */
  get question(): SlowQuestion | null {
    return this.#consent.question;
  }

  override cancel(): void {
    if (this.#loading.isLong) this.#loading.cancel();
    else super.cancel();
  }

  get task(): TaskDescriptor | undefined {
    return taskOf(this.engine.catalog, this.experiment);
  }

  get loss(): LossDescriptor | undefined {
    return lossOf(this.engine.catalog, this.experiment);
  }

  /**
   * Starts a new run; an invalid experiment rejects and leaves the current run as it is. False if the visitor has decided
   * against it. A run whose steps take long begins paused, since what shows it would wait for the first one.
   */
  async load(experiment: Experiment, play: boolean): Promise<boolean> {
    const turn = this.#next();
    const wasPlaying = this.#makeWay();
    const made = await this.#madeUnlessCanceled(experiment, turn, async (run, signal) => {
      const asked = performance.now();
      const metrics = await run.advance(0, { signal });
      this.evaluationTime = performance.now() - asked;
      return metrics;
    });
    this.isDeclined = turn === this.#turn && !made;
    if (this.isDeclined && wasPlaying) this.play();
    if (!made) return !this.isDeclined;
    const { run, seconds, first } = made;
    const bytes = await run.snapshot();
    const plays = play && seconds === null;
    const old = this.run;
    const begin = async () => {
      const earlier = await this.#captured();
      if (turn !== this.#turn) return false;
      this.earlier = earlier;
      this.#take(run, { step: 0, bytes });
      this.slowStep = seconds;
      this.pace.suit(run.experiment.steps);
      this.begin(first);
      this.ancestors = [];
      this.setStatus(plays ? 'running' : 'paused');
      this.emit('frame');
      return true;
    };
    // The picture asks for the model before the first step, which may take long.
    const hasBegun = await this.#hold(begin, () => requestAnimationFrame(() => this.tick()));
    await (hasBegun ? old : run)?.dispose();
    return true;
  }

  /** Ends a step that takes long, so that another run need not wait for it; whether the run was playing. */
  #makeWay(): boolean {
    const wasPlaying = this.status === 'running';
    if (super.activity !== 'training') return false;
    super.cancel();
    return wasPlaying;
  }

  #next(): number {
    this.#consent.drop();
    return ++this.#turn;
  }

  /**
   * A new run, and the seconds of a step if that is long; null if another was requested in the meantime, or the visitor
   * canceled it or does not want such long steps. `begin` does what comes first in it; its result is `first`.
   */
  async #madeUnlessCanceled<First>(
    experiment: Experiment,
    turn: number,
    begin: (run: WorkerRun, signal: AbortSignal) => Promise<First>,
  ) {
    let run: WorkerRun | null = null;
    try {
      run = await this.#make(experiment, this.#loading.begin());
      const seconds = await slowStep(this.engine, run.info);
      if (turn === this.#turn && (await this.#agrees(seconds))) {
        const first = await begin(run, this.#loading.begin());
        if (turn === this.#turn) return { run, seconds, first };
      }
      await run.dispose();
      return null;
    } catch (error) {
      await run?.dispose();
      if ((error as Error).name !== 'AbortError') throw error;
      return null;
    } finally {
      if (turn === this.#turn) this.#loading.end();
    }
  }

  /** Asks the visitor, unless there is no run to keep, or one whose steps take as long. */
  async #agrees(seconds: number | null): Promise<boolean> {
    if (!this.experiment || !this.#consent.isNeeded(seconds, this.slowStep)) return true;
    this.#loading.end();
    return this.#consent.ask(seconds);
  }

  /**
   * Continues with another experiment from the step that is shown. A new optimizer or schedule starts with fresh state. An
   * invalid experiment rejects.
   */
  async fork(experiment: Experiment): Promise<Forked> {
    const { run } = this;
    if (!run) return 'misfit';
    const turn = this.#next();
    const wasPlaying = this.#makeWay();
    const made = await this.#madeUnlessCanceled(experiment, turn, async () => null);
    if (!made && wasPlaying && turn === this.#turn) this.play();
    if (!made) return turn === this.#turn ? 'declined' : 'superseded';
    const { run: next, seconds } = made;
    const outcome = await this.#hold(async (): Promise<Forked> => {
      const { metrics } = this;
      const earlier = await this.#captured();
      if (!earlier || !metrics || run !== this.run) return 'superseded';
      const fresh = await restoreInto(next, earlier, await run.parameters(), this.engine.catalog);
      if (!fresh) return 'misfit';
      const evaluated = await next.advance(0);
      const bytes = await next.snapshot();
      if (turn !== this.#turn) return 'superseded';
      this.earlier = earlier;
      this.ancestors = forkedAncestors(earlier, metrics.step);
      this.stopped = null;
      this.continueFrom(evaluated);
      this.#take(next, { step: evaluated.step, bytes });
      this.slowStep = seconds;
      if (earlier.status === 'ended' || wasPlaying) this.setStatus('running');
      this.emit('frame');
      return { fresh };
    });
    await (typeof outcome === 'string' ? next : run).dispose();
    return outcome;
  }

  /** Continues an earlier run where it was, with its history; false if another run was requested in the meantime. */
  async bringBack(earlier: Earlier): Promise<boolean> {
    const turn = ++this.#turn;
    const run = await this.#make(earlier.experiment);
    await run.restore(earlier.bytes);
    const old = this.run;
    const isBack = await this.#hold(async () => {
      if (turn !== this.#turn) return false;
      this.#take(run, { step: earlier.metrics.step, bytes: earlier.bytes });
      const { snapshots, stopped, ancestors, status } = earlier;
      Object.assign(this, { snapshots, stopped, ancestors });
      this.comeBack(earlier);
      this.earlier = null;
      this.setStatus(status);
      this.emit('frame');
      return true;
    });
    await (isBack ? old : run)?.dispose();
    return isBack;
  }

  /** Keeps the current run: a requested one that has not begun yet is dropped. */
  stay(): void {
    this.#turn++;
  }

  /** Does something while no steps are taken, then continues a run that was playing. */
  async #hold<Result>(work: () => Promise<Result>, resume = () => this.tick()): Promise<Result> {
    this.held = true;
    try {
      await this.idle();
      return await work();
    } finally {
      this.held = false;
      // The views show the run that is here now, also one that is paused.
      this.refresh();
      resume();
    }
  }

  /** The current run; null before there is one. */
  async #captured(): Promise<Earlier | null> {
    const { run, experiment, metrics, shown, history, snapshots, initial, stopped, ancestors, status } = this;
    const bytes = run ? await run.snapshot() : snapshots?.last?.bytes;
    if (!experiment || !metrics || !shown || !snapshots || !bytes) return null;
    return { experiment, bytes, metrics, shown, history, snapshots, initial, stopped, ancestors, status };
  }

  /** Frees the run's memory while it is not visible; a running one continues when it is woken. */
  async sleep(): Promise<void> {
    if (this.asleep) return;
    this.asleep = true;
    await this.idle();
    const { run, metrics } = this;
    if (!run || !metrics) return;
    const bytes = await run.snapshot();
    if (!this.asleep || run !== this.run) return;
    this.snapshots?.reduceTo({ step: metrics.step, bytes });
    this.run = null;
    await run.dispose();
  }

  /** Makes a sleeping run again at its step. */
  async wake(): Promise<void> {
    if (!this.asleep) return;
    this.asleep = false;
    const { experiment } = this;
    const latest = this.snapshots?.last;
    if (!this.run && experiment && latest) {
      const turn = ++this.#turn;
      const run = await this.#make(experiment);
      await run.restore(latest.bytes);
      if (turn !== this.#turn || this.asleep) {
        await run.dispose();
        return;
      }
      this.run = run;
      this.emit('frame');
      this.refresh();
    }
    this.tick();
  }

  /** The nearest snapshot before a step, for use in another run. */
  snapshotBefore(step: number): Readonly<Snapshot> | undefined {
    return this.snapshots?.before(step);
  }

  #take(run: WorkerRun, first: Snapshot) {
    this.run = run;
    this.experiment = run.experiment;
    this.info = run.info;
    this.snapshots = new Snapshots(first);
    this.wanted = null;
  }

  /** A run that reports when it had to be made again. */
  async #make(experiment: Experiment, signal?: AbortSignal): Promise<WorkerRun> {
    await describeLoss(this.engine, experiment);
    const run: RecoveringRun = await this.engine.createRun(experiment, signal ? { signal } : {});
    run.onrevive = (detail) => {
      if (run === this.run) this.dispatchEvent(new CustomEvent('revive', { detail }));
    };
    return run;
  }
}
