// What can be downloaded from a training: the chart as PNG and SVG, the history as CSV, the experiment as JSON and as a
// script for PyTorch.
import { encodeExperiment, type Metrics } from 'loss-playground/engine';
import type { LineData } from '../charts/line-scale.ts';
import { labelValue, type SeriesData } from '../charts/series.ts';
import type { SeriesChart } from '../charts/series-chart.ts';
import { color } from '../charts/theme.ts';
import { columnNames } from '../run/column-names.ts';
import { untilLoaded } from '../run/loading.ts';
import type { Session } from '../run/session.ts';
import { csv, json, svgFile } from './file-formats.ts';
import { pytorchScript } from './pytorch/script.ts';

/**
 * All numbers of a run, one row per step from step 0 on. Cost and scores are empty at the steps that are not on the
 * experiment's schedule, whatever the page has shown in between.
 */
export function historyFile({ history }: Session): Blob {
  const names = Object.keys(history ?? {}) as (keyof Metrics)[];
  const rows = (history?.step ?? []).map((_, index) =>
    names.map((name) => history?.[name][index] ?? Number.NaN),
  );
  return csv([names.map((name) => columnNames[name]), ...rows]);
}

/** Pixels of the picture per pixel on the page, so that it stays sharp on a slide. */
const ratio = 2;
/** Pixels of a title above a picture, and the least width of one. */
const titleHeight = 34;
const leastWidth = 640;

/** The visible part of a chart: all steps, or the ones that a visitor has zoomed to. */
function inSight({ data, range, off }: SeriesChart): SeriesData {
  const { steps, series, ...rest } = data ?? { steps: [], series: [] };
  const [from, to] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const within = <Value>(values: Value[]) =>
    values.filter((_, index) => (steps[index] ?? 0) >= from && (steps[index] ?? 0) <= to);
  return {
    ...rest,
    steps: within(steps),
    series: series
      .filter(({ id, follows }) => !off.has(follows ?? id))
      .map(({ raw, ...line }) => ({
        ...line,
        values: within(line.values),
        ...(raw ? { raw: within(raw) } : {}),
      })),
  };
}

/** The charts below each other with their labels and the title of the first, at two pixels per page pixel. */
export async function chartsPicture(charts: SeriesChart[], parent: ParentNode & Node): Promise<Blob> {
  await untilLoaded(() => import('../charts/step-chart.ts'));
  const [first] = charts;
  if (!first) throw new Error('There is no chart to download.');
  const width = widthOf(first);
  const canvas = document.createElement('canvas');
  canvas.width = ratio * width;
  canvas.height = ratio * (titleHeight + charts.reduce((sum, { height }) => sum + height, 0));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw the picture.');
  context.fillStyle = color(first, '--paper');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = color(first, '--ink');
  context.font = `600 ${14 * ratio}px ${getComputedStyle(first).fontFamily}`;
  context.fillText(first.caption, 4 * ratio, 20 * ratio);
  let top = titleHeight;
  for (const chart of charts) {
    const copy = document.createElement('step-chart');
    copy.className = 'visually-hidden-picture';
    parent.append(copy);
    copy.data = inSight(chart);
    copy.log = chart.log;
    context.drawImage(copy.picture(width, chart.height, ratio), 0, top * ratio);
    copy.remove();
    top += chart.height;
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))),
      'image/png',
    );
  });
}

const widthOf = (chart: SeriesChart) => Math.max(leastWidth, Math.round(chart.getBoundingClientRect().width));

/** The lines of a chart in the form of a chart that draws SVG. */
export function linesOf(data: SeriesData, log: boolean, title: string): LineData {
  return {
    x: data.steps,
    xTitle: 'step',
    yTitle: title,
    log,
    reference: data.reference,
    marks: data.marked === undefined ? [] : [{ x: data.marked, words: '' }],
    lines: data.series.map((series) => ({
      id: series.id,
      title: series.title,
      ink: series.ink,
      width: series.width,
      values: series.values.map((value) => value ?? Number.NaN),
      value: labelValue(series),
      sparse: true,
      unlabeled: series.follows !== undefined,
      ...(series.dash ? { dash: series.dash.join(' ') } : {}),
    })),
  };
}

/** The loss chart redrawn as SVG, at the width it has on the page. */
export async function chartDrawing(chart: SeriesChart | undefined, parent: ParentNode & Node): Promise<Blob> {
  if (!chart) throw new Error('There is no chart to download.');
  await untilLoaded(() => import('../charts/line-chart.ts'));
  const copy = document.createElement('line-chart');
  copy.data = linesOf(inSight(chart), chart.log, chart.caption);
  copy.axis = true;
  copy.height = chart.height + titleHeight;
  copy.className = 'visually-hidden-picture';
  copy.style.width = `${widthOf(chart)}px`;
  parent.append(copy);
  await copy.updateComplete;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await copy.updateComplete;
  const picture = copy.renderRoot.querySelector('svg');
  const file = picture && svgFile(picture);
  copy.remove();
  if (!file) throw new Error('The picture could not be made.');
  return file;
}

export const experimentFile = ({ experiment }: Session): Blob => json(experiment);

/** A script includes addresses up to this many characters. */
const longestAddress = 2000;

/** A script compares its batch losses at this many steps. */
const compared = (step: number, last: number) => /^[125]0*$/.test(String(step)) || step === last;

/** The experiment as a script for PyTorch, from the weights, data and batches of a run that has not begun. */
export async function scriptFile({ engine, experiment, history, floor }: Session): Promise<Blob> {
  if (!experiment) throw new Error('There is no experiment to download.');
  const run = await engine.createRun(experiment);
  const { step = [], batchLoss = [] } = floor > 0 ? {} : (history ?? {});
  const seen = new Map(
    step
      .map((number, index) => [number, batchLoss[index] ?? Number.NaN] as const)
      .filter(([number]) => number > 0 && number <= experiment.steps && compared(number, step.at(-1) ?? 0)),
  );
  const address = encodeExperiment(engine.catalog, experiment);
  const text = await pytorchScript({
    catalog: engine.catalog,
    run,
    address: address.length > longestAddress ? '' : address,
    seen,
    forkedAt: floor,
  });
  await run.dispose();
  return new Blob([text], { type: 'text/x-python' });
}
