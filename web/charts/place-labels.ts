/** Labels swap places only after passing each other by this many pixels; otherwise they would flicker. */
const patience = 10;

/** The order from top to bottom: the previous one, changed only where labels have clearly passed each other. */
export function labelOrder(wanted: number[], before: number[]): number[] {
  const order = before.length === wanted.length ? [...before] : wanted.map((_, index) => index);
  const slack = before.length === wanted.length ? patience : 0;
  for (let end = 1; end < order.length; end++)
    for (let place = end; place > 0; place--) {
      const [above = 0, below = 0] = [order[place - 1], order[place]];
      if ((wanted[above] ?? 0) <= (wanted[below] ?? 0) + slack) break;
      [order[place - 1], order[place]] = [below, above];
    }
  return order;
}

/** Moves labels apart so that none overlap: takes the preferred centers, returns the actual ones, all between `low` and `high`. */
export function placeLabels(
  wanted: number[],
  order: number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const placed = wanted.map((at) => Math.min(high, Math.max(low, at)));
  let ceiling = high;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
    ceiling = (placed[index] ?? 0) - gap;
  }
  let floor = low;
  for (const index of order) {
    placed[index] = Math.max(placed[index] ?? 0, floor);
    floor = (placed[index] ?? 0) + gap;
  }
  return placed;
}
