// Work on the page's own thread, in slices: between two of them the page draws and answers.

/** Work that can be interrupted where it yields the share of it that is done. */
export type Sliced<Result> = Generator<number, Result>;

/** Milliseconds of a slice, short enough to leave time for drawing a frame. */
const slice = 8;

/** Does work in slices; rejects once the signal is aborted. `told` hears the share that is done. */
export async function inSlices<Result>(
  work: Sliced<Result>,
  signal: AbortSignal,
  told: (share: number) => void,
): Promise<Result> {
  for (;;) {
    signal.throwIfAborted();
    for (const end = performance.now() + slice; ; ) {
      const { done, value } = work.next();
      if (done) return value;
      if (performance.now() < end) continue;
      told(value);
      break;
    }
    await new Promise((resume) => setTimeout(resume));
  }
}
