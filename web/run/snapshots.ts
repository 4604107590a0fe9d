// Models of a run to come back to, at growing intervals: so many stay few, however long the run.
import type { WorkerRun } from 'loss-playground/engine';

/** The model and the optimizer's memory at a step. */
export interface Snapshot {
  step: number;
  bytes: Uint8Array;
}

const most = 64;
/** Bytes that all of them may take together. */
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

  /** The one nearest before a step, or at it. */
  before(step: number): Snapshot | undefined {
    return this.#list.findLast((snapshot) => snapshot.step <= step);
  }

  /** Whether a step is far enough from the last one to be kept. */
  wants(step: number): boolean {
    return step >= (this.last?.step ?? 0) + this.#interval;
  }

  /** Keeps one more; when there are too many, every other one goes and the interval doubles. */
  add(snapshot: Snapshot): void {
    this.#list.push(snapshot);
    if (this.#list.length <= Math.max(1, Math.min(most, Math.floor(room / snapshot.bytes.length)))) return;
    this.#list = this.#list.filter((_, index) => index % 2 === 0);
    this.#interval *= 2;
  }

  /** Keeps the present model of a run, if its step is far enough from the last. */
  async keep(step: number, run: WorkerRun): Promise<void> {
    if (this.wants(step)) this.add({ step, bytes: await run.snapshot() });
  }

  /** Only this one and the first before it. */
  reduceTo(snapshot: Snapshot): void {
    this.#list = [...this.#list.filter(({ step }) => step < snapshot.step).slice(0, 1), snapshot];
  }
}
