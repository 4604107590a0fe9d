// The cost around a trained model: trains it, keeps its path, then evaluates the cost at each point of a plane.
import type { Experiment, WorkerEngine, WorkerRun } from 'loss-playground/engine';
import { inParts } from '../../run/parts.ts';
import {
  alongPath,
  type Directions,
  filterNormalized,
  normals,
  onPlane,
  placed,
  type Weights,
} from './plane.ts';

/** Points per side. */
export const surveyCells = 61;
/** Models kept along the path. */
const stations = 40;

export interface Survey {
  stage: 'training' | 'measuring';
  share: number;
  /** Steps taken. */
  step: number;
  /** From the lowest x and y, row by row; where the cost is not known yet, that of the nearest known point. */
  costs: Float64Array;
  /** How many are known. */
  known: number;
  from: { x: number; y: number };
  to: { x: number; y: number };
  /** x and y alternate. */
  path: Float64Array;
  steps: number;
  cost: number;
  /** Parameters of the model. */
  parameters: number;
}

interface Plane {
  middle: Weights;
  directions: Float64Array[][];
  path: Float64Array;
  low: { x: number; y: number };
  high: { x: number; y: number };
}

function planeOf(path: Weights[], kind: Directions, seed: number): Plane {
  const middle = path.at(-1) as Weights;
  const normal = normals(seed);
  const directions =
    kind === 'path' && path.length > 2
      ? alongPath(path)
      : [filterNormalized(middle, normal), filterNormalized(middle, normal)];
  const places = path.map((weights) => onPlane(weights, middle, directions));
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  const room = (values: number[], least: number): [number, number] => {
    const [low, high] = [Math.min(...values, -least), Math.max(...values, least)];
    return [low - 0.12 * (high - low), high + 0.12 * (high - low)];
  };
  const [x, y] = kind === 'path' ? [room(xs, 0.15), room(ys, 0.15)] : [[-1, 1] as const, [-1, 1] as const];
  return {
    middle,
    directions,
    path: Float64Array.from(places.flat()),
    low: { x: x[0], y: y[0] },
    high: { x: x[1], y: y[1] },
  };
}

/** Rows and columns from coarse to fine, each point once, with the size of the cell that it represents. */
function* coarseToFine(): Generator<{ row: number; column: number; size: number }> {
  const seen = new Uint8Array(surveyCells ** 2);
  for (const size of [12, 6, 3, 1])
    for (let row = 0; row < surveyCells; row += size)
      for (let column = 0; column < surveyCells; column += size) {
        const cell = row * surveyCells + column;
        if (seen[cell]) continue;
        seen[cell] = 1;
        yield { row, column, size };
      }
}

/** Trains, and keeps the models along the path; yields the steps taken. */
async function* trained(run: WorkerRun, steps: number, path: Weights[]): AsyncGenerator<number> {
  path.push(await run.parameters());
  const slice = Math.max(1, Math.ceil(steps / stations));
  for (let done = 0; done < steps; ) {
    const take = Math.min(slice, steps - done);
    for await (const taken of inParts(run, take)) yield done + taken;
    if (await run.stopped) return;
    path.push(await run.parameters());
    done += take;
  }
}

export async function* survey(
  engine: WorkerEngine,
  experiment: Experiment,
  kind: Directions,
  seed: number,
): AsyncGenerator<Survey> {
  const run = await engine.createRun({ ...experiment, evaluate_every: 1_000_000 });
  try {
    const path: Weights[] = [];
    const { steps } = run.experiment;
    const nothing = {
      costs: new Float64Array(0),
      known: 0,
      from: { x: -1, y: -1 },
      to: { x: 1, y: 1 },
      path: new Float64Array(0),
      steps,
      parameters: run.info.parameterCount,
    };
    for await (const step of trained(run, steps, path))
      yield { stage: 'training', share: step / steps, step, cost: Number.NaN, ...nothing };
    const plane = planeOf(path, kind, seed);
    await run.setParameters(placed(plane.middle, plane.directions, 0, 0));
    const { cost } = await run.advance(0);
    const costs = new Float64Array(surveyCells ** 2).fill(Number.NaN);
    let known = 0;
    for (const { row, column, size } of coarseToFine()) {
      const at = (low: number, high: number, index: number) =>
        low + (index / (surveyCells - 1)) * (high - low);
      const weights = placed(
        plane.middle,
        plane.directions,
        at(plane.low.x, plane.high.x, column),
        at(plane.low.y, plane.high.y, row),
      );
      const [, metrics] = await Promise.all([run.setParameters(weights), run.advance(0)]);
      known++;
      for (let y = row; y < Math.min(surveyCells, row + size); y++)
        for (let x = column; x < Math.min(surveyCells, column + size); x++)
          costs[y * surveyCells + x] = metrics.cost;
      yield {
        stage: 'measuring',
        share: known / costs.length,
        step: steps,
        costs,
        known,
        from: plane.low,
        to: plane.high,
        path: plane.path,
        steps,
        cost,
        parameters: run.info.parameterCount,
      };
    }
  } finally {
    await run.dispose();
  }
}
