import { type CSSResultGroup, css, html, LitElement, type PropertyValues } from 'lit';
import { Nearness } from './nearness.ts';
import { inksOf, onThemeChange, textScale } from './theme.ts';

/** A map from data to pixels along one axis. */
export type Axis = ((value: number) => number) & { from: number; to: number };

/** A linear axis from the interval [from, to] to pixels. */
export function axis(from: number, to: number, start: number, end: number): Axis {
  const map = (value: number) => start + ((value - from) / (to - from || 1)) * (end - start);
  return Object.assign(map, { from, to });
}

/** Distance from the window within which a picture keeps its canvas memory. */
const margin = '200px';

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
  readonly #nearness = new Nearness(this, (isNear) => (isNear ? this.redraw() : this.release()), margin);
  #inks = inksOf(this);
  #endTheme?: () => void;

  protected abstract draw(context: CanvasRenderingContext2D, width: number, height: number): void;

  protected color(name: string): string {
    return this.#inks(name);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
    this.#endTheme = onThemeChange(() => this.redraw());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#endTheme?.();
  }

  /** Frees its pixels. */
  protected release(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas) canvas.width = canvas.height = 0;
  }

  override render() {
    return html`<canvas role="img" aria-label=${this.summary ?? ''}></canvas>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.size > 1 || !changed.has('summary')) this.redraw();
  }

  protected redraw(): void {
    this.#inks = inksOf(this);
    const canvas = this.renderRoot.querySelector('canvas');
    const { width, height } = this.getBoundingClientRect();
    const context = canvas?.getContext('2d');
    if (!canvas || !context || width === 0 || !this.#nearness.isNear) return;
    const ratio = devicePixelRatio || 1;
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = `${14 * textScale()}px ${getComputedStyle(this).fontFamily}`;
    this.draw(context, width, height);
  }
}
