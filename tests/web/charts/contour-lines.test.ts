import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alongPath,
  broken,
  crosses,
  levelLines,
  levelsOf,
  type Point,
} from '../../../web/charts/contour-lines.ts';
import { around, type Box, isFree } from '../../../web/charts/label-boxes.ts';
import { surfaceCells, viewOf } from '../../../web/run/surface.ts';
import { cases } from '../support/cases.ts';
import { catalog } from '../support/catalog.ts';
import { engine } from '../support/engine.ts';

/** Rosenbrock's valley: its height, and how steep it is. */
const valley = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
const slope = (x: number, y: number) => Math.hypot(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x));

/** The distance in pixels, on a map 440 wide, within which 95 of 100 places of a line are where the height is its level. */
async function offBy(cells: number): Promise<number> {
  const surface = catalog.functions.find(({ id }) => id === 'rosenbrock');
  assert.ok(surface);
  const { x, y } = viewOf(surface);
  const at = ({ from, to }: typeof x, place: number) => from + (place / (cells - 1)) * (to - from);
  const values = await engine.surface({
    function: { id: surface.id },
    x: [at(x, -0.5), at(x, cells - 0.5)],
    y: [at(y, -0.5), at(y, cells - 0.5)],
    cells,
  });
  const gaps = levelLines(values, cells, levelsOf(values)).flatMap(({ level, rings }) =>
    rings.flat().flatMap(([column, row]) => {
      if ([column, row].some((place) => place < 1 || place > cells - 2)) return [];
      const [px, py] = [at(x, column), at(y, row)];
      return [(Math.abs(valley(px, py) - level) / slope(px, py)) * (440 / (x.to - x.from))];
    }),
  );
  assert.ok(gaps.length > 500, `${gaps.length} places`);
  return gaps.sort((a, b) => a - b)[Math.floor(0.95 * gaps.length)] ?? Number.NaN;
}

test('lines of a surface lie where its height is the level: within a fifth of a pixel', async () => {
  const off = await offBy(surfaceCells);
  assert.ok(off < 0.2, `${off} px`);
});

test('lines of a landscape, measured on 61 places a side, lie within half a pixel', async () => {
  const off = await offBy(61);
  assert.ok(off < 0.5, `${off} px`);
});

test('lines: where nothing is known, or all is alike, there is none, and what is not finite is high', () => {
  assert.deepEqual(levelLines([Number.NaN, Number.NaN, Number.NaN, Number.NaN], 2, [1]), []);
  assert.ok(
    levelLines([1, 1, 1, 1], 2, levelsOf([1, 1, 1, 1])).every(({ rings }) =>
      rings.flat().flat().every(Number.isFinite),
    ),
  );
  // The levels, written short, are 0.15: below all that is known.
  assert.deepEqual(levelLines([0.154, 0.154, 0.154, 0.154], 2, levelsOf([0.154])), []);
  const [line] = levelLines([0, 0, 0, 0, 0, 0, 1, 1, Number.POSITIVE_INFINITY], 3, [0.5]);
  assert.ok((line?.rings.flat().length ?? 0) > 2);
});

const box: Box = { left: 4, right: 6, top: -1, bottom: 1 };
const straight: Point[] = [
  [0, 0],
  [10, 0],
];

interface Cut {
  name: string;
  line: Point[];
  boxes: Box[];
  expected: Point[][];
}

cases<Cut>(
  'a line',
  [
    { name: 'without boxes is whole', line: straight, boxes: [], expected: [straight] },
    {
      name: 'through a box has two pieces',
      line: straight,
      boxes: [box],
      expected: [
        [
          [0, 0],
          [4, 0],
        ],
        [
          [6, 0],
          [10, 0],
        ],
      ],
    },
    {
      name: 'that ends in a box has one',
      line: [
        [0, 0],
        [5, 0],
      ],
      boxes: [box],
      expected: [
        [
          [0, 0],
          [4, 0],
        ],
      ],
    },
    {
      name: 'inside a box has none',
      line: [
        [4.5, 0],
        [5.5, 0.5],
      ],
      boxes: [box],
      expected: [],
    },
    {
      name: 'through two boxes that overlap has two pieces',
      line: straight,
      boxes: [box, { ...box, left: 5, right: 8 }],
      expected: [
        [
          [0, 0],
          [4, 0],
        ],
        [
          [8, 0],
          [10, 0],
        ],
      ],
    },
    {
      name: 'along the edge of a box is whole',
      line: [
        [0, 1],
        [10, 1],
      ],
      boxes: [box],
      expected: [
        [
          [0, 1],
          [10, 1],
        ],
      ],
    },
  ],
  ({ line, boxes }) => broken(line, boxes),
);

test('a line that was broken crosses no box', () => {
  const ring = Array.from({ length: 41 }, (_, index): Point => {
    const angle = (2 * Math.PI * index) / 40;
    return [50 + 30 * Math.cos(angle), 50 + 30 * Math.sin(angle)];
  });
  const boxes = [around(80, 50, 8), around(50, 20, 5), around(20, 55, 12)];
  assert.ok(boxes.every((one) => crosses(ring, one)));
  const pieces = broken(ring, boxes);
  assert.ok(pieces.length >= 3);
  for (const piece of pieces) for (const one of boxes) assert.equal(crosses(piece, one), false);
});

test('along a path: no label fits between two of its points, however far apart they are', () => {
  const covered = alongPath([
    [0, 50],
    [300, 50],
  ]);
  const frame = { left: 0, right: 300, top: 0, bottom: 100 };
  for (let x = 10; x < 290; x += 3) assert.equal(isFree(around(x, 50, 6), covered, frame), false);
  assert.equal(isFree(around(150, 80, 6), covered, frame), true);
});
