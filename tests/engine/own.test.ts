// What a caller does with its arrays and objects after a call has no part in it: each value is read once, at the call.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  bytesOf,
  completeExperiment,
  createEngine,
  createWorkerEngine,
  ExperimentError,
  encodeExperiment,
  root,
} from './support.ts';

const engine = await createEngine();
const rows = 12;
const inputs = Array.from({ length: 2 * rows }, (_, index) => Math.sin(7 * index));
const targets = Array.from({ length: rows }, (_, row) => row % 3);

type Data = number[] | Float64Array | Int32Array;
const custom = (given: Data, answers: Data, shape = [rows, 2]) => ({
  version: 1 as const,
  task: {
    id: 'custom',
    params: {
      kind: 'classification' as const,
      inputs: { shape, data: given },
      targets: { shape: [rows], data: answers },
    },
  },
});

async function trained(experiment: ReturnType<typeof custom>, afterwards = () => {}): Promise<string> {
  const starting = engine.createRun(experiment);
  afterwards();
  const run = await starting;
  run.advance(20);
  const bytes = bytesOf(run.parameters());
  run.dispose();
  return bytes;
}

const expected = await trained(custom([...inputs], [...targets]));

/** A typed array whose buffer may shrink. */
function resizable(numbers: readonly number[]): { array: Float64Array; resize(bytes: number): void } {
  const options = { maxByteLength: 1e6 };
  const Growing = ArrayBuffer as unknown as new (length: number, more: object) => ArrayBuffer;
  const buffer = new Growing(8 * numbers.length, options) as ArrayBuffer & { resize(bytes: number): void };
  const array = new Float64Array(buffer);
  array.set(numbers);
  return { array, resize: (bytes) => buffer.resize(bytes) };
}

function shared(numbers: readonly number[]): Float64Array {
  const array = new Float64Array(new SharedArrayBuffer(8 * numbers.length));
  array.set(numbers);
  return array as Float64Array<ArrayBufferLike> as Float64Array;
}

const sharedMemory = 'buffers that another thread writes';

const changes: [string, () => { experiment: ReturnType<typeof custom>; afterwards: () => void }][] = [
  [
    'arrays that grow',
    () => {
      const [given, answers] = [[...inputs], [...targets]];
      const afterwards = () => {
        given.push(...new Array(100_000).fill(9));
        answers.push(...new Array(100_000).fill(2));
      };
      return { experiment: custom(given, answers), afterwards };
    },
  ],
  [
    'arrays that shrink',
    () => {
      const [given, answers] = [[...inputs], [...targets]];
      const afterwards = () => {
        given.length = 0;
        answers.length = 1;
      };
      return { experiment: custom(given, answers), afterwards };
    },
  ],
  [
    'a shape that changes',
    () => {
      const shape = [rows, 2];
      const afterwards = () => {
        shape[0] = 1_000_000;
        shape[1] = 50;
      };
      return { experiment: custom([...inputs], [...targets], shape), afterwards };
    },
  ],
  [
    'typed arrays that change',
    () => {
      const [given, answers] = [Float64Array.from(inputs), Int32Array.from(targets)];
      const afterwards = () => {
        given.fill(Number.NaN);
        answers.fill(-5);
      };
      return { experiment: custom(given, answers), afterwards };
    },
  ],
  [
    'buffers that shrink',
    () => {
      const [given, answers] = [resizable(inputs), resizable(targets)];
      const afterwards = () => {
        given.resize(8);
        answers.resize(0);
      };
      return { experiment: custom(given.array, answers.array), afterwards };
    },
  ],
  [
    sharedMemory,
    () => {
      const [given, answers] = [shared(inputs), shared(targets)];
      return { experiment: custom(given, answers), afterwards: () => given.fill(1e300) && answers.fill(7.5) };
    },
  ],
  [
    'a buffer that is moved away',
    () => {
      const given = Float64Array.from(inputs);
      const afterwards = () => void structuredClone(given, { transfer: [given.buffer] });
      return { experiment: custom(given, [...targets]), afterwards };
    },
  ],
  [
    'an experiment that changes',
    () => {
      const experiment = custom([...inputs], [...targets]);
      const afterwards = () => {
        experiment.task.params.inputs.data = [];
        Object.assign(experiment, { task: { id: 'digits' }, steps: -1 });
      };
      return { experiment, afterwards };
    },
  ],
];

for (const [name, make] of changes)
  test(`a run is of what it was given: ${name}`, async () => {
    const { experiment, afterwards } = make();
    assert.equal(await trained(experiment, afterwards), expected);
  });

test('a worker trains on what it was given, though it may have to wait for it', async () => {
  const worker = await createWorkerEngine();
  for (const [name, make] of changes) {
    const { experiment, afterwards } = make();
    const starting = worker.createRun(experiment);
    // The memory of a buffer that threads share stays shared until the worker has read it.
    if (name !== sharedMemory) afterwards();
    const run = await starting;
    await run.advance(20);
    assert.equal(bytesOf(await run.parameters()), expected, name);
    const bytes = await run.snapshot();
    await run.advance(3);
    const restoring = run.restore(bytes);
    bytes.fill(0);
    await restoring;
    assert.equal(bytesOf(await run.parameters()), expected, name);
    await run.dispose();
  }
  worker.terminate();
});

test('what cannot be sent to a worker is refused with its reason', async () => {
  const worker = await createWorkerEngine();
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const given of [() => 1, Symbol('odd'), proxy])
    await assert.rejects(
      worker.createRun(given as never),
      (error) => error instanceof ExperimentError && error.path === 'createRun',
    );
  worker.terminate();
});

test('a complete experiment has nothing of the given one', () => {
  const given = { ...custom([...inputs], [...targets]), model: { id: 'mlp', params: { hidden: [4, 3] } } };
  const complete = completeExperiment(engine.catalog, given);
  const before = structuredClone(complete);
  given.task.params.inputs.data.fill(1);
  given.task.params.targets.shape.push(5);
  given.model.params.hidden.push(9);
  assert.deepEqual(complete, before);
  complete.optimizer.params.lr = 5;
  (complete.model.params.hidden as number[]).push(7);
  assert.deepEqual(completeExperiment(engine.catalog, before), before);
});

test('starting weights are those of the call', async () => {
  const source = await engine.createRun({ version: 1, task: { id: 'names' } });
  const initial = source.snapshot();
  const experiment = {
    version: 1 as const,
    task: { id: 'names' },
    fine_tuning: { initial: 'snapshot', source: 'names' },
  };
  const control = await engine.createRun(experiment, { initial: initial.slice() });
  const starting = engine.createRun(experiment, { initial });
  initial.fill(0);
  assert.equal(bytesOf((await starting).parameters()), bytesOf(control.parameters()));
});

test('an engine is of the module that it was given', async () => {
  const wasm = new Uint8Array(readFileSync(join(root, 'dist/engine.wasm')));
  const starting = createEngine({ wasm });
  wasm.fill(0);
  assert.equal((await starting).catalog.losses.length, engine.catalog.losses.length);
});

/** An object that counts how often each of its properties, and of those below, is read. */
function counting<Value extends object>(value: Value, counts: Map<string, number>, path = ''): Value {
  return new Proxy(value, {
    get(target, key, receiver) {
      const found = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol') return found;
      const place = `${path}.${key}`;
      counts.set(place, (counts.get(place) ?? 0) + 1);
      const isPlain = typeof found === 'object' && found !== null && !ArrayBuffer.isView(found);
      return isPlain ? counting(found, counts, place) : found;
    },
  });
}

const run = await engine.createRun({ version: 1, task: { id: 'circle' } });
const optimizer = engine.createOptimizer({ id: 'adam' }, [{ shape: [2], data: [1, 2] }]);
const pair = { input: { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] }, target: { shape: [2], data: [0, 2] } };

const calls: [name: string, argument: object, call: (given: never) => unknown][] = [
  ['createRun', custom(inputs, targets), (given) => engine.createRun(given)],
  [
    'createRun with everything',
    {
      ...{ version: 1, task: { id: 'names', params: { context: 8 } }, loss: { id: 'cross_entropy' } },
      ...{
        optimizer: { id: 'sgd', params: { lr: 0.1 } },
        schedule: { id: 'multi_step_lr', params: { milestones: [1, 2] } },
      },
      ...{ regularization: { l1: 0, l2: 1 }, fine_tuning: { initial: 'names', freeze: ['embedding'] } },
    },
    (given) => engine.createRun(given),
  ],
  ['encodeExperiment', custom(inputs, targets), (given) => encodeExperiment(engine.catalog, given)],
  [
    'evaluateLoss, request',
    { id: 'cross_entropy', params: { label_smoothing: 0.1 } },
    (given) => engine.evaluateLoss(given, pair),
  ],
  ['evaluateLoss, tensors', pair, (given) => engine.evaluateLoss({ id: 'cross_entropy' }, given)],
  [
    'createOptimizer',
    { id: 'sgd', schedule: { id: 'step_lr' } },
    (given) => engine.createOptimizer(given, [pair.input]).dispose(),
  ],
  [
    'createOptimizer, initial',
    [pair.input],
    (given) => engine.createOptimizer({ id: 'sgd' }, given).dispose(),
  ],
  ['step', [{ shape: [2], data: [1, 2] }], (given) => optimizer.step(given)],
  [
    'minimize',
    {
      function: { id: 'rosenbrock' },
      optimizer: { id: 'sgd', params: { lr: 1e-4 } },
      start: [1, 2],
      steps: 3,
    },
    (given) => engine.minimize(given),
  ],
  ['surface', { function: { id: 'rosenbrock' }, x: [0, 1], cells: 3 }, (given) => engine.surface(given)],
  ['predict', { shape: [2, 2], data: [1, 2, 3, 4] }, (given) => run.predict(given)],
  ['setParameters', run.parameters(), (given) => run.setParameters(given)],
  ['train', { steps: 2, evaluate: true }, (given) => run.train(given)],
];

for (const [name, argument, call] of calls)
  test(`nothing is read twice: ${name}`, async () => {
    const counts = new Map<string, number>();
    await call(counting(argument, counts) as never);
    assert.ok(counts.size > 1);
    assert.deepEqual(
      [...counts].filter(([, count]) => count > 1),
      [],
    );
  });

test('bytes of any buffer restore a run, and cannot be changed meanwhile', () => {
  run.advance(5);
  const bytes = run.snapshot();
  const parameters = bytesOf(run.parameters());
  const atomic = new Uint8Array(new SharedArrayBuffer(bytes.length));
  atomic.set(bytes);
  class Longer extends Uint8Array {
    override get length() {
      return 10 * super.length;
    }
  }
  for (const given of [Buffer.from(bytes), atomic, new Longer(bytes)]) {
    run.advance(3);
    run.restore(given);
    assert.equal(bytesOf(run.parameters()), parameters);
  }
  for (const given of [bytes.buffer, new Uint8ClampedArray(bytes), Array.from(bytes), new Proxy(bytes, {})])
    assert.throws(() => run.restore(given as never), ExperimentError);
});
