import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Whether an element is within a distance from the window, and must be drawn; for print all are. Calls back when that
 * changes.
 */
export class Nearness implements ReactiveController {
  isNear = true;
  readonly #host: ReactiveControllerHost & Element;
  readonly #changed: (isNear: boolean) => void;
  #seen = true;
  readonly #observer: IntersectionObserver;

  constructor(
    host: ReactiveControllerHost & Element,
    changed: (isNear: boolean) => void,
    rootMargin = '0px',
  ) {
    this.#host = host;
    this.#changed = changed;
    this.#observer = new IntersectionObserver(
      (entries) => {
        this.#seen = entries.at(-1)?.isIntersecting ?? true;
        this.#set(this.#seen);
      },
      { rootMargin },
    );
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#afterPrint);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#afterPrint);
  }

  #onPrint = () => this.#set(true);
  #afterPrint = () => this.#set(this.#seen);

  #set(isNear: boolean) {
    if (isNear === this.isNear) return;
    this.isNear = isNear;
    this.#changed(isNear);
  }
}
