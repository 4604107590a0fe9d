import { ticks } from 'd3-array';
import { css, html, svg } from 'lit';
import { axis } from './canvas-picture.ts';
import { tickWords } from './line-scale.ts';
import { Measured } from './measured.ts';

export interface Column {
  /** From the bottom up. */
  parts: { value: number; look: 'full' | 'faint' | 'dotted' | 'dashed' }[];
  /** Beside or above the column: bold, then plain lines. */
  lines: string[];
  /** Below it. */
  under: string;
}

export interface Columns {
  columns: Column[];
  /** Upper end of the scale, shared by charts that are compared. */
  top: number;
}

const natural = 236;
const pad = { left: 44, top: 12, bottom: 30 };
const line = 18;

/** Stacked vertical bars on one scale, with their numbers. */
export class ColumnBars extends Measured {
  static override properties = { ...Measured.properties, data: { attribute: false }, summary: {} };
  static override styles = css`
    :host { display: block; min-height: 236px; }
    svg { display: block; width: 100%; overflow: visible; }
    text { font: 400 14px var(--sans); fill: var(--ink-3); stroke: var(--paper); stroke-width: 3px; paint-order: stroke; }
    .strong { font-weight: 600; fill: var(--ink); }
    .under { fill: var(--ink-2); }
    .grid { stroke: var(--rule); shape-rendering: crispEdges; }
    .base { stroke: var(--edge); shape-rendering: crispEdges; }
    .full { fill: var(--hue); fill-opacity: 0.8; }
    .faint { fill: var(--hue); fill-opacity: 0.28; }
    .dotted { fill: none; stroke: var(--hue); stroke-width: 2; stroke-dasharray: 0.1 4; stroke-linecap: round; }
    .dashed { fill: var(--hue); fill-opacity: 0.14; stroke: var(--hue); stroke-width: 2; stroke-dasharray: 7 5; }
    @media (forced-colors: active) { .full, .faint { stroke: CanvasText; } }
  `;
  declare data: Columns | null;
  declare summary: string;

  override render() {
    const { data, width } = this;
    const height = this.heightOr(natural);
    if (!data || width === 0) return html`<svg height=${height}></svg>`;
    const y = axis(0, data.top * 1.12 || 1, height - pad.bottom, pad.top);
    const room = (width - pad.left) / data.columns.length;
    const marks = ticks(0, y.to, 4);
    return html`<svg role="img" aria-label=${this.summary} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      ${marks.map((mark) => svg`<path class="grid" d=${`M${pad.left} ${Math.round(y(mark)) + 0.5}H${width}`} /><text x=${pad.left - 6} y=${y(mark) + 5} text-anchor="end">${tickWords(mark, (marks[1] ?? 1) - (marks[0] ?? 0))}</text>`)}
      <path class="base" d=${`M${pad.left} ${Math.round(y(0)) + 0.5}H${width}`} />
      ${data.columns.map((column, index) => this.#column(column, { left: pad.left + index * room, room, height }, y, data.columns.length === 1))}
    </svg>`;
  }

  #column(
    { parts, lines, under }: Column,
    { left, room, height }: { left: number; room: number; height: number },
    y: (value: number) => number,
    alone: boolean,
  ) {
    const width = Math.min(72, room * (alone ? 0.4 : 0.62));
    const x = left + 12;
    let foot = 0;
    const bars = parts.map(({ value: given, look }) => {
      const value = Number.isFinite(given) ? given : 0;
      const [from, to] = [y(foot), y(foot + value)];
      foot += value;
      return svg`<rect class=${look} x=${x} y=${to} width=${width} height=${Math.max(0, from - to)} />`;
    });
    const at = y(foot);
    const words = lines.map((text, index) => {
      const [tx, ty] = alone
        ? [x + width + 10, Math.min(at + 5, height - pad.bottom - line * lines.length + 8) + line * index]
        : [x, at - 8 - line * (lines.length - 1 - index)];
      return svg`<text class=${index === 0 ? 'strong' : ''} x=${tx} y=${ty}>${text}</text>`;
    });
    return svg`${bars}${words}<text class="under" x=${x} y=${height - 8}>${under}</text>`;
  }
}

customElements.define('column-bars', ColumnBars);
