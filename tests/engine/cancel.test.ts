// Calls behind a worker can be canceled: between two slices, or with the worker where one piece of work is long.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Experiment, History, WorkerEngine } from 'loss-playground/engine';
import { bytesOf, createEngine, createWorkerEngine, ExperimentError } from './support.ts';

let worker: WorkerEngine;
before(async () => {
  worker = await createWorkerEngine();
});
after(() => worker.terminate());

const circle: Experiment = { version: 1, task: { id: 'circle' }, steps: 1e9, evaluate_every: 1000 };
/** One step takes minutes, unless it is ended. */
const slow: Experiment = {
  version: 1,
  task: { id: 'digits' },
  model: { id: 'mlp', params: { hidden: [32] } },
  optimizer: { id: 'newton' },
  batch_size: 500,
};

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

/** Resolves once a run behind the worker has been asked something, so that calls before are being worked on. */
const turnOfEvents = () => new Promise((resolve) => setImmediate(resolve));

const plain = (history: History) =>
  Object.fromEntries(Object.entries(history).map(([name, values]) => [name, [...values]]));

test('training that is canceled rejects with the reason, keeps its steps and continues to the same bits', async () => {
  const run = await worker.createRun(circle);
  await run.advance(500);
  await run.snapshot();
  const controller = new AbortController();
  const training = run.train({ steps: 1e9, signal: controller.signal });
  await turnOfEvents();
  controller.abort();
  await assert.rejects(training, isAbort);
  const { metrics } = await run.train({ steps: 0 });
  assert.ok(metrics.step >= 500 && metrics.step < 1e9, String(metrics.step));
  await run.train({ steps: 1500 });
  const twin = await (await createEngine()).createRun(circle);
  twin.advance(metrics.step + 1500, { evaluate: false });
  assert.equal(bytesOf(await run.parameters()), bytesOf(twin.parameters()));
  assert.deepEqual(plain(await run.history), plain(twin.history));
  await run.dispose();
  twin.dispose();
});

test('a reason that is given is the one that the call rejects with', async () => {
  const run = await worker.createRun(circle);
  const controller = new AbortController();
  const reason = new Error('the visitor has left');
  const training = run.advance(1e9, { signal: controller.signal });
  controller.abort(reason);
  await assert.rejects(training, (error) => error === reason);
  await assert.rejects(run.train({ steps: 1, signal: controller.signal }), (error) => error === reason);
  await assert.rejects(run.gradientCheck(10, { signal: controller.signal }), (error) => error === reason);
  await run.dispose();
});

test('an evaluation that is canceled is completed before the next step, and its step is in the history again', async () => {
  const names: Experiment = { version: 1, task: { id: 'names' }, evaluate_every: 3 };
  const run = await worker.createRun(names);
  await run.advance(2);
  await run.snapshot();
  const controller = new AbortController();
  // The third step is evaluated, in many slices.
  const training = run.train({ steps: 1, since: 2, signal: controller.signal });
  await turnOfEvents();
  controller.abort();
  await assert.rejects(training, isAbort);
  const present = await run.train({ steps: 0, since: 2 });
  const next = await run.train({ steps: 1, since: Math.max(2, present.metrics.step) });
  assert.equal(next.history.step[0], 3);
  assert.ok(Number.isFinite(next.history.cost[0]));
  const twin = await (await createEngine()).createRun(names);
  twin.advance(next.metrics.step, { evaluate: false });
  assert.deepEqual(plain(await run.history), plain(twin.history));
  await run.dispose();
  twin.dispose();
});

test('a step that does not end is ended with its worker: the run is back at its last snapshot, others continue', async () => {
  const other = await worker.createRun(circle);
  await other.advance(300);
  const run = await worker.createRun(slow);
  const before = bytesOf(await run.parameters());
  const controller = new AbortController();
  const training = run.train({ steps: 5, signal: controller.signal });
  const waiting = other.train({ steps: 200 });
  await turnOfEvents();
  controller.abort();
  await assert.rejects(training, isAbort);
  assert.equal((await waiting).metrics.step, 500);
  assert.equal((await run.train({ steps: 0 })).metrics.step, 0);
  assert.equal(bytesOf(await run.parameters()), before);
  const twin = await (await createEngine()).createRun(circle);
  twin.advance(500);
  assert.equal(bytesOf(await other.parameters()), bytesOf(twin.parameters()));
  await Promise.all([run.dispose(), other.dispose()]);
  twin.dispose();
});

test('a call that waits behind a long one is canceled alone, and never begins', async () => {
  const first = await worker.createRun(circle);
  const second = await worker.createRun(circle);
  await first.advance(10);
  await first.snapshot();
  const controllers = [new AbortController(), new AbortController()] as const;
  const long = first.train({ steps: 1e9, signal: controllers[0].signal });
  const waiting = second.train({ steps: 50, signal: controllers[1].signal });
  controllers[1].abort();
  await assert.rejects(waiting, isAbort);
  controllers[0].abort();
  await assert.rejects(long, isAbort);
  assert.ok((await first.train({ steps: 0 })).metrics.step >= 10);
  assert.equal((await second.train({ steps: 0 })).metrics.step, 0);
  await Promise.all([first.dispose(), second.dispose()]);
});

test('minimize, and a run that is being made, can be canceled too', async () => {
  const controller = new AbortController();
  const calls = [
    worker.minimize({
      function: { id: 'rosenbrock' },
      optimizer: { id: 'adam' },
      start: [0, 0],
      steps: 1e7,
      signal: controller.signal,
    }),
    worker.createRun(slow, { signal: controller.signal }),
  ];
  await turnOfEvents();
  controller.abort();
  for (const call of calls) await assert.rejects(call, isAbort);
  const { values } = await worker.minimize({
    function: { id: 'rosenbrock' },
    optimizer: { id: 'adam' },
    start: [0, 0],
    steps: 10,
  });
  assert.equal(values.length, 11);
});

test('without a worker a signal that is aborted refuses the call, and what is no signal is named', async () => {
  const engine = await createEngine();
  const run = await engine.createRun(circle);
  assert.throws(() => run.train({ steps: 1, signal: AbortSignal.abort() }), isAbort);
  assert.throws(
    () => run.train({ steps: 1, signal: 'now' as unknown as AbortSignal }),
    (error) => error instanceof ExperimentError && error.path === 'train.signal',
  );
  await assert.rejects(
    (await worker.createRun(circle)).advance(1, { signal: {} as AbortSignal }),
    (error) => error instanceof ExperimentError && error.path === 'options.signal',
  );
  assert.equal(run.train({ steps: 1 }).metrics.step, 1);
  run.dispose();
});

test('work: a run says what a step and an evaluation cost, and the engine how fast it is', async () => {
  const run = await worker.createRun(slow);
  const plain = await worker.createRun({ ...slow, optimizer: { id: 'sgd' } });
  assert.ok(run.info.stepWork > 1000 * plain.info.stepWork);
  assert.equal(run.info.evaluationWork, plain.info.evaluationWork);
  const speed = await worker.speed();
  assert.ok(speed > 1e6 && Number.isFinite(speed));
  await Promise.all([run.dispose(), plain.dispose()]);
  await assert.rejects(
    worker.createRun({ ...slow, model: { id: 'mlp', params: { hidden: [80] } } }),
    (error) => error instanceof ExperimentError && error.path === 'optimizer.id',
  );
});
