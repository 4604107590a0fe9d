import { css, html, LitElement, unsafeCSS, type PropertyValues } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import uPlot from 'uplot';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import { short } from './format.ts';
import { color, onThemeChange } from './theme.ts';

export interface Series {
  id: string;
  title: string;
  /** A custom property, for instance --hue. */
  ink: string;
  width: number;
  dash?: number[];
  /** From 0 to 1. */
  strength?: number;
  values: (number | null)[];
  /** Faint companions have no label of their own; they come and go with the series named here. */
  follows?: string;
}

export interface SeriesData {
  steps: number[];
  series: Series[];
  /** A level that means something, drawn across. */
  reference?: { value: number; words: string } | undefined;
  /** The step that is shown elsewhere on the page. */
  cursor?: number;
}

/** Lines against steps, each labelled at its end with its last value. A label hides and shows its line. */
export class SeriesChart extends LitElement {
  static override properties = {
    data: { attribute: false }, log: { type: Boolean }, height: { type: Number }, summary: {}, hiddenSeries: { state: true },
  };
  static override styles = [
    unsafeCSS(uplotStyles),
    css`
      :host { display: block; }
      .frame { display: grid; grid-template-columns: minmax(0, 1fr) 138px; column-gap: 8px; }
      .plot { min-width: 0; }
      .labels { position: relative; list-style: none; margin: 0; padding: 0; }
      .labels li { position: absolute; left: 0; right: 0; }
      button { font: inherit; font-size: var(--label); line-height: 1.2; color: inherit; background: none; border: 0; padding: 2px 0;
        min-height: 24px; cursor: pointer; text-align: left; white-space: nowrap; width: 100%; }
      button:hover { text-decoration: underline; text-underline-offset: 0.2em; }
      button:focus-visible { outline: 2px solid var(--hue); outline-offset: 1px; }
      button[aria-pressed='false'] { color: var(--ink-3); text-decoration: line-through; }
      svg { width: 18px; height: 8px; margin-right: 5px; vertical-align: middle; overflow: visible; }
      .strong { font-weight: 600; }
      @media (max-width: 720px) {
        .frame { display: block; }
        .labels { display: flex; flex-wrap: wrap; gap: 0 14px; }
        .labels li { position: static; }
      }
      @media (forced-colors: active) { button { color: ButtonText; } }
    `,
  ];
  declare data: SeriesData | null;
  declare log: boolean;
  declare height: number;
  declare summary: string;
  declare hiddenSeries: Set<string>;
  #plot: uPlot | null = null;
  #drawn = '';
  #observer = new ResizeObserver(() => this.#resize());
  #endTheme?: () => void;

  constructor() {
    super();
    this.data = null;
    this.log = false;
    this.height = 320;
    this.summary = '';
    this.hiddenSeries = new Set();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endTheme = onThemeChange(() => this.#rebuild());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#endTheme?.();
    this.#plot?.destroy();
    this.#plot = null;
    this.#drawn = '';
  }

  override render() {
    const labelled = this.data?.series.filter((series) => !series.follows) ?? [];
    return html`<div class="frame">
      <div class="plot" role="img" aria-label=${this.summary}></div>
      <ul class="labels" aria-label="Lines">
        ${labelled.map((series) => html`<li data-id=${series.id}>${this.#label(series)}</li>`)}
      </ul>
    </div>`;
  }

  #label({ id, title, dash, values, width }: Series) {
    const shown = !this.hiddenSeries.has(id);
    const last = values.findLast((value) => value !== null) ?? undefined;
    return html`<button aria-pressed=${shown} class=${classMap({ strong: width > 2 })} @click=${() => this.#toggle(id)}>
      <svg viewBox="0 0 18 8" aria-hidden="true"><path d="M0 4H18" stroke="currentColor" stroke-width=${width} stroke-dasharray=${dash?.join(' ') ?? 'none'} /></svg
      >${title} ${short(last)}
    </button>`;
  }

  #toggle(id: string) {
    const hidden = new Set(this.hiddenSeries);
    if (!hidden.delete(id)) hidden.add(id);
    this.hiddenSeries = hidden;
  }

  override updated(changed: PropertyValues): void {
    const { data } = this;
    if (!data) return;
    const shape = `${data.series.map((series) => series.id)}|${this.log}|${data.reference?.words}`;
    if (shape !== this.#drawn) {
      this.#drawn = shape;
      this.#rebuild();
    } else if (changed.has('data')) {
      this.#plot?.setData(this.#columns(data));
    }
    for (const [index, series] of data.series.entries()) {
      const show = !this.hiddenSeries.has(series.follows ?? series.id);
      if (this.#plot && this.#plot.series[index + 1]?.show !== show) this.#plot.setSeries(index + 1, { show });
    }
    this.#placeLabels(data);
  }

  #columns({ steps, series }: SeriesData): uPlot.AlignedData {
    const positive = (value: number | null) => (value !== null && value > 0 ? value : null);
    return [steps, ...series.map(({ values }) => (this.log ? values.map(positive) : values))] as uPlot.AlignedData;
  }

  #rebuild() {
    const { data } = this;
    const box = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (!data || !box) return;
    this.#plot?.destroy();
    const ink = (name: string) => color(this, name);
    const font = `14px ${getComputedStyle(this).fontFamily}`;
    const base = { stroke: ink('--ink-3'), font, grid: { stroke: ink('--rule'), width: 1 }, ticks: { show: false } };
    const numbers = (_: uPlot, values: (number | null)[]) => values.map((value) => (value === null ? '' : short(value).replace(/\.?0+$/, '') || '0'));
    this.#plot = new uPlot(
      {
        width: Math.max(100, box.clientWidth),
        height: this.height,
        legend: { show: false },
        cursor: { y: false, points: { size: 6 } },
        scales: { x: { time: false, range: (_, from, to) => [from, Math.max(to, from + 1)] }, y: { distr: this.log ? 3 : 1, range: this.log ? (_, from, to) => uPlot.rangeLog(from || 1e-3, to || 1, 10, false) : (_, from, to) => [Math.min(0, from ?? 0), (to ?? 1) * 1.05 || 1] } },
        axes: [
          { ...base, grid: { show: false }, size: 26, values: (_, values) => values.map((value) => (Number.isInteger(value) ? value.toLocaleString('en') : '')) },
          { ...base, size: 52, values: numbers },
        ],
        series: [{}, ...data.series.map((series) => this.#seriesOptions(series, ink))],
        hooks: { draw: [(plot) => this.#drawReference(plot, ink)], setCursor: [(plot) => this.#tell(plot)] },
      },
      this.#columns(data),
      box,
    );
    this.#observer.observe(box);
  }

  #seriesOptions({ ink, width, dash, strength = 1 }: Series, read: (name: string) => string): uPlot.Series {
    return { stroke: read(ink), width, ...(dash ? { dash } : {}), alpha: strength, spanGaps: true, points: { show: false } };
  }

  #drawReference(plot: uPlot, ink: (name: string) => string) {
    const reference = this.data?.reference;
    if (!reference) return;
    const y = plot.valToPos(reference.value, 'y', true);
    const { left, top, width, height } = plot.bbox;
    if (!(y >= top && y <= top + height)) return;
    const { ctx } = plot;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = ink('--ink-3');
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
    ctx.font = `${14 * ratio}px ${getComputedStyle(this).fontFamily}`;
    ctx.textAlign = 'right';
    ctx.fillText(reference.words, left + width, y - top > 24 * ratio ? y - 6 * ratio : y + 18 * ratio);
    ctx.restore();
  }

  /** Passes on what stands under the pointer. */
  #tell(plot: uPlot) {
    const index = plot.cursor.idx;
    const step = index == null ? null : (this.data?.steps[index] ?? null);
    this.dispatchEvent(new CustomEvent('point', { detail: step }));
  }

  #resize() {
    const box = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (this.#plot && box && box.clientWidth > 0) this.#plot.setSize({ width: box.clientWidth, height: this.height });
    if (this.data) this.#placeLabels(this.data);
  }

  /** Labels stand at their line's end, moved apart where they would touch. */
  #placeLabels(data: SeriesData) {
    const plot = this.#plot;
    if (!plot) return;
    const gap = 24;
    const bottom = this.height - 26 - gap / 2;
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.labels li')].map((item) => {
      const series = data.series.find((entry) => entry.id === item.dataset.id);
      const last = series?.values.findLast((value) => value !== null) ?? 0;
      const at = plot.valToPos(this.log ? Math.max(last, 1e-12) : last, 'y');
      item.style.color = `var(${series?.ink ?? '--ink-2'})`;
      return { item, at: Math.min(bottom, Math.max(gap / 2, Number.isFinite(at) ? at : bottom)) };
    });
    items.sort((a, b) => a.at - b.at);
    for (let index = items.length - 1, floor = bottom; index >= 0; index--) {
      const entry = items[index];
      if (!entry) continue;
      entry.at = Math.min(entry.at, floor);
      floor = entry.at - gap;
    }
    for (let index = 0, ceiling = gap / 2; index < items.length; index++) {
      const entry = items[index];
      if (!entry) continue;
      entry.at = Math.max(entry.at, ceiling);
      ceiling = entry.at + gap;
      entry.item.style.top = `${Math.round(entry.at - gap / 2)}px`;
    }
  }
}

customElements.define('series-chart', SeriesChart);
