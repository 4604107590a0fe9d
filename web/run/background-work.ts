// Work in the worker, in slices: it reports its progress and can be canceled.

/** One piece of work at a time: starting another cancels the one before. */
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
   * Does something in slices. `slices` yields after each; what it yields is passed to `report`, at most every `interval`
   * milliseconds and at the end. True if it was done to the end.
   */
  async run<Progress>(
    slices: AsyncGenerator<Progress>,
    report: (progress: Progress) => void,
    interval = 80,
  ): Promise<boolean> {
    const mine = ++this.#turn;
    this.#running = true;
    let last = Number.NEGATIVE_INFINITY;
    let pending: Progress | undefined;
    try {
      for await (const progress of slices) {
        if (mine !== this.#turn) return false;
        pending = progress;
        if (performance.now() - last < interval) continue;
        last = performance.now();
        report(progress);
        pending = undefined;
        // Lets the page draw and answer between two slices.
        await new Promise((done) => setTimeout(done));
      }
      if (mine !== this.#turn) return false;
      if (pending !== undefined) report(pending);
      return true;
    } finally {
      if (mine === this.#turn) this.#running = false;
    }
  }
}
