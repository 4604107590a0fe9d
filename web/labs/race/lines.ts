// What the chart of a race draws: the median of each optimizer with its quartiles, in its own color and dash.
import type { LineData } from '../../charts/line-scale.ts';
import { dashes, inks } from '../../ui/inks.ts';
import { type Lane, middleOf } from './race.ts';

/** The color and dash of an optimizer, by its place in the catalog. */
export function lookOf(index: number): { ink: string; dash?: string } {
  const dash = dashes[index % dashes.length];
  return { ink: inks[index % inks.length] ?? '--ink', ...(dash ? { dash } : {}) };
}

/** The lines of all lanes that have a value; null if none has. */
export function linesOf(
  lanes: readonly Lane[],
  entryOf: (id: string) => { title: string; ink: string; dash?: string },
): LineData | null {
  const drawn = lanes.filter(({ values }) => values.length > 0);
  if (drawn.length === 0) return null;
  const middles = drawn.map((lane) => ({ id: lane.racer.id, ...middleOf(lane) }));
  const longest = middles.reduce((best, next) => (next.steps.length > best.steps.length ? next : best));
  return {
    x: longest.steps,
    xTitle: 'step',
    log: true,
    lines: middles.map(({ id, median, low, high }) => ({
      id,
      values: median,
      low,
      high,
      width: 2.25,
      ...entryOf(id),
    })),
  };
}
