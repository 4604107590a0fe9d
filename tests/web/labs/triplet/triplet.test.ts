import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follow, measure } from '../../../../web/labs/triplet/measure.ts';
import {
  defaultsOf,
  readScene,
  type Scene,
  sceneAddress,
  settle,
} from '../../../../web/labs/triplet/scene.ts';
import { distancesOf } from '../../../../web/run/triplet-distances.ts';
import { cases } from '../../support/cases.ts';
import { catalog, lossOf } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';

interface Case {
  name: string;
  address: string;
  expected: string;
}

const told = ({ loss, params, mining, anchor, positive, negatives }: Scene) => {
  const changed = loss.params.filter(({ id, default: preset }) => params[id] !== preset);
  const places = [anchor, positive, ...negatives].map(({ x, y }) => `${x},${y}`).join(' ');
  return `${[loss.id, ...changed.map(({ id }) => `${id}=${params[id]}`)].join(' ')}, ${mining}: ${places}`;
};
const negatives = '-0.62,-0.45 0.52,-1.41 1.7,-0.78 -1.94,0.5 1.9,1.8 -1.5,-1.94';
const points = `0.15,0.1 1.17,0.34 ${negatives}`;

cases<Case>(
  'scene',
  [
    { name: 'nothing told', address: '', expected: `triplet_margin_loss, all: ${points}` },
    {
      name: 'parameters',
      address: 'loss=triplet_margin_loss&loss.margin=0.5&loss.swap=true&mining=hardest&v=1',
      expected: `triplet_margin_loss margin=0.5 swap=true, hardest: ${points}`,
    },
    {
      name: 'a choice',
      address: 'loss=triplet_margin_with_distance_loss&loss.distance=cosine&mining=semi-hard&v=1',
      expected: `triplet_margin_with_distance_loss distance=cosine, semi-hard: ${points}`,
    },
    {
      name: 'parameters that are none',
      address:
        'loss=triplet_margin_with_distance_loss&loss.distance=far&loss.margin=Infinity&mining=softest&v=1',
      expected: `triplet_margin_with_distance_loss, all: ${points}`,
    },
    {
      name: 'a loss of no triplets',
      address: 'loss=mse_loss&v=1',
      expected: `triplet_margin_loss, all: ${points}`,
    },
    {
      name: 'points',
      address: 'a=1,2&p=0,0&n=1,1;2,2&v=1',
      expected: 'triplet_margin_loss, all: 1,2 0,0 1,1 2,2',
    },
    {
      name: 'points outside the plane',
      address: 'a=4,2&p=x&v=1',
      expected: `triplet_margin_loss, all: ${points}`,
    },
    {
      name: 'more negatives than there can be',
      address: `n=${Array(12).fill('1,1').join(';')}&v=1`,
      expected: `triplet_margin_loss, all: ${points}`,
    },
  ],
  ({ address }) => told(readScene(catalog, address)),
);

test('scene: a link says what is left out of it', () => {
  const noteOf = (address: string) => readScene(catalog, address).note;
  assert.equal(noteOf('mining=hardest&a=1,2&n=1,1;2,2&v=1'), null);
  assert.equal(
    noteOf('mining=softest&a=1e999,0&n=1,1;2&v=1'),
    'This link is damaged. 2 is left out: "2" is not a valid place. Enter two numbers, x,y. mining=softest is left out: "softest" is not a valid mining. Enter one of all, hardest, semi-hard. a=1e999,0 is left out: "1e999" is not a valid place. Enter a number from −3 to 3.',
  );
  assert.match(
    noteOf(`n=${Array(12).fill('1,1').join(';')}&v=1`) ?? '',
    /12 is not a valid number of negatives\./,
  );
});

test('scene: what is written is read again', () => {
  const address = 'loss=triplet_margin_loss&loss.margin=0.5&mining=hardest&a=1,2&p=0,0&n=1,1;2,2&v=1';
  assert.equal(sceneAddress(readScene(catalog, address)), address);
});

test('scene: a point stays in the plane, to two decimals', () => {
  assert.deepEqual(settle({ x: 3.5, y: -1.23456 }), { x: 3, y: -1.23 });
});

/** Anchor at 0, positive at 1, margin 1: negatives at 0.5, 1.5 and 2.5 are hard, semi-hard and easy. */
const scene = (more: Partial<Scene> = {}): Scene => ({
  loss: lossOf('triplet_margin_loss'),
  params: defaultsOf(lossOf('triplet_margin_loss')),
  mining: 'all',
  anchor: { x: 0, y: 0 },
  positive: { x: 1, y: 0 },
  negatives: [
    { x: -0.5, y: 0 },
    { x: 0, y: 1.5 },
    { x: 0, y: -2.5 },
  ],
  ...more,
});

const near = (found: number, wanted: number, about: string) =>
  assert.ok(Math.abs(found - wanted) < 1e-4, `${about}: ${found} is not ${wanted}`);

test('measure: distances, losses and zones', async () => {
  const { positiveDistance, margin, negatives: found } = await measure(engine, scene());
  near(positiveDistance, 1, 'd(a, p)');
  assert.equal(margin, 1);
  const wanted = [
    [0.5, 1.5],
    [1.5, 0.5],
    [2.5, 0],
  ] as const;
  found.forEach(({ distance, loss }, index) => {
    near(distance, wanted[index]?.[0] ?? 0, 'd(a, n)');
    near(loss, wanted[index]?.[1] ?? 0, 'loss');
  });
  assert.deepEqual(
    found.map(({ zone }) => zone),
    ['hard', 'semi-hard', 'easy'],
  );
});

interface Mining {
  name: string;
  mining: Scene['mining'];
  negatives?: Scene['negatives'];
  /** Which triplets are active. */
  expected: boolean[];
}

cases<Mining>(
  'mining',
  [
    { name: 'all with a loss', mining: 'all', expected: [true, true, false] },
    { name: 'the hardest alone', mining: 'hardest', expected: [true, false, false] },
    { name: 'the nearest beyond the positive', mining: 'semi-hard', expected: [false, true, false] },
    {
      name: 'one of several alike',
      mining: 'hardest',
      negatives: [
        { x: 0.5, y: 0 },
        { x: 0, y: 0.5 },
      ],
      expected: [true, false],
    },
    { name: 'none where all are easy', mining: 'hardest', negatives: [{ x: 3, y: 0 }], expected: [false] },
    { name: 'none of none', mining: 'all', negatives: [], expected: [] },
  ],
  async ({ mining, negatives: given }) => {
    const measured = await measure(engine, scene({ mining, ...(given ? { negatives: given } : {}) }));
    const shares = measured.negatives.reduce((sum, { share }) => sum + share, 0);
    near(shares, measured.negatives.some(({ active }) => active) ? 1 : 0, 'shares');
    for (const { x, y } of [measured.forces.anchor, measured.forces.positive, ...measured.forces.negatives])
      assert.ok(Number.isFinite(x) && Number.isFinite(y));
    return measured.negatives.map(({ active }) => active);
  },
);

test('measure: all points in one place cost the margin', async () => {
  const place = { x: 0, y: 0 };
  const { positiveDistance, negatives: found } = await measure(
    engine,
    scene({ positive: place, negatives: [place, place] }),
  );
  near(positiveDistance, 0, 'd(a, p)');
  for (const { loss, distance } of found) {
    near(loss, 1, 'loss');
    near(distance, 0, 'd(a, n)');
  }
});

test('measure: the zones are rings about the anchor', async () => {
  const { zones } = await measure(engine, scene());
  for (const [rings, radius] of [
    [zones.hard, 1],
    [zones.margin, 2],
  ] as const) {
    assert.equal(rings.length, 1);
    for (const { x, y } of rings[0] ?? []) assert.ok(Math.abs(Math.hypot(x, y) - radius) < 0.06);
  }
});

test('follow: a step goes where the forces point, and the loss falls', async () => {
  const given = scene();
  const before = await measure(engine, given);
  const moved = await follow(engine, given, before, 0.1);
  assert.ok(moved.positive.x < 1, 'the positive comes nearer');
  assert.ok((moved.negatives[0]?.x ?? 0) < -0.5, 'the hard negative goes away');
  assert.deepEqual(moved.negatives[2], given.negatives[2]);
  const sum = (measured: typeof before) => measured.negatives.reduce((all, { loss }) => all + loss, 0);
  assert.ok(sum(await measure(engine, moved)) < sum(before));
});

test('distances: as the loss itself measures them, whatever its margin and swap', async () => {
  const loss = lossOf('triplet_margin_loss');
  const row = (x: number, y: number) => ({ shape: [1, 2], data: [x, y] });
  const { positive, negative } = await distancesOf(
    engine,
    { loss, params: { ...defaultsOf(loss), margin: 0.1, swap: true } },
    { anchor: row(0, 0), positive: row(3, 4), negative: row(0, 2) },
  );
  near(positive[0] ?? 0, 5, 'd(a, p)');
  near(negative[0] ?? 0, 2, 'd(a, n)');
});
