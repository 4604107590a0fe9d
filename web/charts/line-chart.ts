import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { short } from './format.ts';
import { measurer } from './label-boxes.ts';
import { bandPath, type Frame, type Line, type LineData, linePath, lineScale } from './line-scale.ts';
import { Measured } from './measured.ts';
import { labelOrder, placeLabels } from './place-labels.ts';

/** Below this width the labels are under the chart. */
const narrow = 520;
const labelGap = 19;
/** The line of keys below a narrow chart that fills its box. */
const leastKeys = 26;
const leastHeight = 80;
/** In a box that leaves no more room beside its keys. */
const leastFilled = 64;

/** The most important lines have bold labels. */
const strong = ({ width = 2 }: Line) => width > 2;

/**
 * Lines over numbers, as SVG: each labeled at its end, with its value under the cursor. The chart takes the focus: arrow
 * keys move the cursor. Charts whose `at` is set alike show the same place.
 *
 * Attributes: `height`, or `fill`: that of its box; `axis` draws the numbers below. Event: `cursor` (detail: the index under the cursor, or null).
 */
export class LineChart extends Measured {
  static override properties = {
    ...Measured.properties,
    data: { attribute: false },
    at: { attribute: false },
    height: { type: Number },
    axis: { type: Boolean },
    summary: {},
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
    .line { fill: none; stroke-linejoin: round; stroke-linecap: round; }
    .line[stroke-dasharray]:not([stroke-dasharray='none']) { stroke-linecap: butt; }
    .band { stroke: none; opacity: 0.16; }
    .leader { stroke: var(--edge); fill: none; stroke-width: 1; }
    ul { list-style: none; margin: 0; padding: 0 0 0 44px; display: flex; flex-wrap: wrap; gap: 0 20px; font-size: var(--label); }
    :host([fill]) { overflow: hidden; }
    :host([fill]) ul { padding-left: 4px; gap: 0 12px; }
    li { min-height: 24px; white-space: nowrap; }
    :host([fill]) li { min-height: 20px; line-height: 20px; }
    li svg { display: inline-block; width: 22px; height: 8px; margin-right: 6px; vertical-align: middle; }
    @media (forced-colors: active) { .line, .leader { forced-color-adjust: none; } }
  `;
  declare data: LineData | null;
  declare at: number | null;
  declare height: number;
  declare axis: boolean;
  declare summary: string;
  #order: number[] = [];

  constructor() {
    super();
    this.data = null;
    this.at = null;
    this.height = 280;
    this.axis = false;
    this.summary = '';
  }

  override render() {
    const { data, width } = this;
    if (!data || width === 0) return html`<div class="plot"><svg height=${this.#height}></svg></div>`;
    const last = Math.max(0, data.x.length - 1);
    return html`<div class="plot" role="slider" tabindex="0" aria-label=${this.summary} aria-valuemin="0" aria-valuemax=${last}
        aria-valuenow=${this.at ?? last} aria-valuetext=${this.#told(this.at ?? last)} @keydown=${this.#onKey}
        @pointermove=${this.#onPointer} @pointerdown=${this.#onPointer} @pointerleave=${() => this.#move(null)} @blur=${() => this.#move(null)}>
        ${this.#picture(data)}
      </div>
      ${width < narrow ? html`<ul aria-hidden="true">${this.#labeled.map((line) => html`<li>${this.#key(line)}</li>`)}</ul>` : nothing}`;
  }

  get #labeled(): Line[] {
    return this.data?.lines.filter(({ unlabeled }) => !unlabeled) ?? [];
  }

  /** Of the lines below the chart that name its curves, as they were last drawn. */
  #keysHeight = leastKeys;

  /** The names may take another number of lines since they were drawn: the chart makes room for them. */
  override updated(): void {
    const keys = this.renderRoot.querySelector('ul')?.offsetHeight ?? leastKeys;
    if (keys === this.#keysHeight) return;
    this.#keysHeight = keys;
    if (this.fill) this.requestUpdate();
  }

  get #height(): number {
    return Math.max(
      this.fill ? leastFilled : leastHeight,
      this.heightOr(this.height) - (this.fill && this.width < narrow ? this.#keysHeight : 0),
    );
  }

  get #frame(): Frame {
    const measure = measurer(this);
    const widest = this.#labeled.map((line) =>
      measure(`${line.title} ${this.#value(line).replace(/\d/g, '8')}`, strong(line) ? 600 : 400),
    );
    const right = this.width < narrow ? 10 : Math.min(0.45 * this.width, 22 + Math.max(0, ...widest));
    const top = this.data?.yTitle ? 30 : 12;
    return { width: this.width, height: this.#height, left: 48, right, top, bottom: this.axis ? 44 : 8 };
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
      ${this.axis ? scale.xTicks.map(({ at, words }) => svg`<path class="zero" d=${`M${Math.round(at) + 0.5} ${floor}v5`} /><text x=${Math.min(at, frame.width - 4.6 * words.length)} y=${floor + 19} text-anchor="middle">${words}</text>`) : nothing}
      ${this.axis ? svg`<text class="title" x=${end} y=${floor + 39} text-anchor="end">${data.xTitle}</text>` : nothing}
      ${(data.marks ?? []).map(({ x }) => svg`<path class="mark" d=${`M${Math.round(scale.x(x)) + 0.5} ${top}V${floor}`} />`)}
      <g clip-path="url(#inside)">
        ${data.reference ? svg`<path class="mark" d=${`M${left} ${Math.round(scale.y(data.reference.value)) + 0.5}H${end}`} />` : nothing}
        ${data.lines.map((line) => svg`<path class="band" d=${bandPath(data.x, line, scale)} fill=${`var(${line.ink})`} />`)}
        ${data.lines.map((line) => svg`<path class="line" d=${linePath(data.x, line.values, scale, line.sparse)} stroke=${`var(${line.ink})`} stroke-width=${line.width ?? 2} stroke-dasharray=${line.dash ?? 'none'} />`)}
      </g>
      ${data.reference && inside(scale.y(data.reference.value)) ? svg`<text class="words" x=${end - 2} y=${scale.y(data.reference.value) - 6} text-anchor="end">${data.reference.words}</text>` : nothing}
      ${this.#markWords(data, scale.x, frame)}
      ${this.#cursor(data, scale.x, scale.y, frame)}
      ${frame.width < narrow ? nothing : this.#labels(scale.y, frame)}
    </svg>`;
  }

  /** The words at the marks, one below the other where they would overlap. */
  #markWords({ marks = [] }: LineData, scale: (x: number) => number, { left, width, right, top }: Frame) {
    const measure = measurer(this);
    let row = 0;
    let [from, to] = [0, 0];
    return marks.map(({ x, words }) => {
      const at = scale(x);
      const late = at > (left + width - right) / 2;
      const begin = late ? at - 6 - measure(words) : at + 6;
      const end = begin + measure(words) + 12;
      row = begin < to && end > from ? row + 1 : 0;
      [from, to] = [begin, end];
      return svg`<text class="words" x=${at + (late ? -6 : 6)} y=${top + 12 + 18 * row} text-anchor=${late ? 'end' : 'start'}>${words}</text>`;
    });
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

  /** Labels at the ends of the lines, moved apart where they would overlap. */
  #labels(y: (value: number) => number, { width, right, top, height, bottom }: Frame) {
    const end = width - right;
    const lines = this.#labeled;
    const ends = lines.map((line) => {
      const at = y(line.value ?? Array.from(line.values).findLast(Number.isFinite) ?? 0);
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

  #value({ values, value }: Line): string {
    const last = () => value ?? Array.from(values).findLast(Number.isFinite);
    return short((this.at === null ? last() : values[this.at]) ?? Number.NaN);
  }

  #key(line: Line) {
    return html`<svg viewBox="0 0 22 8" aria-hidden="true"><path d="M0 4H22" stroke=${`var(${line.ink})`} stroke-width=${line.width ?? 2} stroke-dasharray=${line.dash ?? 'none'} /></svg>${line.title} ${this.#value(line)}`;
  }

  #told(index: number): string {
    const { data } = this;
    if (!data) return '';
    const values = this.#labeled.map(({ title, values }) => `${title} ${short(values[index] ?? Number.NaN)}`);
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
