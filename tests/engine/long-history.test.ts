// What the page keeps of a run of any length.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { History } from 'loss-playground/engine';
import type { MetricsHistory } from '../../web/run/histories.ts';
import { mostEntries, withAdded } from '../../web/run/history.ts';

/** A history of some steps, whose losses are their numbers. */
const stepsFrom = (first: number, count: number): History => {
  const steps = Float64Array.from({ length: count }, (_, i) => first + i);
  return { step: steps, batchLoss: steps } as unknown as History;
};

test('every step of a run is kept up to the limit, then ever fewer, and always the latest', () => {
  let seen: MetricsHistory | null = null;
  let reached = 0;
  for (let part = 1; reached < 7 * mostEntries; part++) {
    const count = 1 + ((part * 7919) % 4001);
    seen = withAdded(seen, stepsFrom(reached + 1, count));
    reached += count;
    assert.equal(seen.step.at(-1), reached);
    assert.ok(seen.step.length <= mostEntries + 1);
    if (reached <= mostEntries) assert.equal(seen.step.length, reached);
  }
  assert.ok(seen);
  const strides = new Set(seen.step.slice(0, -1).map((step, i, all) => step - (all[i - 1] ?? 0)));
  assert.deepEqual([...strides], [8]);
  assert.deepEqual(seen.batchLoss, seen.step);
});

test('nothing added changes nothing', () => {
  const seen = withAdded(null, stepsFrom(1, 3));
  assert.deepEqual(withAdded(seen, stepsFrom(4, 0)).step, [1, 2, 3]);
});
