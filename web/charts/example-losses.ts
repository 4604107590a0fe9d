import { ticks } from 'd3-array';
import { css, html, nothing, svg } from 'lit';
import { axis } from './canvas-picture.ts';
import { short } from './format.ts';
import { tickWords } from './line-scale.ts';
import { Measured } from './measured.ts';

export interface ExampleLosses {
  values: ArrayLike<number>;
  mean: number;
  /** The mean, formatted as elsewhere on the page. */
  meanWords: string;
  /** Index of the selected example, or null. */
  chosen: number | null;
}

const natural = 236;
/** The same as in the bars beside it, so that all share one baseline. */
const pad = { left: 44, right: 8, top: 12, bottom: 30 };

/**
 * The losses of examples, sorted, with their mean. One is selected by pointer or with the arrow keys: event `choose`
 * (detail: its index in the order given).
 */
export class ExampleLossesChart extends Measured {
  static override properties = { ...Measured.properties, data: { attribute: false } };
  static override styles = css`
    :host { display: block; min-height: 236px; }
    svg { display: block; width: 100%; overflow: visible; cursor: pointer; }
    .plot:focus-visible { outline: 2px solid var(--hue); outline-offset: 1px; }
    text { font: 400 14px var(--sans); fill: var(--ink-3); }
    .grid { stroke: var(--rule); shape-rendering: crispEdges; }
    .stem { stroke: var(--hue); stroke-opacity: 0.35; }
    .dots { fill: none; stroke: var(--hue); stroke-linecap: round; }
    .chosen { fill: var(--paper); stroke: var(--ink); stroke-width: 2.5; }
    .mean { stroke: var(--ink-2); stroke-dasharray: 2 3; }
    .under { fill: var(--ink-2); }
    .words { fill: var(--hue); font-weight: 600; stroke: var(--paper); stroke-width: 4px; paint-order: stroke; }
  `;
  declare data: ExampleLosses | null;

  get #order(): number[] {
    const values = this.data?.values ?? [];
    return Array.from(values, (_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  }

  override render() {
    const { data, width } = this;
    const height = this.heightOr(natural);
    if (!data || width === 0) return html`<svg height=${height}></svg>`;
    const order = this.#order;
    const place = data.chosen === null ? order.length - 1 : order.indexOf(data.chosen);
    const top = Math.max(data.mean, ...Array.from(data.values)) * 1.05 || 1;
    const x = axis(0, Math.max(1, order.length - 1), pad.left + 6, width - pad.right);
    const y = axis(0, top, height - pad.bottom, pad.top);
    const radius = Math.min(3.5, Math.max(1.5, (x(1) - x(0)) * 0.4));
    const marks = ticks(0, top, 4);
    const level = y(data.mean);
    return html`<div class="plot" role="slider" tabindex="0" aria-label="Example to explain, sorted by loss" aria-valuemin="1"
      aria-valuemax=${order.length} aria-valuenow=${place + 1} aria-valuetext=${`loss ${short(data.values[order[place] ?? 0])}, ${place + 1} of ${order.length}`}
      @keydown=${this.#onKey} @click=${(event: MouseEvent) => this.#pick(Math.round(((event.offsetX - x(0)) / (x(x.to) - x(0) || 1)) * (order.length - 1)))}>
      <svg height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
        ${marks.map((mark) => svg`<path class="grid" d=${`M${pad.left} ${Math.round(y(mark)) + 0.5}H${width}`} /><text x=${pad.left - 6} y=${y(mark) + 5} text-anchor="end">${tickWords(mark, (marks[1] ?? 1) - (marks[0] ?? 0))}</text>`)}
        <path class="stem" d=${order.map((index, at) => `M${x(at).toFixed(1)} ${y(0)}V${y(data.values[index] ?? 0).toFixed(1)}`).join('')} />
        <path class="dots" stroke-width=${2 * radius} d=${order.map((index, at) => `M${x(at).toFixed(1)} ${y(data.values[index] ?? 0).toFixed(1)}h0`).join('')} />
        ${data.chosen === null ? nothing : svg`<circle class="chosen" cx=${x(place)} cy=${y(data.values[data.chosen] ?? 0)} r="5" />`}
        <path class="mean" d=${`M${pad.left} ${level}H${width}`} />
        ${svg`<text class="words" x=${pad.left + 10} y=${Math.max(pad.top + 12, level - 8)}>mean ${data.meanWords}</text>`}
        <text class="under" x=${pad.left + 10} y=${height - 8}>${width < 260 ? 'sorted by loss' : 'one dot each, sorted by loss'}</text>
      </svg>
    </div>`;
  }

  #pick(place: number) {
    const order = this.#order;
    const index = order[Math.min(order.length - 1, Math.max(0, place))];
    if (index !== undefined) this.dispatchEvent(new CustomEvent('choose', { detail: index }));
  }

  #onKey(event: KeyboardEvent) {
    const order = this.#order;
    const now = this.data?.chosen == null ? order.length - 1 : order.indexOf(this.data.chosen);
    const moves: Record<string, number> = {
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      Home: 0,
      End: order.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#pick(to);
  }
}

customElements.define('example-losses', ExampleLossesChart);
