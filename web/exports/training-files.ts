// What can be taken away from a training: the chart as PNG and SVG, the history as CSV, the experiment as JSON and as a
// script for PyTorch.
import { encodeExperiment, type Metrics } from 'loss-playground/engine';
import type { LineChart } from '../charts/line-chart.ts';
import type { SeriesChart } from '../charts/series-chart.ts';
import { color } from '../charts/theme.ts';
import type { Session } from '../run/session.ts';
import { csv, json, svgFile } from './file-formats.ts';
import { pytorchScript } from './pytorch/script.ts';

/** All numbers of a run, a row a step. Cost and scores are empty where they were not worked out. */
export function historyFile({ history }: Session): Blob {
  const names = Object.keys(history ?? {}) as (keyof Metrics)[];
  const rows = (history?.step ?? []).map((_, index) =>
    names.map((name) => history?.[name][index] ?? Number.NaN),
  );
  return csv([names, ...rows]);
}

/** The charts below each other with their labels, on paper. */
export function chartsPicture(charts: SeriesChart[]): Promise<Blob> {
  const boxes = charts.map((chart) => chart.getBoundingClientRect());
  const top = Math.min(...boxes.map((box) => box.top));
  const left = Math.min(...boxes.map((box) => box.left));
  const canvas = document.createElement('canvas');
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(ratio * Math.max(...boxes.map((box) => box.right - left)));
  canvas.height = Math.round(ratio * Math.max(...boxes.map((box) => box.bottom - top)));
  const context = canvas.getContext('2d');
  const [first] = charts;
  if (!context || !first) return Promise.reject(new Error('There is no chart to take away.'));
  context.scale(ratio, ratio);
  context.fillStyle = color(first, '--paper');
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const chart of charts) {
    const drawn = chart.canvas;
    const box = drawn?.getBoundingClientRect();
    if (drawn && box) context.drawImage(drawn, box.left - left, box.top - top, box.width, box.height);
    for (const label of chart.renderRoot.querySelectorAll<HTMLElement>('.labels button')) {
      const place = label.getBoundingClientRect();
      const style = getComputedStyle(label);
      context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      context.fillStyle = style.color;
      context.textBaseline = 'middle';
      context.fillText(
        label.textContent?.trim() ?? '',
        place.left - left + 24,
        place.top - top + place.height / 2,
      );
    }
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))),
      'image/png',
    );
  });
}

/** The loss chart redrawn as SVG, at the width it has on the page. */
export async function chartDrawing(chart: SeriesChart | undefined, parent: ParentNode & Node): Promise<Blob> {
  if (!chart) throw new Error('There is no chart to take away.');
  await import('../charts/line-chart.ts');
  const copy = document.createElement('line-chart') as LineChart;
  const { steps, series } = chart.data ?? { steps: [], series: [] };
  copy.data = {
    x: steps,
    xTitle: 'step',
    log: chart.log,
    lines: series.map(({ id, title, ink, values, width, dash, follows }) => ({
      id,
      title: follows ? '' : title,
      ink,
      width,
      values: values.map((value) => value ?? Number.NaN),
      ...(dash ? { dash: dash.join(' ') } : {}),
    })),
  };
  copy.axis = true;
  copy.height = chart.height;
  copy.className = 'visually-hidden-picture';
  copy.width = Math.max(640, Math.round(chart.getBoundingClientRect().width));
  parent.append(copy);
  await copy.updateComplete;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await copy.updateComplete;
  const picture = copy.renderRoot.querySelector('svg') as SVGElement;
  const file = svgFile(picture);
  copy.remove();
  return file;
}

export const experimentFile = ({ experiment }: Session): Blob => json(experiment);

/** Characters of an address that a script still tells. */
const longestAddress = 2000;

/** Steps whose batch losses a script compares its own with. */
const compared = (step: number, last: number) => /^[125]0*$/.test(String(step)) || step === last;

/** The experiment as a script for PyTorch, from the weights, data and batches of a run that has not begun. */
export async function scriptFile({ engine, experiment, history, floor }: Session): Promise<Blob> {
  if (!experiment) throw new Error('There is no experiment to take away.');
  const run = await engine.createRun(experiment);
  const { step = [], batchLoss = [] } = floor > 0 ? {} : (history ?? {});
  const seen = new Map(
    step
      .map((number, index) => [number, batchLoss[index] ?? Number.NaN] as const)
      .filter(([number]) => number <= experiment.steps && compared(number, step.at(-1) ?? 0)),
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
