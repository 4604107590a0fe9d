// A still image of a training run as SVG, for print, feeds and readers without scripts. Made in Node by the same engine.
import { ticks } from 'd3-array';
import { completeExperiment } from 'loss-playground/engine';
import { brief, short, whole } from '../../charts/format.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { labelValue, type Series, type SeriesData } from '../../charts/series.ts';
import type { Engine, Experiment } from '../../engine/api/types.ts';
import { lossOf, taskOf, unitOf } from '../../run/described.ts';
import { amend, historyFrom, withAdded } from '../../run/history.ts';
import { describeLoss } from '../../run/own-loss.ts';
import { lossSeries, reference } from '../../run/series.ts';
import { fieldPanel } from './field.ts';
import { palettes, type Theme } from './palettes.ts';

export interface PosterOptions {
  /** Steps to take; the experiment's own unless given. */
  steps?: number;
  /** `auto` follows the reader's system setting. */
  theme?: Theme | 'auto';
}

/** Width and height: those of the element in a column. */
export const width = 720;
export const height = 444;
const panel = { top: 28, height: 340 };

/** A linear scale from an interval to pixels. */
const scale = (from: number, to: number, start: number, end: number) => (value: number) =>
  start + ((value - from) / (to - from || 1)) * (end - start);

export const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const at = (value: number) => Number(value.toFixed(1));

/** A custom property of the charts as a class of the drawing; the family's color is its own. */
const inkClass = (ink: string, family: string) =>
  ink === '--hue' ? family.replaceAll('_', '-') : ink.replace(/^--/, '');

function line(
  { values, ink, width: stroke, dash, strength = 1 }: Series,
  steps: number[],
  x: Scale,
  y: Scale,
  family: string,
) {
  let path = '';
  values.forEach((value, index) => {
    if (value !== null) path += `${path ? 'L' : 'M'}${at(x(steps[index] ?? 0))} ${at(y(value))}`;
  });
  return `<path class="${inkClass(ink, family)}" d="${path}" stroke-width="${stroke}" opacity="${strength}"${dash ? ` stroke-dasharray="${dash.join(' ')}"` : ''}/>`;
}

type Scale = (value: number) => number;

/** The losses against the steps, from `left` to the right edge. */
function lossPanel(data: SeriesData, left: number, family: string): string {
  const values = data.series.flatMap((series) => series.values.filter((value) => value !== null));
  const top = 1.06 * Math.max(...values, data.reference?.value ?? 0);
  const least = Math.min(0, ...values);
  const edge = width - 134;
  const bottom = panel.top + panel.height - 24;
  const last = Math.max(10, data.steps.at(-1) ?? 10);
  const x = scale(0, last, left + 44, edge);
  const y = scale(least, top, bottom, panel.top + 10);
  const grid = ticks(least, top, 4).map(
    (value) =>
      `<path class="rule" d="M${left + 44} ${at(y(value))}H${edge}"/><text x="${left + 38}" y="${at(y(value)) + 5}" text-anchor="end">${brief(value)}</text>`,
  );
  const steps = ticks(0, last, Math.max(2, (edge - left) / 90)).map(
    (step) => `<text x="${at(x(step))}" y="${bottom + 20}" text-anchor="middle">${whole(step)}</text>`,
  );
  const level = data.reference
    ? `<path class="ink-2" stroke-dasharray="2 3" d="M${left + 44} ${at(y(data.reference.value))}H${edge}"/><text class="note" x="${edge - 2}" y="${at(y(data.reference.value)) - 6}" text-anchor="end">${escaped(data.reference.words)}</text>`
    : '';
  const labeled = data.series.filter(({ follows }) => !follows);
  const ends = labeled.map((series) => y(labelValue(series) ?? 0));
  const order = ends.map((_, index) => index).sort((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0));
  const labels = placeLabels(ends, order, 18, panel.top + 8, bottom).map((place, index) => {
    const series = labeled[index];
    const value = series && labelValue(series);
    return `<text class="${(series?.width ?? 0) > 2 ? 'label ' : ''}${inkClass(series?.ink ?? '', family)}" x="${edge + 6}" y="${at(place) + 5}">${escaped(`${series?.title} ${short(value)}`)}</text>`;
  });
  return [
    ...grid,
    ...steps,
    level,
    ...data.series.map((series) => line(series, data.steps, x, y, family)),
    ...labels,
  ].join('');
}

/** One class per color, in one theme. */
const rules = (theme: Theme) =>
  Object.entries(palettes[theme])
    .map(([name, color]) => `.${name}{--c:${color}}`)
    .join('');

function styles(theme: Theme | 'auto'): string {
  const shapes = `text{font:14px system-ui,sans-serif;fill:var(--c)}.title{font-weight:600}.label{font-weight:600}path{fill:none;stroke:var(--c)}
    .cell{fill:var(--c);stroke:none}.paper{fill:var(--c);stroke:none}.mark{fill:var(--c);stroke:var(--c);stroke-width:1.5}.hollow{fill:none}`;
  const own = theme === 'auto' ? rules('light') : rules(theme);
  const dark = theme === 'auto' ? `@media (prefers-color-scheme:dark){${rules('dark')}}` : '';
  return `${own}${dark}${shapes}`;
}

/** A poster has no room for the objective. */
const drawn = (data: SeriesData): SeriesData => ({
  ...data,
  series: data.series.filter(({ sum }) => !sum),
});

/** Trains the experiment and draws its final state; throws if the training diverges. */
export async function poster(
  engine: Engine,
  experiment: Experiment,
  { steps, theme = 'auto' }: PosterOptions = {},
): Promise<string> {
  const complete = completeExperiment(engine.catalog, experiment);
  const planned = steps ?? complete.steps;
  const run = await engine.createRun(complete);
  try {
    const history = historyFrom(run.advance(0));
    const metrics = run.advance(planned);
    if (run.stopped)
      throw new Error(`${run.stopped.message} Nothing is drawn. Use a smaller learning rate or fewer steps.`);
    withAdded(history, run.history);
    // Fewer steps than planned end between two evaluations.
    amend(history, metrics);
    const task = taskOf(engine.catalog, run.experiment);
    await describeLoss(engine, run.experiment);
    const loss = lossOf(engine.catalog, run.experiment);
    if (!task || !loss) throw new Error('The experiment’s task or loss is not in the catalog.');
    const field = fieldPanel(run, task, panel);
    const left = field ? panel.height + 20 : 0;
    const level = reference(run.experiment, task, loss);
    const drawing = { log: false, smoothing: 0.85, companions: [], small: true };
    const data = drawn(lossSeries(history, { step: metrics.step, shown: metrics }, drawing, level));
    const unit = unitOf(loss, task);
    const said = `After ${whole(metrics.step)} steps: training cost ${short(metrics.cost)}, test cost ${short(metrics.testCost)}.`;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d">
<title id="t">${escaped(`Training run: ${task.title}`)}</title><desc id="d">${escaped(said)}</desc>
<style>${styles(theme)}</style>
<rect class="paper" width="${width}" height="${height}"/>${field ?? ''}
<text class="ink title" x="${left + 4}" y="18">Loss <tspan font-weight="400">${escaped(`${loss.title}, ${unit}`)}</tspan></text>
<g class="ink-3">${lossPanel(data, left, loss.family)}</g>
<text class="ink" x="0" y="${height - 44}">${escaped(said)}</text>
<text class="ink-2" x="0" y="${height - 20}">${escaped('A still image; with JavaScript, the page trains this model live.')}</text></svg>
`;
  } finally {
    run.dispose();
  }
}
