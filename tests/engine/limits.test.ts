// What is too large, too long or not finite is refused where it comes in, or reported; the engine goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, Run, Tensor } from 'loss-playground/engine';
import { bytesOf, createEngine, ExperimentError, watchedEngine } from './support.ts';

const engine = await createEngine();

/** Asserts that a call throws an ExperimentError for a path. */
const refuses = (call: () => unknown, path: string, message?: RegExp) =>
  assert.throws(call, (error) => {
    assert.ok(error instanceof ExperimentError, String(error));
    assert.equal(error.path, path);
    if (message) assert.match(error.message, message);
    return true;
  });

const refusesRun = async (experiment: unknown, path: string, message?: RegExp) =>
  assert.rejects(engine.createRun(experiment as Experiment), (error) => {
    refuses(
      () => {
        throw error;
      },
      path,
      message,
    );
    return true;
  });

const row = (...data: number[]): Tensor => ({ shape: [data.length], data });

test('a number that float32 cannot hold is refused in float32, and taken in float64', async () => {
  const float32 = /1e\+300 is not valid\. Use a number that float32 can hold/;
  for (const precision of ['float32', 'float64'] as const) {
    const run = await engine.createRun({ version: 1, task: { id: 'circle' }, precision });
    const large = run.parameters().map((one) => ({ ...one, data: [...one.data] }));
    (large[1] as { data: number[] }).data[2] = 1e300;
    const inputs = { shape: [1, 2], data: [0, 1e300] };
    const mse = () =>
      engine.evaluateLoss({ id: 'mse_loss', precision }, { input: row(1, 2), target: row(1, 1e300) });
    const start = () => engine.createOptimizer({ id: 'sgd', precision }, [row(1e300)]);
    const optimizer = engine.createOptimizer({ id: 'adam', precision }, [row(1, 2)]);
    const step = () => optimizer.step([row(3, 1e300)]);
    if (precision === 'float32') {
      const before = bytesOf(run.parameters());
      refuses(() => run.setParameters(large), 'parameters[1].data[2]', float32);
      assert.equal(bytesOf(run.parameters()), before);
      refuses(() => run.predict(inputs), 'inputs.data[1]', float32);
      refuses(mse, 'target.data[1]', float32);
      refuses(start, 'initial[0].data[0]', float32);
      refuses(step, 'gradients[0].data[1]', float32);
    } else {
      run.setParameters(large);
      assert.equal(run.parameters()[1]?.data[2], 1e300);
      run.predict(inputs);
      mse();
      start().dispose();
      step();
    }
    optimizer.dispose();
    run.dispose();
  }
});

test('a step to infinity is not taken, and the optimizer goes on as if it had not been asked', () => {
  const [asked, other] = [0, 1].map(() =>
    engine.createOptimizer({ id: 'sgd', params: { lr: 10, momentum: 0.9 } }, [row(1, -2)]),
  );
  assert.ok(asked && other);
  for (const optimizer of [asked, other]) optimizer.step([row(0.5, 0.25)]);
  refuses(() => asked.step([row(0, 1e308)]), 'gradients', /smaller gradients or a smaller learning rate/);
  assert.deepEqual(asked.snapshot(), other.snapshot());
  for (const optimizer of [asked, other]) optimizer.step([row(0.5, 0.25)]);
  assert.deepEqual(asked.parameters(), other.parameters());
  for (const optimizer of [asked, other]) optimizer.dispose();
});

test('the learning rate of an optimizer is finite, or what leads to another is refused', () => {
  const schedule = (gamma: number) => ({ id: 'exponential_lr', params: { gamma } });
  const growing = engine.createOptimizer({ id: 'rprop', schedule: schedule(1e300) }, [row(1)]);
  growing.step([row(0.5)]);
  const before = growing.snapshot();
  refuses(() => growing.step([row(0.5)]), 'schedule.params', /not finite at step 2/);
  assert.deepEqual(growing.snapshot(), before);
  assert.ok(Number.isFinite(growing.lr));
  growing.dispose();
  const cycle = { id: 'one_cycle_lr', params: { div_factor: 1e-300, max_lr: 1e10 } };
  refuses(
    () => engine.createOptimizer({ id: 'sgd', schedule: cycle }, [row(1)]),
    'schedule.params',
    /at step 0/,
  );
});

test('a loss beyond the precision is Infinity, as in PyTorch; its gradient is exact', () => {
  const found = engine.evaluateLoss({ id: 'mse_loss' }, { input: row(1e200), target: row(0) });
  assert.equal(found.value, Infinity);
  assert.deepEqual([...(found.gradients.input?.data ?? [])], [2e200]);
  // The difference of two products that are infinite.
  const embeddings = { shape: [3, 2], data: [1e300, 1e300, 1e300, 1e300, 1e300, -1e300] };
  refuses(
    () =>
      engine.evaluateLoss(
        { id: 'info_nce_loss', params: { similarity: 'dot' } },
        { embeddings, labels: row(0, 0, 1) },
      ),
    'embeddings.data',
    /the loss is not a number/,
  );
});

test('a tensor of more numbers than fit is refused by its shape, also an empty one', () => {
  for (const shape of [
    [4294967296, 0],
    [0, 4294967296],
    [2 ** 31, 0],
    [65536, 65536, 0],
    [2 ** 25, 0],
  ]) {
    const empty = { shape, data: [] };
    refuses(() => engine.evaluateLoss({ id: 'mse_loss' }, { input: empty, target: empty }), 'input.shape');
    refuses(() => engine.createOptimizer({ id: 'sgd' }, [empty]), 'initial[0].shape');
  }
  const empty = { shape: [3, 0], data: [] };
  assert.equal(engine.evaluateLoss({ id: 'mse_loss' }, { input: empty, target: empty }).value, 0);
});

test('a custom table whose numbers cannot be standardized is refused', async () => {
  const table = (inputs: number[], test_fraction: number, more: object = {}) => ({
    version: 1,
    task: {
      id: 'custom',
      params: {
        kind: 'classification',
        inputs: { shape: [inputs.length, 1], data: inputs },
        targets: row(...inputs.map((_, index) => index % 2)),
        test_fraction,
      },
    },
    ...more,
  });
  await refusesRun(table([1e300, -1e300, 3, 4], 0.05), 'task.params.inputs', /mean or deviation/);
  const apart = [1, 2, 3, 4e60, 5, 6, 7, 8];
  await refusesRun(table(apart, 0.9), 'task.params.inputs', /similar sizes/);
  const run = await engine.createRun(table(apart, 0.9, { precision: 'float64' }) as never);
  run.dispose();
});

test('a text of equal lines is refused, in training and in fine-tuning', async () => {
  const task = { id: 'custom_text', params: { text: 'a\na', vocabulary: 'letters' } };
  await refusesRun({ version: 1, task }, 'task.params.text', /at least 2 different lines/);
  await refusesRun({ version: 1, task, fine_tuning: { initial: 'names' } }, 'task.params.text');
});

test('memory is counted before it is taken, and the engine goes on', async () => {
  const wide = { id: 'mlp', params: { hidden: [2048, 2048] } };
  const moons = { id: 'moons', params: { examples: 20000 } };
  await refusesRun(
    { version: 1, task: moons, model: wide, batch_size: 20000 },
    'batch_size',
    /about \d+\.\d GB.*smaller batch_size.*at most 1\.0 GB/,
  );
  await refusesRun(
    { version: 1, task: { id: 'shakespeare' }, model: { id: 'transformer' }, batch_size: 1e6 },
    'batch_size',
  );
  const rows = 2 ** 20;
  const inputs = { shape: [2, rows], data: new Float32Array(2 * rows) };
  const own = { kind: 'classification', inputs, targets: row(0, 1) };
  await refusesRun(
    { version: 1, task: { id: 'custom', params: own }, model: { id: 'mlp', params: { hidden: [2048] } } },
    'model.params.hidden',
    /2147487745|21474\d+ parameters/,
  );
  await refusesRun(
    { version: 1, task: { id: 'digits_embedding' }, miner: { id: 'all' }, batch_size: 2000 },
    'batch_size',
    /at most 158 rows/,
  );
  const run = await engine.createRun({ version: 1, task: { id: 'circle' } });
  assert.ok(run.advance(3).cost > 0);
  run.dispose();
});

test('where memory ends although it was counted, the error says so, and what is left works', async () => {
  const { engine: small } = await watchedEngine();
  const large: Experiment = {
    version: 1,
    task: { id: 'digits' },
    model: { id: 'mlp', params: { hidden: [2048, 2048, 1024] } },
    optimizer: { id: 'adam' },
  };
  const runs: Run[] = [];
  const error = await (async () => {
    for (let count = 0; count < 40; count++) runs.push(await small.createRun(large));
    return null;
  })().catch((failure: unknown) => failure);
  assert.ok(error instanceof WebAssembly.RuntimeError, String(error));
  assert.match(error.message, /ran out of memory/);
  for (const run of runs) run.dispose();
  assert.equal(small.evaluateLoss({ id: 'mse_loss' }, { input: row(3), target: row(1) }).value, 4);
});

test('a snapshot with a flipped bit is refused at once and leaves the run as it was', async () => {
  const run = await engine.createRun({ version: 1, task: { id: 'circle' }, optimizer: { id: 'adam' } });
  run.advance(30);
  const [bytes, history] = [run.snapshot(), run.history];
  for (let bit = 0; bit < 8 * bytes.length; bit += 5) {
    const damaged = bytes.slice();
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    refuses(() => run.restore(damaged), 'snapshot');
  }
  assert.deepEqual(run.snapshot(), bytes);
  assert.deepEqual(run.history, history);
  run.restore(bytes);
  assert.equal(run.advance(1).step, 31);
  run.dispose();
});

for (const [name, diverging] of Object.entries({
  sgd: { version: 1, task: { id: 'circle' }, optimizer: { id: 'sgd', params: { lr: 1e39 } } },
  // Its direction is NaN after thousands of iterations, where the parameters are still finite.
  lbfgs: {
    version: 1,
    task: { id: 'plane' },
    optimizer: { id: 'lbfgs', params: { lr: 2.270644608349008, max_iter: 1_000_000 } },
    gradient_clip: 0.1,
    batch_size: 3,
  },
} satisfies Record<string, Experiment>))
  test(`a run that diverged in a step of ${name} leaves a snapshot that can be restored`, async () => {
    const run = await engine.createRun(diverging);
    run.advance(5, { evaluate: false });
    assert.ok(run.stopped);
    const parameters = bytesOf(run.parameters());
    run.restore(run.snapshot());
    assert.equal(bytesOf(run.parameters()), parameters);
    assert.equal(run.stopped, null);
    run.dispose();
  });

test('a path is as long as its work allows: an optimizer that takes many evaluations a step takes fewer steps', () => {
  const path = (steps: number, max_iter: number) =>
    engine.minimize({
      function: { id: 'ackley' },
      optimizer: { id: 'lbfgs', params: { max_iter } },
      start: [0.58, 0.91],
      steps,
      noise: 0.5,
    });
  refuses(() => path(57, 1e6), 'steps', /at most \d+ steps with this optimizer/);
  assert.equal(path(57, 20).values.length, 58);
});

test('a path that diverges ends at its last finite point; a schedule that does is refused with the step', () => {
  const from = (steps: number) =>
    engine.minimize({
      function: { id: 'saddle' },
      optimizer: { id: 'newton' },
      start: [1.5, 0.001],
      steps,
      noise: 0.5,
      seed: 3,
    });
  const whole = from(20);
  assert.equal(whole.stopped, null);
  assert.equal(whole.values.length, 21);
  const cut = from(1e5);
  assert.ok(cut.stopped);
  assert.equal(cut.values.length, cut.stopped.step);
  assert.equal(cut.points.length, 2 * cut.stopped.step);
  assert.ok([...cut.points, ...cut.values].every(Number.isFinite));
  refuses(
    () =>
      engine.minimize({
        function: { id: 'rosenbrock' },
        optimizer: { id: 'sgd' },
        start: [1e200, 1],
        steps: 3,
      }),
    'start',
  );
  const growing = { id: 'exponential_lr', params: { gamma: 1e300 } };
  refuses(() => engine.schedule(growing, 10, 0.1), 'schedule.params', /not finite at step 2/);
  assert.deepEqual([...engine.schedule(growing, 3, 0)], [0, 0, 0]);
});

for (const task of engine.catalog.tasks.filter(({ kind }) => kind !== 'any'))
  test(`${task.id}: at the ends of its parameters, and with any batch size, it trains or says why not`, async () => {
    const all = (end: 'min' | 'max') =>
      Object.fromEntries(task.params.flatMap((entry) => (end in entry ? [[entry.id, entry[end]]] : [])));
    const cases = [all('min'), all('max'), { test_fraction: 0.9 }].map((params) => ({
      params,
      batch_size: 1,
    }));
    for (const { params, batch_size } of [...cases, { params: {}, batch_size: 1e6 }]) {
      try {
        const run = await engine.createRun({
          version: 1,
          task: { id: task.id, params },
          batch_size,
          evaluate_every: 1e9,
        } as Experiment);
        assert.ok(run.info.trainRows > 0 && run.info.testRows > 0);
        assert.equal(run.advance(1, { evaluate: false }).step, 1);
        run.dispose();
      } catch (error) {
        assert.ok(error instanceof ExperimentError, `${JSON.stringify(params)}: ${error}`);
      }
    }
  });
