import type { ExtraMetrics, Metrics } from 'loss-playground/engine';
import type { Session } from '../run/session.ts';

/** Milliseconds that a reading stays at least. */
const interval = 150;

/** The numbers of a moment, and the step that cost and score are of. */
interface Numbers {
  metrics: Metrics & ExtraMetrics;
  scoredAt: number;
}

/** What the reading says now: it changes a few times a second while a run continues, so that it can be read. */
export class ReadingPace {
  #shown: (Numbers & { at: number }) | null = null;

  present(session: Session, latest: Metrics & ExtraMetrics): Numbers {
    const metrics = completed(session, latest);
    const now = performance.now();
    const stale =
      !this.#shown ||
      session.status !== 'running' ||
      metrics.step < this.#shown.metrics.step ||
      now - this.#shown.at > interval;
    if (stale || !this.#shown) this.#shown = { metrics, scoredAt: session.scoredAt, at: now };
    return this.#shown;
  }
}

/** After scrubbing back the step's own numbers come from the history. */
function completed({ history }: Session, metrics: Metrics & ExtraMetrics): Metrics & ExtraMetrics {
  const index = metrics.step - 1;
  if (!history || index < 0 || Number.isFinite(metrics.batchLoss)) return metrics;
  const at = (name: 'batchLoss' | 'penalty' | 'objective') => history[name][index] ?? Number.NaN;
  return { ...metrics, batchLoss: at('batchLoss'), penalty: at('penalty'), objective: at('objective') };
}
