import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompleteExperiment, History, RunInfo } from 'loss-playground/engine';
import { columnWords, labelValue } from '../../../web/charts/series.ts';
import { historyFrom, rowAt, withAdded } from '../../../web/run/history.ts';
import { companionsOf, comparable, copyOf, inkOfRun } from '../../../web/run/kept-runs.ts';
import { type Drawing, lossSeries, noHistory, reference, stripSeries } from '../../../web/run/series.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, infoOf, lossOf, ownTable, taskFor } from '../support/catalog.ts';
import { columns, metrics, unshowable } from '../support/columns.ts';

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
      expected: '0.200 collapse: the margin, 0.2',
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
      expected: '1.000 always predicting the mean: 1',
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
      expected: '1.000 always predicting the mean: 1',
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

/** A playhead whose numbers are the last ones. */
const now = (step: number) => ({ step, shown: null });
const plain: Drawing = { log: false, smoothing: 0, companions: [] };
const lineOf = (data: ReturnType<typeof lossSeries>, id: string) =>
  data.series.find((series) => series.id === id)?.values;

test('loss series: nothing before a run has begun', () => {
  const data = lossSeries(noHistory, now(0), plain, undefined);
  assert.deepEqual(data.steps, []);
  assert.deepEqual(
    data.series.map(({ title }) => title),
    ['batch', 'batch loss', 'objective', 'penalty', 'training cost', 'test cost'],
  );
});

test('loss series: what is no number is a gap', () => {
  for (const bad of unshowable) {
    const data = lossSeries(
      columns(3, { batchLoss: [1, bad, 3], cost: { 1: bad, 2: 2 }, testCost: bad, penalty: [0, 0, bad] }),
      now(3),
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
  const history = withAdded(
    historyFrom(metrics({ step: 0, cost: 10 })),
    columns(3100, { cost: { 1: 9, 2: 8, 3000: 1, 3001: 0.5 } }) as unknown as History,
  );
  const data = lossSeries(history, now(3100), plain, undefined);
  assert.deepEqual(data.steps.slice(0, 3), [0, 3, 6]);
  assert.equal(data.steps.at(-1), 3100);
  const cost = lineOf(data, 'cost') ?? [];
  assert.deepEqual([cost[0], cost[1], cost[1000], cost[1001], cost.at(-1)], [10, 8, 1, 0.5, null]);
});

test('loss series: smoothing keeps a level and a symmetric hill where they are', () => {
  const level100 = lossSeries(
    columns(100, { batchLoss: 0.5 }),
    now(100),
    { ...plain, smoothing: 0.85 },
    undefined,
  );
  assert.ok(lineOf(level100, 'batch')?.every((value) => Math.abs((value ?? 0) - 0.5) < 1e-9));
  const batchLoss = Array.from({ length: 101 }, (_, index) => (index === 50 ? 2 : 1));
  const hill = lineOf(
    lossSeries(columns(101, { batchLoss }), now(101), { ...plain, smoothing: 0.85 }, undefined),
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
    lineOf(lossSeries(history, now(100), { ...plain, log, smoothing: 0.99 }, undefined), 'batch');
  assert.ok((of(true)?.[50] ?? 1) < 0.02, 'the geometric mean is 0.01');
  assert.ok((of(false)?.[50] ?? 0) > 0.4, 'the mean is 0.5');
});

test('loss series: an earlier step that is shown is marked, the last one is not', () => {
  assert.equal(lossSeries(columns(10), now(4), plain, undefined).marked, 4);
  assert.equal(lossSeries(columns(10), now(10), plain, undefined).marked, undefined);
  assert.equal(stripSeries(columns(10), now(4), 'lr', 'learning rate', []).marked, 4);
});

test('loss series: a penalty takes the colour of the family where there is one', () => {
  const ink = (penalty: number) =>
    lossSeries(columns(5, { penalty }), now(5), plain, undefined).series.find(({ id }) => id === 'penalty')
      ?.ink;
  assert.deepEqual([ink(0), ink(0.1)], ['--ink-3', '--hue']);
});

test('loss series: what a fine-tuned run learnt before', () => {
  const data = lossSeries(
    columns(2, { sourceCost: { 2: 2.1 } }),
    now(2),
    { ...plain, source: 'names' },
    undefined,
  );
  assert.equal(data.series.at(-1)?.title, 'test cost, names');
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
  const companions = companionsOf(catalog, [kept], kept.experiment);
  const data = lossSeries(columns(10, { cost: { 10: 1 } }), now(10), { ...plain, companions }, undefined);
  assert.deepEqual(
    data.series.slice(0, 2).map(({ title, ink }) => [title, ink]),
    [
      ['training cost, run 1', inkOfRun(kept, 0)],
      ['test cost, run 1', inkOfRun(kept, 0)],
    ],
  );
  assert.equal(data.steps.length, 20);
  assert.equal(lineOf(data, 'run-run 1')?.[19], 0.25);
  assert.equal(lineOf(data, 'cost')?.[19], null);
});

test('kept runs: a cost in another unit is not drawn on the same axis', () => {
  const [squared, absolute] = [experiment('houses'), experiment('houses', { loss: { id: 'l1_loss' } })];
  const runs = [
    { ...kept, name: 'run 1', experiment: squared },
    { ...kept, name: 'run 2', experiment: absolute },
  ];
  assert.deepEqual(
    companionsOf(catalog, runs, absolute).map(({ name }) => name),
    ['run 2'],
  );
});

test('kept runs: those of another task, or of another table, have no place beside a run', () => {
  const [one, other] = [ownTable('classification'), ownTable('regression')];
  const runs = [experiment('houses'), one, other].map((given) => ({ ...kept, experiment: given }));
  assert.deepEqual(comparable(catalog, runs, one), [runs[1]]);
  assert.deepEqual(comparable(catalog, runs, experiment('houses', { loss: { id: 'l1_loss' } })), [runs[0]]);
});

test('kept runs: a copy of a history does not grow with it, and inks come round', () => {
  const history = columns(2);
  const copy = copyOf(history);
  history.step.push(3);
  assert.deepEqual(copy.step, [1, 2]);
  assert.equal(inkOfRun(kept, 8), inkOfRun(kept, 0));
  assert.equal(inkOfRun({ forkedAt: 3 }, 0), '--ink-3');
});

test('strips: the gradient is smoothed, the rate is not', () => {
  const history = columns(100, { gradNorm: [...Array(99).fill(1), 3], lr: [...Array(99).fill(0.1), 0.3] });
  assert.ok((stripSeries(history, now(100), 'gradNorm', '', []).series[0]?.values[99] ?? 3) < 3);
  assert.equal(stripSeries(history, now(100), 'lr', '', []).series[0]?.values[99], 0.3);
});

test('labels say raw numbers of the step shown, whatever the smoothing', () => {
  const history = columns(100, {
    batchLoss: Array.from({ length: 100 }, (_, index) => (index % 2 ? 1 : 0.5)),
    cost: { 50: 0.7, 100: 0.6 },
    testCost: { 50: 0.8, 100: 0.65 },
  });
  for (const smoothing of [0, 0.85, 0.97]) {
    const drawing = { ...plain, smoothing };
    const said = (step: number) =>
      Object.fromEntries(
        lossSeries(history, { step, shown: rowAt(history, step) }, drawing, undefined).series.map((line) => [
          line.id,
          labelValue(line),
        ]),
      );
    const { batch, cost, testCost, objective } = said(50);
    assert.deepEqual([batch, objective, cost, testCost], [1, 1, 0.7, 0.8]);
    assert.deepEqual([said(100).batch, said(100).cost], [1, 0.6]);
    // Of a step without evaluation nobody claims a cost.
    assert.equal(said(51).cost, undefined);
    const data = lossSeries(history, now(100), drawing, undefined);
    assert.match(
      columnWords(data, 50),
      /^step 51: batch loss 0\.500, objective 0\.500, .*training cost 0\.700 \(step 50\)/,
    );
  }
});

test('labels: what each number is the mean of', () => {
  const notes = {
    batch: '32 digits, this step',
    train: 'all 1,258 training digits',
    test: '539 digits held out',
  };
  const { series } = lossSeries(columns(3), now(3), { ...plain, notes }, undefined);
  assert.deepEqual(
    series.flatMap(({ title, note }) => (note ? [[title, note]] : [])),
    [
      ['batch loss', notes.batch],
      ['training cost', notes.train],
      ['test cost', notes.test],
    ],
  );
});
