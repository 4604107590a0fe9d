import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Look } from './moments.ts';
import type { Session } from './session.ts';

interface Host extends ReactiveControllerHost {
  session: Session | null;
}

/** Has an element show the steps of its session together with all other views. */
export class Watching implements ReactiveController {
  readonly #host: Host;
  readonly #look: Look;
  #session: Session | null = null;
  #unwatch: (() => void) | undefined;

  constructor(host: Host, look: Look) {
    this.#host = host;
    this.#look = look;
    host.addController(this);
  }

  hostUpdated(): void {
    const { session } = this.#host;
    if (session === this.#session) return;
    this.hostDisconnected();
    this.#session = session;
    this.#unwatch = session?.watch(this.#look);
    session?.refresh();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#unwatch?.();
    this.#session = null;
  }
}
