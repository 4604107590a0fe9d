// Every public function, with every odd value at every place of its arguments: it is accepted, or refused with an
// ExperimentError that can be read. Nothing else is thrown, and the engine goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Descriptor, Experiment } from 'loss-playground/engine';
import { oddValues, placesIn, withValueAt } from './odd/values.ts';
import {
  bytesOf,
  completeExperiment,
  createEngine,
  createWorkerEngine,
  decodeExperiment,
  ExperimentError,
  encodeExperiment,
  fits,
} from './support.ts';

const engine = await createEngine();
const { catalog } = engine;
const circle: Experiment = { version: 1, task: { id: 'circle', params: { examples: 40 } } };
const names: Experiment = { version: 1, task: { id: 'names' } };
const search: Experiment = { version: 1, task: { id: 'emoji_search' } };
const run = await engine.createRun(circle);
const text = await engine.createRun(names);
const searching = await engine.createRun(search);
const optimizer = engine.createOptimizer({ id: 'adam' }, [{ shape: [2], data: [1, 2] }]);
const snapshot = run.snapshot();
const held = optimizer.snapshot();
const expected = bytesOf(run.parameters());

/** The default parameters of an entry. */
const defaults = ({ params }: Descriptor) =>
  Object.fromEntries(params.map((entry) => [entry.id, entry.default]));

const tensor = (shape: number[]) => ({ shape, data: new Array(shape.reduce((a, b) => a * b, 1)).fill(1) });
const table = {
  ...{ kind: 'classification', inputs: tensor([4, 2]), targets: { shape: [4], data: [0, 1, 0, 1] } },
  ...{ classes: ['a', 'b'], noun: 'row', unit: 'm', test_fraction: 0.5, dimensions: 2 },
};
const everything = {
  ...{ version: 1, task: { id: 'names', params: { context: 4 } }, model: { id: 'embedding_mlp' } },
  ...{ loss: { id: 'cross_entropy', params: {} }, miner: { id: 'random', params: {} } },
  ...{
    optimizer: { id: 'sgd', params: { lr: 0.1 } },
    schedule: { id: 'multi_step_lr', params: { milestones: [1, 2] } },
  },
  ...{ regularization: { l1: 0, l2: 1 }, gradient_clip: 1, batch_size: 4, steps: 10, seed: 1 },
  ...{ precision: 'float32', evaluate_every: 5 },
  fine_tuning: {
    initial: 'names',
    source: 'names',
    source_seed: 1,
    freeze: ['embedding'],
    l2_sp: 0,
    replay: 0,
  },
};

type Call = (...given: never[]) => unknown;
const calls: [name: string, args: unknown[], call: Call][] = [
  ['completeExperiment', [catalog, everything], completeExperiment as Call],
  [
    'completeExperiment of a table',
    [catalog, { ...circle, task: { id: 'custom', params: table } }],
    completeExperiment as Call,
  ],
  ['encodeExperiment', [catalog, circle], encodeExperiment as Call],
  ['decodeExperiment', [catalog, 'task=circle&v=1'], decodeExperiment as Call],
  ['fits', [{ kind: 'classes' }, catalog.losses[0]], fits as Call],
  ['createRun', [circle, {}], (...given) => engine.createRun(...(given as unknown as [Experiment]))],
  [
    'createRun from a snapshot',
    [{ ...names, fine_tuning: { initial: 'snapshot', source: 'names' } }, { initial: snapshot }],
    (...given) => engine.createRun(...(given as unknown as [Experiment])),
  ],
  // Two options are wrong, so that no engine is loaded with the third.
  ['createEngine', [{ wasm: 5, data: 5, catalog: 5 }], createEngine as Call],
  ['createWorkerEngine', [{ wasm: 5, data: 5, catalog: 5 }], createWorkerEngine as Call],
  [
    'createOptimizer',
    [
      {
        id: 'sgd',
        params: { lr: 1 },
        schedule: { id: 'step_lr', params: {} },
        steps: 5,
        precision: 'float32',
      },
      [tensor([2])],
    ],
    (...given) => engine.createOptimizer(...(given as unknown as [never, never])),
  ],
  [
    'schedule',
    [{ id: 'step_lr', params: { step_size: 3 } }, 5, 0.1],
    (...given) => engine.schedule(...(given as unknown as [never, never, never])),
  ],
  [
    'minimize',
    [
      {
        ...{
          function: { id: 'rosenbrock', params: {} },
          optimizer: { id: 'sgd', params: {} },
          schedule: { id: 'constant' },
        },
        ...{ start: [1, 2], steps: 3, noise: 0, seed: 1, precision: 'float64' },
      },
    ],
    (given) => engine.minimize(given),
  ],
  [
    'surface',
    [
      {
        function: { id: 'rosenbrock', params: {} },
        x: [0, 1],
        y: [0, 1],
        cells: 3,
        signal: new AbortController().signal,
      },
    ],
    (given) => engine.surface(given),
  ],
  ['step', [[tensor([2])], 1], (...given) => optimizer.step(...(given as unknown as [never]))],
  ['optimizer.restore', [held], (given) => optimizer.restore(given)],
  ['advance', [1, { evaluate: false }], (...given) => run.advance(...(given as unknown as [number]))],
  [
    'train',
    [{ steps: 1, milliseconds: 0, since: 0, evaluate: false, untilEvaluated: false }],
    (given) => run.train(given),
  ],
  ['historySince', [0], (given) => run.historySince(given)],
  ['setParameters', [run.parameters()], (given) => run.setParameters(given)],
  ['data', ['train'], (given) => run.data(given)],
  ['batchIndices', [1], (given) => run.batchIndices(given)],
  [
    'predict',
    [tensor([2, 2]), { probabilities: true }],
    (...given) => run.predict(...(given as unknown as [never])),
  ],
  ['predict of tokens', [tensor([2, text.info.inputs])], (given) => text.predict(given)],
  ['exampleLosses', ['test'], (given) => run.exampleLosses(given)],
  ['gradientCheck', [2], (given) => run.gradientCheck(given)],
  ['likelihood', ['test'], (given) => text.likelihood(given)],
  ['nextToken', ['ab'], (given) => text.nextToken(given)],
  ['sample', [{ temperature: 1, top_k: 2, seed: 1, max: 3, start: 'a' }], (given) => text.sample(given)],
  ['tokenLosses', ['ab'], (given) => text.tokenLosses(given)],
  ['search', ['cat', 3], (...given) => searching.search(...(given as unknown as [never]))],
  ['queries', ['test'], (given) => searching.queries(given)],
  ['embeddingMap', ['test'], (given) => searching.embeddingMap(given)],
  [
    'restore',
    [snapshot, { fresh: 'optimizer' }],
    (...given) => run.restore(...(given as unknown as [never])),
  ],
  ['restore of another run', [text.snapshot()], (given) => text.restore(given)],
];

for (const loss of catalog.losses)
  calls.push([
    `evaluateLoss ${loss.id}`,
    [
      { id: loss.id, params: defaults(loss), reduction: 'mean', precision: 'float32' },
      Object.fromEntries(
        (loss.inputs ?? []).map(({ id, kind }) => [id, tensor(kind === 'class_index' ? [2] : [2, 3])]),
      ),
    ],
    (...given) => engine.evaluateLoss(...(given as unknown as [never, never])),
  ]);
const specs = {
  optimizer: catalog.optimizers,
  schedule: catalog.schedules,
  model: catalog.models,
  miner: catalog.miners,
};
for (const [section, list] of Object.entries(specs))
  for (const entry of list as Descriptor[])
    calls.push([
      `${section} ${entry.id}`,
      [{ id: entry.id, params: defaults(entry) }],
      (given) => completeExperiment(catalog, { ...circle, [section]: given }),
    ]);
for (const entry of catalog.tasks)
  calls.push([
    `task ${entry.id}`,
    [{ id: entry.id, params: defaults(entry) }],
    (given) => completeExperiment(catalog, { version: 1, task: given }),
  ]);

/** The reason why an outcome is a fault, or null. */
async function faultOf(call: Call, args: unknown[]): Promise<string | null> {
  try {
    const result = (await call(...(args as never[]))) as
      | { dispose?: unknown; terminate?: unknown }
      | undefined;
    for (const end of [result?.dispose, result?.terminate]) if (typeof end === 'function') end.call(result);
    return null;
  } catch (error) {
    if (!(error instanceof ExperimentError)) return String(error).slice(0, 200);
    const { path, given, message } = error;
    if (path.length > 200 || given.length > 200 || message.length > 4000)
      return `an error of ${path.length}, ${given.length} and ${message.length} characters`;
    return /\[object|\p{Surrogate}/u.test(message) ? message : null;
  }
}

for (const [name, args, call] of calls)
  test(`odd values are accepted or refused with an ExperimentError: ${name}`, async () => {
    const faults: string[] = [];
    // The catalog itself is replaced as a whole.
    for (const place of placesIn(args.map((value) => (value === catalog ? null : value))).slice(1))
      for (const [odd, value] of Object.entries(oddValues)) {
        const fault = await faultOf(call, withValueAt(args, place, value) as unknown[]);
        if (fault) faults.push(`${odd} at ${place.join('.')}: ${fault}`);
      }
    assert.deepEqual(faults, []);
  });

test('the engine goes on after all of them', async () => {
  run.restore(snapshot);
  assert.equal(bytesOf(run.parameters()), expected);
  const [again, twin] = [await engine.createRun(circle), await engine.createRun(circle)];
  again.advance(10);
  run.advance(10);
  twin.advance(10);
  assert.equal(bytesOf(again.parameters()), bytesOf(run.parameters()));
  assert.equal(bytesOf(again.parameters()), bytesOf(twin.parameters()));
});
