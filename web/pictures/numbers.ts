// Pictures of models that predict a number.
import { html } from 'lit';
import type { OwnedTensor } from 'loss-playground/engine';
import '../charts/xy-plot.ts';
import { short } from '../charts/format.ts';
import type { XyData } from '../charts/xy-plot.ts';
import { amount } from '../run/described.ts';
import { input, target, trainThenTest, unseen } from '../run/examples.ts';
import type { Picture, Subject } from './picture.ts';

/** The fitted curve through the examples, with its residuals. */
export function curve({ run, examples: { train, test }, choosable }: Subject): Picture {
  const points = [train, test].flatMap((set, unseen) =>
    Array.from(input(set).data, (x, row) => ({ x, y: target(set).data[row] ?? 0, unseen: unseen === 1 })),
  );
  const span = (values: number[]) => ({ from: Math.min(...values), to: Math.max(...values) });
  const [x, y] = [span(points.map((point) => point.x)), span(points.map((point) => point.y))];
  const xs = Float32Array.from({ length: 160 }, (_, index) => x.from + ((x.to - x.from) * index) / 159);
  return {
    title: 'solid: to learn from, hollow: unseen',
    exampleAt: trainThenTest(target(train).data.length),
    async draw() {
      const { data: ys } = await run.predict({ shape: [xs.length, 1], data: xs });
      const data: XyData = {
        x: { ...x, title: 'x' },
        y: { ...y, title: 'y' },
        format: short1,
        points,
        line: { x: xs, y: ys },
        residuals: true,
      };
      const rows = Array.from(xs).flatMap((at, index) =>
        index % 16 === 0 ? [[short(at), short(ys[index])]] : [],
      );
      return {
        picture: html`<xy-plot .still=${!choosable} .data=${data} .summary=${`The model’s curve through ${points.length} points.`}></xy-plot>`,
        table: { title: 'The fitted curve', columns: ['x', 'what the model says'], rows },
      };
    },
  };
}

const short1 = (value: number) =>
  Number.isInteger(value) ? String(value).replace('-', '−') : short(value).replace(/0+$/, '');

/** Points that a picture of predictions has at the most. */
const mostPoints = 600;

/** The first rows of a tensor. */
const firstRows = ({ shape, data }: OwnedTensor, rows: number): OwnedTensor => ({
  shape: [rows, ...shape.slice(1)],
  data: data.subarray(0, rows * (data.length / (shape[0] ?? 1))),
});

/** Predicted against true values, back in their own unit; of a task of lists, of every member of a list. */
export function predictions({ run, info, task, loss, examples: { test }, choosable }: Subject): Picture {
  const restore = (value: number) => info.targetMean + info.targetScale * value;
  const width = target(test).data.length / (target(test).shape[0] ?? 1);
  const rows = Math.min(target(test).shape[0] ?? 0, Math.ceil(mostPoints / width));
  const [inputs, targets] = [firstRows(input(test), rows), firstRows(target(test), rows)];
  // Losses that compare what a model says of two or more say nothing of its size.
  const free = loss.target === 'list' || loss.target === 'order';
  const truth = Array.from(targets.data, restore);
  const span = { from: Math.min(...truth), to: Math.max(...truth) };
  const { currency, quantity: words = 'value' } = task;
  const format = currency ? (value: number) => `${currency}${Math.round(value / 1000)}k` : short1;
  return {
    title: `${rows} unseen ${task.noun}s`,
    ...(width === 1 ? { exampleAt: unseen } : {}),
    async draw() {
      const { data: outputs } = await run.predict(inputs);
      const points = truth.map((x, row) => ({ x, y: restore(outputs[row] ?? 0), unseen: true }));
      const misses = points.map(({ x, y }) => Math.abs(x - y)).sort((a, b) => a - b);
      const typical = misses[misses.length >> 1] ?? Number.NaN;
      const data: XyData = {
        x: { ...span, title: `true ${words}` },
        y: free
          ? { from: Math.min(...outputs), to: Math.max(...outputs), title: 'score' }
          : { ...span, title: `predicted ${words}` },
        format,
        points,
        ...(free ? {} : { diagonal: 'exactly right', residuals: true }),
      };
      const tell = (value: number) => amount(task, value);
      const worst = points.toSorted((a, b) => Math.abs(b.x - b.y) - Math.abs(a.x - a.y)).slice(0, 10);
      const summary = `Predicted against true ${words}; half of the predictions are within ${tell(typical)}.`;
      return {
        picture: html`<xy-plot .still=${!choosable || width > 1} .data=${data} .summary=${summary}></xy-plot>`,
        table: {
          title: 'The ten predictions farthest off',
          columns: [`true ${words}`, `predicted ${words}`, 'off by'],
          rows: worst.map(({ x, y }) => [tell(x), tell(y), tell(Math.abs(x - y))]),
        },
      };
    },
  };
}
