// Work that a visitor waits for: after half a second it is shown, with a button that cancels it.

/** Milliseconds after which work is shown. */
const long = 500;
/** Milliseconds that it stays shown after its end: the next of several long steps follows without a flicker. */
const gap = 300;

export class Wait {
  /** Whether it has taken long enough to be shown. */
  isLong = false;
  readonly #changed: () => void;
  #controller: AbortController | null = null;
  #began = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The signal of the work that begins, or goes on. */
  begin(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      this.#began = performance.now();
      clearTimeout(this.#timer);
      if (!this.isLong) this.#timer = setTimeout(() => this.#show(true), long);
    }
    return this.#controller.signal;
  }

  end(): void {
    if (!this.#controller) return;
    this.#controller = null;
    clearTimeout(this.#timer);
    if (performance.now() - this.#began < long) this.#show(false);
    else this.#timer = setTimeout(() => this.#show(false), gap);
  }

  cancel(): void {
    this.#controller?.abort();
    this.end();
    clearTimeout(this.#timer);
    this.#show(false);
  }

  #show(isLong: boolean): void {
    if (this.isLong === isLong) return;
    this.isLong = isLong;
    this.#changed();
  }
}
