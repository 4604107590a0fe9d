import type { ExtraMetrics, Metrics } from 'loss-playground/engine';
import type { Session } from '../run/session.ts';

/** Milliseconds that a reading stands at the least. */
const interval = 150;

/** What the reading says now: it changes a few times a second while a run goes on, so that it can be read. */
export class ReadingPace {
  #told: { metrics: Metrics & ExtraMetrics; scoredAt: number; at: number } | null = null;

  told(
    session: Session,
    present: Metrics & ExtraMetrics,
  ): { metrics: Metrics & ExtraMetrics; scoredAt: number } {
    const metrics = wholeMetrics(session, present);
    const now = performance.now();
    const stale =
      !this.#told ||
      session.status !== 'running' ||
      metrics.step < this.#told.metrics.step ||
      now - this.#told.at > interval;
    if (stale || !this.#told) this.#told = { metrics, scoredAt: session.scoredAt, at: now };
    return this.#told;
  }
}

/** After scrubbing back the step's own numbers come from the history. */
function wholeMetrics({ history }: Session, metrics: Metrics & ExtraMetrics): Metrics & ExtraMetrics {
  const index = metrics.step - 1;
  if (!history || index < 0 || Number.isFinite(metrics.batchLoss)) return metrics;
  const at = (name: 'batchLoss' | 'penalty' | 'objective') => history[name][index] ?? Number.NaN;
  return { ...metrics, batchLoss: at('batchLoss'), penalty: at('penalty'), objective: at('objective') };
}
