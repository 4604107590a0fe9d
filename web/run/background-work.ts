// Work in the worker, in slices: it reports its progress and can be canceled.

/** How much longer the page answers and draws than it takes to report. */
const rest = 4;

/** One piece of work at a time: starting another cancels the one before, in the worker too. */
export class BackgroundWork {
  #current: AbortController | null = null;

  get running(): boolean {
    return this.#current !== null;
  }

  cancel(): void {
    this.#current?.abort();
    this.#current = null;
  }

  /**
   * Does work in slices. `slices` yields after each; the yielded value is passed to `report` at the end, and at most every
   * `interval` milliseconds, or less often where a report takes long to draw. Its calls of the engine take the signal, so that they are canceled too. True if it was
   * completed.
   */
  async run<Progress>(
    slices: (signal: AbortSignal) => AsyncGenerator<Progress>,
    report: (progress: Progress) => void,
    interval = 80,
  ): Promise<boolean> {
    this.cancel();
    const mine = new AbortController();
    this.#current = mine;
    let next = Number.NEGATIVE_INFINITY;
    let pending: Progress | undefined;
    try {
      for await (const progress of slices(mine.signal)) {
        if (mine.signal.aborted) return false;
        pending = progress;
        const began = performance.now();
        if (began < next) continue;
        report(progress);
        pending = undefined;
        // Lets the page draw and respond between two slices.
        await new Promise((done) => setTimeout(done));
        const now = performance.now();
        next = now + Math.max(interval, rest * (now - began));
      }
      if (mine.signal.aborted) return false;
      if (pending !== undefined) report(pending);
      return true;
    } catch (error) {
      if (mine.signal.aborted) return false;
      throw error;
    } finally {
      if (mine === this.#current) this.#current = null;
    }
  }
}
