// The interface between the page and a lab, whose state is part of an address.
import type { CompleteExperiment, Experiment, Metrics, WorkerEngine } from 'loss-playground/engine';
import type { Export } from '../exports/export.ts';
import type { Histories, MetricsHistory } from '../run/histories.ts';
import type { PlayKeys } from '../run/keys.ts';

/** What a lab plays, for the properties, methods and events of an element around it. A session of one run is this. */
export interface Played {
  readonly status: string;
  /** How far it is: the last step there is, or how many runs of a race are complete. */
  readonly reached: number;
  /** Of the step that is shown, of one run; null where there are several. */
  readonly metrics: Metrics | null;
  readonly history: MetricsHistory | null;
  readonly experiment: CompleteExperiment | null;
  /** The runs that the present one forked off. */
  readonly ancestors: readonly unknown[];
  play(): void;
  pause(): void;
  step?(): void;
  reset?(): void;
}

/** What a lab plays that takes several runs through all their steps: it has no numbers of a single one. */
export const severalRuns = (
  share: number,
  running: boolean,
  controls: Pick<Played, 'reached' | 'play' | 'pause'>,
): Played => ({
  status: running ? 'running' : share >= 1 ? 'ended' : 'paused',
  metrics: null,
  history: null,
  experiment: null,
  ancestors: [],
  ...controls,
});

/**
 * A view of the page. It emits `address` when the visitor has changed what is shown; the event's `detail` says whether
 * that adds an entry to the browser's history. One that plays emits `shown` when the step or the status on the screen may have
 * changed.
 */
export interface Lab extends HTMLElement {
  engine: WorkerEngine;
  /** Which view a lab shows, if it has several. */
  view?: string;
  /** The current state, as the lab's part of the page's address. */
  readonly address: string;
  /**
   * Where the visitor's own data is left out of `address`: the address with the data in it, or '' where it is too long. Null
   * or absent where there is no such data.
   */
  readonly dataAddress?: string | null;
  readonly exports: Export[];
  /** What it plays; null until it begins, absent where nothing is played. */
  readonly session?: Played | null;
  /** Numbers of the runs that are shown side by side, or that are measured beside a run's metrics. */
  readonly histories?: Histories;
  /** The experiment to begin with, if the default of all labs cannot be shown in it. */
  readonly ownDefault?: Experiment;
  /** Null where nothing can be played. */
  readonly keys?: PlayKeys | null;
  /** Whether it is in presentation mode: large, and without links elsewhere. */
  presenting?: boolean;
  /** Takes a file that was dropped on the page: data to train on, or a saved experiment. Absent where none can be taken. */
  takeFile?(file: File): Promise<void>;
  /** Shows the state of an address; one that cannot be read opens the default, with a notice. */
  open(address: string): Promise<void>;
  /** Redraws what depends on the catalog, whose explanations may come later. */
  requestUpdate?(): void;
  /** The lab is no longer shown: a run is paused. */
  leave(): void;
}

/** Tells the page that a lab shows something else now. */
export function announceAddress(lab: HTMLElement, lasting: boolean): void {
  lab.dispatchEvent(new CustomEvent<boolean>('address', { detail: lasting }));
}

/** Tells an element around a lab that the step or the status on the screen may have changed. */
export function announceShown(lab: HTMLElement): void {
  lab.dispatchEvent(new Event('shown'));
}
