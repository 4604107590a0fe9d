// Optimizers from the same start on the same batches, over several seeds: the runs, and what their middle says.

import { quantileSorted } from 'd3-array';
import type { ParameterValue, Spec, WorkerEngine } from 'loss-playground/engine';

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
  /** One row a seed. */
  values: number[][];
  /** The path of the first seed, on a surface. */
  path: Float64Array | null;
}

/** Values of a task's run that are asked for along its steps. */
const looks = 50;
/** Steps of a run in one slice. */
const slice = 100;

async function onSurface(engine: WorkerEngine, course: Course, racer: Spec, seed: number) {
  const { points, values } = await engine.minimize({
    function: { id: course.id, params: course.params },
    optimizer: racer,
    start: course.start,
    steps: course.steps,
    noise: course.noise,
    seed,
  });
  return { steps: Array.from(values, (_, step) => step), values: Array.from(values), path: points };
}

async function onTask(engine: WorkerEngine, course: Course, racer: Spec, seed: number) {
  const run = await engine.createRun({
    version: 1,
    task: { id: course.id, params: course.params },
    optimizer: racer,
    steps: course.steps,
    seed,
    evaluate_every: Math.max(1, Math.round(course.steps / looks)),
  });
  try {
    const before = await run.advance(0);
    for (let done = 0; done < course.steps; done += slice)
      await run.advance(Math.min(slice, course.steps - done));
    const { step, cost } = await run.history;
    const known = Array.from(step).filter((_, index) => Number.isFinite(cost[index]));
    return {
      steps: [0, ...known],
      values: [before.cost, ...known.map((at) => cost[at - 1] ?? Number.NaN)],
      path: null,
    };
  } finally {
    await run.dispose();
  }
}

export interface Progress {
  lanes: Lane[];
  share: number;
}

/** Runs all racers with the first seed, then with the next: the picture is whole from the first round on. */
export async function* race(engine: WorkerEngine, course: Course, racers: Racer[]): AsyncGenerator<Progress> {
  const lanes: Lane[] = racers.map((racer) => ({ racer, steps: [], values: [], path: null }));
  const drive = course.kind === 'surface' ? onSurface : onTask;
  let done = 0;
  for (let seed = 1; seed <= course.seeds; seed++)
    for (const lane of lanes) {
      const { steps, values, path } = await drive(engine, course, lane.racer, seed);
      if (steps.length > lane.steps.length) lane.steps = steps;
      lane.values.push(values);
      if (path) lane.path ??= path;
      done++;
      yield { lanes: lanes.map((entry) => ({ ...entry })), share: done / (racers.length * course.seeds) };
    }
}

export interface Middle {
  median: Float64Array;
  low: Float64Array;
  high: Float64Array;
}

/** Median and quartiles over the seeds at each step; a run that diverged counts as endlessly high. */
export function middleOf({ steps, values }: Lane): Middle {
  const at = (share: number) =>
    Float64Array.from(steps, (_, index) => {
      const sorted = values
        .map((row) => row[index] ?? Infinity)
        .map((value) => (Number.isNaN(value) ? Infinity : value))
        .sort((a, b) => a - b);
      const value = quantileSorted(sorted, share) ?? Number.NaN;
      return Number.isFinite(value) ? value : Number.NaN;
    });
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** The first step at which each seed is as low as asked; Infinity for one that never is. */
export function reaching({ steps, values }: Lane, goal: number): { median: number; reached: number } {
  const first = values
    .map((row) => steps[row.findIndex((value) => value <= goal)] ?? Infinity)
    .sort((a, b) => a - b);
  return {
    median: first[Math.floor((first.length - 1) / 2)] ?? Infinity,
    reached: first.filter(Number.isFinite).length,
  };
}
