// Cost and scores are evaluated at some steps only: the last ones stand until the next.
import type { ExtraMetrics, History, Metrics } from 'loss-playground/engine';
import type { Seen } from './history.ts';

/** What is evaluated at some steps only. */
const evaluated = [
  'cost',
  'testCost',
  'score',
  'testScore',
  'sourceCost',
  'recallAt1',
  'meanReciprocalRank',
  'positiveDistance',
  'negativeDistance',
  'spread',
  'rSquared',
  'spearman',
] as const;

type Scored = Partial<Metrics & ExtraMetrics>;

/** Cost and scores, and the step that they are of. */
export interface Known {
  step: number;
  scores: Scored;
}

/** What was last evaluated at a step or before it; null where nothing was. */
export function lastScores(history: History | Seen | null, step: number): Known | null {
  const index =
    history?.cost.findLastIndex((cost, at) => Number.isFinite(cost) && (history.step[at] ?? 0) <= step) ?? -1;
  if (!history || index < 0) return null;
  const columns: Partial<Record<keyof Scored, ArrayLike<number>>> = history;
  const scores = evaluated.flatMap((name) => (columns[name] ? [[name, columns[name][index]] as const] : []));
  return { step: history.step[index] ?? 0, scores: Object.fromEntries(scores) };
}

/** Cost and scores for a step: its own, or the last that were evaluated at it or before it. */
export function scoresAt(
  metrics: Metrics & ExtraMetrics,
  added: History,
  history: Seen | null,
  { initial, present }: { initial: Metrics | null; present: Known },
): Known {
  const { step, cost } = metrics;
  if (Number.isFinite(cost)) return { step, scores: metrics };
  const known = lastScores(added, step) ?? lastScores(history, step) ?? { step: 0, scores: initial ?? {} };
  return present.step <= step && present.step >= known.step ? present : known;
}

/** Numbers of a step with cost and scores of another. */
export function withScores(now: Metrics & ExtraMetrics, scores: Scored): Metrics & ExtraMetrics {
  const carried = evaluated.filter((name) => name in scores).map((name) => [name, scores[name]]);
  return { ...now, ...Object.fromEntries(carried) };
}
