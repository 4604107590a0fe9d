// The sentences of the landscape: pure functions of a survey's numbers.
import { html, nothing, type TemplateResult } from 'lit';
import { short, whole } from '../../charts/format.ts';
import type { Directions } from './plane.ts';

/** Before the first cost is known. */
export const place =
  'Each point of the map is a model of its own: the trained one, moved along two directions. Its cost is evaluated on the whole training set.';

export interface Seen {
  /** Title of the task. */
  task: string;
  steps: number;
  /** Training cost of the trained model. */
  cost: number;
  /** Costs of the points of the map; null until all are known. */
  costs: ArrayLike<number> | null;
  directions: Directions;
  /** Number of parameters: the dimension of the space in which the map is a plane. */
  parameters: number;
}

/** A point is mentioned if its cost is lower by more than this fraction. */
const lower = 0.02;

export function reading({ task, steps, cost, costs, directions, parameters }: Seen): TemplateResult {
  if (!Number.isFinite(cost))
    return html`Training on ${task} diverged, so there is no trained model to look around. A smaller learning rate may converge.`;
  const trained = html`After ${whole(steps)} ${steps === 1 ? 'step' : 'steps'} of training on ${task} the training cost is <b>${short(cost)}</b>`;
  // What is lowest and highest is known when all places are measured.
  if (!costs) return html`${trained}.`;
  const finite = Array.from(costs).filter(Number.isFinite);
  const highest = finite.reduce((most, value) => Math.max(most, value), cost);
  const lowest = finite.reduce((least, value) => Math.min(least, value), cost);
  const range =
    lowest < (1 - lower) * cost
      ? html`ranges from ${short(lowest)} to ${short(highest)}, so the trained model is not its minimum.`
      : html`is at most ${short(highest)}.`;
  const little =
    directions === 'random'
      ? html` Two random directions show little of a path through ${parameters >= 2000 ? 'thousands of' : whole(parameters)} dimensions.`
      : nothing;
  return html`${trained}; on this map it ${range}${little}`;
}
