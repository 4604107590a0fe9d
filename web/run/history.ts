// The recorded steps of a run, as plain lists. The first row is step 0, before any training.
import type { ExtraMetrics, History, Metrics } from 'loss-playground/engine';
import type { MetricsHistory } from './histories.ts';

/** All numbers of one step. */
export type Row = Metrics & ExtraMetrics;

/** The largest number of steps that are kept. */
export const mostEntries = 100_000;

/** Thins out a very long run to every other step, then every fourth, …: the memory stays small. */
const strideAt = (step: number) => 2 ** Math.max(0, Math.ceil(Math.log2(step / mostEntries)));

/** The indices, from one on, of the values for which something holds. */
function indicesOf(values: ArrayLike<number>, from: number, holds: (value: number) => boolean): number[] {
  const indices: number[] = [];
  for (let index = from; index < values.length; index++) if (holds(values[index] ?? 0)) indices.push(index);
  return indices;
}

/**
 * The history with the steps that were added, always including the latest. A step that it already has is one whose
 * evaluation was canceled at first: its numbers are completed.
 */
export function withAdded(seen: MetricsHistory | null, given: History): MetricsHistory {
  const names = Object.keys(given) as (keyof Metrics)[];
  const history = seen ?? (Object.fromEntries(names.map((name) => [name, []])) as unknown as MetricsHistory);
  const reached = history.step.at(-1) ?? -1;
  const repeated = entryAt(given, reached) + 1;
  for (let entry = 0; entry < repeated; entry++) amend(history, rowOf(given, entry));
  const latest = given.step.at(-1);
  if (latest === undefined || repeated === given.step.length) return history;
  const stride = strideAt(latest);
  const isKept = (step: number) => step % stride === 0;
  if (stride > strideAt(reached)) {
    const kept = indicesOf(history.step, 0, isKept);
    for (const name of names) {
      const column = history[name];
      kept.forEach((from, to) => {
        column[to] = column[from] ?? 0;
      });
      column.length = kept.length;
    }
  } else if (!isKept(reached)) {
    for (const name of names) history[name].pop();
  }
  const added = indicesOf(given.step, repeated, (step) => isKept(step) || step === latest);
  // Column by column: of a run at full speed some 1,000 steps come at a time.
  for (const name of names) {
    const [column, values] = [history[name], given[name]];
    for (const entry of added) column.push(values[entry] ?? 0);
  }
  return history;
}

/** A history that begins with the numbers of one step. */
export function historyFrom(first: Row): MetricsHistory {
  const names = Object.keys(first) as (keyof Metrics)[];
  return Object.fromEntries(names.map((name) => [name, [first[name]]])) as unknown as MetricsHistory;
}

/** The index of a step, or of the last one before it; −1 if all are later. Steps ascend. */
export function entryAt({ step: steps }: { step: ArrayLike<number> }, step: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The numbers of a step; null if it was not recorded. */
export function rowAt(history: MetricsHistory | null, step: number): Row | null {
  const entry = history ? entryAt(history, step) : -1;
  return history && history.step[entry] === step ? rowOf(history, entry) : null;
}

const rowOf = (history: MetricsHistory | History, entry: number) =>
  Object.fromEntries(
    Object.entries(history).map(([name, values]) => [name, values[entry]]),
  ) as unknown as Row;

/** The numbers of the last step up to one, and after `from`, at which cost and scores were evaluated; null if none was. */
export function lastEvaluated(history: MetricsHistory | null, step: number, from = -1): Row | null {
  if (!history) return null;
  for (let entry = entryAt(history, step); entry >= 0 && (history.step[entry] ?? 0) > from; entry--)
    if (Number.isFinite(history.cost[entry])) return rowOf(history, entry);
  return null;
}

/** The first step after one at which cost and scores are known; null if there is none. */
export function nextEvaluated(history: MetricsHistory | null, step: number): number | null {
  if (!history) return null;
  for (let entry = entryAt(history, step) + 1; entry < history.cost.length; entry++)
    if (Number.isFinite(history.cost[entry])) return history.step[entry] ?? null;
  return null;
}

/** Replaces the row of a step by its known numbers. */
export function amend(history: MetricsHistory, row: Row): void {
  const entry = entryAt(history, row.step);
  if (history.step[entry] !== row.step) return;
  for (const [name, value] of Object.entries(row)) {
    const column = history[name as keyof Metrics];
    if (column && Number.isFinite(value)) column[entry] = value;
  }
}

/** A copy without the steps after a fork. */
export function truncated(history: MetricsHistory, step: number): MetricsHistory {
  const entries = history.step.findLastIndex((entry) => entry <= step) + 1;
  return Object.fromEntries(
    Object.entries(history).map(([name, values]) => [name, values.slice(0, entries)]),
  ) as unknown as MetricsHistory;
}
