// The interface between the element's small script and the rest, which is loaded when it is needed.
import type { CompleteExperiment, Metrics } from '../engine/api/types.ts';
import type { ErrorCode, Histories, MetricsHistory } from './types.ts';

/** The element, as seen from the rest. */
export interface Host extends HTMLElement {
  /** Where the view is drawn, beside the slot of the fallback. */
  readonly box: HTMLElement;
  /** The view is drawn: the fallback is hidden. */
  live(): void;
  /** The fallback stays or comes back, and the error says what to change. */
  fail(code: ErrorCode, message: string): void;
  /** Says over the view or the fallback what is missing, with a button that tries again; null when nothing is. */
  trouble(words: string | null, again?: () => void): void;
}

/** What was set up for one element. */
export interface Mounted {
  readonly paused: boolean;
  readonly ended: boolean;
  readonly metrics: Metrics | null;
  /** The numbers of all steps so far. */
  readonly history: MetricsHistory | null;
  /** Those of runs that are shown side by side. */
  readonly histories: Histories;
  /** The current experiment, complete. */
  readonly experiment: CompleteExperiment | null;
  play(): void;
  pause(): void;
  step(): void;
  reset(): void;
  /** An attribute has another value. */
  changed(name: string): void;
  /** Whether the element is near the window, and how much of it is visible, from 0 to 1. */
  seen(near: boolean, share: number): void;
}

export interface Runtime {
  mount(host: Host): Mounted;
}
