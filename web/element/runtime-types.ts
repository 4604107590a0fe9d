// What the element's small script and the rest, which is fetched when it is needed, ask of each other.
import type { CompleteExperiment, Metrics } from '../engine/api/types.ts';
import type { ErrorCode } from './types.ts';

/** The element, as the rest sees it. */
export interface Host extends HTMLElement {
  /** Where the view is drawn, beside the slot of the fallback. */
  readonly box: HTMLElement;
  /** The view stands: the fallback gives way. */
  live(): void;
  /** The fallback stays, or comes back, and the writer is told what to change. */
  fail(code: ErrorCode, message: string): void;
}

/** What was set up for one element. */
export interface Mounted {
  readonly paused: boolean;
  readonly ended: boolean;
  readonly metrics: Metrics | null;
  /** The experiment in force, complete. */
  readonly experiment: CompleteExperiment | null;
  play(): void;
  pause(): void;
  step(): void;
  reset(): void;
  /** An attribute has another value. */
  changed(name: string): void;
  /** Whether the element is near the window, and how much of it is in sight, from 0 to 1. */
  seen(near: boolean, share: number): void;
}

export interface Runtime {
  mount(host: Host): Mounted;
}
