import { ticks } from 'd3-array';
import { css, html, type PropertyValues } from 'lit';
import { type Axis, axis, CanvasPicture } from './canvas-picture.ts';
import { cursorAfter } from './cursor-keys.ts';
import { brief, short, whole } from './format.ts';
import { placeLabels } from './place-labels.ts';
import type { Series, SeriesData } from './series-options.ts';

const gap = 20;
const pad = { left: 46, top: 10, bottom: 26, label: 8 };

/** The least exponent drawn on a log scale. */
const lowest = 1e-12;

/**
 * Lines against steps in a small room: each is labelled at its end with its last value, or with the value under the cursor.
 * Arrow keys move the cursor. It does less than `series-chart`, and is a fraction of its size: no zoom, no switching off.
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

  protected override draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { data } = this;
    if (!data) return;
    const labelled = data.series.filter(({ follows }) => !follows);
    // The room for labels only grows, so that the plot does not breathe with its numbers.
    this.#room = Math.max(
      this.#room,
      ...labelled.map((line) => context.measureText(this.#label(line)).width),
    );
    const x = axis(1, Math.max(10, data.steps.at(-1) ?? 10), pad.left, width - this.#room - 2 * pad.label);
    const y = this.#heights(data, height);
    this.#x = x;
    this.#grid(context, x, y);
    context.save();
    context.beginPath();
    context.rect(pad.left, 0, x(x.to) - pad.left + 1, height - pad.bottom + 2);
    context.clip();
    for (const line of data.series) this.#line(context, line, data.steps, x, y);
    context.restore();
    if (data.reference) this.#reference(context, data.reference, x, y);
    const marked = this.at === null ? data.marked : data.steps[this.at];
    if (marked !== undefined) {
      context.fillStyle = this.color('--ink');
      context.fillRect(Math.round(x(marked)), pad.top, 1, height - pad.top - pad.bottom);
    }
    this.#labels(context, labelled, x(x.to) + pad.label, y, height);
  }

  /** The axis of values: from 0, or from the least below it, to a little above the largest; or in powers of ten. */
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
    ticks(x.from, x.to, Math.max(3, (x(x.to) - pad.left) / 60)).forEach((step, index, all) => {
      context.textAlign = index === all.length - 1 && x(x.to) - x(step) < 24 ? 'right' : 'center';
      context.fillText(
        `${index === 0 ? 'step ' : ''}${whole(step)}`,
        x(step),
        y(this.log ? 10 ** y.from : y.from) + 8,
      );
    });
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
    context.textBaseline = at > pad.top + 20 ? 'bottom' : 'top';
    // A rim in the paper's colour keeps the words readable where lines pass behind them.
    context.strokeStyle = this.color('--paper');
    context.lineWidth = 4;
    context.lineJoin = 'round';
    const place = [x(x.to) - 2, at + (at > pad.top + 20 ? -4 : 4)] as const;
    context.strokeText(words, ...place);
    context.fillText(words, ...place);
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
      context.font = line.width > 2 ? `600 ${font}` : font;
      context.fillText(this.#label(line), left, placed[index] ?? 0);
    });
    context.font = font;
  }

  /** The last value up to the cursor; one that was not worked out at its step is the one before it. */
  #value({ values }: Series): number | null {
    const until = this.at === null ? values : values.slice(0, this.at + 1);
    return until.findLast((value) => value !== null) ?? null;
  }

  #label(line: Series): string {
    return `${line.title} ${short(this.#value(line) ?? undefined)}`;
  }

  #words(index: number): string {
    const { data } = this;
    if (!data || data.steps.length === 0) return 'no step yet';
    const at = Math.min(index, data.steps.length - 1);
    const told = data.series
      .filter(({ follows }) => !follows)
      .map(
        ({ title, values }) =>
          `${title} ${short(values.slice(0, at + 1).findLast((value) => value !== null) ?? undefined)}`,
      );
    return `step ${whole(data.steps[at] ?? 0)}: ${told.join(', ')}`;
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
