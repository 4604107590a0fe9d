import { css, html, nothing, svg } from 'lit';
import { axis } from './canvas-picture.ts';
import { short } from './format.ts';
import { measurer, type Spot } from './label-boxes.ts';
import { Measured } from './measured.ts';
import { placeNames, type Scale } from './triplet-names.ts';

interface Place {
  x: number;
  y: number;
}

export interface MapPoint extends Place {
  id: string;
  role: 'anchor' | 'positive' | 'negative';
  name: string;
  /** The label beside it. */
  words: string;
  /** The text for screen readers. */
  told: string;
  /** Whether its triplet has a loss above 0. */
  active: boolean;
  force: Place;
}

export interface TripletPicture {
  reach: number;
  points: MapPoint[];
  hard: Place[][];
  margin: Place[][];
  /** Words at the rings, from the innermost. */
  ringWords: [string, string];
}

const shapes = [
  'M-7 -7H7V7H-7Z',
  'M0 -9L9 7H-9Z',
  'M0 -9.5L9.5 0L0 9.5L-9.5 0Z',
  'M0 9L9 -7H-9Z',
  'M0 -9L8.6 -2.8L5.3 7.3H-5.3L-8.6 -2.8Z',
  'M4.5 -7.8L9 0L4.5 7.8H-4.5L-9 0L-4.5 -7.8Z',
];
/** An arrow key moves a point by this many units of the plane; with Shift by the second. */
const nudge = { fine: 0.05, coarse: 0.5 };
/** Length of an arrow for a force of 1, in units of the plane. */
const arrow = 0.9;

/** Below this width, in pixels, only names are shown. */
const narrow = 420;

/**
 * Anchor, positive and negatives in the plane, with the zones around the anchor and the force on each point. Points are
 * moved by pointer or with the arrow keys: event `move` (detail: id, x, y, and whether the move has ended). A point that
 * takes the focus emits the event `focus-point` (detail: its id).
 */
export class TripletMap extends Measured {
  static override properties = {
    ...Measured.properties,
    data: { attribute: false },
    forces: { type: Boolean },
  };
  static override styles = css`
    :host { display: block; aspect-ratio: 1; }
    :host([fill]) { aspect-ratio: auto; }
    svg { display: block; box-sizing: border-box; width: 100%; height: 100%; overflow: hidden; touch-action: none; border: 1px solid var(--rule); }
    text { font: 400 14px var(--sans); fill: var(--ink-2); stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; pointer-events: none; user-select: none; }
    .zone { fill: var(--hue); fill-opacity: 0.1; stroke: var(--hue); stroke-width: 1.5; }
    .zone.outer { stroke-width: 2.25; fill-opacity: 0.08; }
    .force { stroke: var(--ink); stroke-width: 3; fill: none; }
    .tip { fill: var(--ink); }
    .spoke { stroke: var(--edge); stroke-width: 1; }
    .handle { cursor: grab; outline: none; }
    .handle:active { cursor: grabbing; }
    .grasp { fill: transparent; }
    .handle:focus-visible .grasp { stroke: var(--hue); stroke-width: 2; }
    .shape { fill: var(--paper); stroke: var(--hue); stroke-width: 2; stroke-linejoin: round; }
    .active .shape { fill: var(--hue); }
    .idle .shape { stroke: var(--ink-3); stroke-width: 1.5; }
    .positive .shape { fill: var(--hue); }
    .anchor .shape { fill: var(--ink); stroke: none; }
    .name { fill: var(--ink); font-weight: 600; }
    @media (forced-colors: active) { .force { stroke: CanvasText; } }
  `;
  declare data: TripletPicture | null;
  declare forces: boolean;
  #dragged: string | null = null;

  override render() {
    const { data, width } = this;
    if (!data || width === 0) return html`<svg></svg>`;
    const height = this.heightOr(width);
    // The plane is as wide and high as its box; one unit is as long both ways.
    const unit = Math.min(width, height) / (2 * data.reach);
    const [across, up] = [width / (2 * unit), height / (2 * unit)];
    const x = axis(-across, across, 0, width);
    const y = axis(-up, up, height, 0);
    const path = (rings: Place[][]) =>
      rings
        .map(
          (ring) => `M${ring.map((place) => `${x(place.x).toFixed(1)} ${y(place.y).toFixed(1)}`).join('L')}Z`,
        )
        .join('');
    const names = placeNames({
      points: data.points.map((point) => ({ ...point, words: this.#wordsOf(point) })),
      rings: [
        { ring: data.margin.flat(), words: data.ringWords[1] },
        { ring: data.hard.flat(), words: data.ringWords[0] },
      ],
      arrow: this.forces ? arrow : 0,
      x,
      y,
      width,
      height,
      measure: measurer(this),
    });
    return html`<svg role="group" aria-label="The plane with its points; each can be moved with the arrow keys" viewBox=${`0 0 ${width} ${height}`}
      @pointermove=${(event: PointerEvent) => this.#drag(event, x, y, false)} @pointerup=${(event: PointerEvent) => this.#drag(event, x, y, true)} @pointercancel=${() => this.#release()}>
      <path class="zone outer" fill-rule="evenodd" d=${path(data.margin)} />
      <path class="zone" fill-rule="evenodd" d=${path(data.hard)} />
      ${names.rings.map(({ words, spot }) => svg`<text x=${spot?.x} y=${spot?.y} text-anchor=${spot?.anchor}>${words}</text>`)}
      ${this.forces ? data.points.map((point) => this.#force(point, x, y)) : this.#spokes(data.points, x, y)}
      ${data.points.map((point, index) => this.#handle(point, index, x, y, names.points[index]))}
    </svg>`;
  }

  /** On a phone the roles of A and P, which the sentence above names, would cover their neighbors. */
  #wordsOf({ role, words }: MapPoint): string {
    return this.width < narrow && role !== 'negative' ? '' : words;
  }

  #force({ x: px, y: py, force }: MapPoint, x: Scale, y: Scale) {
    const size = Math.hypot(force.x, force.y);
    if (size < 1e-3) return nothing;
    const [fromX, fromY] = [x(px), y(py)];
    const [toX, toY] = [x(px + arrow * force.x), y(py + arrow * force.y)];
    const turn = (Math.atan2(toY - fromY, toX - fromX) * 180) / Math.PI;
    return svg`<path class="force" d=${`M${fromX} ${fromY}L${toX} ${toY}`} /><path class="tip" d="M6 0L-6 -6V6Z" transform=${`translate(${toX} ${toY}) rotate(${turn})`} />`;
  }

  #spokes(points: MapPoint[], x: Scale, y: Scale) {
    const anchor = points[0];
    if (!anchor) return nothing;
    return points
      .slice(1)
      .map(
        (point) =>
          svg`<path class="spoke" d=${`M${x(anchor.x)} ${y(anchor.y)}L${x(point.x)} ${y(point.y)}`} />`,
      );
  }

  #handle(point: MapPoint, index: number, x: Scale, y: Scale, spot: Spot | undefined) {
    const shape =
      point.role === 'negative'
        ? svg`<path class="shape" d=${shapes[(index - 2) % shapes.length]} />`
        : svg`<circle class="shape" r="8" />`;
    const words = this.#wordsOf(point);
    return svg`<g class=${`handle ${point.role} ${point.active ? 'active' : 'idle'}`} transform=${`translate(${x(point.x)} ${y(point.y)})`} tabindex="0" role="button" data-id=${point.id}
      aria-roledescription="movable point" aria-label=${point.told} @keydown=${(event: KeyboardEvent) => this.#onKey(event, point)}
      @focus=${() => this.#tellFocus(point.id)} @pointerdown=${(event: PointerEvent) => this.#grab(event, point.id)}>
      <circle class="grasp" r="17" />${shape}
      <text x=${(spot?.x ?? 0) - x(point.x)} y=${(spot?.y ?? 0) - y(point.y)} text-anchor=${spot?.anchor ?? 'start'}><tspan class="name">${point.name}</tspan> ${words}</text>
    </g>`;
  }

  #tellFocus(id: string) {
    this.dispatchEvent(new CustomEvent('focus-point', { detail: id }));
  }

  #grab(event: PointerEvent, id: string) {
    if (event.button !== 0) return;
    this.#dragged = id;
    this.renderRoot.querySelector('svg')?.setPointerCapture(event.pointerId);
    this.#tellFocus(id);
  }

  #release() {
    this.#dragged = null;
  }

  #drag(event: PointerEvent, x: ReturnType<typeof axis>, y: ReturnType<typeof axis>, ended: boolean) {
    const id = this.#dragged;
    if (id === null) return;
    const box = this.getBoundingClientRect();
    const share = (at: number, map: ReturnType<typeof axis>) => {
      const [low, high] = [map(map.from), map(map.to)];
      return map.from + ((at - low) / (high - low)) * (map.to - map.from);
    };
    if (ended) this.#release();
    this.#move(id, share(event.clientX - box.left, x), share(event.clientY - box.top, y), ended);
  }

  #onKey(event: KeyboardEvent, { id, x, y }: MapPoint) {
    const step = event.shiftKey ? nudge.coarse : nudge.fine;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    this.#move(id, x + move[0], y + move[1], true);
  }

  #move(id: string, x: number, y: number, ended: boolean) {
    this.dispatchEvent(new CustomEvent('move', { detail: { id, x, y, ended } }));
  }
}

/** The shape that a negative is drawn as. */
export const negativeShape = (index: number): string => shapes[index % shapes.length] ?? '';

export const forceWords = ({ x, y }: Place): string => short(Math.hypot(x, y));

customElements.define('triplet-map', TripletMap);
