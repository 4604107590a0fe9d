import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CompleteExperiment, WorkerRun } from 'loss-playground/engine';
import type { PictureKeeper } from '../pictures/picture-keeper.ts';
import { type Examples, examplesOf } from '../run/examples.ts';
import { calmInterval, isCalm, type Look } from '../run/moments.ts';
import type { Session } from '../run/session.ts';
import { Visibility } from '../run/visibility.ts';
import { Announcer } from './announcer.ts';
import { type Moment, momentOf } from './moment.ts';
import { runNotice } from './notices.ts';

/** Events of a session that are reported to the visitor. */
const notable = ['revive', 'failure', 'cut'];

export interface TrainingOptions {
  /** Draws the model. Until it is set there is no picture. */
  picture?: PictureKeeper;
  /** Whether an example can be selected in the picture. */
  choosable?: boolean;
  /** Whether the run belongs to the view: it is paused while the view is hidden. */
  pausesUnseen?: boolean;
}

/**
 * Connects a view to a session: follows its events, draws the picture of the model, keeps the reading and the text for
 * screen readers, and updates the view when any of them has changed.
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
  #note: string | null = null;
  #examplesOf: CompleteExperiment | null = null;
  #drawnAt = 0;
  #delayed: ReturnType<typeof setTimeout> | undefined;
  #unwatch: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: TrainingOptions = {}) {
    this.#host = host;
    this.picture = options.picture ?? null;
    this.#choosable = options.choosable ?? false;
    this.visibility = options.pausesUnseen ? new Visibility(host, this) : null;
    host.addController(this);
  }

  /** A further message about the run, for example that its worker crashed and it was restarted. */
  get note(): string | null {
    return this.#note;
  }

  set note(note: string | null) {
    this.#note = note;
    this.#host.requestUpdate();
  }

  /** The current step in numbers, for the reading; null before there is a run. */
  moment(): Moment | null {
    const { session } = this;
    return session ? momentOf(session) : null;
  }

  /** The current text for screen readers. */
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
    for (const type of notable) this.session?.addEventListener(type, this.#onNotable);
    this.#unwatch = this.session?.watch(this.#look);
  }

  hostDisconnected(): void {
    this.session?.removeEventListener('change', this.#onChange);
    this.session?.removeEventListener('frame', this.#onFrame);
    for (const type of notable) this.session?.removeEventListener(type, this.#onNotable);
    this.#unwatch?.();
    clearTimeout(this.#delayed);
  }

  /** Prepares the picture of a run that has just begun; false if the run was replaced in the meantime. */
  async prepare(): Promise<boolean> {
    const { session, picture } = this;
    const { run, task, loss, experiment } = session ?? {};
    if (!session || !run || !task || !loss || !experiment) return false;
    const begun = await this.#whileOf(run, async () => {
      if (!picture) return true;
      if (this.#examplesOf !== experiment) {
        const examples = await examplesOf(run);
        if (run !== session.run) return false;
        this.#examplesOf = experiment;
        this.examples = examples;
      }
      if (!this.examples) return false;
      await picture.take(run, task, loss, this.examples, this.#choosable, session);
      return run === session.run;
    });
    if (begun) session.refresh();
    return begun;
  }

  /** Asks a run for something. That it was replaced, or fell asleep, before its answer arrived is not an error. */
  async #whileOf(run: WorkerRun, ask: () => Promise<boolean>): Promise<boolean> {
    try {
      return await ask();
    } catch (error) {
      if (run === this.session?.run) throw error;
      return false;
    }
  }

  #onChange = () => {
    this.#host.requestUpdate();
    // Updates that were delayed for reduced motion are shown once the run stops.
    if (this.#delayed !== undefined && this.session?.status !== 'running') this.#draw();
  };

  #onFrame = () => {
    const wait = isCalm() ? this.#drawnAt + calmInterval - performance.now() : 0;
    clearTimeout(this.#delayed);
    if (wait > 0 && this.session?.status === 'running') this.#delayed = setTimeout(this.#draw, wait);
    else this.#draw();
  };

  #onNotable = (event: Event) => {
    this.note = runNotice(event as CustomEvent, this.session?.metrics?.step ?? 0);
  };

  #draw = () => {
    clearTimeout(this.#delayed);
    this.#delayed = undefined;
    this.#drawnAt = performance.now();
    this.#host.requestUpdate();
  };

  #look: Look = async () => {
    const show = await this.picture?.look(this.session?.run ?? null);
    return () => {
      show?.();
      this.#draw();
    };
  };
}
