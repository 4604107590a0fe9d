import { ticks } from 'd3-array';
import { css, html, nothing, svg } from 'lit';
import { axis } from './canvas-picture.ts';
import { short } from './format.ts';
import { tickWords } from './line-scale.ts';
import { Measured } from './measured.ts';
import { negativeShape } from './triplet-map.ts';

export interface Distances {
  positive: number;
  /** Where the margin ends beyond the positive; null for a loss without one. */
  margin: number | null;
  negatives: { distance: number; loss: number; active: boolean }[];
  /** Index of the negative whose loss is drawn, or null. */
  told: number | null;
}

const natural = 150;
/** Room below the axis for its numbers, and in a high box for the names of the zones. */
const below = { numbers: 30, zones: 58 };

/** Distances from the anchor on one line: the loss reaches from the negative to the end of the margin. */
export class DistanceLine extends Measured {
  static override properties = { ...Measured.properties, data: { attribute: false }, summary: {} };
  static override styles = css`
    :host { display: block; min-height: 150px; }
    svg { display: block; width: 100%; overflow: visible; }
    text { font: 400 14px var(--sans); fill: var(--ink-3); stroke: var(--paper); stroke-width: 4px; paint-order: stroke; }
    .strong { font-weight: 600; fill: var(--ink); }
    .hue { font-weight: 600; fill: var(--hue); }
    .zone { fill: var(--hue); }
    .axis { stroke: var(--edge); shape-rendering: crispEdges; }
    .ring { stroke: var(--hue); stroke-width: 2; }
    .loss { stroke: var(--hue); stroke-width: 3; }
    .shape { fill: var(--paper); stroke: var(--hue); stroke-width: 2; }
    .active { fill: var(--hue); }
    .anchor { fill: var(--ink); }
  `;
  declare data: Distances | null;
  declare summary: string;

  override render() {
    const { data, width } = this;
    const height = this.heightOr(natural);
    const named = height >= 140;
    const line = height - (named ? below.zones : below.numbers);
    if (!data || width === 0) return html`<svg height=${height}></svg>`;
    const rim = data.positive + (data.margin ?? 0);
    const far = 1.08 * Math.max(rim * 1.15, ...data.negatives.map(({ distance }) => distance));
    const x = axis(0, far, 8, width - 12);
    const marks = ticks(0, far, Math.max(3, Math.round(width / 90)));
    const told = data.told === null ? undefined : data.negatives[data.told];
    const zones: [number, number, string, number][] = [
      [0, data.positive, 'hard', 0.2],
      ...(data.margin === null
        ? []
        : ([
            [data.positive, rim, 'semi-hard', 0.09],
            [rim, far, 'easy', 0],
          ] as [number, number, string, number][])),
    ];
    return html`<svg role="img" aria-label=${this.summary} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      ${zones.map(
        ([
          from,
          to,
          words,
          strength,
        ]) => svg`<rect class="zone" fill-opacity=${strength} x=${x(from)} y=${line - 22} width=${Math.max(0, x(to) - x(from))} height="22" />
        ${named && x(to) - x(from) > 62 ? svg`<text class="strong" x=${(x(from) + x(to)) / 2} y=${line + 44} text-anchor="middle">${words}</text>` : nothing}`,
      )}
      <path class="axis" d=${`M8 ${line + 0.5}H${width - 8}`} />
      ${marks.map((mark) => svg`<path class="axis" d=${`M${Math.round(x(mark)) + 0.5} ${line}v5`} /><text x=${x(mark)} y=${line + 21} text-anchor="middle">${tickWords(mark, marks[1] ?? 1)}</text>`)}
      <path class="ring" d=${`M${x(data.positive)} ${line - 30}V${line + 4}`} />${data.margin === null ? nothing : svg`<path class="ring" d=${`M${x(rim)} ${line - 44}V${line + 4}`} />`}
      ${told && told.loss > 0 && data.margin !== null ? svg`<path class="loss" d=${`M${x(told.distance)} ${line - 38}H${x(rim)}`} /><text class="hue" x=${Math.min(width - 40, Math.max(40, (x(told.distance) + x(rim)) / 2))} y=${line - 48} text-anchor="middle">loss ${short(told.loss)}</text>` : nothing}
      <circle class="anchor" cx=${x(0)} cy=${line - 11} r="6" /><circle class="active" cx=${x(data.positive)} cy=${line - 11} r="6" />
      ${data.negatives.map(({ distance, active }, index) => svg`<path class=${active ? 'shape active' : 'shape'} transform=${`translate(${x(distance)} ${line - 11}) scale(0.8)`} d=${negativeShape(index)} />`)}
    </svg>`;
  }
}

customElements.define('distance-line', DistanceLine);
