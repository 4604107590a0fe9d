import { css, html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import uPlot from 'uplot';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import { cursorAfter } from './cursor-keys.ts';
import { short } from './format.ts';
import { measurer } from './label-boxes.ts';
import { Nearness } from './nearness.ts';
import { labelOrder, placeLabels } from './place-labels.ts';
import { columnWords, labelValue, type SeriesData, widestLabel } from './series.ts';
import { chartOptions, columns } from './series-options.ts';
import { onThemeChange, textScale } from './theme.ts';

const labelHeight = 24;
/** With a note below. */
const noteHeight = 40;
/** Pixels of a label's sample of its line. */
const sample = 25;
/** Pixels that a pointer may move in a click. */
const stillness = 4;

/**
 * Lines against steps, each labeled at its end with the value at the step shown. A label hides and shows its line. The
 * plot takes the focus: arrow keys move a cursor along the steps, and a line above the plot shows the numbers under it.
 *
 * Dragging across the plot, or + and −, zoom in time, Shift with the arrow keys pans, 0 or a double click shows all: the event
 * `zoom` gives the range (detail: from and to, or null), which is shown once it is set as `range`.
 *
 * Attributes: `height` of the plot, or `fill`: as high as its box; `axis` draws the steps below; `scrubbed`: what is slotted as
 * `steps` lies on that axis; `cursor-group` ties the cursors of several charts; `caption`, the title of an exported picture.
 */
export class SeriesChart extends LitElement {
  static override properties = {
    data: { attribute: false },
    log: { type: Boolean },
    axis: { type: Boolean },
    height: { type: Number },
    cursorGroup: { attribute: 'cursor-group' },
    summary: {},
    caption: {},
    range: { attribute: false },
    fill: { type: Boolean, reflect: true },
    scrubbed: { type: Boolean },
    off: { state: true },
    at: { state: true },
  };
  static override styles = [
    unsafeCSS(uplotStyles),
    css`
      :host { display: block; }
      :host([fill]) :is(.frame, .plot, .canvas) { height: 100%; }
      :host([fill]) .plot { overflow: hidden; }
      /* Until it has followed a narrower box, the drawing must not make the page wider. */
      .canvas { overflow-x: clip; }
      .steps { position: absolute; height: 28px; }
      .unit { position: absolute; right: 0; bottom: 4px; font-size: var(--label); color: var(--ink-3); }
      .frame { position: relative; display: grid; grid-template-columns: minmax(0, 1fr) min(var(--room, 176px), 50%); column-gap: 4px; }
      .plot { min-width: 0; position: relative; }
      .plot:focus-visible { outline: 2px solid var(--hue); outline-offset: 1px; }
      .u-cursor-x { border-right: 1px dashed var(--ink-2); }
      .u-select { background: var(--ink); opacity: 0.1; }
      .labels { position: relative; list-style: none; margin: 0; padding: 0; min-width: 0; }
      .labels li { position: absolute; top: 0; left: 0; right: 0; height: 24px; }
      button { font: inherit; font-size: var(--label); line-height: 1.2; color: inherit; background: none; border: 0; padding: 0;
        min-height: 24px; cursor: pointer; text-align: left; white-space: nowrap; width: 100%;
        /* Where there is little room, the name is shortened and never the number. */
        display: grid; grid-template-columns: 23px minmax(0, auto) 1fr; align-items: center; align-content: center; }
      .title { overflow: hidden; text-overflow: ellipsis; margin-right: 0.25em; }
      button:hover { text-decoration: underline; text-underline-offset: 0.2em; }
      button:focus-visible { outline: 2px solid var(--hue); outline-offset: -1px; border-radius: 2px; }
      button[aria-pressed='false'] { color: var(--ink-3); text-decoration: line-through; }
      svg { width: 18px; height: 8px; overflow: visible; }
      .strong { font-weight: 600; }
      .note { grid-column: 2 / -1; color: var(--ink-2); font-weight: 400; line-height: 16px; }
      .tip { position: absolute; z-index: 1; top: 0; right: 0; left: 44px; min-height: 22px; pointer-events: none; background: var(--paper);
        color: var(--ink); font-size: var(--label); text-align: right; }
      .tip b { font-weight: 600; }
      @container (max-width: 720px) {
        :host(:not([fill])) .frame { display: block; }
        .note { display: none; }
        :host(:not([fill])) .labels { display: flex; flex-wrap: wrap; column-gap: 8px; }
        :host(:not([fill])) .labels li { position: static; transform: none !important; flex: 0 0 auto; min-width: calc(50% - 4px); }
      }
      @media (forced-colors: active) { button { color: ButtonText; } }
    `,
  ];
  declare data: SeriesData | null;
  declare log: boolean;
  declare axis: boolean;
  declare height: number;
  declare cursorGroup: string;
  declare summary: string;
  declare caption: string;
  declare range: readonly [number, number] | null;
  declare fill: boolean;
  declare scrubbed: boolean;
  /** Ids of lines that are switched off. */
  declare off: ReadonlySet<string>;
  /** Index of the column under the cursor. */
  declare at: number | null;
  #plot: uPlot | null = null;
  #drawn = '';
  #moving = false;
  #pressedAt = 0;
  #order: number[] = [];
  #room = 0;
  #reserved = '';
  /** What was not drawn while it was out of the window is drawn when it comes into it. */
  readonly #nearness = new Nearness(this, (isNear) => isNear && this.requestUpdate('data', null));
  /** Whether data came that were not drawn. */
  #isStale = false;
  #observer = new ResizeObserver(() => this.#resize());
  #endTheme?: () => void;

  constructor() {
    super();
    this.data = null;
    this.log = false;
    this.axis = false;
    this.height = 320;
    this.cursorGroup = '';
    this.summary = '';
    this.caption = '';
    this.range = null;
    this.fill = false;
    this.scrubbed = false;
    this.off = new Set();
    this.at = null;
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
    const labeled = this.data?.series.filter((series) => !series.follows) ?? [];
    const last = Math.max(0, (this.data?.steps.length ?? 1) - 1);
    return html`<div class="frame">
      <div class="plot" role="slider" tabindex="0" aria-label=${this.summary} aria-valuemin="0" aria-valuemax=${last}
        aria-valuenow=${this.at ?? last} aria-valuetext=${this.#words(this.at ?? last)} @keydown=${this.#onKey}
        @blur=${() => this.#move(null)} @dblclick=${() => this.#zoom(null)} @pointerdown=${this.#onDown} @click=${this.#onClick}><div class="canvas"></div>${this.at === null ? nothing : html`<div class="tip">${this.#words(this.at)}</div>`}</div>
      ${this.scrubbed ? html`<div class="steps"><slot name="steps"></slot></div><span class="unit" aria-hidden="true">steps</span>` : nothing}
      <ul class="labels" aria-label="Lines">
        ${labeled.map((series) => html`<li data-id=${series.id}>${this.#label(series)}</li>`)}
      </ul>
    </div>`;
  }

  #label(series: SeriesData['series'][number]) {
    const { id, title, dash, note, width } = series;
    return html`<button type="button" aria-pressed=${!this.off.has(id)} class=${classMap({ strong: width > 2 })} @click=${() => this.#toggle(id)}>
      <svg viewBox="0 0 18 8" aria-hidden="true"><path d="M0 4H18" stroke="currentColor" stroke-width=${width} stroke-dasharray=${dash?.join(' ') ?? 'none'} /></svg>
      <span class="title">${title}</span> <span>${short(labelValue(series))}</span>${this.#noted && note ? html`<span class="note">${note}</span>` : nothing}
    </button>`;
  }

  #words(index: number): string {
    const { steps = [], series = [] } = this.data ?? {};
    return columnWords({ steps, series: series.filter(({ id }) => !this.off.has(id)) }, index);
  }

  /** Whether the labels have room for their notes. */
  get #noted(): boolean {
    const labeled = this.data?.series.filter(({ follows }) => !follows) ?? [];
    const height = labeled.reduce((sum, { note }) => sum + (note ? noteHeight : labelHeight), 0);
    return height <= this.height - (this.axis ? 26 : 4);
  }

  /** The measured width of the labels. It only grows, so that the plot does not move with its numbers. */
  #reserve({ series }: SeriesData) {
    const isNoted = this.#noted;
    const labels = series
      .filter(({ follows }) => !follows)
      .map((line) => ({
        words: widestLabel(line, short(labelValue(line))),
        note: isNoted && line.note ? line.note.replace(/\d/g, '8') : '',
        weight: line.width > 2 ? (600 as const) : (400 as const),
      }));
    // Most numbers are as wide as those before, and measuring them takes longer than to see that.
    const wanted = JSON.stringify(labels);
    if (wanted === this.#reserved) return;
    this.#reserved = wanted;
    const measure = measurer(this);
    const label = this.renderRoot.querySelector('.labels button');
    const size = label ? Number.parseFloat(getComputedStyle(label).fontSize) : 14;
    const widths = labels.flatMap(({ words, note, weight }) => [measure(words, weight), measure(note)]);
    this.#room = Math.max(this.#room, Math.ceil(sample + (Math.max(0, ...widths) * size) / 14));
    // Charts below each other have one axis of steps, so they leave the same room.
    const box = this.parentElement ?? this;
    const charts = [this, ...box.querySelectorAll<SeriesChart>(':scope > series-chart')];
    box.style.setProperty('--room', `${Math.max(...charts.map((chart) => chart.#room ?? 0))}px`);
  }

  #toggle(id: string) {
    const off = new Set(this.off);
    if (!off.delete(id)) off.add(id);
    this.off = off;
  }

  #onDown(event: PointerEvent) {
    this.#pressedAt = event.clientX;
  }

  /** A click, unlike a drag, requests the step under the cursor. */
  #onClick(event: MouseEvent) {
    if (Math.abs(event.clientX - this.#pressedAt) < stillness) this.#seek();
  }

  #seek() {
    const step = this.at === null ? undefined : this.data?.steps[this.at];
    if (step !== undefined)
      this.dispatchEvent(new CustomEvent<number>('seek', { detail: step, bubbles: true }));
  }

  #zoom(range: readonly [number, number] | null) {
    this.dispatchEvent(new CustomEvent('zoom', { detail: range, bubbles: true, composed: true }));
  }

  /** Zooming and panning by key; true if the key was one of these. */
  #zoomKey({ key, shiftKey }: KeyboardEvent): boolean {
    const steps = this.data?.steps ?? [];
    const all = [0, Math.max(10, steps.at(-1) ?? 10)] as const;
    const [from, to] = this.range ?? all;
    const size = to - from;
    const middle = this.at === null ? (from + to) / 2 : (steps[this.at] ?? (from + to) / 2);
    const around = (factor: number) =>
      [middle - (middle - from) * factor, middle + (to - middle) * factor] as const;
    const shift = (share: number) => [from + share * size, to + share * size] as const;
    const ranges: Record<string, readonly [number, number] | null> = {
      '+': around(0.5),
      '=': around(0.5),
      '-': around(2),
      '0': null,
    };
    if (shiftKey) Object.assign(ranges, { ArrowLeft: shift(-0.2), ArrowRight: shift(0.2) });
    if (!(key in ranges)) return false;
    const range = ranges[key] ?? null;
    const [low, high] = range ?? all;
    // A view that shows all is no zoom.
    this.#zoom(
      range && high - low < all[1] - all[0]
        ? [Math.max(0, low), Math.min(all[1], Math.max(low + 2, high))]
        : null,
    );
    return true;
  }

  #onKey(event: KeyboardEvent) {
    if (this.#zoomKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter') {
      this.#seek();
      return;
    }
    const to = cursorAfter(event.key, this.at, (this.data?.steps.length ?? 0) - 1);
    if (to === undefined) return;
    event.preventDefault();
    this.#move(to);
  }

  #move(index: number | null) {
    this.at = index;
    this.#moving = true;
    const step = index === null ? undefined : this.data?.steps[index];
    const left = step === undefined ? -10 : (this.#plot?.valToPos(step, 'x') ?? -10);
    this.#plot?.setCursor({ left, top: step === undefined ? -10 : 4 });
    this.#moving = false;
  }

  override updated(changed: PropertyValues): void {
    const { data } = this;
    if (!data) return;
    this.#isStale = this.#plot !== null && !this.#nearness.isNear;
    if (this.#isStale) return;
    if (changed.has('data')) this.#reserve(data);
    const shape = `${data.series.map((series) => series.id)}|${this.log}|${data.reference?.words}`;
    if (shape !== this.#drawn) {
      this.#drawn = shape;
      this.#room = 0;
      this.#reserved = '';
      this.#reserve(data);
      this.#rebuild();
    } else if (changed.has('data') || changed.has('range')) this.#plot?.setData(columns(data, this.log));
    if (changed.has('data') || changed.has('off')) this.#showAndPlace(data);
  }

  #showAndPlace(data: SeriesData) {
    for (const [index, series] of data.series.entries()) {
      const show = !this.off.has(series.follows ?? series.id);
      if (this.#plot && this.#plot.series[index + 1]?.show !== show)
        this.#plot.setSeries(index + 1, { show });
    }
    this.#place(data);
  }

  #textScale = 1;

  #rebuild() {
    this.#textScale = textScale();
    this.#reserved = '';
    this.#isStale = false;
    const box = this.renderRoot.querySelector<HTMLElement>('.canvas');
    if (!this.data || !box) return;
    this.#plot?.destroy();
    if (this.fill) this.height = box.clientHeight;
    const tell = (index: number | null) => {
      // Several steps can share a pixel: a cursor set by keys stays at its own step.
      if (!this.#moving) this.at = index;
    };
    this.#plot = new uPlot(
      chartOptions(this, box.clientWidth, tell, (from, to) => this.#zoom([from, to])),
      columns(this.data, this.log),
      box,
    );
    this.#observer.observe(box);
    this.#showAndPlace(this.data);
  }

  #resize() {
    const box = this.renderRoot.querySelector<HTMLElement>('.canvas');
    if (!this.#plot || !box || box.clientWidth === 0) return;
    // Axes have room for text of one size. What is rendered only now is drawn in the same frame, before the observer of
    // the window knows of it.
    if (textScale() !== this.#textScale || this.#isStale) {
      this.#rebuild();
      return;
    }
    if (this.fill) this.height = box.clientHeight;
    this.#plot.setSize({ width: box.clientWidth, height: this.height });
    if (this.data) this.#place(this.data);
  }

  /** The scrubber has its middle on the axis of steps. */
  #placeSteps({ bbox }: uPlot) {
    const steps = this.renderRoot.querySelector<HTMLElement>('.steps');
    if (!steps) return;
    const ratio = devicePixelRatio;
    const place = { left: bbox.left, width: bbox.width, top: bbox.top + bbox.height };
    for (const [name, value] of Object.entries(place)) steps.style.setProperty(name, `${value / ratio}px`);
    steps.style.translate = '0 -14px';
  }

  /** Labels at the ends of their lines, moved apart where they would overlap. */
  #place(data: SeriesData) {
    const plot = this.#plot;
    if (!plot) return;
    this.#placeSteps(plot);
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.labels li')];
    const bottom = this.height - (this.scrubbed ? 40 : this.axis ? 26 : 4);
    const ends = items.map((item) => {
      const series = data.series.find((entry) => entry.id === item.dataset.id);
      const last = (series && labelValue(series)) ?? 0;
      const at =
        plot.valToPos(this.log ? Math.max(last, 1e-12) : last, 'y') + plot.bbox.top / devicePixelRatio;
      item.style.color = `var(${series?.ink ?? '--ink-2'})`;
      return Number.isFinite(at) ? at : bottom;
    });
    this.#order = labelOrder(ends, this.#order);
    // Labels must not reach into the chart below, which would cover them.
    const noted = this.#noted && data.series.some(({ note }) => note);
    const gap = noted
      ? Math.min(noteHeight, (bottom - labelHeight) / Math.max(1, ends.length - 1))
      : labelHeight;
    const lowest = Math.min(bottom - labelHeight / 4, this.height - labelHeight / 2) - (gap - labelHeight);
    placeLabels(ends, this.#order, gap, labelHeight / 2, lowest).forEach((at, index) => {
      const item = items[index];
      if (item) item.style.transform = `translateY(${Math.round(at - labelHeight / 2)}px)`;
    });
  }
}

customElements.define('series-chart', SeriesChart);

declare global {
  interface HTMLElementTagNameMap {
    'series-chart': SeriesChart;
  }
}
