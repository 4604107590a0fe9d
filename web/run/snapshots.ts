// Snapshots of a run at growing intervals: their number stays small, however long the run.
import type { WorkerRun } from 'loss-playground/engine';

/** The model and the optimizer's state at a step. */
export interface Snapshot {
  step: number;
  bytes: Uint8Array;
}

const most = 64;
/** The limit of their total size in bytes. */
const room = 32e6;

export class Snapshots {
  #list: Snapshot[];
  #interval = 1;

  constructor(first: Snapshot) {
    this.#list = [first];
  }

  get first(): Snapshot | undefined {
    return this.#list[0];
  }

  get last(): Snapshot | undefined {
    return this.#list.at(-1);
  }

  /** The last one at or before a step. */
  before(step: number): Snapshot | undefined {
    return this.#list.findLast((snapshot) => snapshot.step <= step);
  }

  /** Whether a step is far enough from the last one to be kept. */
  wants(step: number): boolean {
    return step >= (this.last?.step ?? 0) + this.#interval;
  }

  /** Adds one; when there are too many, every other one is dropped and the interval doubles. */
  add(snapshot: Snapshot): void {
    this.#list.push(snapshot);
    if (this.#list.length <= Math.max(1, Math.min(most, Math.floor(room / snapshot.bytes.length)))) return;
    this.#list = this.#list.filter((_, index) => index % 2 === 0);
    this.#interval *= 2;
  }

  /** Adds the current model of a run if its step is far enough from the last. */
  async keep(step: number, run: WorkerRun): Promise<void> {
    if (this.wants(step)) this.add({ step, bytes: await run.snapshot() });
  }

  /** Keeps only this one and the first. */
  reduceTo(snapshot: Snapshot): void {
    this.#list = [...this.#list.filter(({ step }) => step < snapshot.step).slice(0, 1), snapshot];
  }
}
