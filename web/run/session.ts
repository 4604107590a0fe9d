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
import { lossOf, taskOf } from './described.ts';
import { truncate } from './history.ts';
import { Playback } from './playback.ts';
import { type Snapshot, Snapshots } from './snapshots.ts';

/**
 * One run at a time: begun, forked, put to sleep and woken. Besides the events of its playback it emits `revive` when the
 * run was made again because its worker crashed.
 */
export class Session extends Playback {
  readonly engine: WorkerEngine;
  /** What the run is made of; it stays while the run sleeps. */
  info: RunInfo | null = null;
  /** The runs that this one forked off, from the first on; none of a run of its own. */
  ancestors: Ancestor[] = [];
  /** Counts the runs asked for: only the last one is taken. */
  #turn = 0;

  constructor(engine: WorkerEngine) {
    super();
    this.engine = engine;
  }

  get task(): TaskDescriptor | undefined {
    return taskOf(this.engine.catalog, this.experiment);
  }

  get loss(): LossDescriptor | undefined {
    return lossOf(this.engine.catalog, this.experiment);
  }

  /** Starts a new run; an experiment that is refused leaves the present one as it is, and rejects. */
  async load(experiment: Experiment, play: boolean): Promise<void> {
    const turn = ++this.#turn;
    const run = await this.#make(experiment);
    if (turn !== this.#turn) {
      await run.dispose();
      return;
    }
    const asked = performance.now();
    const metrics = await run.advance(0);
    this.evaluationTime = performance.now() - asked;
    const bytes = await run.snapshot();
    const old = this.run;
    this.#take(run, { step: 0, bytes });
    this.pace.suit(run.experiment.steps);
    this.metrics = metrics;
    this.initial = metrics;
    this.scoredAt = 0;
    this.history = null;
    this.stopped = null;
    this.ancestors = [];
    this.setStatus(play ? 'running' : 'paused');
    this.emit('frame');
    // Who draws asks for the model before the first step, which may take long.
    requestAnimationFrame(() => this.tick());
    await old?.dispose();
  }

  /**
   * Continues from the step that is shown with another experiment; false where that has no use for the present model and
   * the optimizer's memory.
   */
  async fork(experiment: Experiment): Promise<boolean> {
    const { run, metrics, history, reached, experiment: parent } = this;
    if (!run || !metrics || !history || !parent) return false;
    const turn = ++this.#turn;
    const next = await this.#make(experiment);
    const bytes = await run.snapshot();
    const fits = await next.restore(bytes).then(
      () => true,
      () => false,
    );
    if (!fits || turn !== this.#turn) {
      await next.dispose();
      return false;
    }
    this.metrics = await next.advance(0);
    this.scoredAt = this.metrics.step;
    truncate(history, metrics.step);
    this.ancestors = [...this.ancestors, { experiment: parent, at: metrics.step, reached }];
    this.#take(next, { step: metrics.step, bytes });
    this.emit('frame');
    await run.dispose();
    return true;
  }

  /** Gives the run's memory back while nobody looks: a running one continues when it is woken. */
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

  /** Makes the run again where it fell asleep. */
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
    }
    this.tick();
  }

  /** The snapshot nearest before a step, to be looked at elsewhere. */
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

  /** A run that says when it had to be made again. */
  async #make(experiment: Experiment): Promise<WorkerRun> {
    const run: RecoveringRun = await this.engine.createRun(experiment);
    run.onrevive = (detail) => {
      if (run === this.run) this.dispatchEvent(new CustomEvent('revive', { detail }));
    };
    return run;
  }
}
