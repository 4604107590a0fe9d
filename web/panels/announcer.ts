import { short, whole } from '../charts/format.ts';
import type { Session } from '../run/session.ts';

/** Times that a screen reader hears of a run on its way. */
const milestones = 4;

/** Keeps what a screen reader says: at a few points of a run and whenever it stops, not at each step. */
export class Announcer {
  #point = '';
  #words = '';

  words({ experiment, status, metrics }: Session): string {
    if (!experiment || !metrics) return '';
    const part = Math.floor((milestones * metrics.step) / experiment.steps);
    const point = status === 'running' && metrics.step > 0 ? `part ${part}` : `${status} at ${metrics.step}`;
    if (point !== this.#point)
      this.#words = `Step ${whole(metrics.step)}, ${status}: cost J ${short(metrics.cost)}, unseen ${short(metrics.testCost)}.`;
    this.#point = point;
    return this.#words;
  }
}
