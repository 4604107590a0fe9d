import type { nothing, TemplateResult } from 'lit';
import type { Metrics } from 'loss-playground/engine';
import { short, whole } from '../charts/format.ts';
import { disclosed } from '../ui/tables.ts';

const titles = {
  batchLoss: 'batch loss',
  penalty: 'penalty',
  objective: 'objective',
  cost: 'J train',
  testCost: 'J unseen',
  gradNorm: 'gradient norm',
  lr: 'rate',
} as const;
const names = Object.keys(titles) as (keyof typeof titles)[];

/** The losses of a run at up to ten of the steps at which the cost was worked out. */
export function historyTable(
  history: Record<keyof Metrics, number[]> | null,
): TemplateResult | typeof nothing {
  const evaluated = (history?.cost ?? []).flatMap((cost, index) => (Number.isFinite(cost) ? [index] : []));
  const stride = Math.ceil(evaluated.length / 10);
  const chosen = evaluated.filter((_, index) => (evaluated.length - 1 - index) % stride === 0);
  return disclosed('The losses as a table', {
    title: 'Losses of the run',
    columns: ['step', ...Object.values(titles)],
    rows: chosen.map((index) => [
      whole(history?.step[index] ?? 0),
      ...names.map((name) => short(history?.[name][index])),
    ]),
  });
}
