import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParameterDescriptor } from 'loss-playground/engine';
import { stepped } from '../../../web/ui/controls.ts';
import { familyInk } from '../../../web/ui/inks.ts';
import { addingDecimals, decimalsFor, fixed, printedSum } from '../../../web/ui/rounding.ts';
import { cases } from '../support/cases.ts';
import { catalog } from '../support/catalog.ts';
import { unshowable } from '../support/columns.ts';

interface Case {
  name: string;
  limits: Partial<ParameterDescriptor>;
  value: number;
  /** The next one down and up. */
  expected: [number, number];
}

const log = { scale: 'log', min: 0 } as const;
const count = { type: 'integer', scale: 'log', min: 1, max: 1e6 } as const;

cases<Case>(
  'stepped',
  [
    { name: 'a rate of 1', limits: log, value: 1, expected: [0.5, 2] },
    { name: 'a rate of 0.003', limits: log, value: 0.003, expected: [0.002, 0.005] },
    { name: 'a rate of 0.02', limits: log, value: 0.02, expected: [0.01, 0.05] },
    { name: 'a rate of 0.5', limits: log, value: 0.5, expected: [0.2, 1] },
    { name: 'a tiny rate', limits: log, value: 1e-8, expected: [5e-9, 2e-8] },
    { name: 'a rate of 0 begins at a thousandth', limits: log, value: 0, expected: [0, 0.001] },
    {
      name: 'a rate that must be above 0',
      limits: { ...log, above_min: true },
      value: 0,
      expected: [0, 0.001],
    },
    { name: 'a batch of 32', limits: count, value: 32, expected: [20, 50] },
    { name: 'a batch of 1', limits: count, value: 1, expected: [1, 2] },
    { name: 'a batch of 2', limits: count, value: 2, expected: [1, 5] },
    { name: 'the largest batch', limits: count, value: 1e6, expected: [500_000, 1e6] },
    { name: 'a seed', limits: { type: 'integer', min: 0 }, value: 3, expected: [2, 4] },
    { name: 'the first seed', limits: { type: 'integer', min: 0 }, value: 0, expected: [0, 1] },
    { name: 'a share', limits: { min: 0, max: 1 }, value: 0.1, expected: [0.05, 0.15] },
    { name: 'a share at its end', limits: { min: 0, max: 1 }, value: 1, expected: [0.95, 1] },
    { name: 'a number up to 0', limits: { max: 0 }, value: -0.8, expected: [-0.9, -0.7] },
    { name: 'a number without an end', limits: {}, value: 0.2, expected: [0.1, 0.3] },
    {
      name: 'a number below 0 on a log scale',
      limits: { scale: 'log' },
      value: -1,
      expected: [-1.001, -0.999],
    },
  ],
  ({ value, limits }) => [stepped(value, false, limits), stepped(value, true, limits)],
);

test('stepped: from its default each number of the catalog stays in its range, and moves', () => {
  const { functions, ...lists } = catalog;
  for (const entry of [...Object.values(lists).flat(), ...functions])
    for (const limits of entry.params.filter(({ type }) => type === 'number' || type === 'integer')) {
      const value = Number(limits.default);
      const [down, up] = [stepped(value, false, limits), stepped(value, true, limits)];
      const { min = -Infinity, max = Infinity } = limits;
      for (const next of [down, up])
        assert.ok(next >= min && next <= max, `${entry.id}.${limits.id}: ${next}`);
      assert.ok(up > value || value === max, `${entry.id}.${limits.id} goes up`);
    }
});

interface Sum {
  name: string;
  parts: number[];
  total: number;
  expected: string;
}

cases<Sum>(
  'a printed sum',
  [
    { name: 'of round numbers', parts: [0.5, 0.2], total: 0.7, expected: '0.500 + 0.200 = 0.700' },
    {
      name: 'of small parts',
      parts: [0.0004, 0.0004],
      total: 0.0008,
      expected: '0.00040 + 0.00040 = 0.00080',
    },
    { name: 'of tens', parts: [12.344, 0.1], total: 12.444, expected: '12.34 + 0.10 = 12.44' },
    {
      name: 'whose parts would be rounded the same way',
      parts: [0.1235, 0.1235],
      total: 0.247,
      expected: '0.1235 + 0.1235 = 0.2470',
    },
    { name: 'of hundreds', parts: [123.4, 0], total: 123.4, expected: '123.4 + 0.0 = 123.4' },
    { name: 'of thousands', parts: [1234.4, 1.2], total: 1235.6, expected: '1,234.4 + 1.2 = 1,235.6' },
    { name: 'below 0', parts: [-1, 0.5], total: -0.5, expected: '−1.000 + 0.500 = −0.500' },
  ],
  ({ parts, total }) => {
    const decimals = addingDecimals(parts, total, decimalsFor(Math.abs(total)));
    const [first, second, all] = [...parts, total].map((value) => fixed(value, decimals));
    return `${first} + ${second} = ${all}`;
  },
);

test('a printed sum of what does not add up has the least decimals', () => {
  assert.equal(addingDecimals([1, 1], 3, 2), 2);
  for (const bad of unshowable) assert.equal(addingDecimals([1, bad], bad, 3) >= 3, true);
});

cases<{ name: string; size: number; expected: number }>(
  'decimals',
  [
    { name: 'of nothing', size: 0, expected: 3 },
    { name: 'of a part', size: 0.5, expected: 3 },
    { name: 'of a small part', size: 0.0012, expected: 4 },
    { name: 'of the smallest', size: 1e-30, expected: 12 },
    { name: 'of ones', size: 5, expected: 3 },
    { name: 'of tens', size: 10, expected: 2 },
    { name: 'of hundreds', size: 100, expected: 1 },
    { name: 'of thousands', size: 1000, expected: 0 },
  ],
  ({ size }) => decimalsFor(size),
);

interface Mean {
  name: string;
  sum: number;
  count: number;
  expected: string;
}

cases<Mean>(
  'a sum whose mean is printed',
  [
    { name: 'needs fewer decimals than its mean', sum: 16, count: 32, expected: '16.00' },
    { name: 'of three', sum: 1.0004, count: 3, expected: '1.00' },
    { name: 'of one is as exact as its mean', sum: 0.12345, count: 1, expected: '0.123' },
  ],
  ({ sum, count: rows }) => printedSum(sum, rows, sum / rows, 3),
);

test('a sum of many, divided by hand, gives the mean as printed', () => {
  for (let count = 1; count <= 100; count++)
    for (const mean of [0.123449, 0.12352, 1 / 3, 2.00052, 12.34567]) {
      const printed = Number(printedSum(mean * count, count, mean, 3).replaceAll(',', ''));
      assert.equal(
        (printed / count).toFixed(3),
        (Math.round(mean * 1000) / 1000).toFixed(3),
        `${count} of ${mean}`,
      );
    }
});

test('a number of a diverging run is written as a power of ten', () => {
  assert.equal(fixed(3.73e30, 3), '3.7e30');
  assert.equal(fixed(-2e12, 0), '−2.0e12');
  assert.equal(fixed(123456789, 0), '123,456,789');
});

test('what is no number is a dash', () => {
  for (const bad of unshowable) {
    assert.equal(fixed(bad, 3), '–');
    assert.equal(printedSum(bad, 3, bad, 3), '–');
  }
});

test('each family has its ink', () => {
  assert.equal(familyInk('mean_squared_error'), '--mean-squared-error');
});
