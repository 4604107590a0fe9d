// The steps that a page has seen of a run, as plain lists.
import type { History, Metrics } from 'loss-playground/engine';

export type Seen = Record<keyof Metrics, number[]>;

/** Steps whose numbers a page keeps. */
const mostEntries = 100_000;

/** What was seen, with the steps that were added. */
export function withAdded(seen: Seen | null, added: History): Seen {
  const names = Object.keys(added) as (keyof Metrics)[];
  const history = seen ?? (Object.fromEntries(names.map((name) => [name, []])) as unknown as Seen);
  for (const name of names) for (const value of added[name]) history[name].push(value);
  if (history.step.length <= mostEntries) return history;
  // Of a very long run every other step is enough to draw, and the memory stays small.
  for (const name of names) history[name] = history[name].filter((_, entry) => entry % 2 === 1);
  return history;
}
