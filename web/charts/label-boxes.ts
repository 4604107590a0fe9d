// Labels inside a picture: each takes the first position where it overlaps nothing placed earlier.

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A position for a label, as for an SVG text. */
export interface Spot {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

/** Pixels above and below the baseline of a text of 14 px. */
const ascent = 13;
const descent = 4;
/** Pixels kept free between two labels. */
const air = 1;

/** The box that a label of this width covers at a spot. */
export function boxOf({ x, y, anchor }: Spot, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left: left - air, right: left + width + air, top: y - ascent - air, bottom: y + descent + air };
}

/** A square around a place. */
export const around = (x: number, y: number, reach: number): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
});

/** The area that two boxes share. */
export function shared(a: Box, b: Box): number {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > 0 && down > 0 ? across * down : 0;
}

/** Whether a box lies within a frame and overlaps none of the boxes placed so far. */
export const isFree = (box: Box, taken: readonly Box[], frame: Box): boolean =>
  box.left >= frame.left &&
  box.right <= frame.right &&
  box.top >= frame.top &&
  box.bottom <= frame.bottom &&
  taken.every((other) => shared(box, other) === 0);

/** Labels must not overlap each other; they should avoid marks and lines, which are drawn below them. */
export interface Taken {
  labels: Box[];
  marks: readonly Box[];
}

/** Square pixels of a mark that may be covered before a label goes one spot farther. */
const patience = 12;

/** The best of several spots, from the one liked most: clear of labels, then of marks, then early. It is added to the labels. */
export function placeLabel(
  spots: readonly Spot[],
  width: number,
  { labels, marks }: Taken,
  frame: Box,
): Spot | undefined {
  const sum = (box: Box, others: readonly Box[]) =>
    others.reduce((total, other) => total + shared(box, other), 0);
  let best: Spot | undefined;
  let least = Number.POSITIVE_INFINITY;
  spots.forEach((spot, index) => {
    const box = boxOf(spot, width);
    const outside = (box.right - box.left) * (box.bottom - box.top) - shared(box, frame);
    const cost = 100 * (sum(box, labels) + outside) + sum(box, marks) + patience * index;
    if (cost < least) [best, least] = [spot, cost];
  });
  if (best) labels.push(boxOf(best, width));
  return best;
}

let context: CanvasRenderingContext2D | null | undefined;

/** Measures the width in pixels of a text of 14 px in an element's own font. */
export function measurer(element: Element): (words: string, weight?: 400 | 600) => number {
  context ??= document.createElement('canvas').getContext('2d');
  const face = getComputedStyle(element).getPropertyValue('--sans') || 'sans-serif';
  return (words, weight = 400) => {
    if (!context) return 8 * words.length;
    context.font = `${weight} 14px ${face}`;
    return context.measureText(words).width;
  };
}
