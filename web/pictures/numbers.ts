// Pictures of models that predict a number.
import { html } from 'lit';
import type { OwnedTensor, TaskDescriptor } from 'loss-playground/engine';
import '../charts/xy-plot.ts';
import { plural, short } from '../charts/format.ts';
import type { XyData } from '../charts/xy-plot.ts';
import { amount, shortName } from '../run/described.ts';
import { input, target, testExample, trainThenTest } from '../run/examples.ts';
import type { Picture, Subject } from './picture.ts';

/** What is predicted and its unit, for an axis. */
const quantityOf = ({ quantity, unit, currency }: TaskDescriptor, otherwise: string): string => {
  const name = shortName(quantity ?? otherwise);
  return unit && currency === undefined ? `${name} (${shortName(unit)})` : name;
};

/** From the smallest to the largest value, with a margin in which the points of both are whole. */
function spanOf(values: ArrayLike<number>) {
  const [from, to] = [Math.min(...Array.from(values)), Math.max(...Array.from(values))];
  const margin = (to - from) / 25;
  return { from: from - margin, to: to + margin };
}

/** The fitted curve through the examples, with its residuals. */
export function curve({ run, info, task, examples: { train, test }, choosable }: Subject): Picture {
  const [xMean = 0] = info.inputMeans;
  const [xScale = 1] = info.inputScales;
  const restoredY = (value: number) => info.targetMean + info.targetScale * value;
  const points = [train, test].flatMap((set, split) =>
    Array.from(input(set).data, (x, row) => ({
      x: xMean + xScale * x,
      y: restoredY(target(set).data[row] ?? 0),
      isTest: split === 1,
    })),
  );
  const names = { x: shortName(task.columns?.[0] ?? 'x'), y: quantityOf(task, 'y') };
  const [x, y] = [spanOf(points.map((point) => point.x)), spanOf(points.map((point) => point.y))];
  const xs = Float32Array.from({ length: 160 }, (_, index) => x.from + ((x.to - x.from) * index) / 159);
  return {
    title: 'solid: training set, hollow: test set',
    exampleAt: trainThenTest(target(train).data.length),
    async draw() {
      const given = xs.map((at) => (at - xMean) / xScale);
      const { data } = await run.predict({ shape: [xs.length, 1], data: given });
      const ys = Float32Array.from(data, restoredY);
      const drawn: XyData = {
        x: { ...x, title: names.x },
        y: { ...y, title: names.y },
        format: short1,
        points,
        line: { x: xs, y: ys },
        residuals: true,
      };
      const rows = Array.from(xs).flatMap((at, index) =>
        index % 16 === 0 ? [[short(at), short(ys[index])]] : [],
      );
      return {
        picture: html`<xy-plot .still=${!choosable} .data=${drawn} .summary=${`The model’s curve through ${points.length} points.`}></xy-plot>`,
        table: {
          title: 'The fitted curve',
          columns: [names.x, task.quantity ? `predicted ${names.y}` : 'prediction'],
          rows,
        },
      };
    },
  };
}

const short1 = (value: number) =>
  Number.isInteger(value) ? String(value).replace('-', '−') : short(value).replace(/0+$/, '');

/** The largest number of points in a picture of predictions. */
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
  // Losses that compare several predictions do not determine their scale.
  const free = loss.target === 'list' || loss.target === 'order';
  const truth = Array.from(targets.data, restore);
  const span = spanOf(truth);
  const { currency } = task;
  const words = shortName(task.quantity ?? 'value');
  const axis = quantityOf(task, 'value');
  const format = currency ? (value: number) => `${currency}${Math.round(value / 1000)}k` : short1;
  return {
    title: `${rows} test ${plural(task.noun)}`,
    ...(width === 1 ? { exampleAt: testExample } : {}),
    async draw() {
      const { data: outputs } = await run.predict(inputs);
      const points = truth.map((x, row) => ({ x, y: restore(outputs[row] ?? 0), isTest: true }));
      const misses = points.map(({ x, y }) => Math.abs(x - y)).sort((a, b) => a - b);
      const typical = misses[misses.length >> 1] ?? Number.NaN;
      const data: XyData = {
        x: { ...span, title: `true ${axis}` },
        y: free ? { ...spanOf(outputs), title: 'score' } : { ...span, title: `predicted ${axis}` },
        format,
        points,
        ...(free ? {} : { diagonal: 'prediction = truth', residuals: true }),
      };
      const tell = (value: number) => amount(task, value);
      const worst = points.toSorted((a, b) => Math.abs(b.x - b.y) - Math.abs(a.x - a.y)).slice(0, 10);
      const summary = `Predicted against true ${words}; half of the predictions are within ${tell(typical)}.`;
      return {
        picture: html`<xy-plot .still=${!choosable || width > 1} .data=${data} .summary=${summary}></xy-plot>`,
        table: {
          title: 'The ten largest errors',
          columns: [`true ${words}`, `predicted ${words}`, 'error'],
          rows: worst.map(({ x, y }) => [tell(x), tell(y), tell(Math.abs(x - y))]),
        },
      };
    },
  };
}
