import { LitElement } from 'lit';

/**
 * An element that redraws when its size changes; `width` is 0 until it is known. With the attribute `fill` it is as high
 * as its box, otherwise it has its natural height.
 */
export abstract class Measured extends LitElement {
  static override properties: Record<string, object> = {
    width: { state: true },
    boxHeight: { state: true },
    fill: { type: Boolean, reflect: true },
  };
  declare width: number;
  declare boxHeight: number;
  declare fill: boolean;
  #observer = new ResizeObserver(([entry]) => {
    this.width = Math.floor(entry?.contentRect.width ?? 0);
    if (this.fill) this.boxHeight = Math.floor(entry?.contentRect.height ?? 0);
  });

  constructor() {
    super();
    this.width = 0;
    this.boxHeight = 0;
    this.fill = false;
  }

  /** The height to draw at: that of the box with `fill`, otherwise the natural one. */
  protected heightOr(natural: number): number {
    return this.fill && this.boxHeight > 0 ? this.boxHeight : natural;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }
}
