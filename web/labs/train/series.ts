// The history of a run as lines for the charts.
import type { CompleteExperiment, LossDescriptor, Metrics, TaskDescriptor } from 'loss-playground/engine';
import type { Series, SeriesData } from '../../charts/series-chart.ts';

type Columns = Record<keyof Metrics, number[]>;

/** Points that a chart draws at the most: beyond, every n-th is taken. */
const mostPoints = 1500;

const orNull = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);

/** Indices to draw: all of them, or evenly thinned with the last one kept. */
function thinned(length: number): number[] {
  const stride = Math.ceil(length / mostPoints);
  const indices: number[] = [];
  for (let index = (length - 1) % Math.max(1, stride); index < length; index += Math.max(1, stride)) indices.push(index);
  return indices;
}

/** Running mean, corrected for its start; it leaves out what is missing. */
function smooth(values: (number | null)[], keep: number): (number | null)[] {
  let sum = 0;
  let weight = 0;
  return values.map((value) => {
    if (value === null) return null;
    sum = keep * sum + (1 - keep) * value;
    weight = keep * weight + (1 - keep);
    return sum / weight;
  });
}

/** What costs nothing to reach: the level of guessing, where the loss has one. */
export function reference(experiment: CompleteExperiment, task: TaskDescriptor, loss: LossDescriptor): SeriesData['reference'] {
  const classes = experiment.task.id === 'spiral' ? Number((experiment.task.params as { classes?: number }).classes) : (task.classes?.length ?? 0);
  if (loss.target === 'class_index' && classes > 1) return { value: Math.log(classes), words: `guessing: ln ${classes} = ${Math.log(classes).toFixed(2)}` };
  if (loss.target === 'probability') return { value: Math.LN2, words: `guessing: ln 2 = ${Math.LN2.toFixed(2)}` };
  const margin = experiment.loss.params.margin;
  if (loss.target === 'triplet' && typeof margin === 'number') return { value: margin, words: `all points in one place: the margin, ${margin}` };
  if (experiment.loss.id === 'mse_loss' && task.unit) return { value: 1, words: 'always saying the mean: 1' };
  return undefined;
}

/** The losses: raw batch values faint behind their smoothed line, cost on both sets, penalty and objective. */
export function lossSeries(history: Columns, cursor: number, level: SeriesData['reference']): SeriesData {
  const indices = thinned(history.step.length);
  const pick = (name: keyof Metrics) => indices.map((index) => orNull(history[name][index]));
  const batch = pick('batchLoss');
  const penalised = history.penalty.some((value) => value > 0);
  const series: Series[] = [
    { id: 'raw', follows: 'batch', title: 'batch', ink: '--hue', width: 1, strength: 0.34, values: batch },
    { id: 'batch', title: 'batch loss', ink: '--hue', width: 1.5, strength: 0.75, values: smooth(batch, 0.94) },
    { id: 'objective', title: 'objective', ink: '--ink-2', width: 1.5, dash: [9, 4, 1.5, 4], values: smooth(pick('objective'), 0.94) },
    { id: 'penalty', title: 'penalty', ink: penalised ? '--hue' : '--ink-3', width: 2, dash: [1.5, 4], values: pick('penalty') },
    { id: 'cost', title: 'J train', ink: '--hue', width: 2.25, values: pick('cost') },
    { id: 'testCost', title: 'J unseen', ink: '--hue', width: 2.25, dash: [7, 5], values: pick('testCost') },
  ];
  return { steps: indices.map((index) => history.step[index] ?? 0), series, reference: level, cursor };
}

/** One grey line for the strips below. */
export function stripSeries(history: Columns, name: 'gradNorm' | 'lr', title: string): SeriesData {
  const indices = thinned(history.step.length);
  const values = indices.map((index) => orNull(history[name][index]));
  const line = name === 'gradNorm' ? smooth(values, 0.6) : values;
  return { steps: indices.map((index) => history.step[index] ?? 0), series: [{ id: name, title, ink: '--ink-2', width: 1.5, values: line }] };
}
