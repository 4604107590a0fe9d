import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompleteExperiment, RunInfo } from 'loss-playground/engine';
import { companionsOf, copyOf, inkOfRun } from '../../../web/run/kept-runs.ts';
import { type Drawing, lossSeries, noHistory, reference, stripSeries } from '../../../web/run/series.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, infoOf, lossOf, ownTable, taskFor } from '../support/catalog.ts';
import { columns, unshowable } from '../support/columns.ts';

interface Case {
  name: string;
  experiment: CompleteExperiment;
  info?: Partial<RunInfo>;
  expected: string | null;
}

const level = (given: CompleteExperiment, info?: Partial<RunInfo>) =>
  reference(given, taskFor(given), lossOf(given.loss.id), info && infoOf(info));

cases<Case>(
  'reference line',
  [
    { name: 'ten classes', experiment: experiment('digits'), expected: '2.303 guessing: ln 10 = 2.30' },
    { name: 'two classes', experiment: experiment('circle'), expected: '0.693 guessing: ln 2 = 0.69' },
    {
      name: 'a spiral of as many arms as were asked for',
      experiment: {
        ...experiment('spiral'),
        task: {
          id: 'spiral',
          params: { ...(experiment('spiral').task.params as Record<string, number>), classes: 3 },
        },
      },
      expected: '1.099 guessing: ln 3 = 1.10',
    },
    {
      name: 'letters of a vocabulary',
      experiment: experiment('names'),
      info: { vocabulary: 27 },
      expected: '3.296 guessing: ln 27 = 3.30',
    },
    { name: 'letters before the run is known', experiment: experiment('names'), expected: null },
    {
      name: 'yes-or-no answers',
      experiment: experiment('digits', { loss: { id: 'binary_cross_entropy_with_logits' } }),
      expected: '0.693 guessing: ln 2 = 0.69',
    },
    {
      name: 'signs',
      experiment: experiment('circle', { loss: { id: 'soft_margin_loss' } }),
      expected: '0.693 guessing: ln 2 = 0.69',
    },
    {
      name: 'a loss of classes in other units',
      experiment: experiment('digits', { loss: { id: 'brier_loss' } }),
      expected: null,
    },
    {
      name: 'triplets',
      experiment: experiment('triplet_lab', { loss: { id: 'triplet_margin_loss', params: { margin: 0.2 } } }),
      expected: '0.200 all points in one place: the margin, 0.2',
    },
    {
      name: 'pairs have a margin that is no such level',
      experiment: experiment('triplet_lab', { loss: { id: 'contrastive_loss' } }),
      expected: null,
    },
    {
      name: 'standardised numbers',
      experiment: experiment('houses'),
      info: { targetScale: 26_000 },
      expected: '1.000 always saying the mean: 1',
    },
    {
      name: 'numbers as they are',
      experiment: experiment('curve'),
      info: { targetScale: 1 },
      expected: null,
    },
    {
      name: 'numbers by the absolute error',
      experiment: experiment('houses', { loss: { id: 'l1_loss' } }),
      info: { targetScale: 26_000 },
      expected: null,
    },
    {
      name: 'numbers of a table of the visitor’s own',
      experiment: ownTable('regression'),
      info: { targetScale: 3 },
      expected: '1.000 always saying the mean: 1',
    },
  ],
  ({ experiment: given, info }) => {
    const line = level(given, info);
    return line ? `${line.value.toFixed(3)} ${line.words}` : null;
  },
);

test('reference line: a number for every task and loss that have one', () => {
  for (const task of catalog.tasks.filter(({ kind }) => kind !== 'any')) {
    const line = level(experiment(task.id), { vocabulary: 27, targetScale: 2 });
    if (line) assert.ok(Number.isFinite(line.value) && !/NaN/.test(line.words), task.id);
  }
});

const plain: Drawing = { log: false, smoothing: 0, companions: [] };
const lineOf = (data: ReturnType<typeof lossSeries>, id: string) =>
  data.series.find((series) => series.id === id)?.values;

test('loss series: nothing before a run has begun', () => {
  const data = lossSeries(noHistory, 0, plain, undefined);
  assert.deepEqual(data.steps, []);
  assert.deepEqual(
    data.series.map(({ title }) => title),
    ['batch', 'batch loss', 'objective', 'penalty', 'J train', 'J unseen'],
  );
});

test('loss series: what is no number is a gap', () => {
  for (const bad of unshowable) {
    const data = lossSeries(
      columns(3, { batchLoss: [1, bad, 3], cost: { 1: bad, 2: 2 }, testCost: bad, penalty: [0, 0, bad] }),
      3,
      { ...plain, smoothing: 0.85 },
      undefined,
    );
    for (const { id, values } of data.series)
      assert.ok(
        values.every((value) => value === null || Number.isFinite(value)),
        `${id} ${bad}`,
      );
    assert.deepEqual(lineOf(data, 'raw'), [1, null, 3]);
    assert.deepEqual(lineOf(data, 'cost'), [null, 2, null]);
  }
});

test('loss series: long runs are thinned, with the last step and the latest cost of each stretch', () => {
  const data = lossSeries(
    columns(3100, { cost: { 1: 9, 2: 8, 3000: 1, 3001: 0.5 } }),
    3100,
    plain,
    undefined,
  );
  assert.deepEqual(data.steps.slice(0, 3), [3, 6, 9]);
  assert.equal(data.steps.at(-1), 3100);
  const cost = lineOf(data, 'cost') ?? [];
  assert.deepEqual([cost[0], cost[999], cost[1000], cost.at(-1)], [8, 1, 0.5, null]);
});

test('loss series: smoothing keeps a level and a symmetric hill where they are', () => {
  const level100 = lossSeries(
    columns(100, { batchLoss: 0.5 }),
    100,
    { ...plain, smoothing: 0.85 },
    undefined,
  );
  assert.ok(lineOf(level100, 'batch')?.every((value) => Math.abs((value ?? 0) - 0.5) < 1e-9));
  const batchLoss = Array.from({ length: 101 }, (_, index) => (index === 50 ? 2 : 1));
  const hill = lineOf(
    lossSeries(columns(101, { batchLoss }), 101, { ...plain, smoothing: 0.85 }, undefined),
    'batch',
  );
  assert.ok((hill?.[50] ?? 0) > (hill?.[49] ?? 0) && (hill?.[50] ?? 2) < 2);
  assert.ok(Math.abs((hill?.[45] ?? 0) - (hill?.[55] ?? 1)) < 1e-9);
});

test('loss series: on a log scale the logarithms are smoothed', () => {
  const history = columns(100, {
    batchLoss: Array.from({ length: 100 }, (_, index) => (index % 2 ? 1e-4 : 1)),
  });
  const of = (log: boolean) =>
    lineOf(lossSeries(history, 100, { ...plain, log, smoothing: 0.99 }, undefined), 'batch');
  assert.ok((of(true)?.[50] ?? 1) < 0.02, 'the geometric mean is 0.01');
  assert.ok((of(false)?.[50] ?? 0) > 0.4, 'the mean is 0.5');
});

test('loss series: an earlier step that is shown is marked, the last one is not', () => {
  assert.equal(lossSeries(columns(10), 4, plain, undefined).marked, 4);
  assert.equal(lossSeries(columns(10), 10, plain, undefined).marked, undefined);
  assert.equal(stripSeries(columns(10), 4, 'lr', 'rate', []).marked, 4);
});

test('loss series: a penalty takes the colour of the family where there is one', () => {
  const ink = (penalty: number) =>
    lossSeries(columns(5, { penalty }), 5, plain, undefined).series.find(({ id }) => id === 'penalty')?.ink;
  assert.deepEqual([ink(0), ink(0.1)], ['--ink-3', '--hue']);
});

test('loss series: what a fine-tuned run learnt before', () => {
  const data = lossSeries(
    columns(2, { sourceCost: { 2: 2.1 } }),
    2,
    { ...plain, source: 'names' },
    undefined,
  );
  assert.equal(data.series.at(-1)?.title, 'J names');
  assert.deepEqual(lineOf(data, 'sourceCost'), [null, 2.1]);
});

const kept = {
  name: 'run 1',
  experiment: experiment('digits'),
  history: columns(20, { cost: { 20: 0.25 }, testCost: { 20: 0.5 } }),
  address: '',
  forkedAt: null,
};

test('loss series: a kept run lies behind, and the longest run makes the axis', () => {
  const companions = companionsOf([kept]);
  const data = lossSeries(columns(10, { cost: { 10: 1 } }), 10, { ...plain, companions }, undefined);
  assert.deepEqual(
    data.series.slice(0, 2).map(({ title, ink }) => [title, ink]),
    [
      ['J train, run 1', inkOfRun(0)],
      ['J unseen, run 1', inkOfRun(0)],
    ],
  );
  assert.equal(data.steps.length, 20);
  assert.equal(lineOf(data, 'run-run 1')?.[19], 0.25);
  assert.equal(lineOf(data, 'cost')?.[19], null);
});

test('kept runs: a copy of a history does not grow with it, and inks come round', () => {
  const history = columns(2);
  const copy = copyOf(history);
  history.step.push(3);
  assert.deepEqual(copy.step, [1, 2]);
  assert.equal(inkOfRun(8), inkOfRun(0));
});

test('strips: the gradient is smoothed, the rate is not', () => {
  const history = columns(100, { gradNorm: [...Array(99).fill(1), 3], lr: [...Array(99).fill(0.1), 0.3] });
  assert.ok((stripSeries(history, 100, 'gradNorm', '', []).series[0]?.values[99] ?? 3) < 3);
  assert.equal(stripSeries(history, 100, 'lr', '', []).series[0]?.values[99], 0.3);
});
