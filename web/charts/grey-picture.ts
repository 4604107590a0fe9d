import { css, html, LitElement } from 'lit';

/** A picture of gray values from 0 to 1, row by row, in the text's color. */
export class GreyPicture extends LitElement {
  static override properties = { data: { attribute: false }, columns: { type: Number }, summary: {} };
  static override styles = css`
    :host { display: inline-block; width: 72px; aspect-ratio: 1; }
    canvas { width: 100%; height: 100%; image-rendering: pixelated; object-fit: contain; }
  `;
  declare data: ArrayLike<number> | null;
  /** Pixels in a row. */
  declare columns: number;
  declare summary: string;

  constructor() {
    super();
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
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !this.data?.length) return;
    const ink = getComputedStyle(this).color.match(/\d+/g)?.map(Number) ?? [0, 0, 0];
    const image = context.createImageData(canvas.width, canvas.height);
    for (let pixel = 0; pixel < this.data.length; pixel++)
      image.data.set(
        [ink[0] ?? 0, ink[1] ?? 0, ink[2] ?? 0, Math.round(255 * (this.data[pixel] ?? 0))],
        4 * pixel,
      );
    context.putImageData(image, 0, 0);
  }
}

customElements.define('grey-picture', GreyPicture);
