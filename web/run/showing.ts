// The numbers of the playhead. Cost and scores are evaluated at some steps only: numbers of two steps are never shown
// together.
import type { MetricsHistory } from './histories.ts';
import { lastEvaluated, type Row, rowAt } from './history.ts';

/** Finite numbers of the first, otherwise those of the second. */
const completed = (row: Row, other: Row | null): Row => {
  const known = Object.entries(row).filter(([, value]) => Number.isFinite(value));
  return { ...row, ...other, ...Object.fromEntries(known) };
};

export class Showing {
  /** The numbers of the playhead; if its cost and scores are not known, with the last ones before it. */
  playhead: Row | null = null;
  /** The numbers of the playhead, if its cost and scores are known. */
  evaluated: Row | null = null;
  /** The same, or the last step before it where they are known. */
  last: Row | null = null;
  /** The step that the run starts from: 0, or where it forked off. */
  #first: Row | null = null;
  /** The last step that was evaluated for a visitor who has stopped there. */
  #read: Row | null = null;
  /** The numbers of the playhead alone. */
  #latest: Row | null = null;

  /** Begins with a step whose cost and scores are known; of a run that comes back also those that were on the page. */
  start(first: Row, read: Row | null = null): void {
    this.#first = first;
    this.#read = read;
  }

  /** Whether cost and scores of a step are known. */
  knows(step: number, history: MetricsHistory | null): boolean {
    return [this.#first, this.#read, lastEvaluated(history, step)].some((row) => row?.step === step);
  }

  /** Sets the numbers of the playhead, which lack cost and scores at most steps; null keeps the last ones. */
  present(metrics: Row | null, history: MetricsHistory | null): void {
    this.#latest = metrics ?? this.#latest;
    if (!this.#latest) return;
    const { step } = this.#latest;
    const own = completed(this.#latest, rowAt(history, step));
    const last = this.#lastEvaluated(own, history);
    this.last = last;
    this.evaluated = last.step === step ? last : null;
    this.playhead = this.evaluated ?? completed(own, { ...last, step });
  }

  #lastEvaluated(own: Row, history: MetricsHistory | null): Row {
    const { step } = own;
    const first = this.#first ?? own;
    if (step === first.step) return first;
    if (this.#read?.step === step) return this.#read;
    if (Number.isFinite(own.cost)) {
      this.#read = own;
      return own;
    }
    return lastEvaluated(history, step, first.step) ?? first;
  }
}
