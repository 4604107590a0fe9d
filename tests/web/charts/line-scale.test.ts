import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorAfter } from '../../../web/charts/cursor-keys.ts';
import { bandPath, type LineData, linePath, lineScale } from '../../../web/charts/line-scale.ts';
import { cases } from '../support/cases.ts';
import { unshowable } from '../support/columns.ts';

const frame = { width: 600, height: 300, left: 50, right: 10, top: 10, bottom: 30 };
const line = (values: number[], more: Partial<LineData> = {}): LineData => ({
  x: values.map((_, index) => index),
  xTitle: '',
  lines: [{ id: 'a', title: 'a', ink: '--ink', values }],
  ...more,
});

interface Case {
  name: string;
  data: LineData;
  expected: { x: string[]; y: string[] };
}

cases<Case>(
  'ticks',
  [
    {
      name: 'from 0 where all values are above it',
      data: line([5, 10, 20]),
      expected: { x: ['0', '0.5', '1', '1.5', '2'], y: ['0', '5', '10', '15', '20'] },
    },
    {
      name: 'from the lowest value below 0',
      data: line([-2, 2]),
      expected: { x: ['0', '0.2', '0.4', '0.6', '0.8', '1'], y: ['−2', '−1', '0', '1', '2'] },
    },
    {
      name: 'of a given range',
      data: line([5, 10], { from: 0, to: 1 }),
      expected: { x: ['0', '0.2', '0.4', '0.6', '0.8', '1'], y: ['0', '0.2', '0.4', '0.6', '0.8', '1'] },
    },
    {
      name: 'powers of ten',
      data: line([0.01, 100], { log: true }),
      expected: { x: ['0', '0.2', '0.4', '0.6', '0.8', '1'], y: ['0.01', '0.1', '1', '10', '100'] },
    },
    {
      name: 'powers of ten leave out what is not above 0',
      data: line([0, -5, 1, 1000], { log: true }),
      expected: { x: ['0', '0.5', '1', '1.5', '2', '2.5', '3'], y: ['1', '10', '100', '1,000'] },
    },
    {
      name: 'of nothing that is a number',
      data: line([Number.NaN, Number.POSITIVE_INFINITY]),
      expected: { x: ['0', '0.2', '0.4', '0.6', '0.8', '1'], y: ['0', '0.2', '0.4', '0.6', '0.8', '1'] },
    },
    {
      name: 'of a level of 0',
      data: line([0, 0]),
      expected: {
        x: ['0', '0.2', '0.4', '0.6', '0.8', '1'],
        y: ['0', '0.01', '0.02', '0.03', '0.04', '0.05', '0.06'],
      },
    },
  ],
  ({ data }) => {
    const { xTicks, yTicks } = lineScale(data, frame);
    return { x: xTicks.map(({ words }) => words), y: yTicks.map(({ words }) => words) };
  },
);

test('axes: the first place lies left, the lowest value at the bottom, and a band counts', () => {
  const data = line([0, 1]);
  const { x, y } = lineScale(data, frame);
  assert.deepEqual([x(0), x(1), y(0)], [50, 590, 270]);
  assert.ok(y(1) > 10 && y(1) < 30);
  const [first] = data.lines;
  const banded = lineScale({ ...data, lines: [{ ...first, high: [0, 9] } as (typeof data.lines)[0]] }, frame);
  assert.ok(banded.y.to > 9);
});

test('paths: what is no number interrupts a line and reaches no path', () => {
  const scale = lineScale(line([0, 10]), frame);
  for (const bad of unshowable) {
    const path = linePath([0, 0.25, 0.5, 1], [0, 5, bad, 10], scale);
    assert.match(path, /^M50\.0 270\.0L185\.0 [\d.]+M590\.0 [\d.]+h0$/);
    assert.equal(linePath([0], [bad], scale), '');
  }
});

test('paths: far beyond the frame they are cut', () => {
  assert.match(linePath([0, 1], [0, 1e9], lineScale(line([0, 1]), frame)), / -10000\.0$/);
});

test('bands: there and back, without places that are no numbers, and none of a single place', () => {
  const scale = lineScale(line([0, 10]), frame);
  const band = (low: number[], high: number[]) =>
    bandPath([0, 0.5, 1], { id: '', title: '', ink: '', values: [], low, high }, scale);
  assert.match(
    band([0, 1, 2], [3, 4, 5]),
    /^M50\.0 [\d.]+L320\.0 [\d.]+L590\.0 [\d.]+L590\.0 [\d.]+L320\.0 [\d.]+L50\.0 [\d.]+Z$/,
  );
  for (const bad of unshowable) {
    assert.match(band([0, bad, 2], [3, 4, 5]), /^M50\.0 [\d.]+L590\.0 [\d.]+L590\.0 [\d.]+L50\.0 [\d.]+Z$/);
    assert.equal(band([0, bad, bad], [3, 4, 5]), '');
  }
  assert.equal(bandPath([0, 1], { id: '', title: '', ink: '', values: [] }, scale), '');
});

interface Key {
  name: string;
  at: number | null;
  last?: number;
  expected: number | null | undefined;
}

cases<Key>(
  'key',
  [
    { name: 'ArrowLeft', at: 5, expected: 4 },
    { name: 'ArrowDown', at: 0, expected: 0 },
    { name: 'ArrowRight', at: 5, expected: 6 },
    { name: 'ArrowUp', at: 50, expected: 50 },
    { name: 'PageDown', at: 12, expected: 7 },
    { name: 'PageUp', at: 48, expected: 50 },
    { name: 'Home', at: 12, expected: 0 },
    { name: 'End', at: null, expected: 50 },
    { name: 'ArrowLeft', at: null, expected: 49 },
    { name: 'Escape', at: 12, expected: null },
    { name: 'a', at: 12, expected: undefined },
    { name: 'ArrowLeft', at: null, last: -1, expected: undefined },
  ],
  ({ name, at, last = 50 }) => cursorAfter(name, at, last),
);

test('line path: a sparse line joins what is known, and a single point is a dot', () => {
  const scale = lineScale(line([0, 10]), frame);
  const values = [0, Number.NaN, 5, Number.NaN, 10];
  const moves = (path: string) => path.match(/[MLh]/g)?.join('');
  assert.equal(moves(linePath([0, 0.25, 0.5, 0.75, 1], values, scale, true)), 'MLL');
  assert.equal(moves(linePath([0, 0.25, 0.5, 0.75, 1], values, scale)), 'MhMhMh');
  assert.equal(moves(linePath([0, 0.5], [Number.NaN, 5], scale, true)), 'Mh');
});
