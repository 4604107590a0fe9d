// Cost and scores are worked out at some steps only: the last ones stand until the next.
import type { ExtraMetrics, History, Metrics } from 'loss-playground/engine';

/** What is worked out at some steps only. */
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

/** Cost and scores where they were last worked out on the way, and the step of that; null where they were not. */
export function lastScores(added: History): { step: number; scores: Partial<Metrics & ExtraMetrics> } | null {
  const index = added.cost.findLastIndex(Number.isFinite);
  if (index < 0) return null;
  const scores = evaluated.flatMap((name) => (name in added ? [[name, added[name]?.[index]] as const] : []));
  return { step: added.step[index] ?? 0, scores: Object.fromEntries(scores) };
}

/** Numbers of a step, with the last cost and scores where it has none. */
export function withScores(
  now: Metrics & ExtraMetrics,
  last: (Metrics & ExtraMetrics) | null,
): Metrics & ExtraMetrics {
  if (!last || Number.isFinite(now.cost)) return now;
  const carried = evaluated.filter((name) => name in last).map((name) => [name, last[name]]);
  return { ...now, ...Object.fromEntries(carried) };
}
