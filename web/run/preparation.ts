// What comes before the work of a lab: how long a step takes on this machine, and whether the visitor agrees to that.
import { max, sum } from 'd3-array';
import { type Experiment, ExperimentError, type WorkerEngine } from 'loss-playground/engine';
import { withSignal } from '../engine/remote/cancel.ts';
import type { BackgroundWork } from './background-work.ts';
import { Consent, type SlowQuestion, slowStep } from './slowness.ts';
import { Wait } from './wait.ts';

/** Multiplications of a step of each. */
async function stepWorks(engine: WorkerEngine, experiments: readonly Experiment[]): Promise<number[]> {
  const works: number[] = [];
  for (const experiment of experiments) {
    const run = await engine.createRun(experiment);
    works.push(run.info.stepWork);
    await run.dispose();
  }
  return works;
}

export class Preparation {
  /** Seconds of a step of the present settings, if that is long. */
  slowStep: number | null = null;
  /** Why the last settings that were asked for cannot run; null if they can. */
  refusal: ExperimentError | null = null;
  readonly #work: BackgroundWork;
  readonly #wait: Wait;
  readonly #consent: Consent;
  readonly #isTogether: boolean;
  /** Counts the settings that were asked for: only the last ones are used. */
  #turn = 0;

  /**
   * `work` is that of the present settings; `changed` is called when there is something else to show. `isTogether`: whether
   * a step is one of each experiment.
   */
  constructor(work: BackgroundWork, changed: () => void, isTogether = false) {
    this.#work = work;
    this.#isTogether = isTogether;
    this.#wait = new Wait(changed);
    this.#consent = new Consent(changed);
  }

  get question(): SlowQuestion | null {
    return this.#consent.question;
  }

  /** Whether it has taken long enough to be shown. */
  get isLong(): boolean {
    return this.#wait.isLong;
  }

  /** Keeps the present settings. */
  cancel(): void {
    this.#turn++;
    this.#consent.drop();
    this.#wait.cancel();
  }

  /**
   * Whether the work of a link may begin at once: not where its settings are refused, and where a step takes long, the
   * visitor begins it.
   */
  async opens(engine: WorkerEngine, experiments: readonly Experiment[]): Promise<boolean> {
    const found = await this.#measured(engine, experiments);
    if (found) this.slowStep = found.seconds;
    return found?.seconds === null;
  }

  /** Whether settings are used that the visitor has changed, and that are not refused. Work whose steps take long makes way for them. */
  async agrees(engine: WorkerEngine, experiments: readonly Experiment[]): Promise<boolean> {
    if (this.slowStep !== null) this.#work.cancel();
    const found = await this.#measured(engine, experiments);
    if (!found) return false;
    const { seconds, turn } = found;
    if (this.#consent.isNeeded(seconds, this.slowStep) && !(await this.#consent.ask(seconds))) return false;
    if (turn !== this.#turn) return false;
    this.slowStep = seconds;
    return true;
  }

  /** Seconds of the slowest step, if that is long; null if it is refused or was canceled, or others were asked for meanwhile. */
  async #measured(engine: WorkerEngine, experiments: readonly Experiment[]) {
    this.cancel();
    const turn = this.#turn;
    this.refusal = null;
    try {
      const works = await stepWorks(withSignal(engine, this.#wait.begin()), experiments);
      const stepWork = this.#isTogether ? sum(works) : (max(works) ?? 0);
      const seconds = await slowStep(engine, { stepWork });
      return turn === this.#turn ? { seconds, turn } : null;
    } catch (error) {
      if (turn !== this.#turn) return null;
      if (!(error instanceof ExperimentError)) throw error;
      this.refusal = error;
      return null;
    } finally {
      if (turn === this.#turn) this.#wait.end();
    }
  }
}
