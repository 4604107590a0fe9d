// A scene measured: distances, losses, zones and forces, all from the engine's values and gradients.
import { contours } from 'd3-contour';
import type { OwnedTensor, Tensor, WorkerEngine } from 'loss-playground/engine';
import { wideMargin } from '../../run/triplet-distances.ts';
import { type Place, reach, type Scene, tripletLosses } from './scene.ts';

/**
 * The zone of a negative, the same in table, rings and miner: hard where d(a,n) ≤ d(a,p), semi-hard where
 * d(a,p) < d(a,n) < d(a,p) + margin, else easy. Of a loss without a margin, a negative that is not hard is semi-hard while
 * its loss is above 0.
 */
export type Zone = 'hard' | 'semi-hard' | 'easy';

export interface Negative {
  distance: number;
  loss: number;
  zone: Zone;
  /** Whether the miner picks it: it is one of the triplets that are averaged. */
  picked: boolean;
  /** Whether its triplet is active: picked, with a loss above 0. */
  active: boolean;
  /** Its share of the forces on the negatives. */
  share: number;
}

export interface Measured {
  positiveDistance: number;
  /** Null for a loss without one. */
  margin: number | null;
  negatives: Negative[];
  /** Mean loss of the triplets that the miner picks. */
  average: number;
  /** Every distance is 0: the loss equals the margin, and no point has a direction. */
  collapsed: boolean;
  /** The negative gradient of the average loss: the force on each point; 0 if it has no direction. */
  forces: { anchor: Place; positive: Place; negatives: Place[] };
  /** Outlines in plane coordinates: closer than the positive, and inside the margin. */
  zones: { hard: Place[][]; margin: Place[][] };
}

/** Distances that differ by less are equal: the eps in PyTorch's distance shifts them by up to 2e-6. */
const tie = 1e-5;

/** Points closer to each other have no direction: the gradient of their distance is 0, undefined, or caused by eps. */
const nowhere = 5e-4;

/** Cells per side of the grid on which the zones are computed. */
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

/** One triplet for each negative. */
const tripletsOf = ({ anchor, positive }: Scene, negatives: Place[]) => ({
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

const together = (a: Place, b: Place): boolean => Math.hypot(a.x - b.x, a.y - b.y) < nowhere;

/** Which negatives the miner picks, as the engine's miners do: all, the nearest, or the nearest beyond the positive. */
function pickedBy({ mining }: Scene, distances: number[], zones: Zone[]): boolean[] {
  if (mining === 'all') return distances.map(() => true);
  const nearest = (indices: number[]) =>
    indices.reduce<number | null>(
      (best, index) =>
        best === null || (distances[index] ?? 0) < (distances[best] ?? 0) - tie ? index : best,
      null,
    );
  const all = distances.map((_, index) => index);
  const beyond = all.filter((index) => zones[index] !== 'hard');
  const farthest = Math.max(...distances);
  const pick = mining === 'hardest' ? nearest(all) : (nearest(beyond) ?? distances.indexOf(farthest));
  return distances.map((_, index) => index === pick);
}

type Forces = Record<'anchor' | 'positive' | 'negative', Place>;

const plus = (a: Place, b: Place): Place => ({ x: a.x + b.x, y: a.y + b.y });
const none: Place = { x: 0, y: 0 };

/** The negatives as rows below a row of titles. */
export const rowsOf = ({ negatives }: Measured): (string | number)[][] => [
  ['negative', 'distance', 'zone', 'loss', 'share_of_forces'],
  ...negatives.map(({ distance, zone, loss, share }, index) => [
    `N${index + 1}`,
    distance,
    zone,
    loss,
    share,
  ]),
];

/** The forces of a triplet without those between coinciding points. */
function withDirection({ anchor, positive, negative }: Forces, scene: Scene, at: Place): Forces {
  const forces = { anchor, positive, negative };
  if (together(scene.anchor, scene.positive)) {
    forces.anchor = plus(forces.anchor, forces.positive);
    forces.positive = none;
  }
  if (together(scene.anchor, at)) {
    forces.anchor = plus(forces.anchor, forces.negative);
    forces.negative = none;
  } else if (scene.params.swap === true && together(scene.positive, at)) {
    forces.positive = plus(forces.positive, forces.negative);
    forces.negative = none;
  }
  return forces;
}

/** What measures distances: the loss itself, or for a typed one the first loss that can. */
const rulerOf = (engine: WorkerEngine, { loss, params }: Scene) =>
  loss.own ? { loss: tripletLosses(engine.catalog)[0] ?? loss, params: {} } : { loss, params };

/** Where a typed loss is above 0. */
async function above0(engine: WorkerEngine, scene: Scene): Promise<Place[][]> {
  const { loss, params } = scene;
  const { value } = await engine.evaluateLoss(
    { id: loss.id, params, reduction: 'none' },
    tripletsOf(scene, grid),
  );
  const losses = Float64Array.from((value as OwnedTensor).data);
  return losses.every((one) => one > tie) ? [] : outlines(losses, tie);
}

export async function measure(engine: WorkerEngine, scene: Scene): Promise<Measured> {
  const { loss, params, negatives, anchor } = scene;
  const ruler = rulerOf(engine, scene);
  const given = tripletsOf(scene, negatives);
  const [each, pull, wide] = await Promise.all([
    engine.evaluateLoss({ id: loss.id, params, reduction: 'none' }, given),
    engine.evaluateLoss({ id: loss.id, params, reduction: 'sum' }, given),
    engine.evaluateLoss(
      { id: ruler.loss.id, params: { ...ruler.params, margin: wideMargin }, reduction: 'none' },
      tripletsOf(scene, [...negatives, anchor, ...grid]),
    ),
  ]);
  const count = negatives.length;
  const margin = loss.own ? null : Number(params.margin);
  const losses = Array.from((each.value as OwnedTensor).data);
  const far = Float64Array.from((wide.value as OwnedTensor).data);
  const atAnchor = far[count] ?? wideMargin;
  const distances = losses.map((_, index) => Math.max(0, atAnchor - (far[index] ?? 0)));
  const zones = losses.map((_, index): Zone => {
    const lead = (far[index] ?? 0) - wideMargin;
    const isNear = margin === null ? (losses[index] ?? 0) > tie : lead > tie - margin;
    return lead >= -tie ? 'hard' : isNear ? 'semi-hard' : 'easy';
  });
  const picked = pickedBy(scene, distances, zones);
  const active = losses.map((loss, index) => (picked[index] ?? false) && loss > tie);
  const forces = negatives.map((at, index): Forces => {
    if (!active[index]) return { anchor: none, positive: none, negative: none };
    const of = (name: string) => against(pull.gradients[name] as Tensor, index);
    return withDirection(
      { anchor: of('anchor'), positive: of('positive'), negative: of('negative') },
      scene,
      at,
    );
  });
  const sizes = forces.map(({ negative: { x, y } }) => Math.hypot(x, y));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const triplets = Math.max(1, picked.filter(Boolean).length);
  const mean = (places: Place[]) => add(places, triplets);
  const positiveDistance = Math.max(0, atAnchor - wideMargin);
  const field = far.subarray(count + 1);
  return {
    positiveDistance,
    margin,
    average: losses.reduce((sum, loss, index) => sum + (picked[index] ? loss : 0), 0) / triplets,
    collapsed: [positiveDistance, ...distances].every((distance) => distance < nowhere),
    negatives: losses.map((loss, index) => ({
      distance: distances[index] ?? 0,
      loss: loss > tie ? loss : 0,
      zone: zones[index] ?? 'easy',
      picked: picked[index] ?? false,
      active: active[index] ?? false,
      share: all > 0 ? (sizes[index] ?? 0) / all : 0,
    })),
    forces: {
      anchor: mean(forces.map(({ anchor: force }) => force)),
      positive: mean(forces.map(({ positive }) => positive)),
      negatives: forces.map(({ negative }) => mean([negative])),
    },
    zones: {
      hard: outlines(field, wideMargin),
      margin: margin === null ? await above0(engine, scene) : outlines(field, wideMargin - margin),
    },
  };
}

/** The points after a step of gradient descent on the average loss. */
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

/** How far a nudge moves a negative. With a much smaller one the anchor, pushed from all sides, would not stay in place. */
const nudged = 0.1;

/** The negatives of a collapsed scene moved a little, each in its own direction: then there is a direction to follow. */
export const nudge = (scene: Scene): Scene => ({
  ...scene,
  negatives: scene.negatives.map(({ x, y }, index, { length }) => {
    const angle = (2 * Math.PI * index) / length + 0.6;
    return { x: x + nudged * Math.cos(angle), y: y + nudged * Math.sin(angle) };
  }),
});
