import { axis } from './canvas-picture.ts';
import { mark } from './marks.ts';
import { PointPicture } from './point-picture.ts';
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
  /** The examples, which are the same at each step. */
  #marks = document.createElement('canvas');
  #marksOf: unknown[] = [];

  protected override draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const field = this.data;
    if (!field) return;
    this.#paint(field);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.#raster, 0, 0, width, height);
    this.#place(field, context.canvas, width, height);
    context.save();
    context.resetTransform();
    context.drawImage(this.#marks, 0, 0);
    context.restore();
    this.ring(context);
  }

  protected override release(): void {
    super.release();
    this.#marks.width = this.#marks.height = 0;
    this.#marksOf = [];
  }

  /** Draws the examples, unless they are drawn already. */
  #place({ points, classes, reach }: Field, canvas: HTMLCanvasElement, width: number, height: number) {
    const inks = Array.from({ length: classes }, (_, label) => this.color(`--class-${label}`));
    const paper = this.color('--paper');
    const wanted = [points, reach, width, height, canvas.width, canvas.height, paper, ...inks];
    if (wanted.every((part, index) => part === this.#marksOf[index])) return;
    this.#marksOf = wanted;
    this.#marks.width = canvas.width;
    this.#marks.height = canvas.height;
    const context = this.#marks.getContext('2d');
    if (!context) return;
    const ratio = devicePixelRatio || 1;
    context.scale(ratio, ratio);
    const x = axis(-reach, reach, 0, width);
    const y = axis(-reach, reach, height, 0);
    this.spots = points.map((point) => ({ x: x(point.x), y: y(point.y) }));
    points.forEach(({ label, isTest }, index) => {
      const spot = this.spots[index] ?? { x: 0, y: 0 };
      mark(context, label, spot.x, spot.y, 4, inks[label] ?? paper, isTest ? paper : null);
    });
  }

  protected override told(index: number): string {
    const point = this.data?.points[index];
    if (!point) return '';
    const place = `${point.x.toFixed(2)}, ${point.y.toFixed(2)}`.replaceAll('-', '−');
    return `${point.isTest ? 'test' : 'training'} point at ${place}`;
  }

  /** One pixel per cell in the color of the most likely class; higher probabilities give stronger colors. */
  #paint({ cells, shares, classes }: Field) {
    if (this.#raster.width !== cells) this.#raster.width = this.#raster.height = cells;
    const context = this.#raster.getContext('2d');
    if (!context) return;
    const image = context.createImageData(cells, cells);
    const inks = Array.from({ length: classes }, (_, label) => channels(this.color(`--class-${label}`)));
    const { data } = image;
    for (let cell = 0; cell < cells * cells; cell++) {
      let best = 0;
      for (let label = 1; label < classes; label++)
        if ((shares[cell * classes + label] ?? 0) > (shares[cell * classes + best] ?? 0)) best = label;
      const sure = ((shares[cell * classes + best] ?? 0) - 1 / classes) / (1 - 1 / classes);
      const ink = inks[best] ?? [0, 0, 0];
      for (const channel of [0, 1, 2] as const) data[4 * cell + channel] = ink[channel];
      data[4 * cell + 3] = Math.round(255 * 0.4 * Math.max(0, sure));
    }
    context.putImageData(image, 0, 0);
  }
}

customElements.define('decision-field', DecisionField);
