import { LitElement } from 'lit';

/** An element that draws anew at the width it gets; `width` is 0 until it is known. */
export abstract class Measured extends LitElement {
  static override properties: Record<string, object> = { width: { state: true } };
  declare width: number;
  #observer = new ResizeObserver(([entry]) => {
    this.width = Math.floor(entry?.contentRect.width ?? 0);
  });

  constructor() {
    super();
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
}
