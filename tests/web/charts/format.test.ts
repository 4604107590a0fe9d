import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief, grouped, money, percent, plural, short, whole } from '../../../web/charts/format.ts';
import { tickWords } from '../../../web/charts/line-scale.ts';
import { cases } from '../support/cases.ts';
import { unshowable } from '../support/columns.ts';

const dollars = (value: number | undefined) => money(value, '$');

/** A number as each of them prints it. */
interface Printed {
  name: string;
  value: number;
  expected: { short: string; brief: string; whole: string; dollars: string };
}

const row = (value: number, short: string, brief: string, whole: string, dollars: string): Printed => ({
  name: String(value),
  value,
  expected: { short, brief, whole, dollars },
});

cases<Printed>(
  'short, brief, whole and dollars of',
  [
    row(0, '0.000', '0', '0', '$0'),
    row(0.5, '0.500', '0.5', '1', '$1'),
    row(0.3126, '0.313', '0.313', '0', '$0'),
    row(1, '1.000', '1', '1', '$1'),
    row(-1.5, '−1.500', '−1.5', '−1', '−$2'),
    row(12.345, '12.35', '12.3', '12', '$12'),
    row(-123.45, '−123.5', '−123', '−123', '−$123'),
    row(1239.6, '1,240', '1,240', '1,240', '$1,240'),
    row(66_000, '66,000', '66,000', '66,000', '$66,000'),
    row(999_999, '999,999', '1,000,000', '999,999', '$999,999'),
    row(1e6, '1.0e6', '1e6', '1,000,000', '$1,000,000'),
    row(1.25e9, '1.3e9', '1.3e9', '1,250,000,000', '$1.3e9'),
    row(0.001, '0.001', '0.001', '0', '$0'),
    row(0.00099, '9.9e−4', '9.9e−4', '0', '$0'),
    row(0.000031, '3.1e−5', '3.1e−5', '0', '$0'),
    row(-0.000031, '−3.1e−5', '−3.1e−5', '0', '−$0'),
    row(-3.2e7, '−3.2e7', '−3.2e7', '−32,000,000', '−$32,000,000'),
  ],
  ({ value }) => ({ short: short(value), brief: brief(value), whole: whole(value), dollars: dollars(value) }),
);

cases<{ name: string; share: number; expected: string }>(
  'percent',
  [
    { name: 'nothing', share: 0, expected: '0%' },
    { name: 'rounded', share: 0.125, expected: '13%' },
    { name: 'all', share: 1, expected: '100%' },
    { name: 'more than all', share: 1.5, expected: '150%' },
    { name: 'below nothing', share: -0.5, expected: '−50%' },
  ],
  ({ share }) => percent(share),
);

cases<{ name: string; expected: string }>(
  'plural',
  [
    { name: 'digit', expected: 'digits' },
    { name: 'query', expected: 'queries' },
    { name: 'day', expected: 'days' },
    { name: 'house', expected: 'houses' },
    { name: 'leaf', expected: 'leaves' },
    { name: 'tea leaf', expected: 'tea leaves' },
    { name: 'knife', expected: 'knives' },
    { name: 'belief', expected: 'beliefs' },
    { name: 'box', expected: 'boxes' },
    { name: 'class', expected: 'classes' },
    { name: 'branch', expected: 'branches' },
    { name: 'person', expected: 'people' },
    { name: 'woman', expected: 'women' },
    { name: 'human', expected: 'humans' },
    { name: 'species', expected: 'species' },
  ],
  ({ name }) => plural(name),
);

test('grouped: thousands before the point only', () => {
  assert.equal(grouped('1234567.12345'), '1,234,567.12345');
  assert.equal(grouped('-1234'), '-1,234');
  assert.equal(grouped('123'), '123');
});

test('what is no number is a dash, however it is printed', () => {
  for (const bad of unshowable)
    assert.deepEqual(
      [short, brief, whole, percent, dollars, (value: number) => tickWords(value, 1)].map((print) =>
        print(bad),
      ),
      Array(6).fill('–'),
    );
  assert.equal(short(undefined), '–');
  assert.equal(dollars(undefined), '–');
});

interface Tick {
  name: string;
  value: number;
  distance: number;
  expected: string;
}

cases<Tick>(
  'tick',
  [
    { name: 'whole numbers', value: 20, distance: 10, expected: '20' },
    { name: 'tenths', value: 0.30000000000000004, distance: 0.1, expected: '0.3' },
    { name: 'hundredths', value: -0.25, distance: 0.05, expected: '−0.25' },
    { name: 'thousands', value: 2000, distance: 500, expected: '2,000' },
    { name: 'beyond that as powers', value: 2e6, distance: 1e6, expected: '2e6' },
    { name: 'hundreds of thousands', value: -200_000, distance: 1e5, expected: '−200,000' },
    { name: 'tiny ones as powers', value: 5e-5, distance: 5e-5, expected: '5e−5' },
    { name: 'nothing', value: 0, distance: 0.5, expected: '0' },
    { name: 'one that stands alone', value: 3, distance: 0, expected: '3' },
    { name: 'distances downwards', value: 0.25, distance: -0.05, expected: '0.25' },
  ],
  ({ value, distance }) => tickWords(value, distance),
);
