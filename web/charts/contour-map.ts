import { ticks } from 'd3-array';
import { contours } from 'd3-contour';
import { css, html, nothing, svg } from 'lit';
import { axis } from './canvas-picture.ts';
import { brief } from './format.ts';
import {
  around,
  type Box,
  boxOf,
  isFree,
  measurer,
  placeLabel,
  type Spot,
  type Taken,
} from './label-boxes.ts';
import { tickWords } from './line-scale.ts';
import { Measured } from './measured.ts';

export interface Track {
  id: string;
  title: string;
  ink: string;
  dash?: string;
  /** x and y in turn. */
  points: ArrayLike<number>;
}

export interface ContourData {
  x: { from: number; to: number; title: string };
  y: { from: number; to: number; title: string };
  /** Places a side, the outer ones on the frame. */
  cells: number;
  /** Heights, from the lowest x and y, row by row; NaN where not known yet. */
  values: ArrayLike<number>;
  tracks: Track[];
  /** Places that mean something. */
  marks: { x: number; y: number; words: string }[];
}

/** Levels at even shares of the heights, written short, so that steep and flat parts both have lines. */
function levelsOf(values: ArrayLike<number>): number[] {
  const sorted = Array.from(values)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toPrecision(2));
  return [...new Set([0.03, 0.08, 0.16, 0.28, 0.42, 0.56, 0.7, 0.84, 0.94].map(at))].sort((a, b) => a - b);
}

/** Places on a line that are tried for its number. */
const mostTried = 80;

/** A surface as lines of equal height, each with its number, and paths across it. */
export class ContourMap extends Measured {
  static override properties = {
    ...Measured.properties,
    data: { attribute: false },
    summary: {},
    picking: { type: Boolean },
  };
  static override styles = css`
    :host { display: block; aspect-ratio: 1.06; max-width: 100%; }
    svg { display: block; width: 100%; height: 100%; overflow: visible; }
    .picking { cursor: crosshair; }
    text { font: 400 14px var(--sans); }
    text:not(.label) { fill: var(--ink-3); }
    .title { fill: var(--ink-2); }
    .level { fill: var(--ink); fill-opacity: 0.02; stroke: var(--edge); stroke-width: 1; }
    .height, .words { stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }
    text.words { fill: var(--ink); font-weight: 600; }
    .frame { fill: none; stroke: var(--edge); shape-rendering: crispEdges; }
    .track { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
    .mark { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
    .tick { stroke: var(--edge); shape-rendering: crispEdges; }
  `;
  declare data: ContourData | null;
  declare summary: string;
  /** A click chooses a place: event `pick` (detail: x and y). */
  declare picking: boolean;
  #levels: { of: ArrayLike<number> | null; paths: { level: number; rings: number[][][] }[] } = {
    of: null,
    paths: [],
  };

  override render() {
    const { data, width } = this;
    if (!data || width === 0) return html`<svg></svg>`;
    const height = Math.round(width / 1.06);
    const x = axis(data.x.from, data.x.to, 44, width - 8);
    const y = axis(data.y.from, data.y.to, height - 44, 8);
    const [left, right, top, bottom] = [44, width - 8, 8, height - 44];
    const marks = (from: number, to: number) => ticks(from, to, 5);
    const frame: Box = { left: left + 2, right: right - 2, top: top + 2, bottom: bottom - 2 };
    const taken: Taken = { labels: [], marks: data.marks.map((mark) => around(x(mark.x), y(mark.y), 6)) };
    const measure = measurer(this);
    const upright = placeLabel(
      [{ x: left + 8, y: top + 18, anchor: 'start' }],
      measure(data.y.title, 600),
      taken,
      frame,
    );
    const spots = data.marks.map(({ x: at, y: height, words }) =>
      placeLabel(spotsBeside(x(at), y(height)), measure(words, 600), taken, frame),
    );
    return html`<svg class=${this.picking ? 'picking' : ''} role="img" aria-label=${this.summary} viewBox=${`0 0 ${width} ${height}`} @click=${(event: MouseEvent) => this.#pick(event, x, y)}>
      <clipPath id="inside"><rect x=${left} y=${top} width=${right - left} height=${bottom - top} /></clipPath>
      <g clip-path="url(#inside)">
        ${this.#lines(data, x, y, taken, frame)}
        ${data.tracks.map(({ ink, dash, points }) => svg`<path class="track" stroke=${`var(${ink})`} stroke-dasharray=${dash ?? 'none'} d=${trackPath(points, x, y)} />${this.#end(points, ink, x, y)}`)}
        ${data.marks.map((mark, index) => svg`<circle class="mark" cx=${x(mark.x)} cy=${y(mark.y)} r="5" /><text class="words" x=${spots[index]?.x} y=${spots[index]?.y} text-anchor=${spots[index]?.anchor}>${mark.words}</text>`)}
      </g>
      <path class="frame" d=${`M${left + 0.5} ${top + 0.5}H${right - 0.5}V${bottom + 0.5}H${left + 0.5}Z`} />
      ${marks(x.from, x.to).map((mark, _, all) => svg`<path class="tick" d=${`M${Math.round(x(mark)) + 0.5} ${bottom}v5`} /><text x=${x(mark)} y=${bottom + 21} text-anchor="middle">${tickWords(mark, (all[1] ?? 1) - (all[0] ?? 0))}</text>`)}
      ${marks(y.from, y.to).map((mark, _, all) => svg`<text x=${left - 6} y=${y(mark) + 5} text-anchor="end">${tickWords(mark, (all[1] ?? 1) - (all[0] ?? 0))}</text>`)}
      <text class="title" x=${right} y=${bottom + 40} text-anchor="end">${data.x.title}</text>
      <text class="title words" x=${upright?.x} y=${upright?.y}>${data.y.title}</text>
    </svg>`;
  }

  #end(points: ArrayLike<number>, ink: string, x: (value: number) => number, y: (value: number) => number) {
    if (points.length < 2) return nothing;
    const at = [points[points.length - 2] ?? 0, points[points.length - 1] ?? 0] as const;
    return svg`<circle cx=${x(at[0])} cy=${y(at[1])} r="4.5" fill=${`var(${ink})`} />`;
  }

  /** The lines are worked out once for each set of heights. */
  #lines(
    { cells, values, tracks, x: rangeX, y: rangeY }: ContourData,
    x: (value: number) => number,
    y: (value: number) => number,
    taken: Taken,
    frame: Box,
  ) {
    if (this.#levels.of !== values) {
      const known = Array.from(values, (value) => (Number.isFinite(value) ? value : Number.MAX_VALUE));
      const levels = known.some((value) => value < Number.MAX_VALUE) ? levelsOf(values) : [];
      const shapes = contours().size([cells, cells]).thresholds(levels)(known);
      this.#levels = {
        of: values,
        paths: shapes.map(({ value, coordinates }) => ({ level: value, rings: coordinates.flat() })),
      };
    }
    const place = ([column = 0, row = 0]: number[]) => [
      x(rangeX.from + ((column - 0.5) / (cells - 1)) * (rangeX.to - rangeX.from)),
      y(rangeY.from + ((row - 0.5) / (cells - 1)) * (rangeY.to - rangeY.from)),
    ];
    const covered = [
      ...taken.labels,
      ...taken.marks,
      ...tracks.flatMap(({ points }) => alongTrack(points, x, y)),
    ];
    const measure = measurer(this);
    const used: number[][] = [];
    const drawn = this.#levels.paths.map(({ level, rings }) => ({
      level,
      rings: rings.map((ring) => ring.map(place)),
    }));
    return [
      drawn.map(
        ({ rings }) =>
          svg`<path class="level" fill-rule="evenodd" d=${rings.map((ring) => `M${ring.map(([px = 0, py = 0]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L')}Z`).join('')} />`,
      ),
      drawn.map(({ level, rings }) => this.#height(brief(level), rings, used, measure, covered, frame)),
    ];
  }

  /** A level's number stands on one of its lines, clear of all other words and of the paths, far from other numbers. */
  #height(
    words: string,
    rings: number[][][],
    used: number[][],
    measure: (words: string) => number,
    covered: Box[],
    frame: Box,
  ) {
    const width = measure(words);
    const box = ([px = 0, py = 0]: number[]) => boxOf({ x: px, y: py + 5, anchor: 'middle' }, width);
    const apart = ([px = 0, py = 0]: number[]) =>
      Math.min(400, ...used.map(([ux = 0, uy = 0]) => Math.hypot(px - ux, py - uy)));
    const longest = rings.reduce<number[][]>((best, next) => (next.length > best.length ? next : best), []);
    const every = Math.ceil(longest.length / mostTried);
    let best: number[] | null = null;
    let most = 30;
    for (let index = 0; index < longest.length; index += every) {
      const at = longest[index] ?? [];
      const distance = apart(at);
      if (distance > most && isFree(box(at), covered, frame)) [best, most] = [at, distance];
    }
    if (!best) return nothing;
    used.push(best);
    covered.push(box(best));
    return svg`<text class="height" x=${best[0]} y=${(best[1] ?? 0) + 5} text-anchor="middle">${words}</text>`;
  }

  #pick(event: MouseEvent, x: ReturnType<typeof axis>, y: ReturnType<typeof axis>) {
    if (!this.picking) return;
    const box = this.getBoundingClientRect();
    const back = (at: number, map: ReturnType<typeof axis>) =>
      map.from + ((at - map(map.from)) / (map(map.to) - map(map.from))) * (map.to - map.from);
    const detail = { x: back(event.clientX - box.left, x), y: back(event.clientY - box.top, y) };
    this.dispatchEvent(new CustomEvent('pick', { detail }));
  }
}

/** Where the words of a mark can stand. */
const spotsBeside = (x: number, y: number): Spot[] =>
  [-8, 19].flatMap((down): Spot[] => [
    { x: x + 10, y: y + down, anchor: 'start' },
    { x: x - 10, y: y + down, anchor: 'end' },
  ]);

/** What a path covers, in small squares. */
function alongTrack(
  points: ArrayLike<number>,
  x: (value: number) => number,
  y: (value: number) => number,
): Box[] {
  const found: Box[] = [];
  let [lastX, lastY] = [Infinity, Infinity];
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [px, py] = [x(points[index] ?? 0), y(points[index + 1] ?? 0)];
    if (Math.hypot(px - lastX, py - lastY) < 6) continue;
    [lastX, lastY] = [px, py];
    found.push(around(px, py, 3));
  }
  return found;
}

/** Points of a path; what has left the picture far behind is cut off. */
function trackPath(
  points: ArrayLike<number>,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [px, py] = [x(points[index] ?? 0), y(points[index + 1] ?? 0)];
    if (!Number.isFinite(px) || !Number.isFinite(py) || Math.abs(px) > 1e5 || Math.abs(py) > 1e5) break;
    path += `${path ? 'L' : 'M'}${px.toFixed(1)} ${py.toFixed(1)}`;
  }
  return path;
}

customElements.define('contour-map', ContourMap);

declare global {
  interface HTMLElementTagNameMap {
    'contour-map': ContourMap;
  }
}
