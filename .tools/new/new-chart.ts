import { ticks } from 'd3-array';
import { css, html, svg } from 'lit';
import { axis } from './canvas-picture.ts';
import { tickWords } from './line-scale.ts';
import { Measured } from './measured.ts';

/** Columns of numbers of equal length; a chart draws what it is given and computes nothing. */
export interface NewChartData {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

const height = 240;
const pad = { left: 44, right: 12, top: 12, bottom: 30 };

/** The smallest and largest number of a column. */
const ends = (column: ArrayLike<number>): [number, number] =>
  Array.from(column).reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );

/** New chart: a dot for each pair of numbers. Explain here what it shows and what it does not do. */
export class NewChart extends Measured {
  static override properties = { ...Measured.properties, data: { attribute: false }, summary: {} };
  static override styles = css`
    :host { display: block; min-height: 240px; }
    svg { display: block; width: 100%; }
    text { font: 400 14px var(--sans); fill: var(--ink-3); }
    .grid { stroke: var(--rule); shape-rendering: crispEdges; }
    .dot { fill: var(--hue); }
    @media (forced-colors: active) { .dot { fill: CanvasText; } }
  `;
  declare data: NewChartData | null;
  /** Text for screen readers. */
  declare summary: string;

  override render() {
    const { data, width } = this;
    const count = Math.min(data?.x.length ?? 0, data?.y.length ?? 0);
    if (!data || width === 0 || count === 0) return html`<svg height=${height}></svg>`;
    const x = axis(...ends(data.x), pad.left, width - pad.right);
    const y = axis(...ends(data.y), height - pad.bottom, pad.top);
    const [across, up] = [ticks(x.from, x.to, 5), ticks(y.from, y.to, 4)];
    const words = (marks: number[], mark: number) => tickWords(mark, (marks[1] ?? 1) - (marks[0] ?? 0));
    return html`<svg role="img" aria-label=${this.summary} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      ${up.map((mark) => svg`<path class="grid" d=${`M${pad.left} ${y(mark)}H${width}`} /><text x=${pad.left - 6} y=${y(mark) + 5} text-anchor="end">${words(up, mark)}</text>`)}
      ${across.map((mark) => svg`<text x=${x(mark)} y=${height - 8} text-anchor="middle">${words(across, mark)}</text>`)}
      ${Array.from({ length: count }, (_, index) => svg`<circle class="dot" cx=${x(data.x[index] ?? 0)} cy=${y(data.y[index] ?? 0)} r="3" />`)}
    </svg>`;
  }
}

customElements.define('new-chart', NewChart);
