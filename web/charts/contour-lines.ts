// Contour lines, smooth and with gaps for labels: geometry only.
import { contours } from 'd3-contour';
import { around, type Box } from './label-boxes.ts';

export type Point = readonly [number, number];

/** Levels at even shares of the heights, written short, so that steep and flat parts both have lines. */
export function levelsOf(values: ArrayLike<number>): number[] {
  const sorted = Array.from(values)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toPrecision(2));
  return [...new Set([0.03, 0.08, 0.16, 0.28, 0.42, 0.56, 0.7, 0.84, 0.94].map(at))].sort((a, b) => a - b);
}

/** About how many cells per side the lines are traced on; coarser heights are interpolated. */
const fineCells = 120;

/** The value between b and c of a smooth curve through four heights (Catmull and Rom 1974). */
const between = (a: number, b: number, c: number, d: number, t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));

/** Rows of heights with `factor` − 1 interpolated ones between each two. */
function stretched(values: Float64Array, rows: number, width: number, factor: number): Float64Array {
  const fine = new Float64Array(((rows - 1) * factor + 1) * width);
  for (let row = 0; row < (rows - 1) * factor + 1; row++) {
    const from = Math.min(rows - 2, Math.floor(row / factor));
    const height = (at: number, column: number) => {
      const inside = Math.min(rows - 1, Math.max(0, at));
      return values[inside * width + column] ?? 0;
    };
    for (let column = 0; column < width; column++)
      fine[row * width + column] = between(
        height(from - 1, column),
        height(from, column),
        height(from + 1, column),
        height(from + 2, column),
        row / factor - from,
      );
  }
  return fine;
}

function transposed(values: Float64Array, rows: number, width: number): Float64Array {
  return Float64Array.from(
    values,
    (_, index) => values[(index % rows) * width + Math.floor(index / rows)] ?? 0,
  );
}

/**
 * The lines of each level, as rings of columns and rows from 0 to `cells` − 1, some a little beyond. `values` are the
 * heights of cells × cells places, row by row; what is not finite is as high as the highest.
 *
 * Heights are interpolated on a logarithmic scale above the lowest: where a surface is steep, straight interpolation
 * between its heights makes lines zigzag.
 */
export function levelLines(
  values: ArrayLike<number>,
  cells: number,
  levels: readonly number[],
): { level: number; rings: Point[][] }[] {
  const finite = Array.from(values).filter(Number.isFinite);
  if (finite.length === 0 || cells < 2) return [];
  const lowest = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  // A level that was written short may lie below all that is known so far; no line is that low.
  const drawn = levels.filter((level) => level >= lowest);
  const scale = Math.max((drawn[0] ?? lowest) - lowest, 1e-6 * (highest - lowest), 1e-300);
  const flat = (value: number) => Math.log(1 + ((Number.isFinite(value) ? value : highest) - lowest) / scale);
  const factor = Math.max(1, Math.round(fineCells / cells));
  const side = (cells - 1) * factor + 1;
  const rows = stretched(Float64Array.from(values, flat), cells, cells, factor);
  const fine = stretched(transposed(rows, side, cells), cells, side, factor);
  const place = ([column = 0, row = 0]: number[]): Point => [(row - 0.5) / factor, (column - 0.5) / factor];
  return contours()
    .size([side, side])
    .thresholds(drawn.map(flat))(Array.from(fine))
    .map(({ coordinates }, index) => ({
      level: drawn[index] ?? 0,
      rings: coordinates.flat().map((ring) => ring.map(place)),
    }));
}

/** The shares of a segment, from and to, that lie inside a box; null where it passes by. */
function within(
  [ax, ay]: Point,
  [bx, by]: Point,
  { left, right, top, bottom }: Box,
): [number, number] | null {
  // Nearly all segments pass by, so they are excluded before anything is computed.
  if ((ax <= left && bx <= left) || (ax >= right && bx >= right)) return null;
  if ((ay <= top && by <= top) || (ay >= bottom && by >= bottom)) return null;
  let [from, to] = [0, 1];
  for (const [start, way, low, high] of [
    [ax, bx - ax, left, right],
    [ay, by - ay, top, bottom],
  ] as const) {
    if (way === 0) {
      if (start <= low || start >= high) return null;
      continue;
    }
    const [enter, leave] = [(low - start) / way, (high - start) / way].sort((a, b) => a - b);
    from = Math.max(from, enter ?? 0);
    to = Math.min(to, leave ?? 1);
  }
  return from < to ? [from, to] : null;
}

/** Whether a line of points runs through a box. */
export const crosses = (line: readonly Point[], box: Box): boolean =>
  line.some((point, index) => index > 0 && within(line[index - 1] as Point, point, box) !== null);

/** The pieces of a line that lie outside all boxes. */
export function broken(line: readonly Point[], boxes: readonly Box[]): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  const end = () => {
    if (piece.length > 1) pieces.push(piece);
    piece = [];
  };
  for (let index = 1; index < line.length; index++) {
    const [a, b] = [line[index - 1] as Point, line[index] as Point];
    const at = (share: number): Point => [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
    const gaps = boxes.map((box) => within(a, b, box)).filter((gap) => gap !== null);
    let free = 0;
    for (const [from, to] of gaps.sort((one, other) => one[0] - other[0])) {
      if (from > free) {
        if (piece.length === 0) piece.push(at(free));
        piece.push(at(from));
      }
      end();
      free = Math.max(free, to);
    }
    if (free < 1) {
      if (piece.length === 0) piece.push(at(free));
      piece.push(b);
    }
  }
  end();
  return pieces;
}

/** The area that a path covers, as small squares too close to each other for a label to fit between. */
export function alongPath(line: readonly Point[]): Box[] {
  const found: Box[] = [];
  let [lastX, lastY] = [Infinity, Infinity];
  line.forEach(([x, y], index) => {
    const [fromX, fromY] = line[index - 1] ?? [x, y];
    const long = Math.hypot(x - fromX, y - fromY);
    if (!Number.isFinite(long)) return;
    const parts = Math.min(400, Math.max(1, Math.ceil(long / 5)));
    for (let part = 1; part <= parts; part++) {
      const [px, py] = [fromX + ((x - fromX) * part) / parts, fromY + ((y - fromY) * part) / parts];
      if (Math.hypot(px - lastX, py - lastY) < 4.5 && part < parts) continue;
      [lastX, lastY] = [px, py];
      found.push(around(px, py, 3));
    }
  });
  return found;
}
