// The steps that a page has seen of a run, as plain lists.
import type { History, Metrics } from 'loss-playground/engine';

export type Seen = Record<keyof Metrics, number[]>;

/** Steps whose numbers a page keeps. */
export const mostEntries = 100_000;

/** Of a very long run every other step is enough to draw, then every fourth, …: the memory stays small. */
const strideAt = (step: number) => 2 ** Math.max(0, Math.ceil(Math.log2(step / mostEntries)));

/** What was seen, with the steps that were added, the latest always among them. */
export function withAdded(seen: Seen | null, added: History): Seen {
  const names = Object.keys(added) as (keyof Metrics)[];
  const history = seen ?? (Object.fromEntries(names.map((name) => [name, []])) as unknown as Seen);
  const latest = added.step.at(-1);
  if (latest === undefined) return history;
  const stride = strideAt(latest);
  const isKept = (step: number) => step % stride === 0;
  if (stride > strideAt(history.step.at(-1) ?? 0)) {
    const kept = history.step.map(isKept);
    for (const name of names) history[name] = history[name].filter((_, entry) => kept[entry]);
  } else if (!isKept(history.step.at(-1) ?? 0)) {
    for (const name of names) history[name].pop();
  }
  added.step.forEach((step, entry) => {
    if (isKept(step) || step === latest)
      for (const name of names) history[name].push(added[name][entry] ?? 0);
  });
  return history;
}

/** Leaves out the steps after one that another run forked off at. */
export function truncate(history: Seen, step: number): void {
  const entries = history.step.findLastIndex((entry) => entry <= step) + 1;
  for (const name of Object.keys(history) as (keyof Metrics)[])
    history[name] = history[name].slice(0, entries);
}
