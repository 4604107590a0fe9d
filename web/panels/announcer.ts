import { short, whole } from '../charts/format.ts';
import { lastEvaluated, type Row } from '../run/history.ts';
import type { Status } from '../run/playback.ts';
import type { Session } from '../run/session.ts';

/** How often a running experiment is announced to screen readers. */
const milestones = 4;

const states: Record<Status, string> = {
  loading: 'loading',
  running: 'training',
  paused: 'paused',
  ended: 'finished',
  diverged: 'stopped because the loss is no longer a finite number',
};

/** The announcements for screen readers: at a few points of a run and whenever it stops, not at each step. */
export class Announcer {
  #point = '';
  #words = '';

  words({ experiment, status, metrics, shown, history }: Session): string {
    if (!experiment || !metrics || !shown) return '';
    const part = Math.floor((milestones * metrics.step) / experiment.steps);
    const isOnWay = status === 'running' && metrics.step > 0;
    const point = isOnWay ? `part ${part}` : `${status} at ${shown.step}`;
    // A step at which the visitor has stopped is announced once its costs are known.
    const isPending = status === 'paused' && shown.step !== metrics.step;
    if (point === this.#point || isPending) return this.#words;
    this.#point = point;
    // The same at every speed: the last evaluation up to the milestone, not the step at which a frame happened to end.
    const milestone = Math.floor((part * experiment.steps) / milestones);
    this.#words = said((isOnWay && lastEvaluated(history, milestone)) || shown, states[status]);
    return this.#words;
  }
}

const said = ({ step, cost, testCost }: Row, state: string) =>
  `Step ${whole(step)}, ${state}: training cost ${short(cost)}, test cost ${short(testCost)}.`;
