import { css, html } from 'lit';
import { CanvasPicture } from './canvas-picture.ts';

/** A pointer selects a point within this many pixels. */
const grasp = 18;

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
