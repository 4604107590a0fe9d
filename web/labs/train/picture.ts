// What the model does now: what to ask the run for, and how to draw the answer.

import { html, type TemplateResult } from 'lit';
import type { OwnedTensor, RunInfo, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import '../../charts/decision-field.ts';
import '../../charts/embedding-map.ts';
import '../../charts/mix-up-table.ts';
import '../../charts/xy-plot.ts';
import type { Field, Point } from '../../charts/decision-field.ts';
import { dollars, short } from '../../charts/format.ts';
import type { MixUps } from '../../charts/mix-up-table.ts';
import type { XyData } from '../../charts/xy-plot.ts';

/** The examples of a run, fetched once. */
export interface Examples {
  train: Record<string, OwnedTensor>;
  test: Record<string, OwnedTensor>;
}

/** A picture of one kind: asked for at most once a frame. */
export interface Picture {
  title: string;
  draw(): Promise<TemplateResult>;
}

const cells = 44;
const input = (set: Record<string, OwnedTensor>) => set.input as OwnedTensor;
const target = (set: Record<string, OwnedTensor>) => set.target as OwnedTensor;

/** Class numbers from class targets, from one number for two classes, or from one number a class. */
function labelsOf({ shape, data }: OwnedTensor): number[] {
  const width = shape[1] ?? 1;
  if (width === 1) return Array.from(data, Math.round);
  return Array.from({ length: shape[0] ?? 0 }, (_, row) =>
    Array.from(data.slice(row * width, (row + 1) * width)).indexOf(1),
  );
}

/** Probabilities of each class, from outputs as the loss reads them. */
function sharesOf({ shape, data }: OwnedTensor): { classes: number; shares: ArrayLike<number> } {
  const width = shape[1] ?? 1;
  if (width > 1) return { classes: width, shares: data };
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  return {
    classes: 2,
    shares: Float32Array.from({ length: 2 * data.length }, (_, index) => {
      const second = clamp(data[index >> 1] ?? 0);
      return index % 2 ? second : 1 - second;
    }),
  };
}

function field(run: WorkerRun, { train, test }: Examples, names: readonly string[]): Picture {
  const points: Point[] = [train, test].flatMap((set, unseen) => {
    const { data } = input(set);
    return labelsOf(target(set)).map((label, row) => ({
      x: data[2 * row] ?? 0,
      y: data[2 * row + 1] ?? 0,
      label,
      unseen: unseen === 1,
    }));
  });
  const reach = 1.08 * Math.max(...points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  const grid = new Float32Array(2 * cells * cells);
  for (let cell = 0; cell < cells * cells; cell++) {
    grid[2 * cell] = reach * ((2 * ((cell % cells) + 0.5)) / cells - 1);
    grid[2 * cell + 1] = reach * (1 - (2 * (Math.floor(cell / cells) + 0.5)) / cells);
  }
  return {
    title: 'solid: to learn from · hollow: unseen',
    async draw() {
      const output = await run.predict({ shape: [cells * cells, 2], data: grid }, { probabilities: true });
      const data: Field = { reach, cells, points, ...sharesOf(output) };
      const summary = `A plane coloured by the class that the model expects, with ${points.length} points of ${names.length} classes on it.`;
      return html`<decision-field .data=${data} .summary=${summary}></decision-field>`;
    },
  };
}

function curve(run: WorkerRun, { train, test }: Examples): Picture {
  const points = [train, test].flatMap((set, unseen) =>
    Array.from(input(set).data, (x, row) => ({ x, y: target(set).data[row] ?? 0, unseen: unseen === 1 })),
  );
  const span = (values: number[]) => ({ from: Math.min(...values), to: Math.max(...values) });
  const [x, y] = [span(points.map((point) => point.x)), span(points.map((point) => point.y))];
  const xs = Float32Array.from({ length: 160 }, (_, index) => x.from + ((x.to - x.from) * index) / 159);
  return {
    title: 'solid: to learn from · hollow: unseen',
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
      return html`<xy-plot .data=${data} .summary=${`The model’s curve through ${points.length} points.`}></xy-plot>`;
    },
  };
}

const short1 = (value: number) =>
  Number.isInteger(value) ? String(value).replace('-', '−') : short(value).replace(/0+$/, '');

function predictions(run: WorkerRun, { test }: Examples, info: RunInfo, task: TaskDescriptor): Picture {
  const restore = (value: number) => info.targetMean + info.targetScale * value;
  const truth = Array.from(target(test).data, restore);
  const span = { from: Math.min(...truth), to: Math.max(...truth) };
  const money = task.unit === 'CAD';
  const format = money ? (value: number) => `$${Math.round(value / 1000)}k` : short1;
  return {
    title: `${truth.length} unseen ${task.noun}s`,
    async draw() {
      const { data: outputs } = await run.predict(input(test));
      const points = truth.map((x, row) => ({ x, y: restore(outputs[row] ?? 0), unseen: true }));
      const misses = points.map(({ x, y }) => Math.abs(x - y)).sort((a, b) => a - b);
      const typical = misses[misses.length >> 1] ?? Number.NaN;
      const words = money ? 'price' : 'value';
      const data: XyData = {
        x: { ...span, title: `true ${words}` },
        y: { ...span, title: `predicted ${words}` },
        format,
        points,
        diagonal: 'exactly right',
        residuals: true,
      };
      const miss = money ? dollars(typical) : short(typical);
      return html`<xy-plot .data=${data} .summary=${`Predicted against true ${words}; half of the predictions are within ${miss}.`}></xy-plot>`;
    },
  };
}

function mixUps(run: WorkerRun, { test }: Examples, task: TaskDescriptor): Picture {
  const labels = labelsOf(target(test));
  const names =
    task.classes ??
    Array.from(new Set(labels))
      .sort((a, b) => a - b)
      .map(String);
  const pictured = input(test).shape[1] === 64;
  return {
    title: `${labels.length} unseen ${task.noun}s`,
    async draw() {
      const output = await run.predict(input(test), { probabilities: true });
      const { classes, shares } = sharesOf(output);
      const counts = names.map(() => names.map(() => 0));
      const pictures: MixUps['pictures'] = names.map(() => names.map(() => null));
      labels.forEach((label, row) => {
        let said = 0;
        for (let other = 1; other < classes; other++)
          if ((shares[row * classes + other] ?? 0) > (shares[row * classes + said] ?? 0)) said = other;
        const line = counts[label];
        if (line) line[said] = (line[said] ?? 0) + 1;
        const drawn = pictures[label];
        if (pictured && drawn && said !== label)
          drawn[said] ??= input(test).data.subarray(row * 64, row * 64 + 64);
      });
      return html`<mix-up-table .data=${{ names, counts, pictures } satisfies MixUps} .noun=${task.noun}></mix-up-table>`;
    },
  };
}

function map(run: WorkerRun, { test }: Examples, task: TaskDescriptor, info: RunInfo): Picture {
  const labels = labelsOf(target(test));
  const margin = Number(run.experiment.loss.params.margin);
  return {
    title: `${labels.length} unseen ${task.noun}s${info.outputs === 2 ? '' : ', first two of their numbers'}`,
    async draw() {
      const { shape, data } = await run.predict(input(test));
      const width = shape[1] ?? 2;
      const positions = Float64Array.from({ length: 2 * labels.length }, (_, index) =>
        index % 2 < width ? (data[(index >> 1) * width + (index % 2)] ?? 0) : 0,
      );
      const places = {
        positions,
        labels,
        names: task.classes ?? [],
        margin: info.outputs === 2 ? margin : null,
      };
      return html`<embedding-map .data=${places} .summary=${`${labels.length} ${task.noun}s placed by the model; those of a kind should lie together.`}></embedding-map>`;
    },
  };
}

/** The picture that suits a run. */
export function choosePicture(run: WorkerRun, task: TaskDescriptor, examples: Examples): Picture {
  const { info } = run;
  const kind = task.kind === 'any' ? (run.experiment.task.params as { kind: string }).kind : task.kind;
  if (kind === 'triplet') return map(run, examples, task, info);
  if (kind === 'regression')
    return info.inputs === 1 ? curve(run, examples) : predictions(run, examples, info, task);
  return info.inputs === 2 ? field(run, examples, task.classes ?? []) : mixUps(run, examples, task);
}
