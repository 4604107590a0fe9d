import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { short } from './format.ts';
import { bandPath, type Frame, type Line, type LineData, linePath, lineScale } from './line-scale.ts';
import { labelOrder, placeLabels } from './place-labels.ts';

/** Width below which the labels stand under the chart. */
const narrow = 520;
const labelGap = 19;
/** Pixels of a character of a label, a little more than most take. */
const character = 8.3;
const boldCharacter = 9.2;

/** The lines that count most have bold labels. */
const strong = ({ width = 2 }: Line) => width > 2;

/**
 * Lines over numbers, as SVG: each labelled at its end, with its value under the cursor. The chart takes the focus: arrow
 * keys move the cursor. Charts whose `at` is set alike show the same place.
 *
 * Attributes: `height`; `axis` draws the numbers below. Event: `cursor` (detail: the index under the cursor, or null).
 */
export class LineChart extends LitElement {
  static override properties = {
    data: { attribute: false },
    at: { attribute: false },
    height: { type: Number },
    axis: { type: Boolean },
    summary: {},
    width: { state: true },
  };
  static override styles = css`
    :host { display: block; font-variant-numeric: tabular-nums lining-nums; }
    .plot { position: relative; touch-action: pan-y; }
    .plot:focus-visible { outline: 2px solid var(--hue); outline-offset: 1px; }
    svg { display: block; width: 100%; overflow: visible; }
    text { font: 400 14px var(--sans); }
    text:not(.label) { fill: var(--ink-3); }
    text.strong { font-weight: 600; }
    text.title { fill: var(--ink-2); }
    text.words { fill: var(--ink-2); stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }
    .grid { stroke: var(--rule); stroke-width: 1; shape-rendering: crispEdges; }
    .zero { stroke: var(--edge); stroke-width: 1; shape-rendering: crispEdges; }
    .mark { stroke: var(--ink-2); stroke-width: 1; stroke-dasharray: 2 3; }
    .cursor { stroke: var(--ink); stroke-width: 1; }
    .line { fill: none; stroke-linejoin: round; }
    .band { stroke: none; opacity: 0.16; }
    .leader { stroke: var(--edge); fill: none; stroke-width: 1; }
    ul { list-style: none; margin: 0; padding: 0 0 0 44px; display: flex; flex-wrap: wrap; gap: 0 20px; font-size: var(--label); }
    li { min-height: 24px; }
    li svg { display: inline-block; width: 22px; height: 8px; margin-right: 6px; vertical-align: middle; }
    @media (forced-colors: active) { .line, .leader { forced-color-adjust: none; } }
  `;
  declare data: LineData | null;
  declare at: number | null;
  declare height: number;
  declare axis: boolean;
  declare summary: string;
  declare width: number;
  #order: number[] = [];
  #observer = new ResizeObserver(([entry]) => {
    this.width = Math.floor(entry?.contentRect.width ?? 0);
  });

  constructor() {
    super();
    this.data = null;
    this.at = null;
    this.height = 280;
    this.axis = false;
    this.summary = '';
    this.width = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override render() {
    const { data, width } = this;
    if (!data || width === 0) return html`<div class="plot"><svg height=${this.height}></svg></div>`;
    const last = Math.max(0, data.x.length - 1);
    return html`<div class="plot" role="slider" tabindex="0" aria-label=${this.summary} aria-valuemin="0" aria-valuemax=${last}
        aria-valuenow=${this.at ?? last} aria-valuetext=${this.#told(this.at ?? last)} @keydown=${this.#onKey}
        @pointermove=${this.#onPointer} @pointerdown=${this.#onPointer} @pointerleave=${() => this.#move(null)} @blur=${() => this.#move(null)}>
        ${this.#picture(data)}
      </div>
      ${width < narrow ? html`<ul aria-hidden="true">${data.lines.map((line) => html`<li>${this.#key(line)}</li>`)}</ul>` : nothing}`;
  }

  get #frame(): Frame {
    const lines = this.data?.lines ?? [];
    const longest = Math.max(0, ...lines.map(({ title }) => title.length));
    const each = lines.some(strong) ? boldCharacter : character;
    const right = this.width < narrow ? 10 : Math.min(0.45 * this.width, 20 + each * (longest + 6));
    const top = this.data?.yTitle ? 30 : 12;
    return { width: this.width, height: this.height, left: 48, right, top, bottom: this.axis ? 44 : 8 };
  }

  #picture(data: LineData): TemplateResult {
    const frame = this.#frame;
    const scale = lineScale(data, frame);
    const { left, top, height, bottom } = frame;
    const end = frame.width - frame.right;
    const floor = height - bottom;
    const inside = (at: number) => at >= top - 1 && at <= floor + 1;
    const zero = data.log ? Number.NaN : scale.y(0);
    return html`<svg height=${height} viewBox=${`0 0 ${frame.width} ${height}`} aria-hidden="true">
      <clipPath id="inside"><rect x=${left} y=${top - 2} width=${end - left} height=${floor - top + 4} /></clipPath>
      ${scale.yTicks.map(({ at, words }) => svg`<path class="grid" d=${`M${left} ${Math.round(at) + 0.5}H${end}`} /><text x=${left - 8} y=${at + 5} text-anchor="end">${words}</text>`)}
      ${inside(zero) ? svg`<path class="zero" d=${`M${left} ${Math.round(zero) + 0.5}H${end}`} />` : nothing}
      ${data.yTitle ? svg`<text class="title" x="0" y="14">${data.yTitle}</text>` : nothing}
      ${this.axis ? scale.xTicks.map(({ at, words }) => svg`<path class="zero" d=${`M${Math.round(at) + 0.5} ${floor}v5`} /><text x=${at} y=${floor + 19} text-anchor="middle">${words}</text>`) : nothing}
      ${this.axis ? svg`<text class="title" x=${end} y=${floor + 39} text-anchor="end">${data.xTitle}</text>` : nothing}
      ${(data.marks ?? []).map(({ x }) => svg`<path class="mark" d=${`M${Math.round(scale.x(x)) + 0.5} ${top}V${floor}`} />`)}
      <g clip-path="url(#inside)">
        ${data.lines.map((line) => svg`<path class="band" d=${bandPath(data.x, line, scale)} fill=${`var(${line.ink})`} />`)}
        ${data.lines.map((line) => svg`<path class="line" d=${linePath(data.x, line.values, scale)} stroke=${`var(${line.ink})`} stroke-width=${line.width ?? 2} stroke-dasharray=${line.dash ?? 'none'} />`)}
      </g>
      ${(data.marks ?? []).map(({ x, words }, index) => this.#markWords(scale.x(x), words, index, frame))}
      ${this.#cursor(data, scale.x, scale.y, frame)}
      ${frame.width < narrow ? nothing : this.#labels(data, scale.y, frame)}
    </svg>`;
  }

  #markWords(at: number, words: string, index: number, { left, width, right, top }: Frame) {
    const late = at > (left + width - right) / 2;
    return svg`<text class="words" x=${at + (late ? -6 : 6)} y=${top + 12 + (width < narrow ? 18 * index : 0)} text-anchor=${late ? 'end' : 'start'}>${words}</text>`;
  }

  #cursor(data: LineData, x: (value: number) => number, y: (value: number) => number, frame: Frame) {
    if (this.at === null) return nothing;
    const at = x(data.x[this.at] ?? 0);
    const dots = data.lines.map(({ values, ink }) => {
      const height = y(values[this.at ?? 0] ?? Number.NaN);
      return height >= frame.top - 2 && height <= frame.height
        ? svg`<circle cx=${at} cy=${height} r="4" fill=${`var(${ink})`} />`
        : nothing;
    });
    return svg`<path class="cursor" d=${`M${at} ${frame.top}V${frame.height - frame.bottom}`} />${dots}`;
  }

  /** Labels at the lines' ends, moved apart where they would touch. */
  #labels({ lines }: LineData, y: (value: number) => number, { width, right, top, height, bottom }: Frame) {
    const end = width - right;
    const ends = lines.map(({ values }) => {
      const finite = Array.from(values).findLast(Number.isFinite) ?? 0;
      const at = y(finite);
      return Math.min(height - bottom, Math.max(top, Number.isFinite(at) ? at : top));
    });
    this.#order = labelOrder(ends, this.#order);
    const places = placeLabels(ends, this.#order, labelGap, top + 6, height - bottom - 2);
    return lines.map((line, index) => {
      const at = places[index] ?? 0;
      return svg`<path class="leader" d=${`M${end + 3} ${ends[index]}L${end + 14} ${at}`} />
        <text class=${strong(line) ? 'label strong' : 'label'} x=${end + 18} y=${at + 5} fill=${`var(${line.ink})`}>${line.title} ${this.#value(line)}</text>`;
    });
  }

  #value({ values }: Line): string {
    const value = this.at === null ? Array.from(values).findLast(Number.isFinite) : values[this.at];
    return short(value ?? Number.NaN);
  }

  #key(line: Line) {
    return html`<svg viewBox="0 0 22 8" aria-hidden="true"><path d="M0 4H22" stroke=${`var(${line.ink})`} stroke-width=${line.width ?? 2} stroke-dasharray=${line.dash ?? 'none'} /></svg>${line.title} ${this.#value(line)}`;
  }

  #told(index: number): string {
    const { data } = this;
    if (!data) return '';
    const values = data.lines.map(({ title, values }) => `${title} ${short(values[index] ?? Number.NaN)}`);
    return `${data.xTitle} ${short(data.x[index] ?? 0)}: ${values.join(', ')}`;
  }

  #onPointer(event: PointerEvent) {
    const { data } = this;
    if (!data) return;
    const { left, right, width } = this.#frame;
    const share = (event.offsetX - left) / (width - left - right);
    this.#move(Math.round(Math.min(1, Math.max(0, share)) * (data.x.length - 1)));
  }

  #onKey(event: KeyboardEvent) {
    const last = (this.data?.x.length ?? 0) - 1;
    const now = this.at ?? last;
    const far = Math.max(1, Math.round(last / 10));
    const moves: Record<string, number | null> = {
      ArrowLeft: now - 1,
      ArrowRight: now + 1,
      PageDown: now - far,
      PageUp: now + far,
      Home: 0,
      End: last,
      Escape: null,
    };
    if (last < 0 || !(event.key in moves)) return;
    event.preventDefault();
    const to = moves[event.key] ?? null;
    this.#move(to === null ? null : Math.min(last, Math.max(0, to)));
  }

  #move(index: number | null) {
    if (index === this.at) return;
    this.at = index;
    this.dispatchEvent(new CustomEvent('cursor', { detail: index }));
  }
}

customElements.define('line-chart', LineChart);

declare global {
  interface HTMLElementTagNameMap {
    'line-chart': LineChart;
  }
}
