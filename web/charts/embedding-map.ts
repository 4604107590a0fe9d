import { axis } from './canvas-picture.ts';
import { mark } from './marks.ts';
import { PointPicture } from './point-picture.ts';

export interface Places {
  /** Two numbers per point. */
  positions: ArrayLike<number>;
  labels: ArrayLike<number>;
  /** Names to draw instead of marks, if they are one character long. */
  names: readonly string[];
  /** Length of the margin, drawn to scale. */
  margin: number | null;
}

/** Embeddings in a plane, each as its own name or mark: examples of a class should lie together. */
export class EmbeddingMap extends PointPicture {
  declare data: Places | null;
  /** The window follows the points slowly, so that their motion is visible. */
  #window: { x: number; y: number; reach: number } | null = null;

  protected override draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { data } = this;
    if (!data) return;
    const { x: middleX, y: middleY, reach } = this.#follow(data.positions);
    const x = axis(middleX - reach, middleX + reach, 8, width - 8);
    const y = axis(middleY - reach, middleY + reach, height - 8, 8);
    const asText = data.names.every((name) => name.length === 1);
    context.font = `600 14px ${getComputedStyle(this).fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    this.spots = [];
    for (let index = 0; index < data.labels.length; index++) {
      const label = data.labels[index] ?? 0;
      const at = [x(data.positions[2 * index] ?? 0), y(data.positions[2 * index + 1] ?? 0)] as const;
      this.spots.push({ x: at[0], y: at[1] });
      const ink = this.color(`--class-${label}`);
      context.fillStyle = ink;
      if (asText) context.fillText(data.names[label] ?? '', ...at);
      else mark(context, label, ...at, 4, ink, null);
    }
    this.ring(context);
    if (data.margin !== null) this.#ruler(context, x(data.margin) - x(0), width, height);
  }

  protected override told(index: number): string {
    const label = this.data?.labels[index] ?? 0;
    return `example ${index + 1}, class ${this.data?.names[label] ?? label}`;
  }

  #follow(positions: ArrayLike<number>) {
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let index = 0; index < positions.length; index += 2) {
      left = Math.min(left, positions[index] ?? 0);
      right = Math.max(right, positions[index] ?? 0);
      bottom = Math.min(bottom, positions[index + 1] ?? 0);
      top = Math.max(top, positions[index + 1] ?? 0);
    }
    const wanted = {
      x: (left + right) / 2,
      y: (bottom + top) / 2,
      reach: 0.55 * Math.max(right - left, top - bottom, 0.1),
    };
    const now = this.#window;
    const near = (from: number, to: number) => from + 0.15 * (to - from);
    const far =
      !now ||
      Math.abs(Math.log(wanted.reach / now.reach)) > 1 ||
      // Points that move far in one step would lie outside.
      Math.hypot(wanted.x - now.x, wanted.y - now.y) > now.reach;
    this.#window = far
      ? wanted
      : { x: near(now.x, wanted.x), y: near(now.y, wanted.y), reach: near(now.reach, wanted.reach) };
    return this.#window;
  }

  /** A bar as long as the margin, to judge distances by. */
  #ruler(context: CanvasRenderingContext2D, length: number, width: number, height: number) {
    if (length > width - 32) return;
    context.strokeStyle = context.fillStyle = this.color('--ink');
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(12, height - 17);
    context.lineTo(12, height - 11);
    context.lineTo(12 + length, height - 11);
    context.lineTo(12 + length, height - 17);
    context.stroke();
    context.font = `14px ${getComputedStyle(this).fontFamily}`;
    context.textAlign = 'left';
    context.textBaseline = 'bottom';
    context.fillText('margin', 12, height - 18);
  }
}

customElements.define('embedding-map', EmbeddingMap);
