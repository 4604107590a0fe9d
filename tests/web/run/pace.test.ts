import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawingInterval, Pace } from '../../../web/run/pace.ts';
import { cases } from '../support/cases.ts';

interface Case {
  name: string;
  milliseconds: number;
  expected: number;
}

cases<Case>(
  'full speed, milliseconds between two drawings',
  [
    { name: 'a fast page is drawn five times a second', milliseconds: 4, expected: 200 },
    { name: 'so is one that has not been drawn yet', milliseconds: 0, expected: 200 },
    { name: 'drawing takes at most 8% of the time', milliseconds: 24, expected: 300 },
    { name: 'the slowest page is drawn twice a second', milliseconds: 400, expected: 500 },
  ],
  ({ milliseconds }) => drawingInterval(milliseconds),
);

test('a step is shown for a least time at full speed only', () => {
  const pace = new Pace();
  assert.equal(pace.interval, 0);
  pace.choose('max');
  assert.equal(pace.interval, 200);
});
