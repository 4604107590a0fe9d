// Weights of rows and classes in a run, through the API.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment } from 'loss-playground/engine';
import { createEngine, decodeExperiment, ExperimentError, encodeExperiment } from './support.ts';

const engine = await createEngine();

const rows = 40;
const ofRows = <Value>(value: (row: number) => Value): Value[] =>
  Array.from({ length: rows }, (_, row) => value(row));

/** One row in four is of the second class. */
const table = (more: object = {}, others: Partial<Experiment> = {}): Experiment => ({
  version: 1,
  task: {
    id: 'custom',
    params: {
      kind: 'classification',
      inputs: { shape: [rows, 2], data: ofRows((row) => [row % 7, (row * row) % 11]).flat() },
      targets: { shape: [rows], data: ofRows((row) => Number(row % 4 === 0)) },
      ...more,
    } as never,
  },
  precision: 'float64',
  ...others,
});

const weights = { shape: [rows], data: ofRows((row) => (row % 5) / 2) };
const byClass = (weight: number[]) => ({ loss: { id: 'cross_entropy', params: { weight } } });

test('the cost is the mean of the example losses by their weights, which hold those of row and class', async () => {
  const run = await engine.createRun(table({ weights }, byClass([1, 3])));
  const { cost, testCost } = run.train({ steps: 20 }).metrics;
  for (const [split, expected] of [
    ['train', cost],
    ['test', testCost],
  ] as const) {
    const { data, weights: counted } = run.exampleLosses(split);
    const { weight, label } = run.data(split);
    assert.ok(weight && label);
    let sum = 0;
    let all = 0;
    data.forEach((loss, row) => {
      const factor = (weight.data[row] ?? 0) * (label.data[row] ? 3 : 1);
      assert.ok(Math.abs((counted[row] ?? 0) - factor) < 1e-12);
      sum += factor * loss;
      all += factor;
    });
    assert.ok(Math.abs(sum / all - expected) < 1e-12, split);
  }
  run.dispose();
});

test('a run says how many training rows each class has, unless nothing is classified', async () => {
  const countsOf = async (experiment: Experiment) => {
    const run = await engine.createRun(experiment);
    const { classCounts, trainRows } = run.info;
    run.dispose();
    return { counts: classCounts && Array.from(classCounts), trainRows };
  };
  const { counts = [], trainRows } = await countsOf(table());
  assert.equal(counts.length, 2);
  assert.equal((counts[0] ?? 0) + (counts[1] ?? 0), trainRows);
  assert.ok((counts[0] ?? 0) > (counts[1] ?? 0));
  const one = await countsOf(table({}, { loss: { id: 'binary_cross_entropy_with_logits' } }));
  assert.deepEqual(one.counts, counts);
  for (const id of ['curve', 'triplet_lab'])
    assert.equal((await countsOf({ version: 1, task: { id } })).counts, undefined, id);
});

test('weights travel in a link, and lists of 1,000 numbers with them', () => {
  const list = Array.from({ length: 1000 }, (_, index) => index / 8);
  for (const given of [table({ weights }, byClass([1, 3])), table({}, byClass(list))]) {
    const link = encodeExperiment(engine.catalog, given);
    const back = decodeExperiment(engine.catalog, link);
    assert.equal(encodeExperiment(engine.catalog, back), link);
    assert.deepEqual(back.loss.params.weight, given.loss?.params?.weight);
  }
  assert.match(encodeExperiment(engine.catalog, table({}, byClass([1, 3]))), /&loss\.weight=1,3&/);
});

const refused: [string, Experiment, string, RegExp][] = [
  [
    'a list of another length',
    table({}, byClass([1, 2, 3])),
    'loss.params.weight',
    /Use 2 numbers, one per class/,
  ],
  ['a negative class weight', table({}, byClass([1, -2])), 'loss.params.weight[1]', /at least 0/],
  ['class weights that are all 0', table({}, byClass([0, 0])), 'loss.params.weight', /above 0/],
  [
    'weights in the training set alone',
    table({ weights: { shape: [rows], data: ofRows((row) => Number(row === 0)) } }),
    'task.params.weights',
    /the training and the test set/,
  ],
];

for (const [name, experiment, path, message] of refused)
  test(`refused with its place: ${name}`, async () => {
    await assert.rejects(
      async () => engine.createRun(experiment),
      (error) => error instanceof ExperimentError && error.path === path && message.test(error.message),
    );
  });

test('a loss takes its weights as a tensor or as a parameter, not both', () => {
  const tensors = {
    input: { shape: [2, 2], data: [0.3, -1, 2, 0.5] },
    target: { shape: [2], data: [0, 1] },
  };
  const weight = { shape: [2], data: [1, 3] };
  const spec = { id: 'cross_entropy', params: { weight: [1, 3] } };
  const byTensor = engine.evaluateLoss({ id: 'cross_entropy' }, { ...tensors, weight });
  const byParameter = engine.evaluateLoss(spec, tensors);
  assert.deepEqual(byParameter, byTensor);
  assert.equal(byParameter.divisor, 4);
  assert.throws(
    () => engine.evaluateLoss(spec, { ...tensors, weight }),
    (error) => error instanceof ExperimentError && error.path === 'weight',
  );
});
