// When cost and scores are recorded: a part of the experiment, never of time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { History } from '../../web/engine/api/types.ts';
import { createEngine } from './support.ts';

const engine = await createEngine();

/** Steps at which the history has a cost. */
const evaluatedOf = ({ step, cost }: History) => [...step].filter((_, index) => Number.isFinite(cost[index]));

test('cost is recorded on the schedule, however the steps are taken and whatever is asked in between', async () => {
  const experiment = { version: 1 as const, task: { id: 'circle' }, steps: 50, evaluate_every: 20 };
  const whole = await engine.createRun(experiment);
  whole.advance(55);
  assert.deepEqual(evaluatedOf(whole.history), [20, 40, 50]);
  const pieces = await engine.createRun(experiment);
  for (const steps of [3, 1, 30, 10, 11]) {
    assert.ok(Number.isFinite(pieces.advance(steps).cost));
    assert.ok(Number.isFinite(pieces.train({ steps: 0, evaluate: true }).metrics.cost));
  }
  assert.deepEqual(pieces.history, whole.history);
  const timed = await engine.createRun(experiment);
  while (timed.train({ steps: 5, milliseconds: 0.01 }).metrics.step < 50);
  const upTo = timed.history.step.length;
  for (const name of ['cost', 'testCost', 'score', 'testScore'] as const)
    assert.deepEqual(timed.history[name].slice(0, 50), whole.history[name].slice(0, 50), `${upTo} steps`);
});

test('training on request ends at the first step that is evaluated, and the history stays the same', async () => {
  const experiment = { version: 1 as const, task: { id: 'circle' }, steps: 50, evaluate_every: 20 };
  const run = await engine.createRun(experiment);
  const ends = [15, 15, 15, 100].map((steps) => {
    const { taken, metrics } = run.train({ steps, untilEvaluated: true });
    return [taken, metrics.step, Number.isFinite(metrics.cost)];
  });
  assert.deepEqual(ends, [
    [15, 15, false],
    [5, 20, true],
    [15, 35, false],
    [5, 40, true],
  ]);
  const whole = await engine.createRun(experiment);
  whole.advance(40);
  assert.deepEqual(run.history, whole.history);
});

test('without an interval of its own a run chooses one, with a few steps before', async () => {
  const run = await engine.createRun({ version: 1, task: { id: 'circle' }, steps: 1000 });
  assert.equal(run.info.evaluateEvery, 10);
  run.advance(35);
  assert.deepEqual(evaluatedOf(run.history), [1, 2, 5, 10, 20, 30]);
});

test('steps that the caller has are not evaluated again', async () => {
  const run = await engine.createRun({ version: 1, task: { id: 'circle' }, evaluate_every: 5 });
  const start = run.snapshot();
  run.advance(20);
  run.restore(start);
  const { history } = run.train({ steps: 30, since: 20 });
  assert.deepEqual(evaluatedOf(run.history), [25, 30]);
  assert.equal(history.step[0], 21);
  assert.throws(() => run.train({ steps: 1, evaluate: 1 as never }), /train.evaluate.*true or false/);
});
