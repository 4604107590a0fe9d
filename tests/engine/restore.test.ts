// A run that continues from a snapshot of a run with other settings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, createEngine, ExperimentError } from './support.ts';

const engine = await createEngine();

const runOf = (more: object = {}) =>
  engine.createRun({ version: 1, task: { id: 'circle' }, ...more } as never);

test('with a fresh optimizer parameters, step and batches continue; Adam counts its steps from there', async () => {
  const sgd = await runOf({ optimizer: { id: 'sgd', params: { lr: 0.1 } } });
  sgd.advance(20);
  const adam = await runOf({ optimizer: { id: 'adam', params: { lr: 0.03 } } });
  assert.throws(() => adam.restore(sgd.snapshot()), ExperimentError);
  adam.restore(sgd.snapshot(), { fresh: 'optimizer' });
  assert.equal(bytesOf(adam.parameters()), bytesOf(sgd.parameters()));
  const before = adam.parameters();
  const gradients = adam.gradients();
  assert.equal(bytesOf(gradients), bytesOf(sgd.gradients()));
  const { step } = adam.advance(1);
  assert.equal(step, 21);
  // The first step of Adam is lr in the direction of each gradient's sign, however large the gradient.
  adam.parameters().forEach(({ data }, index) => {
    data.forEach((value, entry) => {
      const slope = gradients[index]?.data[entry] ?? 0;
      if (Math.abs(slope) < 1e-4) return;
      const moved = value - (before[index]?.data[entry] ?? 0);
      assert.ok(Math.abs(moved + 0.03 * Math.sign(slope)) < 1e-4, `${moved} for ${slope}`);
    });
  });
  for (const run of [sgd, adam]) run.dispose();
});

test('a snapshot of the run that continued restores it to the same bits', async () => {
  const sgd = await runOf({ optimizer: { id: 'sgd', params: { lr: 0.1 } } });
  sgd.advance(20);
  const settings = { optimizer: { id: 'adam', params: { lr: 0.03 } } };
  const [adam, twin] = [await runOf(settings), await runOf(settings)];
  adam.restore(sgd.snapshot(), { fresh: 'optimizer' });
  adam.advance(5);
  twin.restore(adam.snapshot());
  for (const run of [adam, twin]) run.advance(10);
  assert.equal(bytesOf(twin.parameters()), bytesOf(adam.parameters()));
  for (const run of [sgd, adam, twin]) run.dispose();
});

test('another schedule keeps the optimizer’s memory', async () => {
  const [steady, plateau, twin] = [
    await runOf(),
    await runOf({ schedule: { id: 'reduce_lr_on_plateau' } }),
    await runOf(),
  ];
  steady.advance(20);
  twin.restore(steady.snapshot());
  assert.throws(() => plateau.restore(steady.snapshot()), ExperimentError);
  plateau.restore(steady.snapshot(), { fresh: 'schedule' });
  for (const run of [twin, plateau]) run.advance(10);
  // The rate is cut only after a long rest, so that the steps are those of a constant rate.
  assert.equal(bytesOf(plateau.parameters()), bytesOf(twin.parameters()));
  for (const run of [steady, plateau, twin]) run.dispose();
});

test('what starts fresh is one of two names, and a model of another shape is refused', async () => {
  const [run, wide] = [await runOf(), await runOf({ model: { id: 'mlp', params: { hidden: [5] } } })];
  run.advance(3);
  assert.throws(() => run.restore(run.snapshot(), { fresh: 'all' as never }), ExperimentError);
  assert.throws(() => wide.restore(run.snapshot(), { fresh: 'optimizer' }), ExperimentError);
  for (const one of [run, wide]) one.dispose();
});
