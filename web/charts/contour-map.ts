import { ticks } from 'd3-array';
import { css, html, nothing, svg } from 'lit';
import { axis } from './canvas-picture.ts';
import { alongPath, broken, levelLines, levelsOf, type Point } from './contour-lines.ts';
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
  /** x and y alternate. */
  points: ArrayLike<number>;
}

export interface ContourData {
  x: { from: number; to: number; title: string };
  y: { from: number; to: number; title: string };
  /** Grid points per side; the outer ones lie on the frame. */
  cells: number;
  /** Heights from the lowest x and y, row by row; NaN where not known yet. */
  values: ArrayLike<number>;
  tracks: Track[];
  /** Labeled points. */
  marks: { x: number; y: number; words: string }[];
}

/** Candidate positions on a line for its number. */
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
    :host([fill]) { aspect-ratio: auto; }
    svg { display: block; width: 100%; height: 100%; overflow: visible; }
    .picking { cursor: crosshair; }
    text { font: 400 14px var(--sans); }
    text:not(.label) { fill: var(--ink-3); }
    .title { fill: var(--ink-2); }
    .area { fill: var(--ink); fill-opacity: 0.02; }
    .level { fill: none; stroke: var(--edge); stroke-width: 1; }
    .height, .words { stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }
    text.words { fill: var(--ink); font-weight: 600; }
    .frame { fill: none; stroke: var(--edge); shape-rendering: crispEdges; }
    .track { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
    .mark { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
    .tick { stroke: var(--edge); shape-rendering: crispEdges; }
  `;
  declare data: ContourData | null;
  declare summary: string;
  /** A click emits the event `pick` (detail: x and y). */
  declare picking: boolean;
  #levels: { of: ArrayLike<number> | null; lines: ReturnType<typeof levelLines> } = { of: null, lines: [] };

  override render() {
    const { data, width } = this;
    if (!data || width === 0) return html`<svg></svg>`;
    const height = this.heightOr(Math.round(width / 1.06));
    const x = axis(data.x.from, data.x.to, 44, width - 8);
    const y = axis(data.y.from, data.y.to, height - 44, 8);
    const [left, right, top, bottom] = [44, width - 8, 8, height - 44];
    const marks = (from: number, to: number) => ticks(from, to, 5);
    const frame: Box = { left: left + 2, right: right - 2, top: top + 2, bottom: bottom - 2 };
    const tracks = data.tracks.map((track) => ({ ...track, line: lineOf(track.points, x, y) }));
    const taken: Taken = {
      labels: [],
      marks: [
        ...data.marks.map((mark) => around(x(mark.x), y(mark.y), 6)),
        ...tracks.flatMap(({ line }) => alongPath(line)),
      ],
    };
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
        ${this.#lines(data, x, y, measure, taken, frame)}
        ${tracks.map(({ ink, dash, points, line }) => svg`<path class="track" stroke=${`var(${ink})`} stroke-dasharray=${dash ?? 'none'} d=${pathOf(line)} />${this.#end(points, ink, x, y)}`)}
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

  /** The lines are computed once for each set of heights; each has a gap at its label. */
  #lines(
    { cells, values, x: rangeX, y: rangeY }: ContourData,
    x: (value: number) => number,
    y: (value: number) => number,
    measure: (words: string) => number,
    taken: Taken,
    frame: Box,
  ) {
    if (this.#levels.of !== values)
      this.#levels = { of: values, lines: levelLines(values, cells, levelsOf(values)) };
    const place = ([column, row]: Point): Point => [
      x(rangeX.from + (column / (cells - 1)) * (rangeX.to - rangeX.from)),
      y(rangeY.from + (row / (cells - 1)) * (rangeY.to - rangeY.from)),
    ];
    const drawn = this.#levels.lines.map(({ level, rings }) => ({
      level,
      rings: rings.map((ring) => ring.map(place)),
    }));
    const used: Point[] = [];
    const heights = drawn.map(({ level, rings }) =>
      this.#height(brief(level), rings, used, measure, taken, frame),
    );
    return [
      drawn.map(
        ({ rings }) =>
          svg`<path class="area" fill-rule="evenodd" d=${rings.map((ring) => `${pathOf(ring)}Z`).join('')} />
            <path class="level" d=${rings.flatMap((ring) => broken(ring, taken.labels).map(pathOf)).join('')} />`,
      ),
      heights,
    ];
  }

  /** Places a level's number on one of its lines, clear of other labels and of the paths, far from other numbers. */
  #height(
    words: string,
    rings: Point[][],
    used: Point[],
    measure: (words: string) => number,
    { labels, marks }: Taken,
    frame: Box,
  ) {
    const width = measure(words);
    const covered = [...labels, ...marks];
    const box = ([px, py]: Point) => boxOf({ x: px, y: py + 5, anchor: 'middle' }, width);
    const apart = ([px, py]: Point) => Math.min(400, ...used.map(([ux, uy]) => Math.hypot(px - ux, py - uy)));
    const longest = rings.reduce<Point[]>((best, next) => (next.length > best.length ? next : best), []);
    const every = Math.ceil(longest.length / mostTried);
    let best: Point | null = null;
    let most = 30;
    for (let index = 0; index < longest.length; index += every) {
      const at = longest[index] as Point;
      const distance = apart(at);
      if (distance > most && isFree(box(at), covered, frame)) [best, most] = [at, distance];
    }
    if (!best) return nothing;
    used.push(best);
    labels.push(box(best));
    return svg`<text class="height" x=${best[0]} y=${best[1] + 5} text-anchor="middle">${words}</text>`;
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

/** Candidate positions for the label of a mark: beside it, then above or below it, then farther away. */
const spotsBeside = (x: number, y: number): Spot[] =>
  [0, 12, 26, 44].flatMap((away) => [
    ...[-8 - away, 19 + away, 5].flatMap((down): Spot[] => [
      { x: x + 10 + away, y: y + down, anchor: 'start' },
      { x: x - 10 - away, y: y + down, anchor: 'end' },
    ]),
    { x, y: y - 12 - away, anchor: 'middle' },
    { x, y: y + 24 + away, anchor: 'middle' },
  ]);

/** Points of a path that are drawn: more could not be told apart. */
const mostPoints = 2000;

/** Points of a path in pixels, clipped where it is far outside the picture. */
function lineOf(
  points: ArrayLike<number>,
  x: (value: number) => number,
  y: (value: number) => number,
): Point[] {
  const line: Point[] = [];
  const last = Math.floor(points.length / 2) - 1;
  const count = Math.min(last + 1, mostPoints);
  for (let drawn = 0; drawn < count; drawn++) {
    const index = 2 * Math.round((drawn * last) / Math.max(1, count - 1));
    const [px, py] = [x(points[index] ?? 0), y(points[index + 1] ?? 0)];
    if (!Number.isFinite(px) || !Number.isFinite(py) || Math.abs(px) > 1e5 || Math.abs(py) > 1e5) break;
    line.push([px, py]);
  }
  return line;
}

const pathOf = (line: readonly Point[]): string =>
  line.length > 0 ? `M${line.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L')}` : '';

customElements.define('contour-map', ContourMap);

declare global {
  interface HTMLElementTagNameMap {
    'contour-map': ContourMap;
  }
}
