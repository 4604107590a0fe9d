// The uPlot options of a chart of series: axes, strokes, the reference line and the marked step.
import uPlot from 'uplot';
import { whole } from './format.ts';
import type { Series, SeriesData } from './series.ts';
import { inksOf, textScale } from './theme.ts';
import { wrapped } from './wrapped.ts';

/** The chart that the options are for. */
export interface SeriesHost extends HTMLElement {
  data: SeriesData | null;
  log: boolean;
  axis: boolean;
  height: number;
  cursorGroup: string;
  /** The steps to show; all of them if null. */
  range: readonly [number, number] | null;
  /** Whether the axis of steps is a scrubber. */
  scrubbed: boolean;
}

/** The columns in uPlot's format; on a log scale values that are not above 0 are left out. */
export function columns({ steps, series }: SeriesData, log: boolean): uPlot.AlignedData {
  const positive = (value: number | null) => (value !== null && value > 0 ? value : null);
  return [steps, ...series.map(({ values }) => (log ? values.map(positive) : values))] as uPlot.AlignedData;
}

/** Distances between ticks: 1, 2 and 5 times the powers of ten in a range. */
const roundSteps = (low: number, high: number): number[] =>
  Array.from({ length: high - low }, (_, index) => low + index).flatMap((power) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${power}`)),
  );

/** Tick labels with as many decimals as their distance needs. */
function tickWords(values: (number | null)[], distance: number): string[] {
  let decimals = 0;
  while (decimals < 6 && Math.abs(distance * 10 ** decimals - Math.round(distance * 10 ** decimals)) > 1e-6)
    decimals++;
  return values.map((value) =>
    value === null
      ? ''
      : value === 0
        ? '0'
        : Math.abs(value) >= 1e4
          ? powerWords(value)
          : value.toFixed(decimals).replace('-', '−'),
  );
}

/** uPlot draws no axis whose range exceeds its increments; a diverging loss exceeds them by far. */
const powers = Array.from({ length: 320 }, (_, index) => Number(`1e${index - 16}`)).filter(Number.isFinite);

/** Powers of ten to mark on a log axis: each, or every n-th, so that about six remain. */
function decades(_: uPlot, __: number, from: number, to: number): number[] {
  const low = Math.ceil(Math.log10(from) - 1e-9);
  const high = Math.floor(Math.log10(to) + 1e-9);
  const stride = Math.max(1, Math.ceil((high - low) / 6));
  return Array.from({ length: Math.floor((high - low) / stride) + 1 }, (_, index) =>
    Number(`1e${low + index * stride}`),
  );
}

const powerWords = (value: number) =>
  value >= 0.001 && value < 1e4
    ? String(value)
    : Number(value.toPrecision(2)).toExponential().replace('e+', 'e').replace('-', '−');

/** From 0, or the lowest value below it, to a little above the highest; always includes the reference. */
const linearRange =
  (host: SeriesHost) =>
  (_: uPlot, from: number | null, to: number | null): [number, number] => {
    const top = Math.max(to ?? 0, host.data?.reference?.value ?? 0);
    return [Math.min(0, from ?? 0), top > 0 ? top * 1.06 : 1];
  };

const logRange = (_: uPlot, from: number | null, to: number | null) =>
  uPlot.rangeLog(from || 1e-3, to || 1, 10, false);

/** A drag must cover this many pixels. */
const leastZoom = 8;

export function chartOptions(
  host: SeriesHost,
  width: number,
  tell: (index: number | null) => void,
  zoom: (from: number, to: number) => void,
): uPlot.Options {
  let inks = inksOf(host);
  const ink = (name: string) => inks(name);
  const scale = textScale();
  const font = `${14 * scale}px ${getComputedStyle(host).fontFamily}`;
  const small = host.height < 120;
  const base: uPlot.Axis = {
    stroke: ink('--ink-3'),
    font,
    grid: { stroke: ink('--rule'), width: 1 },
    ticks: { show: false },
  };
  const stroke = ({ ink: name, width, dash, strength = 1 }: Series): uPlot.Series => ({
    // Read on each drawing: the family's color changes with the loss.
    stroke: () => ink(name),
    width,
    ...(dash ? { dash } : {}),
    alpha: strength,
    spanGaps: true,
    points: { show: false },
  });
  return {
    width: Math.max(100, width),
    height: host.height,
    // To the right there is room for half of the last step's number.
    padding: [small ? 8 : 14, 22, host.axis ? 0 : 4, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { show: false },
      ...(host.cursorGroup ? { sync: { key: host.cursorGroup } } : {}),
    },
    scales: {
      x: {
        time: false,
        range: (_, from, to) => (host.range ? [...host.range] : [Math.min(from, 0), Math.max(to, 10)]),
      },
      y: { distr: host.log ? 3 : 1, range: host.log ? logRange : linearRange(host) },
    },
    axes: [
      {
        ...base,
        show: host.axis,
        grid: { show: false },
        size: host.scrubbed ? 24 + 14 * scale : 24 * scale,
        gap: host.scrubbed ? 16 : 4,
        space: 70,
        incrs: roundSteps(0, 7),
        values: (_, values) =>
          // At the left edge the word would reach below the upright axis.
          values.map(
            (value, index) =>
              `${!host.scrubbed && index === (values[0] ? 0 : 1) ? 'step ' : ''}${whole(value ?? 0)}`,
          ),
      },
      {
        ...base,
        size: 48 * scale,
        gap: 4,
        space: small ? 26 : 48,
        ...(host.log
          ? {
              incrs: powers,
              splits: decades,
              filter: (_, splits) => splits,
              values: (_, splits) => splits.map(powerWords),
            }
          : {
              incrs: roundSteps(-12, 300),
              values: (_, splits, __, ___, distance) => tickWords(splits, distance),
            }),
      },
    ],
    series: [{}, ...(host.data?.series ?? []).map(stroke)],
    hooks: {
      drawClear: [
        () => {
          inks = inksOf(host);
        },
      ],
      draw: [(plot) => drawMarked(plot, host, ink), (plot) => drawReference(plot, host, ink)],
      setSelect: [
        ({ select, posToVal }) => {
          if (select.width >= leastZoom)
            zoom(posToVal(select.left, 'x'), posToVal(select.left + select.width, 'x'));
        },
      ],
      setCursor: [(plot) => tell(plot.cursor.idx ?? null)],
    },
  };
}

function drawReference(plot: uPlot, host: SeriesHost, ink: (name: string) => string) {
  const reference = host.data?.reference;
  if (!reference) return;
  const y = plot.valToPos(reference.value, 'y', true);
  const { left, top, width, height } = plot.bbox;
  if (!(y >= top && y <= top + height)) return;
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = ink('--ink-2');
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(left + width, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = `${14 * textScale() * ratio}px ${getComputedStyle(host).fontFamily}`;
  // Where there is little room, the name without its number.
  const words =
    ctx.measureText(reference.words).width > width ? (reference.words.split(':')[0] ?? '') : reference.words;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'alphabetic';
  // A rim in the paper's color keeps the words readable where lines pass behind them.
  ctx.strokeStyle = ink('--paper');
  ctx.lineWidth = 4 * ratio;
  ctx.lineJoin = 'round';
  const lines = wrapped(words, width, (line) => ctx.measureText(line).width);
  const isAbove = y - top > 22 * ratio * lines.length;
  lines.forEach((line, index) => {
    const at = isAbove ? y - (7 + 18 * (lines.length - 1 - index)) * ratio : y + 18 * (1 + index) * ratio;
    ctx.strokeText(line, left + width, at);
    ctx.fillText(line, left + width, at);
  });
  ctx.restore();
}

function drawMarked(plot: uPlot, host: SeriesHost, ink: (name: string) => string) {
  const marked = host.data?.marked;
  if (marked === undefined) return;
  const { left, top, width, height } = plot.bbox;
  const x = Math.round(plot.valToPos(marked, 'x', true));
  if (x < left || x > left + width) return;
  plot.ctx.save();
  // Later steps than the one shown stay visible, faint.
  plot.ctx.globalAlpha = 0.75;
  plot.ctx.fillStyle = ink('--paper');
  plot.ctx.fillRect(x + 1, top, left + width - x - 1, height);
  plot.ctx.globalAlpha = 1;
  plot.ctx.fillStyle = ink('--ink');
  plot.ctx.fillRect(x, top, Math.max(1, devicePixelRatio), height);
  plot.ctx.restore();
}
