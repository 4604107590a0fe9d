import { type CSSResultGroup, css, html, LitElement, type PropertyValues } from 'lit';
import { color, onThemeChange, textScale } from './theme.ts';

/** A map from data to pixels along one axis. */
export type Axis = ((value: number) => number) & { from: number; to: number };

/** A linear axis from the interval [from, to] to pixels. */
export function axis(from: number, to: number, start: number, end: number): Axis {
  const map = (value: number) => start + ((value - from) / (to - from || 1)) * (end - start);
  return Object.assign(map, { from, to });
}

/** Distance from the window, in pixels, within which a picture keeps its canvas memory. */
const margin = '200px';

/** A pointer selects a point within this many pixels. */
const grasp = 18;

/**
 * A canvas that fills its element's width, sharp at any pixel ratio, and is redrawn when its data, its size or the theme
 * changes. Far from the window it frees its pixels, and it is redrawn when it comes near or the page is printed.
 * Subclasses draw; `summary` is the text for screen readers.
 */
export abstract class CanvasPicture extends LitElement {
  static override properties = { summary: {}, data: { attribute: false } };
  static override styles: CSSResultGroup = css`
    :host { display: block; position: relative; aspect-ratio: var(--aspect, 1); }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
  `;
  declare summary: string;
  #observer = new ResizeObserver(() => this.redraw());
  #nearness = new IntersectionObserver(
    (entries) => {
      this.#seen = entries.at(-1)?.isIntersecting ?? true;
      this.#approach(this.#seen);
    },
    { rootMargin: margin },
  );
  /** Whether it is near the window and must be drawn; all pictures are drawn for print. */
  #seen = true;
  #near = true;
  #endTheme?: () => void;

  protected abstract draw(context: CanvasRenderingContext2D, width: number, height: number): void;

  protected color(name: string): string {
    return color(this, name);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
    this.#nearness.observe(this);
    this.#endTheme = onThemeChange(() => this.redraw());
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#afterPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#nearness.disconnect();
    this.#endTheme?.();
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#afterPrint);
  }

  #onPrint = () => this.#approach(true);
  #afterPrint = () => this.#approach(this.#seen);

  #approach(near: boolean) {
    if (near === this.#near) return;
    this.#near = near;
    const canvas = this.renderRoot.querySelector('canvas');
    if (near) this.redraw();
    else if (canvas) canvas.width = canvas.height = 0;
  }

  override render() {
    return html`<canvas role="img" aria-label=${this.summary ?? ''}></canvas>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.size > 1 || !changed.has('summary')) this.redraw();
  }

  protected redraw(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width, height } = this.getBoundingClientRect();
    const context = canvas?.getContext('2d');
    if (!canvas || !context || width === 0 || !this.#near) return;
    const ratio = devicePixelRatio || 1;
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = `${14 * textScale()}px ${getComputedStyle(this).fontFamily}`;
    this.draw(context, width, height);
  }
}

/**
 * A canvas with one point per example. Subclasses fill `spots` with the positions, in the order of their data. A click,
 * or an arrow key while the picture has the focus, selects a point and emits the event `choose` (detail: its index; it
 * bubbles out of the shadow root).
 */
export abstract class PointPicture extends CanvasPicture {
  static override properties = {
    ...CanvasPicture.properties,
    still: { type: Boolean },
    chosen: { state: true },
  };
  static override styles = [
    CanvasPicture.styles,
    css`
      canvas[tabindex] { cursor: pointer; }
      canvas:focus-visible { outline: 2px solid var(--hue); outline-offset: 1px; }
    `,
  ];
  /** Whether nothing can be selected. */
  declare still: boolean;
  declare chosen: number | null;
  protected spots: { x: number; y: number }[] = [];

  constructor() {
    super();
    this.still = false;
    this.chosen = null;
  }

  /** The text for a point for screen readers. */
  protected abstract told(index: number): string;

  override render() {
    if (this.still) return super.render();
    const last = Math.max(1, this.spots.length);
    const now = this.chosen === null ? 'no example selected' : this.told(this.chosen);
    return html`<canvas role="slider" tabindex="0" aria-label=${`${this.summary ?? ''} Arrow keys select an example.`} aria-valuemin="0"
      aria-valuemax=${last} aria-valuenow=${(this.chosen ?? -1) + 1} aria-valuetext=${now} @click=${this.#onClick} @keydown=${this.#onKey}></canvas>`;
  }

  /** A ring around the selected point. */
  protected ring(context: CanvasRenderingContext2D): void {
    const spot = this.chosen === null ? undefined : this.spots[this.chosen];
    if (!spot) return;
    context.beginPath();
    context.arc(spot.x, spot.y, 9, 0, 2 * Math.PI);
    context.strokeStyle = this.color('--paper');
    context.lineWidth = 5;
    context.stroke();
    context.strokeStyle = this.color('--ink');
    context.lineWidth = 2;
    context.stroke();
  }

  #choose(index: number) {
    this.chosen = index;
    this.dispatchEvent(new CustomEvent('choose', { detail: index, bubbles: true, composed: true }));
  }

  #onClick(event: MouseEvent) {
    let best = -1;
    let least = grasp ** 2;
    this.spots.forEach(({ x, y }, index) => {
      const away = (x - event.offsetX) ** 2 + (y - event.offsetY) ** 2;
      if (away <= least) [best, least] = [index, away];
    });
    if (best >= 0) this.#choose(best);
  }

  #onKey(event: KeyboardEvent) {
    const count = this.spots.length;
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
    };
    const step = steps[event.key];
    if (step === undefined || count === 0) return;
    event.preventDefault();
    this.#choose(this.chosen === null ? 0 : (this.chosen + step + count) % count);
  }
}
