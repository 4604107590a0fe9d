// One clock: views show a step together, with numbers and pictures that are all of that step.
import type { Row } from './history.ts';

/** While a run plays, a step stays for at least this many milliseconds, so that it can be read. */
const interval = 150;
/** The same for visitors who asked for less motion. */
export const calmInterval = 1000;

export const isCalm = (): boolean =>
  globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;

/**
 * What a view needs of the run to show a step: asked for as soon as it is called, since the run goes on with the next
 * steps. The result shows it; null if there is nothing to show.
 */
export type Look = (row: Row) => Promise<(() => void) | null>;

export class Moments {
  /** The step on the page. */
  shown: Row | null = null;
  readonly #looks = new Set<Look>();
  /** Counts the looks: only the last one is shown. */
  #turn = 0;
  #isLooking = false;
  #isStale = false;
  #since = Number.NEGATIVE_INFINITY;
  #ready: (() => void) | null = null;

  /** Adds a view; the result removes it. */
  watch(look: Look): () => void {
    this.#looks.add(look);
    return () => this.#looks.delete(look);
  }

  /** A run has begun: its numbers are shown at once, and its pictures as soon as they are there. */
  begin(row: Row): void {
    this.#turn++;
    this.#isLooking = false;
    this.#ready = null;
    this.shown = row;
    this.refresh();
  }

  /** The views need to be asked again, though the step may be the same. */
  refresh(): void {
    this.#isStale = true;
    this.#since = Number.NEGATIVE_INFINITY;
  }

  /** Whether another step may be shown; of a run that moves, after so many milliseconds at least. */
  isDue(isMoving: boolean, least = interval): boolean {
    if (this.#isLooking) return false;
    const wait = Math.max(isCalm() ? calmInterval : interval, least);
    return !isMoving || performance.now() - this.#since >= wait;
  }

  /** Asks the views for a step at which the run rests; true once it can be shown. */
  async look(row: Row): Promise<boolean> {
    if (row.step === this.shown?.step && !this.#isStale) return false;
    this.show();
    this.#isStale = false;
    this.#since = performance.now();
    if (this.#looks.size === 0) {
      this.shown = row;
      return true;
    }
    const turn = ++this.#turn;
    this.#isLooking = true;
    const seen = await Promise.allSettled(Array.from(this.#looks, (look) => look(row)));
    if (turn !== this.#turn) return false;
    this.#isLooking = false;
    this.#ready = () => {
      this.shown = row;
      for (const one of seen)
        if (one.status === 'fulfilled') one.value?.();
        else reportError(one.reason);
    };
    return true;
  }

  /** Shows what the last look found. */
  show(): void {
    this.#ready?.();
    this.#ready = null;
  }
}
