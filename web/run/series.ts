// The history of a run as lines for the charts.
import type {
  CompleteExperiment,
  LossDescriptor,
  Metrics,
  RunInfo,
  TaskDescriptor,
} from 'loss-playground/engine';
import type { Series, SeriesData } from '../charts/series-options.ts';

export type Columns = Record<keyof Metrics, number[]>;

/** The history of a run that has not begun. */
export const noHistory: Columns = {
  step: [],
  epoch: [],
  batchLoss: [],
  penalty: [],
  objective: [],
  cost: [],
  testCost: [],
  score: [],
  testScore: [],
  gradNorm: [],
  lr: [],
  sourceCost: [],
};

/** A run that was kept, as lines beside the present one. */
export interface Companion {
  id: string;
  name: string;
  ink: string;
  history: Columns;
}

/** How the lines are drawn. */
export interface Drawing {
  log: boolean;
  /** From 0 to below 1: how much a smoothed line keeps from one value to the next. */
  smoothing: number;
  companions: Companion[];
  /** Of a fine-tuned run: what was learnt before. */
  source?: string | undefined;
  /** A small chart: penalty and objective only where there is a penalty. */
  small?: boolean;
}

/** Points that a chart draws at the most: beyond, every n-th is taken. */
const mostPoints = 1500;

const orNull = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);

/** Indices to draw: all of them, or every n-th and the last, so that points stay where they are while more come. */
function thinned(length: number): { indices: number[]; stride: number } {
  const stride = Math.max(1, Math.ceil(length / mostPoints));
  const indices: number[] = [];
  for (let index = stride - 1; index < length; index += stride) indices.push(index);
  if (length > 0 && indices.at(-1) !== length - 1) indices.push(length - 1);
  return { indices, stride };
}

/**
 * Mean weighted by nearness on both sides, so that a smoothed line does not lag behind the steps it smooths. The
 * weight falls by `most` from one value to the next, and faster in short runs, which are steep.
 */
function smooth(values: (number | null)[], most: number): (number | null)[] {
  const keep = Math.min(most, values.length / 100);
  const sums = new Float64Array(values.length);
  const weights = new Float64Array(values.length);
  const pass = (indices: number[]) => {
    let sum = 0;
    let weight = 0;
    for (const index of indices) {
      sums[index] = (sums[index] ?? 0) + sum;
      weights[index] = (weights[index] ?? 0) + weight;
      const value = values[index] ?? null;
      sum = keep * (sum + (value ?? 0));
      weight = keep * (weight + (value === null ? 0 : 1));
    }
  };
  const indices = values.map((_, index) => index);
  pass(indices);
  pass(indices.toReversed());
  return values.map((value, index) =>
    value === null ? null : ((sums[index] ?? 0) + value) / ((weights[index] ?? 0) + 1),
  );
}

/** What costs nothing to reach: the level of guessing, where the loss has one. */
export function reference(
  experiment: CompleteExperiment,
  task: TaskDescriptor,
  loss: LossDescriptor,
  info?: Pick<RunInfo, 'vocabulary' | 'targetScale'>,
): SeriesData['reference'] {
  const classes = task.classes?.length ?? info?.vocabulary ?? 0;
  const nats = loss.meaning === 'log_likelihood';
  if (nats && loss.target === 'class_index' && classes > 1)
    return { value: Math.log(classes), words: `guessing: ln ${classes} = ${Math.log(classes).toFixed(2)}` };
  if (nats && (loss.target === 'probability' || loss.target === 'sign'))
    return { value: Math.LN2, words: `guessing: ln 2 = ${Math.LN2.toFixed(2)}` };
  const margin = experiment.loss.params.margin;
  if (loss.target === 'triplet' && typeof margin === 'number')
    return { value: margin, words: `all points in one place: the margin, ${margin}` };
  // Targets are standardised, so that the mean leaves 1.
  if (loss.meaning === 'squared_difference' && info && info.targetScale !== 1)
    return { value: 1, words: 'always saying the mean: 1' };
  return undefined;
}

/** The steps of the longest of several runs, so that all charts of a figure have one axis. */
function axisOf(history: Columns, companions: readonly Companion[]) {
  const longest = companions.reduce(
    (best, run) => (run.history.step.length > best.length ? run.history.step : best),
    history.step,
  );
  const { indices, stride } = thinned(longest.length);
  return { indices, stride, steps: indices.map((index) => longest[index] ?? 0) };
}

/** The step to mark: the one that is shown, where later ones were already seen. */
const mark = (history: Columns, shown: number) => (shown < history.step.length ? shown : undefined);

/** The losses: raw batch values faint behind their smoothed line, cost on both sets, penalty and objective. */
export function lossSeries(
  history: Columns,
  shown: number,
  { log, smoothing, companions, source, small }: Drawing,
  level: SeriesData['reference'],
): SeriesData {
  const { indices, stride, steps } = axisOf(history, companions);
  const pick = (name: keyof Metrics) => indices.map((index) => orNull(history[name][index]));
  // Cost is worked out at some steps only: the latest since the point before.
  const latest = (name: keyof Metrics, from = history) =>
    indices.map((index) =>
      orNull(from[name].slice(Math.max(0, index - stride + 1), index + 1).findLast(Number.isFinite)),
    );
  const batch = pick('batchLoss');
  // On a log scale the logarithms are smoothed: a mean of values would only show the largest.
  const smoothed = (values: (number | null)[]) =>
    log
      ? smooth(
          values.map((value) => (value ? Math.log(value) : null)),
          smoothing,
        ).map((value) => (value === null ? null : Math.exp(value)))
      : smooth(values, smoothing);
  const penalised = history.penalty.some((value) => value > 0);
  const parts: Series[] = [
    {
      id: 'objective',
      title: 'objective',
      sum: true,
      ink: '--ink-2',
      width: 1.5,
      dash: [9, 4, 1.5, 4],
      values: smoothed(pick('objective')),
    },
    {
      id: 'penalty',
      title: 'penalty',
      ink: penalised ? '--hue' : '--ink-3',
      width: 2,
      dash: [1.5, 4],
      values: pick('penalty'),
    },
  ];
  const series: Series[] = [
    { id: 'raw', follows: 'batch', title: 'batch', ink: '--hue', width: 1, strength: 0.34, values: batch },
    {
      id: 'batch',
      title: 'batch loss',
      ink: '--hue',
      width: 1.5,
      strength: 0.75,
      values: smoothed(batch),
    },
    ...(small && !penalised ? [] : parts),
    { id: 'cost', title: 'J train', ink: '--hue', width: 2.25, values: latest('cost') },
    {
      id: 'testCost',
      title: 'J unseen',
      ink: '--hue',
      width: 2.25,
      dash: [7, 5],
      values: latest('testCost'),
    },
  ];
  if (source)
    series.push({
      id: 'sourceCost',
      title: `J ${source}`,
      ink: '--ink',
      width: 2.25,
      dash: [2, 3],
      values: latest('sourceCost'),
    });
  const beside = companions.flatMap(({ id, name, ink, history: other }): Series[] => [
    { id, title: `J train, ${name}`, ink, width: 1.5, values: latest('cost', other) },
    {
      id: `${id}-unseen`,
      title: `J unseen, ${name}`,
      ink,
      width: 1.5,
      dash: [7, 5],
      values: latest('testCost', other),
    },
  ]);
  return {
    steps,
    series: [...beside, ...series],
    reference: level,
    marked: mark(history, shown),
  };
}

/** One grey line for the strips below. */
export function stripSeries(
  history: Columns,
  shown: number,
  name: 'gradNorm' | 'lr',
  title: string,
  companions: readonly Companion[],
): SeriesData {
  const { indices, steps } = axisOf(history, companions);
  const values = indices.map((index) => orNull(history[name][index]));
  const line = name === 'gradNorm' ? smooth(values, 0.6) : values;
  return {
    steps,
    series: [{ id: name, title, ink: '--ink-2', width: 1.5, values: line }],
    marked: mark(history, shown),
  };
}
