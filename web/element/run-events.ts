// Events of an element about its run.
import type { Metrics } from '../engine/api/types.ts';

/** What is shown of a run, or of several at one step. */
interface Shown {
  readonly status: string;
  readonly metrics: Metrics | null;
  /** Where there are no metrics. */
  readonly reached?: number;
}

/** Emits each event when what it says has changed. */
export class RunEvents {
  #host: HTMLElement;
  #status = '';
  #step = -1;
  #measured = 0;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** As it was reported last. */
  get status(): string {
    return this.#status;
  }

  /** `measured` counts the values that are shown beside the metrics, which may follow a step. */
  report({ status, metrics, reached }: Shown, measured = 0): void {
    const before = { status: this.#status, step: this.#step, measured: this.#measured };
    const step = metrics?.step ?? reached ?? 0;
    this.#status = status;
    this.#step = step;
    this.#measured = measured;
    if ((step !== before.step || measured > before.measured) && before.step >= 0)
      this.#host.dispatchEvent(new CustomEvent('step', { detail: metrics }));
    if (status === before.status) return;
    if (status === 'running') this.#host.dispatchEvent(new Event('play'));
    else if (before.status === 'running') this.#host.dispatchEvent(new Event('pause'));
    if (status === 'ended') this.#host.dispatchEvent(new Event('ended'));
  }
}
