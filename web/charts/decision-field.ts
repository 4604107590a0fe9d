import { axis, PointPicture } from './canvas-picture.ts';
import { mark } from './marks.ts';
import { channels } from './theme.ts';

export interface Point {
  x: number;
  y: number;
  /** Class number, which decides shape and color. */
  label: number;
  isTest: boolean;
}

export interface Field {
  /** Side of the square that is drawn, centered on 0. */
  reach: number;
  /** Cells per side. */
  cells: number;
  /** Probability of each class in each cell, from the top left, row by row. */
  shares: ArrayLike<number>;
  classes: number;
  points: Point[];
}

/** The predicted class everywhere on a plane, with the examples on it. */
export class DecisionField extends PointPicture {
  declare data: Field | null;
  #raster = document.createElement('canvas');

  protected override draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const field = this.data;
    if (!field) return;
    this.#paint(field);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.#raster, 0, 0, width, height);
    const x = axis(-field.reach, field.reach, 0, width);
    const y = axis(-field.reach, field.reach, height, 0);
    const paper = this.color('--paper');
    this.spots = field.points.map((point) => ({ x: x(point.x), y: y(point.y) }));
    for (const point of field.points)
      mark(
        context,
        point.label,
        x(point.x),
        y(point.y),
        4,
        this.color(`--class-${point.label}`),
        point.isTest ? paper : null,
      );
    this.ring(context);
  }

  protected override told(index: number): string {
    const point = this.data?.points[index];
    if (!point) return '';
    const place = `${point.x.toFixed(2)}, ${point.y.toFixed(2)}`.replaceAll('-', '−');
    return `${point.isTest ? 'test' : 'training'} point at ${place}`;
  }

  /** One pixel per cell in the color of the most likely class; higher probabilities give stronger colors. */
  #paint({ cells, shares, classes }: Field) {
    this.#raster.width = this.#raster.height = cells;
    const context = this.#raster.getContext('2d');
    if (!context) return;
    const image = context.createImageData(cells, cells);
    const inks = Array.from({ length: classes }, (_, label) => channels(this.color(`--class-${label}`)));
    for (let cell = 0; cell < cells * cells; cell++) {
      let best = 0;
      for (let label = 1; label < classes; label++)
        if ((shares[cell * classes + label] ?? 0) > (shares[cell * classes + best] ?? 0)) best = label;
      const sure = ((shares[cell * classes + best] ?? 0) - 1 / classes) / (1 - 1 / classes);
      image.data.set([...(inks[best] ?? [0, 0, 0]), Math.round(255 * 0.4 * Math.max(0, sure))], 4 * cell);
    }
    context.putImageData(image, 0, 0);
  }
}

customElements.define('decision-field', DecisionField);
