import { ticks } from 'd3-array';
import { css, html, type PropertyValues } from 'lit';
import { type Axis, axis, CanvasPicture } from './canvas-picture.ts';
import { cursorAfter } from './cursor-keys.ts';
import { brief, short, whole } from './format.ts';
import { placeLabels } from './place-labels.ts';
import { columnWords, labelValue, type Series, type SeriesData, widestLabel } from './series.ts';
import { wrapped } from './wrapped.ts';

const gap = 20;
const pad = { left: 46, top: 10, bottom: 26, label: 8 };

/** The most important lines have bold labels. */
const fontOf = ({ width }: Series, font: string) => (width > 2 ? `600 ${font}` : font);

/** The lowest exponent drawn on a log scale. */
const lowest = 1e-12;

/**
 * Lines against steps in a small space: each is labeled at its end with the value at the step shown, or under the cursor.
 * Arrow keys move the cursor. It is a fraction of the size of `series-chart` and cannot zoom or hide lines.
 */
export class StepChart extends CanvasPicture {
  static override properties = {
    ...CanvasPicture.properties,
    log: { type: Boolean },
    at: { state: true },
  };
  static override styles = [
    CanvasPicture.styles,
    css`
      :host { height: var(--height, 280px); aspect-ratio: auto; }
      canvas:focus-visible { outline: 2px solid var(--hue); outline-offset: 1px; }
    `,
  ];
  declare data: SeriesData | null;
  declare log: boolean;
  /** Index of the column under the cursor. */
  declare at: number | null;
  #x: Axis | null = null;
  #room = 0;

  constructor() {
    super();
    this.data = null;
    this.log = false;
    this.at = null;
  }

  override render() {
    const last = Math.max(0, (this.data?.steps.length ?? 1) - 1);
    return html`<canvas role="slider" tabindex="0" aria-label=${`${this.summary ?? ''} Arrow keys read it step by step.`} aria-valuemin="0"
      aria-valuemax=${last} aria-valuenow=${Math.min(last, this.at ?? last)} aria-valuetext=${this.#words(this.at ?? last)}
      @keydown=${this.#onKey} @blur=${() => this.#move(null)} @pointermove=${this.#onPointer} @pointerleave=${() => this.#move(null)}></canvas>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('log')) this.#room = 0;
    super.updated(changed);
  }

  /** The chart on its own canvas with a title, for export. */
  picture(width: number, height: number, ratio: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser cannot draw the picture.');
    context.scale(ratio, ratio);
    context.font = `14px ${getComputedStyle(this).fontFamily}`;
    this.draw(context, width, height);
    return canvas;
  }

  protected override draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { data } = this;
    if (!data) return;
    const labeled = data.series.filter(({ follows }) => !follows);
    // The space for labels only grows, so that the plot does not resize with its numbers.
    const { font } = context;
    for (const line of labeled) {
      context.font = fontOf(line, font);
      const words = widestLabel(line, short(this.#value(line) ?? undefined));
      this.#room = Math.max(this.#room, context.measureText(words).width);
    }
    context.font = font;
    const x = axis(0, Math.max(10, data.steps.at(-1) ?? 10), pad.left, width - this.#room - 2 * pad.label);
    const y = this.#heights(data, height);
    this.#x = x;
    this.#grid(context, x, y);
    context.save();
    context.beginPath();
    context.rect(pad.left, 0, x(x.to) - pad.left + 1, height - pad.bottom + 2);
    context.clip();
    for (const line of data.series) this.#line(context, line, data.steps, x, y);
    if (data.marked !== undefined) this.#fade(context, x(data.marked), width, height);
    context.restore();
    if (data.reference) this.#reference(context, data.reference, x, y);
    const marked = this.at === null ? data.marked : data.steps[this.at];
    if (marked !== undefined) {
      context.fillStyle = this.color('--ink');
      context.fillRect(Math.round(x(marked)), pad.top, 1, height - pad.top - pad.bottom);
    }
    this.#labels(context, labeled, x(x.to) + pad.label, y, height);
  }

  /** The value axis: from 0, or the lowest value below it, to a little above the highest; or in powers of ten. */
  #heights({ series, reference }: SeriesData, height: number): Axis {
    let [from, to] = [Infinity, -Infinity];
    for (const { values } of series)
      for (const value of values)
        if (value !== null && !(this.log && value <= lowest))
          [from, to] = [Math.min(from, value), Math.max(to, value)];
    to = Math.max(to, reference?.value ?? 0);
    if (!this.log) return axis(Math.min(0, from), to > 0 ? to * 1.06 : 1, height - pad.bottom, pad.top);
    const powers = axis(
      Math.floor(Math.log10(Number.isFinite(from) ? from : 0.1)),
      Math.ceil(Math.log10(to > 0 ? to : 1)),
      height - pad.bottom,
      pad.top,
    );
    const map = (value: number) => powers(Math.log10(Math.max(value, lowest)));
    return Object.assign(map, { from: powers.from, to: powers.to });
  }

  #grid(context: CanvasRenderingContext2D, x: Axis, y: Axis) {
    context.fillStyle = this.color('--ink-3');
    context.strokeStyle = this.color('--rule');
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    const levels = ticks(y.from, y.to, 4).filter((level) => !this.log || Number.isInteger(level));
    for (const level of levels.map((value) => (this.log ? 10 ** value : value))) {
      const at = Math.round(y(level)) + 0.5;
      context.beginPath();
      context.moveTo(pad.left, at);
      context.lineTo(x(x.to), at);
      context.stroke();
      context.fillText(brief(level), pad.left - 6, at);
    }
    context.textBaseline = 'top';
    const base = y(this.log ? 10 ** y.from : y.from) + 8;
    // From the end on, which always has its words; others only where they do not touch those.
    let free = Number.POSITIVE_INFINITY;
    for (const step of ticks(x.from, x.to, Math.max(2, (x(x.to) - pad.left) / 60)).reverse()) {
      const words = `${step === 0 ? 'step ' : ''}${whole(step)}`;
      const { width } = context.measureText(words);
      const right = Math.min(x(step) + width / 2, x(x.to) + 4);
      if (right > free) continue;
      free = right - width - 6;
      context.textAlign = 'right';
      context.fillText(words, right, base);
    }
  }

  #line(context: CanvasRenderingContext2D, line: Series, steps: number[], x: Axis, y: Axis) {
    context.strokeStyle = this.color(line.ink);
    context.globalAlpha = line.strength ?? 1;
    context.lineWidth = line.width;
    context.setLineDash(line.dash ?? []);
    context.lineJoin = 'round';
    context.beginPath();
    line.values.forEach((value, index) => {
      if (value !== null && !(this.log && value <= lowest)) context.lineTo(x(steps[index] ?? 0), y(value));
    });
    context.stroke();
    context.globalAlpha = 1;
    context.setLineDash([]);
  }

  /** Later steps than the one shown stay visible, faint. */
  #fade(context: CanvasRenderingContext2D, from: number, width: number, height: number) {
    context.globalAlpha = 0.75;
    context.fillStyle = this.color('--paper');
    context.fillRect(from + 1, 0, width, height);
    context.globalAlpha = 1;
  }

  #reference(
    context: CanvasRenderingContext2D,
    { value, words }: NonNullable<SeriesData['reference']>,
    x: Axis,
    y: Axis,
  ) {
    const at = Math.round(y(value)) + 0.5;
    context.strokeStyle = context.fillStyle = this.color('--ink-2');
    context.lineWidth = 1;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(pad.left, at);
    context.lineTo(x(x.to), at);
    context.stroke();
    context.setLineDash([]);
    context.textAlign = 'right';
    const above = at > pad.top + 20;
    context.textBaseline = above ? 'bottom' : 'top';
    // A rim in the paper's color keeps the words readable where lines pass behind them.
    context.strokeStyle = this.color('--paper');
    context.lineWidth = 4;
    context.lineJoin = 'round';
    const lines = wrapped(words, x(x.to) - 4, (line) => context.measureText(line).width);
    lines.forEach((line, index) => {
      const down = above ? -4 - 16 * (lines.length - 1 - index) : 4 + 16 * index;
      context.strokeText(line, x(x.to) - 2, at + down);
      context.fillText(line, x(x.to) - 2, at + down);
    });
  }

  #labels(context: CanvasRenderingContext2D, lines: Series[], left: number, y: Axis, height: number) {
    const wanted = lines.map((line) => {
      const at = y(this.#value(line) ?? 0);
      return Number.isFinite(at) ? at : height - pad.bottom;
    });
    const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
    const placed = placeLabels(wanted, order, gap, pad.top, height - pad.bottom);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    const { font } = context;
    lines.forEach((line, index) => {
      context.fillStyle = this.color(line.ink);
      context.font = fontOf(line, font);
      context.fillText(this.#label(line), left, placed[index] ?? 0);
    });
    context.font = font;
  }

  /** The value at the step shown; under the cursor, the last known value up to it. */
  #value(line: Series): number | null {
    if (this.at === null) return labelValue(line) ?? null;
    return (line.raw ?? line.values).slice(0, this.at + 1).findLast((value) => value !== null) ?? null;
  }

  #label(line: Series): string {
    return `${line.title} ${short(this.#value(line) ?? undefined)}`;
  }

  #words(index: number): string {
    return columnWords(this.data ?? { steps: [], series: [] }, index);
  }

  #move(index: number | null) {
    this.at = index;
  }

  #onPointer(event: PointerEvent) {
    const steps = this.data?.steps ?? [];
    const x = this.#x;
    if (!x || steps.length === 0 || event.offsetX < pad.left - 8 || event.offsetX > x(x.to) + 8) {
      this.#move(null);
      return;
    }
    const step = x.from + ((event.offsetX - x(x.from)) / (x(x.to) - x(x.from))) * (x.to - x.from);
    const after = steps.findIndex((other) => other >= step);
    this.#move(after < 0 ? null : after);
  }

  #onKey(event: KeyboardEvent) {
    const to = cursorAfter(event.key, this.at, (this.data?.steps.length ?? 0) - 1);
    if (to === undefined) return;
    event.preventDefault();
    this.#move(to);
  }
}

customElements.define('step-chart', StepChart);

declare global {
  interface HTMLElementTagNameMap {
    'step-chart': StepChart;
  }
}
