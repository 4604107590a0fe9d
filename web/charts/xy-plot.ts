import { nice, ticks } from 'd3-array';
import { type Axis, axis } from './canvas-picture.ts';
import { mark } from './marks.ts';
import { PointPicture } from './point-picture.ts';

export interface XyData {
  x: { from: number; to: number; title: string };
  y: { from: number; to: number; title: string };
  format: (value: number) => string;
  points: { x: number; y: number; isTest: boolean }[];
  /** A line, as x and y of each of its points. */
  line?: { x: ArrayLike<number>; y: ArrayLike<number> };
  /** Whether to draw the distance of each point from the line: its residual. */
  residuals?: boolean;
  /** Whether to draw the diagonal where x equals y. */
  diagonal?: string;
}

const pad = { left: 52, right: 26, top: 32, bottom: 48 };

/** The height of a line between its two nearest points; its points are evenly spaced. */
function heightAt({ x, y }: NonNullable<XyData['line']>, at: number): number {
  const last = x.length - 1;
  const place = ((at - (x[0] ?? 0)) / ((x[last] ?? 1) - (x[0] ?? 0))) * last;
  const left = Math.min(last - 1, Math.max(0, Math.floor(place)));
  return (y[left] ?? 0) + (place - left) * ((y[left + 1] ?? 0) - (y[left] ?? 0));
}

/** Points against two axes, with a curve or a diagonal. */
export class XyPlot extends PointPicture {
  declare data: XyData | null;

  protected override draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { data } = this;
    if (!data) return;
    const [xFrom, xTo] = nice(data.x.from, data.x.to, 5);
    const [yFrom, yTo] = nice(data.y.from, data.y.to, 5);
    const x = axis(xFrom, xTo, pad.left, width - pad.right);
    const y = axis(yFrom, yTo, height - pad.bottom, pad.top);
    this.#grid(context, x, y, data, width < 420 ? 3 : 5);
    context.save();
    context.beginPath();
    context.rect(pad.left, pad.top, width - pad.left - pad.right, height - pad.top - pad.bottom);
    context.clip();
    if (data.diagonal) this.#diagonal(context, x, y, data.diagonal);
    const hue = this.color('--hue');
    if (data.residuals) this.#residuals(context, x, y, data);
    const paper = this.color('--paper');
    this.spots = data.points.map((point) => ({ x: x(point.x), y: y(point.y) }));
    for (const point of data.points) {
      mark(context, 0, x(point.x), y(point.y), point.isTest ? 3.5 : 3.25, hue, point.isTest ? paper : null);
    }
    if (data.line) this.#line(context, x, y, data.line);
    context.restore();
    this.ring(context);
  }

  protected override told(index: number): string {
    const { data } = this;
    const point = data?.points[index];
    if (!data || !point) return '';
    return `${data.x.title} ${data.format(point.x)}, ${data.y.title} ${data.format(point.y)}`;
  }

  #grid(context: CanvasRenderingContext2D, x: Axis, y: Axis, data: XyData, count: number) {
    context.strokeStyle = this.color('--rule');
    context.fillStyle = this.color('--ink-3');
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const value of ticks(y.from, y.to, count)) {
      const at = Math.round(y(value)) + 0.5;
      context.beginPath();
      context.moveTo(pad.left, at);
      context.lineTo(x(x.to), at);
      context.stroke();
      context.fillText(data.format(value), pad.left - 6, at);
    }
    context.textBaseline = 'top';
    context.textAlign = 'center';
    for (const value of ticks(x.from, x.to, count))
      context.fillText(data.format(value), x(value), y(y.from) + 6);
    context.fillStyle = this.color('--ink-2');
    context.textAlign = 'left';
    context.fillText(data.y.title, 0, 2);
    context.textAlign = 'right';
    context.fillText(data.x.title, x(x.to), y(y.from) + 28);
  }

  #diagonal(context: CanvasRenderingContext2D, x: Axis, y: Axis, words: string) {
    const from = Math.max(x.from, y.from);
    const to = Math.min(x.to, y.to);
    context.strokeStyle = this.color('--ink-3');
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(x(from), y(from));
    context.lineTo(x(to), y(to));
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = this.color('--ink-2');
    context.textAlign = 'right';
    context.textBaseline = 'bottom';
    context.fillText(words, x(to) - 28, y(to) + 18);
  }

  /** Vertical lines from each point to the curve, or to the diagonal. */
  #residuals(context: CanvasRenderingContext2D, x: Axis, y: Axis, { points, line }: XyData) {
    context.strokeStyle = this.color('--hue');
    context.globalAlpha = 0.3;
    context.lineWidth = 1;
    context.beginPath();
    for (const point of points) {
      context.moveTo(x(point.x), y(point.y));
      context.lineTo(x(point.x), y(line ? heightAt(line, point.x) : point.x));
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  #line(context: CanvasRenderingContext2D, x: Axis, y: Axis, line: NonNullable<XyData['line']>) {
    context.strokeStyle = this.color('--hue');
    context.lineWidth = 2.25;
    context.beginPath();
    for (let index = 0; index < line.x.length; index++)
      context.lineTo(x(line.x[index] ?? 0), y(line.y[index] ?? 0));
    context.stroke();
  }
}

customElements.define('xy-plot', XyPlot);
