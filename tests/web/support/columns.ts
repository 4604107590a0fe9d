// Histories of runs in few words.
import type { ExtraMetrics, Metrics } from 'loss-playground/engine';
import type { Columns } from '../../../web/run/series.ts';

/** One number for all steps, a list from step 1 on, or numbers by their step; what is not told is NaN. */
type Told = number | readonly number[] | Readonly<Record<number, number>>;

const column = (steps: number, told: Told): number[] =>
  Array.from({ length: steps }, (_, index) => {
    if (typeof told === 'number') return told;
    return (Array.isArray(told) ? told[index] : (told as Record<number, number>)[index + 1]) ?? Number.NaN;
  });

/** So many steps; batch losses of 0.5 without a penalty unless told, cost and scores known where told. */
export function columns(
  steps: number,
  { batchLoss = 0.5, penalty = 0, ...told }: Partial<Record<keyof Metrics, Told>> = {},
): Columns {
  const losses = column(steps, batchLoss);
  const penalties = column(steps, penalty);
  const sums = losses.map((loss, index) => loss + (penalties[index] ?? 0));
  const blank = (value: Told = Number.NaN) => column(steps, value);
  return {
    step: Array.from({ length: steps }, (_, index) => index + 1),
    epoch: blank(told.epoch ?? 0),
    batchLoss: losses,
    penalty: penalties,
    objective: told.objective === undefined ? sums : blank(told.objective),
    cost: blank(told.cost),
    testCost: blank(told.testCost),
    score: blank(told.score),
    testScore: blank(told.testScore),
    gradNorm: blank(told.gradNorm ?? 1),
    lr: blank(told.lr ?? 0.1),
    sourceCost: blank(told.sourceCost),
  };
}

/** The numbers of one step; those that are not told are NaN. */
export const metrics = (told: Partial<Metrics & ExtraMetrics> = {}): Metrics & ExtraMetrics => ({
  step: 1,
  epoch: 0,
  batchLoss: Number.NaN,
  penalty: Number.NaN,
  objective: Number.NaN,
  cost: Number.NaN,
  testCost: Number.NaN,
  score: Number.NaN,
  testScore: Number.NaN,
  gradNorm: Number.NaN,
  lr: 0.1,
  sourceCost: Number.NaN,
  ...told,
});

/** What no text may show. */
export const unshowable = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
