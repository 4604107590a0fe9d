import { ticks } from 'd3-array';
import { css, html, nothing, svg } from 'lit';
import { axis } from './canvas-picture.ts';
import { short } from './format.ts';
import { tickWords } from './line-scale.ts';
import { Measured } from './measured.ts';
import { labelOrder, placeLabels } from './place-labels.ts';

interface Found {
  /** An emoji; if empty, the others are numbered. */
  mark: string;
  text: string;
  distance: number;
}

export interface QueryData {
  query: string;
  right: Found;
  /** The nearest others, nearest first. */
  others: Found[];
  margin: number | null;
  /** Loss of the triplet with the nearest of the others; not drawn if it is 0 or unknown. */
  loss: number;
}

const height = 176;
const line = 112;
/** Pixels from mark to mark. */
const apart = 30;

/** A query and its results on a line of distances: the correct one, the nearest others, the margin and the loss. */
export class QueryLineChart extends Measured {
  static override properties = { ...Measured.properties, data: { attribute: false }, summary: {} };
  static override styles = css`
    :host { display: block; min-height: 176px; }
    svg { display: block; width: 100%; overflow: visible; }
    text { font: 400 14px var(--sans); fill: var(--ink-2); }
    .mark { font-size: 20px; }
    .strong { font-weight: 600; fill: var(--ink); }
    .hue { font-weight: 600; fill: var(--hue); stroke: var(--paper); stroke-width: 4px; paint-order: stroke; }
    .zone { fill: var(--hue); }
    .axis { stroke: var(--edge); shape-rendering: crispEdges; }
    .leader { stroke: var(--ink-3); fill: none; }
    .ring, .loss { stroke: var(--hue); stroke-width: 2; fill: none; }
    .point { fill: var(--paper); stroke: var(--hue); stroke-width: 2; }
    .right { fill: var(--hue); }
    .anchor { fill: var(--ink); }
    @media (forced-colors: active) { .zone { fill: none; } }
  `;
  declare data: QueryData | null;
  declare summary: string;

  override render() {
    const { data, width } = this;
    if (!data || width === 0) return html`<svg height=${height}></svg>`;
    const { right, others, margin, loss, query } = data;
    const rim = margin === null ? Number.NaN : right.distance + margin;
    const all = [right, ...others];
    const most = Math.max(...all.map(({ distance }) => distance), Number.isFinite(rim) ? rim : 0, 0.1);
    const x = axis(0, 1.08 * most, 8, width - 12);
    const wanted = all.map(({ distance }) => x(distance));
    const spots = placeLabels(wanted, labelOrder(wanted, []), apart, 16, width - 16);
    const marks = ticks(0, 1.08 * most, Math.max(2, Math.round(width / 110)));
    const nearest = others[0];
    const end = Number.isFinite(rim) ? x(rim) : 0;
    return html`<svg role="img" aria-label=${this.summary} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      ${
        margin === null
          ? nothing
          : svg`<rect class="zone" fill-opacity="0.2" x=${x(0)} y=${line - 14} width=${x(right.distance) - x(0)} height="14" />
        <rect class="zone" fill-opacity="0.09" x=${x(right.distance)} y=${line - 14} width=${end - x(right.distance)} height="14" />
        <path class="ring" d=${`M${end} ${line - 24}V${line + 2}`} />`
      }
      <path class="axis" d=${`M8 ${line + 0.5}H${width - 8}`} />
      ${marks.map((mark) => svg`<path class="axis" d=${`M${Math.round(x(mark)) + 0.5} ${line}v5`} /><text x=${x(mark)} y=${line + 56} text-anchor="middle">${tickWords(mark, marks[1] ?? 1)}</text>`)}
      ${all.map(
        (
          found,
          index,
        ) => svg`<path class="leader" d=${`M${spots[index]} ${46}L${x(found.distance)} ${line - 14}`} />
        <circle class=${index === 0 ? 'point right' : 'point'} cx=${x(found.distance)} cy=${line - 7} r="5"><title>${`${found.mark} ${found.text}`.trim()}: ${short(found.distance)}</title></circle>
        <text class="mark" x=${spots[index]} y="40" text-anchor="middle">${found.mark || (index === 0 ? '' : index)}<title>${found.text}: ${short(found.distance)}</title></text>`,
      )}
      <text class="hue" x=${spots[0]} y="14" text-anchor="middle">right</text>
      <circle class="anchor" cx=${x(0)} cy=${line - 7} r="6"><title>${query}</title></circle>
      ${
        nearest && loss > 0 && Number.isFinite(end)
          ? svg`<path class="loss" d=${`M${x(nearest.distance)} ${line + 6}V${line + 22}H${end}V${line + 6}`} />
            <text class="hue" x=${Math.min(width - 44, Math.max(44, (x(nearest.distance) + end) / 2))} y=${line + 34} text-anchor="middle">loss ${short(loss)}</text>`
          : nothing
      }
    </svg>`;
  }
}

customElements.define('query-line', QueryLineChart);
