import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CompleteExperiment } from 'loss-playground/engine';
import type { PictureKeeper } from '../pictures/picture-keeper.ts';
import { type Examples, examplesOf } from '../run/examples.ts';
import type { Session } from '../run/session.ts';
import { Visibility } from '../run/visibility.ts';
import { Announcer } from './announcer.ts';
import { workerNotice } from './notices.ts';
import type { Moment } from './reading.ts';
import { ReadingPace } from './reading-pace.ts';

/** Milliseconds between two drawings for visitors who asked for less motion. */
const lessMotion = 1000;

export interface TrainingOptions {
  /** Draws the model. Without one there is no picture, until one is set. */
  picture?: PictureKeeper;
  /** Whether an example can be chosen in the picture. */
  choosable?: boolean;
  /** Whether the run belongs to the view: it is paused while nobody looks. */
  pausesUnseen?: boolean;
}

/**
 * Wires a view to a session: follows its events, draws the picture of the model, keeps what the reading and a screen
 * reader say, and asks the view to update when any of it has changed.
 */
export class TrainingController implements ReactiveController {
  session: Session | null = null;
  picture: PictureKeeper | null;
  /** The examples of the run; null before there is a picture that needs them. */
  examples: Examples | null = null;
  readonly visibility: Visibility | null;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #choosable: boolean;
  readonly #announcer = new Announcer();
  readonly #pace = new ReadingPace();
  #note: string | null = null;
  #examplesOf: CompleteExperiment | null = null;
  #drawnAt = 0;
  #delayed: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: TrainingOptions = {}) {
    this.#host = host;
    this.picture = options.picture ?? null;
    this.#choosable = options.choosable ?? false;
    this.visibility = options.pausesUnseen ? new Visibility(host, this) : null;
    host.addController(this);
  }

  /** What else there is to say of the run, for instance that its worker crashed and it was restarted. */
  get note(): string | null {
    return this.#note;
  }

  set note(note: string | null) {
    this.#note = note;
    this.#host.requestUpdate();
  }

  /** The moment in numbers, for the reading; null before there is a run. */
  moment(): Moment | null {
    const { metrics, info, task, loss, experiment } = this.session ?? {};
    if (!this.session || !metrics || !info || !task || !loss || !experiment) return null;
    const numbers = this.#pace.present(this.session, metrics);
    return { ...numbers, info, task, loss, lossParams: experiment.loss.params };
  }

  /** What a screen reader says now. */
  announcement(): string {
    return this.session ? this.#announcer.words(this.session) : '';
  }

  follow(session: Session): void {
    this.hostDisconnected();
    this.session = session;
    if (this.#host.isConnected) this.hostConnected();
  }

  hostConnected(): void {
    this.session?.addEventListener('change', this.#onChange);
    this.session?.addEventListener('frame', this.#onFrame);
    for (const type of ['revive', 'failure']) this.session?.addEventListener(type, this.#onCrash);
  }

  hostDisconnected(): void {
    this.session?.removeEventListener('change', this.#onChange);
    this.session?.removeEventListener('frame', this.#onFrame);
    for (const type of ['revive', 'failure']) this.session?.removeEventListener(type, this.#onCrash);
    clearTimeout(this.#delayed);
  }

  /** Draws the picture of a run that has just begun; false if the run was replaced meanwhile. */
  async prepare(): Promise<boolean> {
    const { session, picture } = this;
    const { run, task, loss, experiment } = session ?? {};
    if (!session || !run || !task || !loss || !experiment) return false;
    if (picture) {
      if (this.#examplesOf !== experiment) {
        const examples = await examplesOf(run);
        if (run !== session.run) return false;
        this.#examplesOf = experiment;
        this.examples = examples;
      }
      if (!this.examples) return false;
      await picture.take(run, task, loss, this.examples, this.#choosable);
      if (run !== session.run) return false;
      await picture.draw(run);
    }
    this.#host.requestUpdate();
    return true;
  }

  #onChange = () => {
    this.#host.requestUpdate();
    // What was put off for less motion is shown once the run stands.
    if (this.#delayed !== undefined && this.session?.status !== 'running') this.#draw();
  };

  #onFrame = () => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const wait = calm ? this.#drawnAt + lessMotion - performance.now() : 0;
    clearTimeout(this.#delayed);
    if (wait > 0 && this.session?.status === 'running') this.#delayed = setTimeout(this.#draw, wait);
    else this.#draw();
  };

  #onCrash = (event: Event) => {
    this.note = workerNotice(event as CustomEvent);
  };

  #draw = () => {
    clearTimeout(this.#delayed);
    this.#delayed = undefined;
    this.#drawnAt = performance.now();
    this.#host.requestUpdate();
    void this.#drawPicture();
  };

  /** Draws the model, and once more where the run has gone on meanwhile: the last picture is that of the step shown. */
  async #drawPicture(): Promise<void> {
    const { picture } = this;
    if (!(await picture?.draw(this.session?.run ?? null))) return;
    this.#host.requestUpdate();
    if (picture?.behind) await this.#drawPicture();
  }
}
