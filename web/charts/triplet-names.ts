// Positions of the labels in the triplet picture, without overlaps: first of the rings, then of the points.
import { around, type Box, placeLabel, type Spot, type Taken } from './label-boxes.ts';

interface At {
  x: number;
  y: number;
}

/** Pixels from the middle of a point to its name, and from line to line of names. */
const away = 15;
const lineHeight = 19;

export type Scale = (value: number) => number;

/** Candidate positions for a name: right of its point, left, above, below, diagonal, or in a list if points coincide. */
const spotsAround = (x: number, y: number, count: number): Spot[] => [
  { x: x + away, y: y + 5, anchor: 'start' },
  { x: x - away, y: y + 5, anchor: 'end' },
  { x, y: y - away, anchor: 'middle' },
  { x, y: y + away + 12, anchor: 'middle' },
  ...[1, -1, 2, -2].flatMap((line): Spot[] => [
    { x: x + 12, y: y + 5 + 9 * line, anchor: 'start' },
    { x: x - 12, y: y + 5 + 9 * line, anchor: 'end' },
  ]),
  ...Array.from({ length: count }, (_, line): Spot[] => [
    { x: x + away, y: y + 5 + lineHeight * line, anchor: 'start' },
    { x: x + away, y: y + 5 - lineHeight * line, anchor: 'start' },
    { x: x - away, y: y + 5 + lineHeight * line, anchor: 'end' },
    { x: x - away, y: y + 5 - lineHeight * line, anchor: 'end' },
  ]).flat(),
];

/** Candidate positions for a ring's label: above, below or inside, each shifted to fit the frame. */
function spotsAtRing(
  ring: readonly At[],
  x: Scale,
  y: Scale,
  [width, height]: readonly [number, number],
  words: number,
): Spot[] {
  const heights = ring.map((place) => y(place.y));
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  const at = (edge: number) => x(ring[heights.indexOf(edge)]?.x ?? 0);
  const low = height - 6;
  const middle = (px: number) => Math.min(width - words / 2 - 4, Math.max(words / 2 + 4, px));
  const spot = (px: number, py: number): Spot => ({
    x: middle(px),
    y: Math.min(low, Math.max(16, py)),
    anchor: 'middle',
  });
  const [above, below] = [at(top), at(bottom)];
  return [
    spot(above, top - 6),
    spot(below, bottom + 17),
    spot(above, top + 18),
    spot(below, bottom - 8),
    ...[1, 2, 3, 4].flatMap((line) => [
      spot(above, Math.max(16, top - 6) + line * lineHeight),
      spot(below, Math.min(low, bottom + 17) - line * lineHeight),
    ]),
  ];
}

interface Named {
  points: (At & { name: string; words: string; force: At })[];
  /** From the outermost ring, whose label is outside. */
  rings: { ring: At[]; words: string }[];
  /** Length of an arrow for a force of 1; 0 where none are drawn. */
  arrow: number;
  x: Scale;
  y: Scale;
  width: number;
  height: number;
  measure: (words: string, weight?: 400 | 600) => number;
}

export function placeNames({ points, rings, arrow, x, y, width, height, measure }: Named): {
  rings: { words: string; spot: Spot | undefined }[];
  points: (Spot | undefined)[];
} {
  const frame: Box = { left: 2, right: width - 2, top: 2, bottom: height - 2 };
  /** What an arrow covers, from its point to beyond its tip. */
  const alongArrow = ({ x: px, y: py, force }: At & { force: At }) =>
    [0.25, 0.5, 0.75, 1].map((share) =>
      around(x(px + share * arrow * force.x), y(py + share * arrow * force.y), share === 1 ? 7 : 3),
    );
  const taken: Taken = {
    labels: [],
    marks: points.flatMap((point) => [
      around(x(point.x), y(point.y), 9),
      ...(arrow > 0 && Math.hypot(point.force.x, point.force.y) > 1e-3 ? alongArrow(point) : []),
    ]),
  };
  const atRings = rings
    .filter(({ ring }) => ring.length > 0)
    .map(({ ring, words }) => {
      const long = measure(words);
      return { words, spot: placeLabel(spotsAtRing(ring, x, y, [width, height], long), long, taken, frame) };
    });
  const atPoints = points.map(({ x: px, y: py, name, words }) => {
    const long = measure(name, 600) + (words ? measure(` ${words}`) : 0);
    return placeLabel(spotsAround(x(px), y(py), points.length), long, taken, frame);
  });
  return { rings: atRings, points: atPoints };
}
