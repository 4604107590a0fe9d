import type { nothing, TemplateResult } from 'lit';
import type { Metrics } from 'loss-playground/engine';
import { short, whole } from '../charts/format.ts';
import { columnNames } from '../run/column-names.ts';
import { disclosed } from '../ui/tables.ts';

const names = ['batchLoss', 'penalty', 'objective', 'cost', 'testCost', 'gradNorm', 'lr'] as const;

/** The largest number of rows of the table, not counting the step shown. */
const most = 10;

/** The losses of a run at up to ten of the steps at which cost was evaluated, and at the step shown. */
export function historyTable(
  history: Record<keyof Metrics, number[]> | null,
  shown: Metrics | null = null,
): TemplateResult | typeof nothing {
  const evaluated: number[] = [];
  for (let index = 0; index < (history?.cost.length ?? 0); index++)
    if (Number.isFinite(history?.cost[index])) evaluated.push(index);
  const stride = Math.ceil(evaluated.length / most);
  const chosen = evaluated.filter((_, index) => (evaluated.length - 1 - index) % stride === 0);
  const rows = chosen.map((index) => ({
    step: history?.step[index] ?? 0,
    values: names.map((name) => history?.[name][index]),
  }));
  if (shown && !rows.some(({ step }) => step === shown.step))
    rows.push({ step: shown.step, values: names.map((name) => shown[name]) });
  return disclosed('The losses as a table', {
    title: 'Losses of the run',
    columns: ['step', ...names.map((name) => columnNames[name])],
    rows: rows
      .sort((a, b) => a.step - b.step)
      .map(({ step, values }) => [whole(step), ...values.map((value) => short(value))]),
  });
}
