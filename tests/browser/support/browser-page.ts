/** A page of some browser. */
export abstract class BrowserPage {
  /** Loads an address again, even if it differs from the present one in its hash alone. */
  abstract open(url: string): Promise<void>;
  /** What a function returns in the page. */
  abstract evaluate<Given extends unknown[], Result>(
    work: (...given: Given) => Result,
    ...given: Given
  ): Promise<Awaited<Result>>;
  abstract stop(): Promise<void>;

  /** Waits, frame by frame, until a function returns something that is neither null nor false, and returns that. */
  async until<Given extends unknown[], Result>(
    what: string,
    work: (...given: Given) => Result,
    ...given: Given
  ): Promise<NonNullable<Awaited<Result>>> {
    const limit = Date.now() + 60_000;
    for (;;) {
      const value = await this.evaluate(work, ...given);
      if (value !== null && value !== undefined && value !== false) return value;
      if (Date.now() > limit) throw new Error(`This did not come: ${what}`);
      await this.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => done())));
    }
  }
}
