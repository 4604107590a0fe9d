import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { History } from 'loss-playground/engine';
import { mostEntries, type Seen, truncate, withAdded } from '../../../web/run/history.ts';
import { defaultSpeed } from '../../../web/run/pace.ts';
import { lastScores, scoresAt, withScores } from '../../../web/run/scores.ts';
import { Snapshots } from '../../../web/run/snapshots.ts';
import { cases } from '../support/cases.ts';
import { columns, metrics } from '../support/columns.ts';

/** So many steps after one, as the engine hands them out. */
function after(step: number, count: number): History {
  const whole = columns(count, { cost: { [count]: step + count } });
  whole.step = whole.step.map((entry) => entry + step);
  return Object.fromEntries(
    Object.entries(whole).map(([name, values]) => [name, Float64Array.from(values)]),
  ) as unknown as History;
}

/** A run of so many steps, taken in slices. */
function seen(steps: number, slice: number): Seen {
  let history: Seen | null = null;
  for (let step = 0; step < steps; step += slice)
    history = withAdded(history, after(step, Math.min(slice, steps - step)));
  return history as Seen;
}

test('history: steps follow each other, whatever the slices', () => {
  assert.deepEqual(seen(10, 3).step, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(seen(10, 3), { ...seen(10, 10), cost: seen(10, 3).cost });
});

test('history: nothing added leaves it as it is', () => {
  const history = seen(3, 3);
  assert.equal(withAdded(history, after(3, 0)), history);
  assert.deepEqual(withAdded(null, after(0, 0)).step, []);
});

test('history: beyond the most entries every other step is kept, and the latest', () => {
  const history = seen(mostEntries + 1, 1000);
  assert.equal(history.step.length, mostEntries / 2 + 1);
  assert.deepEqual(history.step.slice(0, 2), [2, 4]);
  assert.deepEqual(history.step.slice(-2), [mostEntries, mostEntries + 1]);
  const more = withAdded(history, after(mostEntries + 1, 2));
  assert.deepEqual(more.step.slice(-3), [mostEntries, mostEntries + 2, mostEntries + 3]);
  for (const values of Object.values(more)) assert.equal(values.length, more.step.length);
});

interface Case {
  name: string;
  at: number;
  expected: { step: number; cost: number | undefined } | null;
}

const run = columns(30, { cost: { 10: 1, 20: 0.5 }, testCost: { 10: 1.1, 20: 0.6 }, testScore: { 20: 0.9 } });

cases<Case>(
  'last scores',
  [
    { name: 'before the first evaluation there are none', at: 9, expected: null },
    { name: 'at an evaluation', at: 10, expected: { step: 10, cost: 1 } },
    { name: 'between two', at: 19, expected: { step: 10, cost: 1 } },
    { name: 'after the last', at: 30, expected: { step: 20, cost: 0.5 } },
  ],
  ({ at }) => {
    const known = lastScores(run, at);
    return known && { step: known.step, cost: known.scores.cost };
  },
);

test('last scores: none of a run that has not begun', () => {
  assert.equal(lastScores(null, 0), null);
  assert.equal(lastScores(columns(0), 0), null);
});

test('last scores: of a search, what only a search has', () => {
  const search = { ...run, recallAt1: columns(30, { cost: { 20: 0.3 } }).cost };
  assert.equal(lastScores(search, 20)?.scores.recallAt1, 0.3);
});

test('scores are carried to a later step, which keeps its own numbers', () => {
  const now = metrics({ step: 25, batchLoss: 0.4 });
  const carried = withScores(now, lastScores(run, 25)?.scores ?? {});
  assert.deepEqual(
    [carried.step, carried.batchLoss, carried.cost, carried.testCost, carried.testScore, 'spread' in carried],
    [25, 0.4, 0.5, 0.6, 0.9, false],
  );
});

const model = (step: number, size = 1) => ({ step, bytes: new Uint8Array(size) });

test('snapshots: few, at growing intervals, the first always among them', () => {
  const kept = new Snapshots(model(0));
  for (let step = 1; step <= 10_000; step++) if (kept.wants(step)) kept.add(model(step));
  assert.equal(kept.before(0)?.step, 0);
  for (const step of [500, 5000, 9999]) {
    const nearest = kept.before(step)?.step ?? -1;
    assert.ok(nearest <= step && step - nearest <= 512, `step ${step} is followed from ${nearest}`);
  }
});

test('snapshots: large ones are fewer', () => {
  const kept = new Snapshots(model(0, 16e6));
  for (let step = 1; step <= 8; step++) if (kept.wants(step)) kept.add(model(step, 16e6));
  assert.deepEqual([kept.before(7)?.step, kept.last?.step], [0, 8]);
});

test('snapshots: reduced to one, the first stays', () => {
  const kept = new Snapshots(model(0));
  for (let step = 1; step <= 5; step++) kept.add(model(step));
  kept.reduceTo(model(3));
  assert.deepEqual([kept.before(2)?.step, kept.before(9)?.step], [0, 3]);
});

cases<{ name: string; steps: number; expected: string }>(
  'default speed',
  [
    { name: 'of a short run', steps: 1, expected: '1' },
    { name: 'of a thousand steps', steps: 1000, expected: '1' },
    { name: 'of three thousand', steps: 2700, expected: '3' },
    { name: 'of ten thousand', steps: 10_000, expected: '10' },
    { name: 'of a million', steps: 1_000_000, expected: '100' },
  ],
  ({ steps }) => defaultSpeed(steps),
);

test('history: a fork leaves out the steps after its own', () => {
  const history = seen(10, 5);
  truncate(history, 4);
  for (const values of Object.values(history)) assert.equal(values.length, 4);
  truncate(history, 9);
  assert.deepEqual(history.step, [1, 2, 3, 4]);
});

interface Scores {
  name: string;
  step: number;
  cost?: number;
  present?: number;
  expected: { step: number; cost: number | undefined };
}

cases<Scores>(
  'scores for a step',
  [
    { name: 'its own', step: 12, cost: 0.7, expected: { step: 12, cost: 0.7 } },
    { name: 'of the last evaluation in its history', step: 15, expected: { step: 10, cost: 1 } },
    { name: 'of what was added last', step: 25, expected: { step: 20, cost: 0.5 } },
    { name: 'those shown, where they are nearer', step: 15, present: 12, expected: { step: 12, cost: 0.8 } },
    { name: 'not those of a later step', step: 15, present: 18, expected: { step: 10, cost: 1 } },
    { name: 'the first ones before any evaluation', step: 5, expected: { step: 0, cost: 2 } },
  ],
  ({ step, cost, present = 0 }) => {
    const numbers = metrics({ step, cost: cost ?? Number.NaN });
    const known = scoresAt(numbers, columns(20, { cost: { 20: 0.5 } }) as unknown as History, run, {
      initial: metrics({ cost: 2 }),
      present: { step: present, scores: { cost: present > 0 ? 0.8 : 2 } },
    });
    return { step: known.step, cost: known.scores.cost };
  },
);
