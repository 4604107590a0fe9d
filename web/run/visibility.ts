import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from './session.ts';

/** Nobody watches a hidden page or a lab that was left: its run waits, and goes on when it is seen again. */
export class Visibility implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement & { readonly session: Session | null };
  /** Whether the run paused only because nobody looks. */
  #waiting = false;

  constructor(host: ReactiveControllerHost & HTMLElement & { readonly session: Session | null }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#host.session?.pause();
  }

  #onVisibility = () => {
    if (document.hidden) this.leave();
    else if (!this.#host.hidden) this.resume();
  };

  leave(): void {
    const { session } = this.#host;
    if (session?.status !== 'running') return;
    this.#waiting = true;
    session.pause();
  }

  resume(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#host.session?.play();
  }
}
