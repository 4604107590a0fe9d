import type { WorkerRun } from 'loss-playground/engine';
import type { Session } from '../../run/session.ts';

/** A second run of the same experiment: it evaluates a model without disturbing the run on the page. */
export class Probe {
  #probe: WorkerRun | null = null;
  #of: WorkerRun | null = null;

  /** The probe of a run, made when it is first needed; the caller restores its state. */
  async of({ engine }: Session, run: WorkerRun): Promise<WorkerRun> {
    if (this.#of === run && this.#probe) return this.#probe;
    await this.#probe?.dispose();
    this.#of = run;
    this.#probe = await engine.createRun(run.experiment);
    return this.#probe;
  }

  async dispose(): Promise<void> {
    const probe = this.#probe;
    this.#probe = this.#of = null;
    await probe?.dispose();
  }
}
