import { css, html, LitElement } from 'lit';

/** A square picture of grey values from 0 to 1, in the text's colour. */
export class GreyPicture extends LitElement {
  static override properties = { data: { attribute: false }, summary: {} };
  static override styles = css`
    :host { display: inline-block; width: 72px; aspect-ratio: 1; }
    canvas { width: 100%; height: 100%; image-rendering: pixelated; }
  `;
  declare data: ArrayLike<number> | null;
  declare summary: string;

  override render() {
    const side = Math.round(Math.sqrt(this.data?.length ?? 0));
    return html`<canvas role="img" aria-label=${this.summary ?? ''} width=${side} height=${side}></canvas>`;
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
