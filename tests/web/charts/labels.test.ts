import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  around,
  boxOf,
  isFree,
  placeLabel,
  type Spot,
  shared,
  type Taken,
} from '../../../web/charts/label-boxes.ts';
import { labelOrder, placeLabels } from '../../../web/charts/place-labels.ts';
import { placeNames } from '../../../web/charts/triplet-names.ts';
import { cases } from '../support/cases.ts';

interface Order {
  name: string;
  wanted: number[];
  before: number[];
  expected: number[];
}

cases<Order>(
  'order of labels',
  [
    { name: 'none', wanted: [], before: [], expected: [] },
    { name: 'from top to bottom', wanted: [30, 10, 20], before: [], expected: [1, 2, 0] },
    { name: 'stays where they have hardly passed', wanted: [20, 10], before: [0, 1], expected: [0, 1] },
    { name: 'changes where they have clearly passed', wanted: [20.1, 10], before: [0, 1], expected: [1, 0] },
    { name: 'begins anew with another number of labels', wanted: [20, 10], before: [0], expected: [1, 0] },
  ],
  ({ wanted, before }) => labelOrder(wanted, before),
);

interface Places {
  name: string;
  wanted: number[];
  expected: number[];
}

cases<Places>(
  'places of labels, 10 apart, from 0 to 100,',
  [
    { name: 'free', wanted: [10, 50], expected: [10, 50] },
    { name: 'too near', wanted: [50, 52], expected: [42, 52] },
    { name: 'at the top', wanted: [-5, 0, 3], expected: [0, 10, 20] },
    { name: 'at the bottom', wanted: [99, 200], expected: [90, 100] },
  ],
  ({ wanted }) => placeLabels(wanted, labelOrder(wanted, []), 10, 0, 100),
);

const frame = { left: 0, right: 100, top: 0, bottom: 100 };

test('boxes: what a text covers, by its anchor', () => {
  const at = (anchor: Spot['anchor']) => boxOf({ x: 50, y: 50, anchor }, 20);
  assert.deepEqual(at('start'), { left: 49, right: 71, top: 36, bottom: 55 });
  assert.deepEqual([at('middle').left, at('end').left], [39, 29]);
});

test('boxes: the area that two share, and what is free', () => {
  const box = around(50, 50, 10);
  assert.equal(shared(box, around(65, 65, 10)), 25);
  assert.equal(shared(box, around(70, 50, 10)), 0);
  assert.equal(isFree(box, [around(70, 50, 10)], frame), true);
  assert.equal(isFree(box, [around(69, 50, 10)], frame), false);
  for (const [x, y] of [
    [5, 50],
    [95, 50],
    [50, 5],
    [50, 95],
  ] as const)
    assert.equal(isFree(around(x, y, 10), [], frame), false);
});

const spots: Spot[] = [
  { x: 30, y: 50, anchor: 'start' },
  { x: 30, y: 80, anchor: 'start' },
];
const taken = (labels: Taken['labels'], marks: Taken['marks'] = []): Taken => ({ labels, marks });

interface Placed {
  name: string;
  taken: Taken;
  spots?: Spot[];
  expected: Spot | undefined;
}

cases<Placed>(
  'a label',
  [
    { name: 'takes the spot liked most', taken: taken([]), expected: spots[0] },
    { name: 'goes on where a label stands', taken: taken([around(40, 45, 10)]), expected: spots[1] },
    { name: 'goes on where a mark lies', taken: taken([], [around(40, 45, 10)]), expected: spots[1] },
    { name: 'rather covers a corner of a mark', taken: taken([], [around(32, 36, 1)]), expected: spots[0] },
    {
      name: 'rather covers a mark than a label',
      taken: taken([around(40, 45, 10)], [around(40, 75, 10)]),
      expected: spots[1],
    },
    {
      name: 'stays in the frame',
      taken: taken([]),
      spots: [{ x: 95, y: 50, anchor: 'start' }, ...spots],
      expected: spots[0],
    },
    { name: 'without a spot is left out', taken: taken([]), spots: [], expected: undefined },
  ],
  ({ taken: given, spots: list = spots }) => {
    const before = given.labels.length;
    const spot = placeLabel(list, 20, given, frame);
    assert.equal(given.labels.length - before, spot ? 1 : 0, 'what is placed is taken');
    return spot;
  },
);

test('names of triplets: none touch, not even of points in one place', () => {
  const still = { x: 0, y: 0 };
  const names = ['anchor', 'positive', 'n1', 'n2', 'n3'];
  const { points, rings } = placeNames({
    points: names.map((name) => ({ x: 0, y: 0, name, words: '', force: still })),
    rings: [
      {
        ring: [
          { x: 0, y: 1 },
          { x: 0, y: -1 },
        ],
        words: 'margin',
      },
      { ring: [], words: 'none' },
    ],
    arrow: 0,
    x: (value) => 200 + 60 * value,
    y: (value) => 200 - 60 * value,
    width: 400,
    height: 400,
    measure: (words) => 8 * words.length,
  });
  assert.deepEqual(
    rings.map(({ words }) => words),
    ['margin'],
  );
  const boxes = [
    ...points.map((spot, index) => spot && boxOf(spot, 8 * (names[index] ?? '').length)),
    ...rings.map(({ words, spot }) => spot && boxOf(spot, 8 * words.length)),
  ];
  boxes.forEach((box, index) => {
    for (const other of boxes.slice(index + 1)) assert.equal(box && other ? shared(box, other) : -1, 0);
  });
});

test('names of triplets: beside an arrow rather than on it', () => {
  const named = (force: { x: number; y: number }) =>
    placeNames({
      points: [{ x: 0, y: 0, name: 'a', words: 'loss', force }],
      rings: [],
      arrow: 100,
      x: (value) => 200 + value,
      y: (value) => 200 - value,
      width: 400,
      height: 400,
      measure: (words) => 8 * words.length,
    }).points[0];
  assert.equal(named({ x: 0, y: 0 })?.anchor, 'start');
  assert.equal(named({ x: 1, y: 0 })?.anchor, 'end');
});
