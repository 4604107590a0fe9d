// Long calls in slices: the same bits as at once, and a call that is canceled between two of them leaves all as it was.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type {
  Engine,
  Experiment,
  MinimizeRequest,
  SurfaceRequest,
  WorkerEngine,
  WorkerRun,
} from 'loss-playground/engine';
import { inSlices, type Sliceable } from '../../web/engine/module/slices.ts';
import { startMonitored } from '../../web/engine/remote/health.ts';
import type { Port } from '../../web/engine/remote/protocol.ts';
import { bytesOf, createEngine, serve, watchedEngine } from './support.ts';

const turnOfEvents = () => new Promise((resolve) => setImmediate(resolve));

/** Two ports that hear each other. */
function portPair(): [Port, Port] {
  const handlers: ((message: unknown) => void)[] = [];
  const portOf = (own: number): Port => ({
    post: (message) => {
      const sent = structuredClone(message);
      setImmediate(() => handlers[1 - own]?.(sent));
    },
    listen: (handler) => {
      handlers[own] = handler;
    },
  });
  return [portOf(0), portOf(1)];
}

let engine: Engine;
/** Pauses after every piece of work, and cannot be ended: a call that is canceled must stop by itself. */
let sliced: WorkerEngine;
before(async () => {
  engine = await createEngine();
  const [here, there] = portPair();
  serve(there, 0);
  sliced = (await startMonitored(() => ({ port: here, terminate: () => {}, isReplaceable: false }))).engine;
});

const long: MinimizeRequest = {
  function: { id: 'rosenbrock' },
  optimizer: { id: 'adam' },
  start: [-1, 2],
  steps: 2e5,
};
const paths: [string, MinimizeRequest][] = [
  ['adam, in several pieces', { ...long, noise: 0.1 }],
  ['newton', { ...long, optimizer: { id: 'newton' }, function: { id: 'saddle' }, steps: 150, noise: 0.5 }],
  ['lbfgs in single precision', { ...long, optimizer: { id: 'lbfgs' }, steps: 40, precision: 'float32' }],
  ['sgd that diverges', { ...long, optimizer: { id: 'sgd', params: { lr: 1 } }, steps: 100 }],
];
const large: SurfaceRequest = { function: { id: 'ackley' }, cells: 700, x: [-3, 2] };

const experiments: [string, Experiment, number][] = [
  ['the starter', { version: 1, task: { id: 'circle' } }, 0],
  ['a text', { version: 1, task: { id: 'names' } }, 12],
  [
    'mined triplets',
    { version: 1, task: { id: 'digits_embedding' }, miner: { id: 'semi_hard' }, batch_size: 32 },
    12,
  ],
  ['a search', { version: 1, task: { id: 'emoji_search' } }, 5],
];

for (const [what, request] of paths)
  test(`minimize in slices: the path is the same (${what})`, async () => {
    assert.deepEqual(await sliced.minimize(request), engine.minimize(request));
  });

test('surface in slices: the heights are the same', async () => {
  assert.deepEqual(await sliced.surface(large), engine.surface(large));
});

for (const [what, experiment, samples] of experiments)
  test(`a gradient check in slices: the numbers are the same (${what})`, async () => {
    const [whole, parts] = await Promise.all([engine.createRun(experiment), sliced.createRun(experiment)]);
    whole.advance(3, { evaluate: false });
    await parts.advance(3, { evaluate: false });
    const found = whole.gradientCheck(samples);
    assert.deepEqual(await parts.gradientCheck(samples), found);
    assert.ok(found.checked > 0 && found.maxRelativeError < 1e-5, JSON.stringify(found));
    await parts.dispose();
    whole.dispose();
  });

const canceled = async (call: (signal: AbortSignal) => Promise<unknown>) => {
  const controller = new AbortController();
  const reason = new Error('no longer needed');
  const answer = call(controller.signal);
  await turnOfEvents();
  await turnOfEvents();
  controller.abort(reason);
  await assert.rejects(answer, (error) => error === reason);
};

test('canceled between two slices: the engine and its runs go on as if they had not been called', async () => {
  const names: Experiment = { version: 1, task: { id: 'names' }, evaluate_every: 1e6 };
  const run: WorkerRun = await sliced.createRun(names);
  await run.advance(2, { evaluate: false });
  const bytes = bytesOf(await run.parameters());
  await canceled((signal) => sliced.minimize({ ...long, steps: 1e7, signal }));
  await canceled((signal) => sliced.surface({ ...large, cells: 4096, signal }));
  await canceled((signal) => run.gradientCheck(0, { signal }));
  await canceled((signal) => sliced.createRun({ version: 1, task: { id: 'shakespeare' } }, { signal }));
  assert.equal(bytesOf(await run.parameters()), bytes);
  const twin = await engine.createRun(names);
  twin.advance(2, { evaluate: false });
  assert.deepEqual(await run.gradientCheck(3), twin.gradientCheck(3));
  await run.advance(1, { evaluate: false });
  twin.advance(1, { evaluate: false });
  assert.equal(bytesOf(await run.parameters()), bytesOf(twin.parameters()));
  twin.dispose();
  await run.dispose();
});

test('on the main thread, too, a run that waits for its data is given up', async () => {
  await canceled((signal) => engine.createRun({ version: 1, task: { id: 'shakespeare' } }, { signal }));
  const aborted = AbortSignal.abort(new Error('before'));
  await assert.rejects(
    engine.createRun({ version: 1, task: { id: 'circle' } }, { signal: aborted }),
    /before/,
  );
});

test('a call that is given up between two slices gives its memory back', async () => {
  const { engine, moduleBytes } = await watchedEngine();
  const bytes: number[] = [];
  for (let round = 0; round < 10; round++) {
    const { minimize } = (engine as Engine & Sliceable)[inSlices](0);
    const call = minimize?.(...([{ ...long, steps: 1e6 }] as never[])) as Generator;
    assert.ok(!call.next().done);
    call.return(undefined);
    bytes.push(moduleBytes());
  }
  assert.equal(bytes.at(-1), bytes[0], `bytes after each call: ${bytes.join(', ')}`);
});
