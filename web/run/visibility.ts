import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from './session.ts';

/** Pauses a run while its page or lab is hidden, and continues it when it is visible again. */
export class Visibility implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #training: { readonly session: Session | null };
  /** Whether the run paused only because it is not visible. */
  #waiting = false;

  constructor(host: ReactiveControllerHost & HTMLElement, training: { readonly session: Session | null }) {
    this.#host = host;
    this.#training = training;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#training.session?.pause();
  }

  #onVisibility = () => {
    if (document.hidden) this.leave();
    else if (!this.#host.hidden) this.resume();
  };

  leave(): void {
    const { session } = this.#training;
    if (session?.status !== 'running') return;
    this.#waiting = true;
    session.pause();
  }

  resume(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#training.session?.play();
  }
}
