// The gradient check of whole runs with kinks. That it finds a wrong gradient: tests/cpp/gradient_check_test.cpp.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment } from 'loss-playground/engine';
import { createEngine } from './support.ts';

const engine = await createEngine();

async function checked(experiment: Experiment, steps: number) {
  const run = await engine.createRun(experiment);
  run.advance(steps);
  const result = run.gradientCheck(0);
  const { parameterCount } = run.info;
  run.dispose();
  assert.equal(result.checked + result.skipped, parameterCount);
  return result;
}

test('right gradients agree where weights lie within a step of the kink of |w|', async () => {
  for (const seed of [1, 2, 3]) {
    const regularization = { l1: 0.01 };
    const experiment = { version: 1 as const, task: { id: 'circle' }, regularization, seed };
    const found = await checked(experiment, 300);
    assert.ok(found.maxRelativeError < 1e-6, `seed ${seed}: ${found.maxRelativeError}`);
    assert.ok(found.checked > 0);
  }
});

test('right gradients agree with ReLU and losses that have kinks; at most a few entries are skipped', async () => {
  for (const loss of ['hinge_loss', 'l1_loss', 'multi_margin_loss', 'huber_loss', 'quantile_loss'])
    for (const seed of [1, 2]) {
      const experiment: Experiment = {
        version: 1,
        task: { id: 'xor' },
        model: { id: 'mlp', params: { hidden: [12, 12], activation: 'relu' } },
        loss: { id: loss },
        batch_size: 50,
        seed,
      };
      for (const steps of [0, 100]) {
        const found = await checked(experiment, steps);
        const words = `${loss}, seed ${seed}, step ${steps}: ${JSON.stringify(found)}`;
        assert.ok(found.maxRelativeError < 1e-6, words);
        assert.ok(found.skipped <= 0.1 * found.checked, words);
      }
    }
});
