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

/** Each optimizer and each schedule once; the schedules change within the steps that are taken. */
const specs = [
  ...engine.catalog.optimizers.map(({ id }) => ({ optimizer: { id }, schedule: { id: 'inverse_sqrt' } })),
  ...engine.catalog.schedules.map(({ id }) => ({
    optimizer: { id: 'sgd', params: { lr: 0.01, momentum: 0.9 } },
    schedule: { id, params: id === 'reduce_lr_on_plateau' ? { interval: 2, patience: 0, factor: 0.7 } : {} },
  })),
];

test('going on from a snapshot at any step, in another run too, gives the bytes of running through', async () => {
  for (const { optimizer, schedule } of specs) {
    const small = optimizer.id === 'newton' ? { model: { id: 'mlp', params: { hidden: [2] } } } : {};
    const spec = {
      version: 1 as const,
      task: { id: 'triplet_lab' },
      optimizer,
      schedule,
      steps: 30,
      batch_size: 8,
      ...small,
    };
    const through = await engine.createRun(spec);
    const fork = await engine.createRun(spec);
    const kept = [through.snapshot()];
    for (let step = 1; step <= 16; step++) {
      through.advance(1);
      kept.push(through.snapshot());
    }
    for (let step = 0; step < 16; step += 3) {
      fork.restore(kept[step] as Uint8Array);
      assert.equal(fork.history.step.length, step);
      fork.advance(16 - step);
      assert.deepEqual(fork.snapshot(), kept[16], `${optimizer.id}, ${schedule.id}, from ${step}`);
    }
    fork.dispose();
    through.dispose();
  }
});

test('an optimizer on its own goes on from a snapshot at any step', () => {
  const tensors = (step: number) => [
    { shape: [2, 3], data: Float64Array.from({ length: 6 }, (_, i) => Math.sin(step * 7 + i)) },
    { shape: [2], data: [Math.cos(step), Math.sin(step / 3)] },
  ];
  const closures = new Set(engine.catalog.optimizers.filter(({ closure }) => closure).map(({ id }) => id));
  for (const { optimizer, schedule } of specs.filter((spec) => !closures.has(spec.optimizer.id))) {
    const create = () => engine.createOptimizer({ ...optimizer, schedule, steps: 20 }, tensors(0));
    const [through, other] = [create(), create()];
    const kept = [through.snapshot()];
    const step = (which: typeof through, at: number) => which.step(tensors(at), 1 / (1 + (at % 5)));
    for (let at = 1; at <= 20; at++) {
      step(through, at);
      kept.push(through.snapshot());
    }
    for (let from = 0; from < 20; from++) {
      other.restore(kept[from] as Uint8Array);
      for (let at = from + 1; at <= 20; at++) step(other, at);
      assert.deepEqual(other.snapshot(), kept[20], `${optimizer.id}, ${schedule.id}, from ${from}`);
      assert.equal(other.lr, through.lr);
    }
    through.dispose();
    other.dispose();
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
