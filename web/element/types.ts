// The element as its users see it.
import type { CompleteExperiment, Experiment, Metrics } from '../engine/api/types.ts';
import type { Histories, MetricsHistory } from '../run/histories.ts';

export type ErrorCode =
  /** The experiment is refused; the message names the place. */
  | 'experiment'
  /** `src` could not be fetched. */
  | 'src'
  /** An attribute has a value that means nothing. */
  | 'attribute'
  /** `for` names no other element. */
  | 'for'
  /** A script beside this one could not be loaded. */
  | 'load'
  /** WebAssembly or the engine could not be started. */
  | 'engine'
  /** The engine could not go on. */
  | 'run';

/** Why an element shows its fallback. */
export interface PlaygroundError {
  code: ErrorCode;
  message: string;
}

export type { Histories, MetricsHistory };

export interface LossPlaygroundElement extends HTMLElement {
  /** Attributes; null where absent. */
  lab: string;
  chapter: string | null;
  src: string | null;
  controls: string | boolean | null;
  show: string | null;
  autoplay: string | boolean | null;
  for: string | null;
  /** The attribute, parsed where it is JSON; an object that is set is written into it. */
  get experiment(): Experiment | string | null;
  set experiment(value: Experiment | string | null | undefined);
  readonly paused: boolean;
  readonly ended: boolean;
  /** Numbers of the step that is shown; null before there is a run. */
  readonly metrics: Metrics | null;
  /** The numbers of the steps taken so far, a list per metric from step 0 on; null before there is a run. */
  readonly history: MetricsHistory | null;
  /**
   * Of views with several runs: the numbers of each, for example `histories.mse_loss.testScore` in two-losses, `histories.sgd.y`
   * in race, `histories.triplets.active` in triplet. Empty in other views.
   */
  readonly histories: Histories;
  /** The experiment that gives the run, with every default filled in; null where settings were changed on the way. */
  readonly complete: CompleteExperiment | null;
  readonly error: PlaygroundError | null;
  play(): void;
  pause(): void;
  step(): void;
  reset(): void;
}

/** Detail of the events: `step`, `change`, `error`; the others have none. */
export interface LossPlaygroundEvents {
  ready: Event;
  play: Event;
  pause: Event;
  ended: Event;
  step: CustomEvent<Metrics>;
  change: CustomEvent<CompleteExperiment>;
  error: CustomEvent<PlaygroundError> & PlaygroundError;
}

export declare const LossPlayground: {
  new (): LossPlaygroundElement;
  /** Folder that the package's files are served from, if a bundler keeps the script elsewhere. */
  base: string | null;
};

declare global {
  interface HTMLElementTagNameMap {
    'loss-playground': LossPlaygroundElement;
  }
}
