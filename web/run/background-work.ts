// BackgroundWork in the worker, in slices, that tells how far it is and can be called off.

/** One piece of work at a time: starting another calls off the one before. */
export class BackgroundWork {
  #turn = 0;
  #running = false;

  get running(): boolean {
    return this.#running;
  }

  cancel(): void {
    this.#turn++;
    this.#running = false;
  }

  /**
   * Does something in slices. `slices` yields after each; what it yields is told by `tell`, at most every `interval`
   * milliseconds and at the end. True if it was done to the end.
   */
  async run<Told>(slices: AsyncGenerator<Told>, tell: (told: Told) => void, interval = 80): Promise<boolean> {
    const mine = ++this.#turn;
    this.#running = true;
    let last = Number.NEGATIVE_INFINITY;
    let pending: Told | undefined;
    try {
      for await (const told of slices) {
        if (mine !== this.#turn) return false;
        pending = told;
        if (performance.now() - last < interval) continue;
        last = performance.now();
        tell(told);
        pending = undefined;
        // Lets the page draw and answer between two slices.
        await new Promise((done) => setTimeout(done));
      }
      if (mine !== this.#turn) return false;
      if (pending !== undefined) tell(pending);
      return true;
    } finally {
      if (mine === this.#turn) this.#running = false;
    }
  }
}
