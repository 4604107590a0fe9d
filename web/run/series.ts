// The history of a run as lines for the charts.
import type {
  CompleteExperiment,
  LossDescriptor,
  Metrics,
  RunInfo,
  TaskDescriptor,
} from 'loss-playground/engine';
import type { Series, SeriesData } from '../charts/series.ts';
import { entryAt, type Row } from './history.ts';
import { smooth } from './smooth.ts';
import { hasSampleWeights, hasWeightList } from './weights.ts';

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

/** A kept run, as lines next to the current one. */
export interface Companion {
  id: string;
  name: string;
  ink: string;
  history: Columns;
}

/** How the lines are drawn. */
export interface Drawing {
  log: boolean;
  /** Smoothing, from 0 to below 1: the weight kept from one value to the next. */
  smoothing: number;
  companions: Companion[];
  /** The pretraining task of a fine-tuned run. */
  source?: string | undefined;
  /** A small chart: penalty and objective only where there is a penalty. */
  small?: boolean;
  /** What each number averages, in gray below its label. */
  notes?: { batch: string; train: string; test: string } | undefined;
}

/** Which step the page shows. */
export interface Now {
  /** The playhead. */
  step: number;
  /** The numbers of the labels, all of one step; null: the last ones of each line. */
  shown: Row | null;
}

/** A chart draws up to this many points; of more, every n-th. */
const mostPoints = 1500;

const orNull = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);

/** The level that is reached without learning anything, if the loss has one. */
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
  if (nats && (loss.target === 'probability' || loss.target === 'sign') && !hasWeightList(loss, experiment))
    return { value: Math.LN2, words: `guessing: ln 2 = ${Math.LN2.toFixed(2)}` };
  const margin = experiment.loss.params.margin;
  if (loss.target === 'triplet' && typeof margin === 'number')
    return { value: margin, words: `collapse: the margin, ${margin}` };
  // Targets are standardized, so predicting the mean gives 1.
  const weighted = hasSampleWeights(experiment);
  if (loss.meaning === 'squared_difference' && info && info.targetScale !== 1 && !weighted)
    return { value: 1, words: 'always predicting the mean: 1' };
  return undefined;
}

/** The steps of the longest of several runs, so that all charts of a figure have one axis. */
function axisOf(history: Columns, companions: readonly Companion[]): number[] {
  const { step } = [history, ...companions.map((run) => run.history)].reduce((best, run) =>
    (run.step.at(-1) ?? -1) > (best.step.at(-1) ?? -1) ? run : best,
  );
  // Points stay where they are while more come.
  const stride = Math.max(1, Math.ceil((step.length - 1) / mostPoints));
  const last = step.length - 1;
  const steps: number[] = [];
  for (let entry = 0; entry < last + stride; entry += stride) steps.push(step[Math.min(entry, last)] ?? 0);
  return steps;
}

/** Columns of a history at the steps of an axis. */
function columnsAt(history: Columns, steps: readonly number[]) {
  const entries = steps.map((step) => entryAt(history, step));
  return {
    /** The measured value at each step. */
    at: (name: keyof Metrics) => {
      const column = history[name];
      return entries.map((entry, index) =>
        history.step[entry] === steps[index] ? orNull(column[entry]) : null,
      );
    },
    /** For values evaluated at some steps only: the last one since the previous step on the axis. */
    latest: (name: keyof Metrics) => {
      const column = history[name];
      return entries.map((last, index) => {
        const before = index === 0 ? -1 : (entries[index - 1] ?? -1);
        for (let entry = last; entry > before; entry--)
          if (Number.isFinite(column[entry])) return orNull(column[entry]);
        return null;
      });
    },
  };
}

/** The step to mark: the one that is shown, if later ones were already reached. */
const mark = (history: Columns, shown: number) => (shown < (history.step.at(-1) ?? 0) ? shown : undefined);

/** The losses: raw batch values faint behind their smoothed line, cost on both sets, penalty and objective. */
export function lossSeries(
  history: Columns,
  { step, shown }: Now,
  { log, smoothing, companions, source, small, notes }: Drawing,
  level: SeriesData['reference'],
): SeriesData {
  const steps = axisOf(history, companions);
  const { at, latest } = columnsAt(history, steps);
  const value = (name: keyof Metrics) => (shown ? { value: orNull(shown[name]) } : {});
  const note = (words: string | undefined) => (words ? { note: words } : {});
  // On a log scale the logarithms are smoothed: a mean of values would be dominated by the largest.
  const smoothed = (values: (number | null)[]) =>
    log
      ? smooth(
          values.map((one) => (one ? Math.log(one) : null)),
          smoothing,
        ).map((one) => (one === null ? null : Math.exp(one)))
      : smooth(values, smoothing);
  const [batch, penalty] = [at('batchLoss'), at('penalty')];
  const penalized = penalty.some((one) => one !== null && one > 0);
  const parts = (objective: (number | null)[]): Series[] => [
    {
      id: 'objective',
      title: 'objective',
      sum: true,
      ink: '--ink-2',
      width: 1.5,
      dash: [9, 4, 1.5, 4],
      values: smoothed(objective),
      raw: objective,
      ...value('objective'),
    },
    {
      id: 'penalty',
      title: 'penalty',
      ink: penalized ? '--hue' : '--ink-3',
      width: 2,
      dash: [1.5, 4],
      values: penalty,
      ...value('penalty'),
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
      raw: batch,
      ...value('batchLoss'),
      ...note(notes?.batch),
    },
    ...(small && !penalized ? [] : parts(at('objective'))),
    {
      id: 'cost',
      title: 'training cost',
      ink: '--hue',
      width: 2.25,
      values: latest('cost'),
      ...value('cost'),
      ...note(notes?.train),
    },
    {
      id: 'testCost',
      title: 'test cost',
      ink: '--hue',
      width: 2.25,
      dash: [7, 5],
      values: latest('testCost'),
      ...value('testCost'),
      ...note(notes?.test),
    },
  ];
  if (source)
    series.push({
      id: 'sourceCost',
      title: `test cost, ${source}`,
      ink: '--ink',
      width: 2.25,
      dash: [2, 3],
      values: latest('sourceCost'),
      ...value('sourceCost'),
    });
  const beside = companions.flatMap(({ id, name, ink, history: other }): Series[] => {
    const column = columnsAt(other, steps);
    return [
      { id, title: `training cost, ${name}`, ink, width: 1.5, values: column.latest('cost') },
      {
        id: `${id}-test`,
        title: `test cost, ${name}`,
        ink,
        width: 1.5,
        dash: [7, 5],
        values: column.latest('testCost'),
      },
    ];
  });
  return { steps, series: [...beside, ...series], reference: level, marked: mark(history, step) };
}

/** One gray line for the strips below. */
export function stripSeries(
  history: Columns,
  { step, shown }: Now,
  name: 'gradNorm' | 'lr',
  title: string,
  companions: readonly Companion[],
): SeriesData {
  const steps = axisOf(history, companions);
  const raw = columnsAt(history, steps).at(name);
  const lines = name === 'gradNorm' ? { values: smooth(raw, 0.6), raw } : { values: raw };
  const value = shown ? { value: orNull(shown[name]) } : {};
  return {
    steps,
    series: [{ id: name, title, ink: '--ink-2', width: 1.5, ...lines, ...value }],
    marked: mark(history, step),
  };
}
