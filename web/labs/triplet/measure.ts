// What the loss says of a scene: distances, losses, zones and forces, all from the engine's values and gradients.
import { contours } from 'd3-contour';
import type { OwnedTensor, Tensor, WorkerEngine } from 'loss-playground/engine';
import { wideMargin } from '../../run/triplet-distances.ts';
import { type Place, reach, type Scene } from './scene.ts';

export type Zone = 'hard' | 'semi-hard' | 'easy';

export interface Negative {
  distance: number;
  loss: number;
  zone: Zone;
  /** Whether it teaches, as the mining says. */
  teaches: boolean;
  /** Its share of the pull on the negatives. */
  share: number;
}

export interface Measured {
  positiveDistance: number;
  margin: number;
  negatives: Negative[];
  /** Against the gradient: where each point is pulled. */
  forces: { anchor: Place; positive: Place; negatives: Place[] };
  /** Outlines in the plane's own numbers: nearer than the positive, and inside the margin. */
  zones: { hard: Place[][]; margin: Place[][] };
}

/** Cells a side of the grid on which the zones are found. */
const cells = 64;

const gridPlace = (cell: number): Place => ({
  x: reach * ((2 * ((cell % cells) + 0.5)) / cells - 1),
  y: reach * ((2 * (Math.floor(cell / cells) + 0.5)) / cells - 1),
});

const grid = Array.from({ length: cells * cells }, (_, cell) => gridPlace(cell));

const tensor = (places: Place[]): Tensor => ({
  shape: [places.length, 2],
  data: Float64Array.from(places.flatMap(({ x, y }) => [x, y])),
});

/** Anchor and positive as often as there are negatives. */
const triplets = ({ anchor, positive }: Scene, negatives: Place[]) => ({
  anchor: tensor(negatives.map(() => anchor)),
  positive: tensor(negatives.map(() => positive)),
  negative: tensor(negatives),
});

function outlines(values: Float64Array, level: number): Place[][] {
  const shape = contours().size([cells, cells]).thresholds([level])(Array.from(values))[0];
  const place = ([x = 0, y = 0]: number[]): Place => ({
    x: reach * ((2 * x) / cells - 1),
    y: reach * ((2 * y) / cells - 1),
  });
  return (shape?.coordinates ?? []).flat().map((ring) => ring.map(place));
}

const against = ({ data }: Tensor, row: number): Place => ({
  x: -(data[2 * row] ?? 0),
  y: -(data[2 * row + 1] ?? 0),
});

const add = (places: Place[], count: number): Place =>
  places.reduce((sum, { x, y }) => ({ x: sum.x + x / count, y: sum.y + y / count }), { x: 0, y: 0 });

/** Which negatives teach: all that cost something, the hardest alone, or the hardest beyond the positive. */
function taught({ mining }: Scene, losses: number[], zones: Zone[]): boolean[] {
  if (mining === 'all') return losses.map((loss) => loss > 0);
  const candidates = losses.map((loss, index) =>
    loss > 0 && (mining === 'hardest' || zones[index] === 'semi-hard') ? loss : 0,
  );
  const most = Math.max(...candidates);
  return candidates.map((loss, index) => loss > 0 && candidates.indexOf(most) === index);
}

export async function measure(engine: WorkerEngine, scene: Scene): Promise<Measured> {
  const { loss, params, negatives, anchor } = scene;
  const given = triplets(scene, negatives);
  const [each, pull, wide] = await Promise.all([
    engine.evaluateLoss({ id: loss.id, params, reduction: 'none' }, given),
    engine.evaluateLoss({ id: loss.id, params, reduction: 'sum' }, given),
    engine.evaluateLoss(
      { id: loss.id, params: { ...params, margin: wideMargin }, reduction: 'none' },
      triplets(scene, [...negatives, anchor, ...grid]),
    ),
  ]);
  const count = negatives.length;
  const margin = Number(params.margin);
  const losses = Array.from((each.value as OwnedTensor).data);
  const far = Float64Array.from((wide.value as OwnedTensor).data);
  const atAnchor = far[count] ?? wideMargin;
  const zones = losses.map((_, index): Zone => {
    const lead = (far[index] ?? 0) - wideMargin;
    return lead >= 0 ? 'hard' : lead > -margin ? 'semi-hard' : 'easy';
  });
  const teaches = taught(scene, losses, zones);
  const active = teaches.flatMap((on, index) => (on ? [index] : []));
  const pulls = negatives.map((_, index) => against(pull.gradients.negative as Tensor, index));
  const sizes = pulls.map(({ x, y }, index) => (teaches[index] ? Math.hypot(x, y) : 0));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const sumOf = (name: string) =>
    add(
      active.map((index) => against(pull.gradients[name] as Tensor, index)),
      Math.max(1, active.length),
    );
  const field = far.subarray(count + 1);
  return {
    positiveDistance: Math.max(0, atAnchor - wideMargin),
    margin,
    negatives: losses.map((value, index) => ({
      distance: Math.max(0, atAnchor - (far[index] ?? 0)),
      loss: value,
      zone: zones[index] ?? 'easy',
      teaches: teaches[index] ?? false,
      share: all > 0 ? (sizes[index] ?? 0) / all : 0,
    })),
    forces: {
      anchor: sumOf('anchor'),
      positive: sumOf('positive'),
      negatives: pulls.map(({ x, y }, index) =>
        teaches[index] ? { x: x / active.length, y: y / active.length } : { x: 0, y: 0 },
      ),
    },
    zones: { hard: outlines(field, wideMargin), margin: outlines(field, wideMargin - margin) },
  };
}

/** The points after a step of gradient descent on the mean loss of what teaches. */
export async function follow(
  engine: WorkerEngine,
  scene: Scene,
  { forces }: Measured,
  lr: number,
): Promise<Scene> {
  const places = [scene.anchor, scene.positive, ...scene.negatives];
  const gradient = [forces.anchor, forces.positive, ...forces.negatives].map(({ x, y }) => ({
    x: -x,
    y: -y,
  }));
  const optimizer = await engine.createOptimizer({ id: 'sgd', params: { lr } }, [tensor(places)]);
  await optimizer.step([tensor(gradient)]);
  const [moved] = await optimizer.parameters();
  await optimizer.dispose();
  const at = (row: number): Place => ({ x: moved?.data[2 * row] ?? 0, y: moved?.data[2 * row + 1] ?? 0 });
  return {
    ...scene,
    anchor: at(0),
    positive: at(1),
    negatives: scene.negatives.map((_, index) => at(index + 2)),
  };
}
