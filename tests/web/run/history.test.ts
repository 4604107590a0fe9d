import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { History } from 'loss-playground/engine';
import type { MetricsHistory } from '../../../web/run/histories.ts';
import {
  amend,
  historyFrom,
  lastEvaluated,
  mostEntries,
  nextEvaluated,
  rowAt,
  truncated,
  withAdded,
} from '../../../web/run/history.ts';
import { defaultSpeed } from '../../../web/run/pace.ts';
import { Showing } from '../../../web/run/showing.ts';
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
function seen(steps: number, slice: number): MetricsHistory {
  let history: MetricsHistory | null = null;
  for (let step = 0; step < steps; step += slice)
    history = withAdded(history, after(step, Math.min(slice, steps - step)));
  return history as MetricsHistory;
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

test('history: a step whose evaluation was canceled comes again, and is completed', () => {
  const history = seen(3, 3);
  assert.ok(!Number.isFinite(history.cost[1]));
  const again = after(1, 4);
  again.cost[0] = 0.25;
  const completed = withAdded(history, again);
  assert.deepEqual(completed.step, [1, 2, 3, 4, 5]);
  assert.equal(completed.cost[1], 0.25);
  assert.equal(completed.cost[2], 3);
  for (const values of Object.values(completed)) assert.equal(values.length, 5);
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

test('history: a run far beyond the most entries keeps every fourth step with its own numbers', () => {
  const history = seen(2 * mostEntries + 1000, 50_000);
  const { step } = history;
  assert.ok(step.slice(0, -1).every((one, entry) => one === 4 * (entry + 1)));
  assert.equal(step.length, mostEntries / 2 + 250);
  for (const at of [50_000, 100_000, 150_000]) assert.equal(rowAt(history, at)?.cost, at);
  assert.equal(history.cost.filter(Number.isFinite).length, 5);
});

test('history: it begins with step 0, which is a row like the others', () => {
  const history = withAdded(historyFrom(metrics({ step: 0, cost: 2.4 })), after(0, 3));
  assert.deepEqual(history.step, [0, 1, 2, 3]);
  assert.equal(rowAt(history, 0)?.cost, 2.4);
  assert.equal(rowAt(history, 3)?.batchLoss, 0.5);
  assert.equal(rowAt(history, 4), null);
});

test('history: what is learned of a step later completes its row', () => {
  const history = withAdded(historyFrom(metrics({ step: 0, cost: 2.4 })), after(0, 3));
  amend(history, metrics({ step: 2, cost: 0.7 }));
  assert.deepEqual([rowAt(history, 2)?.cost, rowAt(history, 2)?.batchLoss], [0.7, 0.5]);
  amend(history, metrics({ step: 9, cost: 0.1 }));
  assert.equal(rowAt(history, 3)?.cost, 3);
});

interface Case {
  name: string;
  at: number;
  from?: number;
  expected: [step: number, cost: number] | null;
}

const run = columns(30, { cost: { 10: 1, 20: 0.5 }, testCost: { 10: 1.1, 20: 0.6 }, testScore: { 20: 0.9 } });

cases<Case>(
  'last evaluated',
  [
    { name: 'before the first evaluation there is none', at: 9, expected: null },
    { name: 'at an evaluation', at: 10, expected: [10, 1] },
    { name: 'between two', at: 19, expected: [10, 1] },
    { name: 'after the last', at: 30, expected: [20, 0.5] },
    { name: 'not before a fork', at: 19, from: 12, expected: null },
  ],
  ({ at, from }) => {
    const row = lastEvaluated(run, at, from);
    return row && [row.step, row.cost];
  },
);

test('last evaluated: none of a run that has not begun', () => {
  assert.equal(lastEvaluated(null, 0), null);
  assert.equal(lastEvaluated(columns(0), 0), null);
});

/** The numbers of a run whose playhead is at a step, after a start whose cost is 2. */
function showingAt(step: number, { start = 0, cost = Number.NaN } = {}) {
  const showing = new Showing();
  showing.start(metrics({ step: start, cost: 2 }));
  showing.present(metrics({ step, cost }), run);
  return showing;
}

interface Shown {
  name: string;
  step: number;
  start?: number;
  cost?: number;
  expected: [step: number, cost: number, batchLoss: number];
}

cases<Shown>(
  'shown numbers are of one step',
  [
    { name: 'the start', step: 0, expected: [0, 2, Number.NaN] },
    { name: 'the start before any evaluation', step: 5, expected: [0, 2, Number.NaN] },
    { name: 'an evaluated step', step: 10, expected: [10, 1, 0.5] },
    { name: 'the last evaluated step before the playhead', step: 15, expected: [10, 1, 0.5] },
    {
      name: 'the playhead, evaluated for who has stopped there',
      step: 15,
      cost: 0.8,
      expected: [15, 0.8, 0.5],
    },
    { name: 'the start of a fork, not what was before', step: 15, start: 12, expected: [12, 2, Number.NaN] },
    {
      name: 'the start of a fork as the fork evaluates it',
      step: 10,
      start: 10,
      expected: [10, 2, Number.NaN],
    },
  ],
  ({ step, start, cost }) => {
    const { last: shown } = showingAt(step, {
      ...(start === undefined ? {} : { start }),
      ...(cost ? { cost } : {}),
    });
    return [shown?.step, shown?.cost, shown?.batchLoss];
  },
);

test('the playhead has its own numbers, and the cost that was last evaluated', () => {
  const { playhead } = showingAt(15);
  assert.deepEqual([playhead?.step, playhead?.batchLoss, playhead?.cost], [15, 0.5, 1]);
});

test('shown numbers: what was evaluated at one step says nothing of the next', () => {
  const showing = showingAt(15, { cost: 0.8 });
  showing.present(metrics({ step: 16 }), run);
  assert.deepEqual([showing.last?.step, showing.last?.cost, showing.evaluated], [10, 1, null]);
  assert.ok(
    !showing.knows(16, run) && showing.knows(15, run) && showing.knows(10, run) && showing.knows(0, run),
  );
});

test('the next step whose cost is known', () => {
  assert.deepEqual(
    [0, 10, 15, 20].map((step) => nextEvaluated(run, step)),
    [10, 20, 20, null],
  );
  assert.equal(nextEvaluated(null, 0), null);
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
  const fork = truncated(history, 4);
  for (const values of Object.values(fork)) assert.equal(values.length, 4);
  assert.deepEqual(truncated(fork, 9).step, [1, 2, 3, 4]);
  fork.step.push(5);
  assert.equal(history.step.length, 10);
});
