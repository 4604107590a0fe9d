// Optimizers from the same start on the same batches, over several seeds: the runs, their medians and quartiles.
import { quantileSorted } from 'd3-array';
import type { Experiment, ParameterValue, Spec, WorkerEngine } from 'loss-playground/engine';
import type { Histories } from '../../run/histories.ts';
import { inParts } from '../../run/parts.ts';

export interface Racer {
  id: string;
  params: Record<string, ParameterValue>;
}

export interface Course {
  /** A surface, or a task to train on. */
  kind: 'surface' | 'task';
  id: string;
  params: Record<string, ParameterValue>;
  start: [number, number];
  /** Standard deviation of the noise on a surface's gradient. */
  noise: number;
  steps: number;
  seeds: number;
}

export interface Lane {
  racer: Racer;
  /** Steps at which there is a value. */
  steps: number[];
  /** One row per seed. */
  values: number[][];
  /** The path of the first seed, on a surface. */
  path: Float64Array | null;
}

/** How many values of a task's run are evaluated along its steps. */
const looks = 50;
/** Most points of a line over the steps: more than there are pixels could not be seen. */
const mostDrawn = 500;

type Outcome = Pick<Lane, 'steps' | 'path'> & { values: number[] };

async function onSurface(engine: WorkerEngine, course: Course, racer: Spec, seed: number): Promise<Outcome> {
  const { points, values } = await engine.minimize({
    function: { id: course.id, params: course.params },
    optimizer: racer,
    start: course.start,
    steps: course.steps,
    noise: course.noise,
    seed,
  });
  const steps = Array.from({ length: course.steps + 1 }, (_, step) => step);
  // A path that diverged ends early. Where a surface falls without end it did not fail: it stays below what it passed.
  const endless = engine.catalog.functions.some(({ id, minima }) => id === course.id && minima.length === 0);
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const after = endless && last < first ? last : Number.NaN;
  return { steps, values: steps.map((step) => values[step] ?? after), path: points };
}

const experimentOf = (course: Course, racer: Spec, seed: number): Experiment => ({
  version: 1,
  task: { id: course.id, params: course.params },
  optimizer: racer,
  steps: course.steps,
  seed,
  evaluate_every: Math.max(1, Math.round(course.steps / looks)),
});

/** One experiment for each optimizer that trains a model. */
export const experimentsOf = (course: Course, racers: readonly Racer[]): Experiment[] =>
  course.kind === 'task' ? racers.map((racer) => experimentOf(course, racer, 1)) : [];

async function* onTask(
  engine: WorkerEngine,
  course: Course,
  racer: Spec,
  seed: number,
  told: (step: number) => Progress,
): AsyncGenerator<Progress, Outcome> {
  const run = await engine.createRun(experimentOf(course, racer, seed));
  try {
    const before = await run.advance(0);
    for await (const step of inParts(run, course.steps)) yield told(step);
    const { step, cost } = await run.history;
    const known = Array.from(step).filter((_, index) => Number.isFinite(cost[index]));
    // A run that diverged stops early: at the last step it has no value.
    const end = known.at(-1) === course.steps ? [] : [course.steps];
    return {
      steps: [0, ...known, ...end],
      values: [before.cost, ...known.map((at) => cost[at - 1] ?? Number.NaN), ...end.map(() => Number.NaN)],
      path: null,
    };
  } finally {
    await run.dispose();
  }
}

export interface Progress {
  lanes: Lane[];
  share: number;
  /** Of the run that trains now. */
  step: number;
}

/** Runs all optimizers with the first seed, then with the next: the picture is complete from the first round on. */
export async function* race(engine: WorkerEngine, course: Course, racers: Racer[]): AsyncGenerator<Progress> {
  let lanes: Lane[] = racers.map((racer) => ({ racer, steps: [], values: [], path: null }));
  let done = 0;
  const told = (step: number): Progress => ({
    lanes,
    share: (done + step / course.steps) / (racers.length * course.seeds),
    step,
  });
  for (let seed = 1; seed <= course.seeds; seed++)
    for (const [index, racer] of racers.entries()) {
      const { steps, values, path } =
        course.kind === 'surface'
          ? await onSurface(engine, course, racer, seed)
          : yield* onTask(engine, course, racer, seed, told);
      lanes = lanes.map((lane, place) =>
        place === index
          ? {
              racer: lane.racer,
              steps: steps.length > lane.steps.length ? steps : lane.steps,
              values: [...lane.values, values],
              path: lane.path ?? path,
            }
          : lane,
      );
      done++;
      yield told(0);
    }
}

/** Each optimizer's run with the first seed: its value at each step, and on a surface the point there. */
export const historiesOf = (lanes: readonly Lane[]): Histories =>
  Object.fromEntries(
    lanes.map(({ racer, steps, values: [value = []], path }) => {
      const along = (axis: number) => Array.from(path ?? []).filter((_, index) => index % 2 === axis);
      return [racer.id, { step: steps, value, ...(path ? { x: along(0), y: along(1) } : {}) }];
    }),
  );

/** Every value of a race as a row, below a row of titles. */
export const rowsOf = (lanes: readonly Lane[]): (string | number)[][] => [
  ['optimizer', 'seed', 'step', 'value'],
  ...lanes.flatMap(({ racer, steps, values }) =>
    values.flatMap((row, seed) =>
      row.map((value, index) => [racer.id, seed + 1, steps[index] ?? index, value]),
    ),
  ),
];

export interface Middle {
  /** Steps of the values. */
  steps: number[];
  median: Float64Array;
  low: Float64Array;
  high: Float64Array;
}

/** As many of the steps as a line shows, the first and the last among them. */
function drawnOf(steps: readonly number[]): number[] {
  const last = steps.length - 1;
  const count = Math.min(steps.length, mostDrawn);
  return Array.from({ length: count }, (_, index) => Math.round((index * last) / Math.max(1, count - 1)));
}

/** Of lanes that were asked for: a lane with another run is another object. */
const middles = new WeakMap<Lane, Middle>();

/** Median and quartiles over the seeds, at the steps that are drawn; a run that diverged counts as infinite. */
export function middleOf(lane: Lane): Middle {
  const middle = middles.get(lane) ?? middleOfSeeds(lane);
  middles.set(lane, middle);
  return middle;
}

function middleOfSeeds({ steps, values }: Lane): Middle {
  const indices = drawnOf(steps);
  const sorted = indices.map((index) =>
    values
      .map((row) => row[index] ?? Infinity)
      .map((value) => (Number.isNaN(value) ? Infinity : value))
      .sort((a, b) => a - b),
  );
  const at = (share: number) =>
    Float64Array.from(sorted, (seeds) => {
      const value = quantileSorted(seeds, share) ?? Number.NaN;
      return Number.isFinite(value) ? value : Number.NaN;
    });
  return {
    steps: indices.map((index) => steps[index] ?? index),
    median: at(0.5),
    low: at(0.25),
    high: at(0.75),
  };
}

/**
 * The step after which each seed stays at the level or below until its end; Infinity for one that does not, or diverged.
 * `median` is the lower of the two middle seeds where their number is even.
 */
export function reaching({ steps, values }: Lane, goal: number): { median: number; reached: number } {
  const first = values
    .map((row) => {
      const last = steps.findLastIndex((_, index) => !((row[index] ?? Number.NaN) <= goal));
      return steps[last + 1] ?? Infinity;
    })
    .sort((a, b) => a - b);
  return {
    median: first[Math.floor((first.length - 1) / 2)] ?? Infinity,
    reached: first.filter(Number.isFinite).length,
  };
}
