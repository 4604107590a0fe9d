// From numbers to places in a chart of lines: ranges, ticks and paths.
import { ticks } from 'd3-array';
import { type Axis, axis } from './canvas-picture.ts';
import { brief } from './format.ts';

export interface Line {
  id: string;
  title: string;
  /** A custom property, for instance --hue. */
  ink: string;
  values: ArrayLike<number>;
  width?: number;
  /** In the format of stroke-dasharray. */
  dash?: string;
  /** Values are known at some points only and the line joins them; otherwise a NaN interrupts it. */
  sparse?: boolean;
  /** A faint line that belongs to another has no label. */
  unlabeled?: boolean;
  /** The value in the label; the last value unless given. */
  value?: number | undefined;
  /** Lower and upper edge of a band around the line. */
  low?: ArrayLike<number>;
  high?: ArrayLike<number>;
}

export interface LineData {
  x: ArrayLike<number>;
  lines: Line[];
  xTitle: string;
  yTitle?: string;
  /** Range of the value axis; computed from the lines unless given. */
  from?: number;
  to?: number;
  /** Logarithmic value axis; values that are not above 0 are left out. */
  log?: boolean;
  /** A reference level, drawn across. */
  reference?: { value: number; words: string } | undefined;
  /** Labeled points along the axis. */
  marks?: { x: number; words: string }[];
}

export interface LineScale {
  x: Axis;
  y: Axis;
  xTicks: { at: number; words: string }[];
  yTicks: { at: number; words: string }[];
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Ticks need no more digits than their distance has. */
export function tickWords(value: number, distance: number): string {
  if (!(Math.abs(value) < 1e5) || (value !== 0 && Math.abs(value) < 1e-4)) return brief(value);
  const decimals = Math.max(0, -Math.floor(Math.log10(Math.abs(distance) || 1) + 1e-9));
  return value.toLocaleString('en', { maximumFractionDigits: decimals }).replace('-', '−');
}

function extent(arrays: (ArrayLike<number> | undefined)[], log: boolean): [number, number] {
  let [from, to] = [Infinity, -Infinity];
  for (const values of arrays)
    for (let index = 0; index < (values?.length ?? 0); index++) {
      const value = values?.[index] ?? Number.NaN;
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      from = Math.min(from, value);
      to = Math.max(to, value);
    }
  return from <= to ? [from, to] : [log ? 1 : 0, log ? 10 : 1];
}

/** The axes of a chart in a frame. */
export function lineScale(data: LineData, frame: Frame): LineScale {
  const log = data.log ?? false;
  const level = data.reference ? [data.reference.value] : undefined;
  const last = data.x[data.x.length - 1] ?? 1;
  const x = axis(data.x[0] ?? 0, last, frame.left, frame.width - frame.right);
  const [low, high] = extent(
    [...data.lines.flatMap(({ values, low, high }) => [values, low, high]), level],
    log,
  );
  const inLog = (value: number) => (log ? Math.log10(value) : value);
  const from = inLog(data.from ?? (log ? low : Math.min(0, low)));
  const top = inLog(data.to ?? high);
  const to = data.to === undefined ? top + 0.06 * (top - from || 1) : top;
  const straight = axis(from, to, frame.height - frame.bottom, frame.top);
  const y = Object.assign((value: number) => straight(inLog(value)), { from, to }) as Axis;
  const count = Math.max(2, Math.round((frame.height - frame.top - frame.bottom) / 48));
  const marked = (values: number[], place: (value: number) => number) =>
    values.map((value) => ({
      at: place(value),
      words: tickWords(value, Math.abs((values[1] ?? 1) - (values[0] ?? 0)) || 1),
    }));
  const powers = ticks(Math.ceil(from), Math.floor(to), count).filter(Number.isInteger);
  return {
    x,
    y,
    xTicks: marked(ticks(x.from, x.to, Math.max(2, Math.round((x(x.to) - frame.left) / 90))), x),
    yTicks: log
      ? powers.map((power) => ({ at: straight(power), words: brief(10 ** power) }))
      : marked(ticks(from, to, count), straight),
  };
}

/**
 * The path of a line; a NaN, or a value not above 0 on a log axis, interrupts it, unless the line is sparse. A single
 * point is a dot.
 */
export function linePath(
  x: ArrayLike<number>,
  values: ArrayLike<number>,
  scale: LineScale,
  sparse = false,
): string {
  let path = '';
  let pen = false;
  /** Whether the last point began a stretch, and none has followed. */
  let alone = false;
  for (let index = 0; index < values.length; index++) {
    const at = scale.y(values[index] ?? Number.NaN);
    if (Number.isFinite(at)) {
      path += `${pen ? 'L' : `${alone ? 'h0' : ''}M`}${scale.x(x[index] ?? 0).toFixed(1)} ${Math.max(-1e4, Math.min(1e4, at)).toFixed(1)}`;
      alone = !pen;
      pen = true;
    } else pen &&= sparse;
  }
  return alone ? `${path}h0` : path;
}

/** The outline of a band. */
export function bandPath(x: ArrayLike<number>, { low, high }: Line, scale: LineScale): string {
  if (!low || !high) return '';
  const indices = Array.from(x, (_, index) => index).filter(
    (index) =>
      Number.isFinite(scale.y(low[index] ?? Number.NaN)) &&
      Number.isFinite(scale.y(high[index] ?? Number.NaN)),
  );
  if (indices.length < 2) return '';
  const edge = (values: ArrayLike<number>, order: number[]) =>
    order
      .map((index) => `${scale.x(x[index] ?? 0).toFixed(1)} ${scale.y(values[index] ?? 0).toFixed(1)}`)
      .join('L');
  return `M${edge(high, indices)}L${edge(low, indices.toReversed())}Z`;
}
