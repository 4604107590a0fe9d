// The element as its users see it.
import type { CompleteExperiment, Experiment, Metrics } from '../engine/api/types.ts';

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

export interface LossPlaygroundElement extends HTMLElement {
  /** Attributes; null where absent. */
  lab: string;
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
  /** The experiment in force, with every default filled in. */
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
  /** Folder that the package's files are served from, where a bundler keeps the script elsewhere. */
  base: string | null;
};

declare global {
  interface HTMLElementTagNameMap {
    'loss-playground': LossPlaygroundElement;
  }
}
