// Every optimizer, tuned once here, finds known minima and learns to read digits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, Spec } from 'loss-playground/engine';
import { createEngine } from './support.ts';

const engine = await createEngine();
const { optimizers, functions } = engine.catalog;

type Params = NonNullable<Spec['params']>;
interface Tuning {
  /** On surfaces, under a falling rate: 20,000 steps unless given. */
  surface: Params;
  surfaceSteps?: number;
  /** On digits, by the task's default batches for 800 steps unless given. */
  digits: Params;
  more?: Partial<Experiment>;
}
const wholeSet = (steps: number): Partial<Experiment> => ({ batch_size: 1e6, steps });

const tuning: Record<string, Tuning> = {
  sgd: { surface: { lr: 1e-3, momentum: 0.9 }, digits: { lr: 0.1, momentum: 0.9 } },
  adam: { surface: { lr: 0.05 }, digits: { lr: 0.003 } },
  adamw: { surface: { lr: 0.05, weight_decay: 0 }, digits: { lr: 0.003 } },
  rmsprop: { surface: { lr: 0.01 }, digits: { lr: 0.002 } },
  adagrad: { surface: { lr: 0.5 }, digits: { lr: 0.05 } },
  adadelta: { surface: { lr: 10 }, surfaceSteps: 80000, digits: { lr: 2 } },
  adamax: { surface: { lr: 0.05 }, digits: { lr: 0.005 } },
  nadam: { surface: { lr: 0.05 }, digits: { lr: 0.003 } },
  radam: { surface: { lr: 1e-3 }, surfaceSteps: 80000, digits: { lr: 0.005 } },
  rprop: {
    surface: { lr: 0.01 },
    surfaceSteps: 20000,
    digits: { lr: 0.01, step_max: 1 },
    more: wholeSet(150),
  },
  asgd: {
    surface: { lr: 2e-3, lambd: 1e-7 },
    surfaceSteps: 40000,
    digits: { lr: 0.3, t0: 500, lambd: 1e-6 },
    more: { steps: 1500 },
  },
  lbfgs: {
    surface: { line_search_fn: 'strong_wolfe' },
    surfaceSteps: 20,
    digits: { line_search_fn: 'strong_wolfe', history_size: 10 },
    more: wholeSet(12),
  },
  lion: { surface: { lr: 0.01 }, digits: { lr: 0.001 } },
  adafactor: { surface: { lr: 0.05 }, digits: { lr: 0.05 } },
  muon: { surface: { adamw_lr: 0.05, weight_decay: 0 }, digits: { lr: 0.02, adamw_lr: 0.003 } },
  schedule_free_sgd: { surface: { lr: 1e-3, r: 3 }, surfaceSteps: 40000, digits: { lr: 1 } },
  schedule_free_adamw: { surface: { lr: 0.05, r: 3 }, digits: { lr: 0.01 } },
  lookahead: { surface: { lr: 0.05 }, digits: { lr: 0.005 } },
  sam: { surface: { lr: 1e-3, rho: 1e-5 }, digits: { lr: 0.1 } },
  newton: {
    surface: {},
    surfaceSteps: 50,
    digits: { damping: 0.01 },
    more: {
      ...wholeSet(2),
      task: { id: 'digits', params: { examples: 900 } },
      model: { id: 'mlp', params: { hidden: [] } },
    },
  },
};

const tuned = (id: string): Tuning => {
  const entry = tuning[id];
  assert.ok(entry, `${id} has no tuning here`);
  return entry;
};

test('only optimizers of the catalog are tuned', () => {
  assert.deepEqual(Object.keys(tuning).sort(), optimizers.map(({ id }) => id).sort());
});

for (const { id } of optimizers) {
  test(`${id} reaches the minimum of quadratic, Rosenbrock, Beale and Booth`, () => {
    const { surface, surfaceSteps = 20000 } = tuned(id);
    for (const name of ['quadratic', 'rosenbrock', 'beale', 'booth']) {
      const described = functions.find((entry) => entry.id === name);
      assert.ok(described);
      const { points, values } = engine.minimize({
        function: { id: name },
        optimizer: { id, params: surface },
        schedule: { id: surfaceSteps < 100 ? 'constant' : 'cosine_annealing_lr' },
        start: described.start,
        steps: surfaceSteps,
      });
      const height = (values.at(-1) ?? Number.NaN) - (described.minimum ?? Number.NaN);
      assert.ok(Math.abs(height) <= 1e-6, `${name}: ${height} above the minimum, at ${points.slice(-2)}`);
    }
  });

  test(`${id} learns to read digits`, async (context) => {
    const { digits, more } = tuned(id);
    const run = await engine.createRun({
      version: 1,
      task: { id: 'digits' },
      optimizer: { id, params: digits },
      steps: 800,
      ...more,
    });
    const { testScore, step } = run.advance(run.experiment.steps);
    context.diagnostic(`test accuracy ${testScore.toFixed(4)} after ${step} steps`);
    assert.ok(testScore >= 0.95, `accuracy ${testScore}`);
    run.dispose();
  });
}
