// The same experiment gives the same bytes: natively, in WebAssembly, on the main thread and in a worker, each time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment } from 'loss-playground/engine';
import { bytesOf, createEngine, createWorkerEngine, runNatively } from './support.ts';

const engine = await createEngine();
const tasks = engine.catalog.tasks.filter((task) => task.kind !== 'any');

/** Every task as it is by nature, and every activation, optimizer, schedule and precision somewhere. */
const experiments: Experiment[] = [
  ...tasks.map((task) => ({ version: 1 as const, task: { id: task.id } })),
  ...engine.catalog.optimizers.map(({ id }) => ({
    version: 1 as const,
    task: { id: 'moons' },
    optimizer: { id, params: { lr: 0.01 } },
    precision: 'float64' as const,
  })),
  ...engine.catalog.schedules.map(({ id }) => ({
    version: 1 as const,
    task: { id: 'spiral', params: { classes: 3 } },
    schedule: { id },
    batch_size: 7,
    gradient_clip: 0.5,
  })),
  ...['tanh', 'relu', 'sigmoid', 'gelu', 'silu', 'linear'].map((activation) => ({
    version: 1 as const,
    task: { id: 'digits' },
    model: { id: 'mlp', params: { hidden: [33, 17], activation } },
    regularization: { l1: 1e-4, l2: 1e-3 },
  })),
];

for (const experiment of experiments) {
  const { task, optimizer, schedule, model } = experiment;
  const name = [task.id, optimizer?.id, schedule?.id, model?.params?.activation].filter(Boolean).join(', ');
  test(`same bytes natively and in WebAssembly: ${name}`, async () => {
    const run = await engine.createRun(experiment);
    run.advance(100);
    assert.equal(bytesOf(run.parameters()), runNatively(engine.catalog, run.experiment, 100).parameters);
    run.dispose();
  });
}

test('same bytes in a worker as on the main thread, and the same history', async () => {
  const worker = await createWorkerEngine();
  for (const id of ['digits', 'digits_embedding', 'houses']) {
    const here = await engine.createRun({ version: 1, task: { id }, seed: 7 });
    const there = await worker.createRun({ version: 1, task: { id }, seed: 7 });
    assert.deepEqual(there.info, here.info);
    here.advance(60);
    await there.advance(60);
    assert.equal(bytesOf(await there.parameters()), bytesOf(here.parameters()));
    assert.deepEqual(await there.history, here.history);
    here.dispose();
    await there.dispose();
  }
  worker.terminate();
});

test('how the steps are cut into calls changes nothing', async () => {
  const whole = await engine.createRun({ version: 1, task: { id: 'circle' } });
  const parts = await engine.createRun({ version: 1, task: { id: 'circle' } });
  whole.advance(97);
  for (const steps of [1, 0, 50, 13, 33]) parts.advance(steps);
  assert.equal(bytesOf(parts.parameters()), bytesOf(whole.parameters()));
});

test('going on from a snapshot, in another run too, gives the bytes of running through', async () => {
  for (const optimizer of engine.catalog.optimizers) {
    const spec = { version: 1 as const, task: { id: 'digits_embedding' }, optimizer: { id: optimizer.id } };
    const through = await engine.createRun(spec);
    through.advance(5);
    const kept = through.snapshot();
    through.advance(40);
    const wanted = bytesOf(through.parameters());
    const fork = await engine.createRun(spec);
    fork.restore(kept);
    assert.equal(fork.history.step.length, 5);
    fork.advance(40);
    assert.equal(bytesOf(fork.parameters()), wanted, optimizer.id);
    through.restore(kept);
    through.advance(40);
    assert.equal(bytesOf(through.parameters()), wanted, optimizer.id);
    fork.dispose();
    through.dispose();
  }
});

test('reset starts from the same weights and batches, and another seed from others', async () => {
  const run = await engine.createRun({ version: 1, task: { id: 'xor' } });
  run.advance(30);
  const first = bytesOf(run.parameters());
  run.reset();
  assert.equal(run.history.step.length, 0);
  run.advance(30);
  assert.equal(bytesOf(run.parameters()), first);
  const other = await engine.createRun({ version: 1, task: { id: 'xor' }, seed: 2 });
  other.advance(30);
  assert.notEqual(bytesOf(other.parameters()), first);
});
