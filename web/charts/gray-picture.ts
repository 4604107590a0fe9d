import { css, html, LitElement } from 'lit';
import { drawGray, inkOf } from './gray-pixels.ts';
import { ThemeController } from './theme.ts';

/** A picture of gray values from 0 to 1, row by row, in the text's color. */
export class GrayPicture extends LitElement {
  static override properties = { data: { attribute: false }, columns: { type: Number }, summary: {} };
  static override styles = css`
    :host { display: inline-block; width: 72px; aspect-ratio: 1; }
    canvas { width: 100%; height: 100%; image-rendering: pixelated; object-fit: contain; }
  `;
  declare data: ArrayLike<number> | null;
  /** Pixels per row. */
  declare columns: number;
  declare summary: string;

  constructor() {
    super();
    new ThemeController(this);
    this.data = null;
    this.columns = 1;
    this.summary = '';
  }

  override render() {
    const rows = (this.data?.length ?? 0) / this.columns;
    return html`<canvas role="img" aria-label=${this.summary} width=${this.columns} height=${rows}></canvas>`;
  }

  override updated(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas && this.data) drawGray(canvas, this.data, inkOf(this));
  }
}

customElements.define('gray-picture', GrayPicture);
