import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompleteExperiment } from 'loss-playground/engine';
import { differences, runsTable, shortenedApart } from '../../../web/panels/runs-table.ts';
import type { KeptRun } from '../../../web/run/kept-runs.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, ownTable } from '../support/catalog.ts';
import { columns, unshowable } from '../support/columns.ts';
import { assertReadable, linksOf, textOf } from '../support/text.ts';

interface Case {
  name: string;
  experiments: CompleteExperiment[];
  /** Path and values, a row each. */
  expected: string[];
}

const digits = experiment('digits');

cases<Case>(
  'differences',
  [
    { name: 'one run differs from nothing', experiments: [digits], expected: [] },
    { name: 'two alike', experiments: [digits, experiment('digits')], expected: [] },
    {
      name: 'a number',
      experiments: [digits, experiment('digits', { seed: 2 })],
      expected: ['seed: 1, 2'],
    },
    {
      name: 'parameters and choices by their names',
      experiments: [digits, experiment('digits', { optimizer: { id: 'sgd', params: { lr: 0.1 } } })],
      expected: [
        'optimizer: Adam, SGD',
        'learning rate: 0.003, 0.1',
        'beta 1: 0.9, –',
        'beta 2: 0.999, –',
        'epsilon: 1e−8, –',
        'AMSGrad: no, –',
        'momentum: –, 0',
        'dampening: –, 0',
        'Nesterov momentum: –, no',
      ],
    },
    {
      name: 'layers and penalties',
      experiments: [
        digits,
        experiment('digits', {
          model: { id: 'mlp', params: { hidden: [8, 8] } },
          regularization: { l2: 0.1 },
        }),
      ],
      expected: ['hidden units: 32, 8, 8', 'L2 penalty: 0, 0.1'],
    },
    {
      name: 'what one has and the other has not',
      experiments: [digits, experiment('digits', { gradient_clip: 1 })],
      expected: ['gradient clipping: none, 1'],
    },
    {
      name: 'an own table whose targets are read otherwise',
      experiments: [ownTable('classification'), ownTable('regression')],
      expected: [
        'kind: classification, regression',
        'loss: cross-entropy, mean squared error',
        'weight: none, –',
        'ignore index: −100, –',
        'label smoothing: 0, –',
        'PyTorch compatibility: no, –',
      ],
    },
    {
      name: 'a fine-tuned run',
      experiments: [
        experiment('shakespeare'),
        experiment('shakespeare', { fine_tuning: { initial: 'names', replay: 0.3 } }),
      ],
      expected: [
        'fine tuning: none, yes',
        'pretrained model: –, names',
        'pretraining task: –, names',
        'seed of the pretraining split: –, 1',
        'share of pretraining examples held out: –, 0.1',
        'frozen parameters: –, none',
        'L2 penalty on the distance from the pretrained weights: –, 0',
        'share of pretraining examples in each batch: –, 0.3',
      ],
    },
    {
      name: 'a long text is cut to its cell',
      experiments: [
        experiment('custom_text'),
        {
          ...experiment('custom_text'),
          task: { id: 'custom_text', params: { text: 'abcdefghijklmnopqrstuvwxyz' } },
        },
      ],
      expected: [
        'text: one\ntwo\nthree\nfour\nfive…, abcdefghijklmnopqrstuvw…',
        'vocabulary: own, –',
        'context: 8, –',
        'test fraction: 0.1, –',
      ],
    },
  ],
  ({ experiments }) =>
    differences(catalog, experiments).map(({ name, values }) => `${name}: ${values.join(', ')}`),
);

test('shortenedApart: long values that begin alike are shown from where they differ', () => {
  const start = 'd = input - target; ';
  assert.deepEqual(shortenedApart([`${start}abs(d)`, `${start}where(d < 0, 3 * d^2, d^2)`]), [
    '…et; abs(d)',
    '…et; where(d < 0, 3 * d…',
  ]);
  assert.deepEqual(shortenedApart(['relu', 'tanh']), ['relu', 'tanh']);
});

const kept = (given: Partial<KeptRun> = {}): KeptRun => ({
  name: 'run 1',
  experiment: digits,
  history: columns(1200, {
    cost: { 1: 2.4, 1200: 0.012 },
    testCost: { 1200: 0.1 },
    testScore: { 1200: 0.97 },
  }),
  address: 'task=digits&v=1',
  forkedAt: null,
  ...given,
});

interface Shown {
  name: string;
  runs: KeptRun[];
  floor?: number;
  begun?: boolean;
  expected: string;
}

const shown = ({ runs, floor = 0, begun = true }: Omit<Shown, 'expected' | 'name'>) =>
  runsTable({
    catalog,
    runs,
    present: {
      experiment: experiment('digits', { seed: 2 }),
      history: begun
        ? columns(30, { cost: { 10: 1, 20: 0.5 }, testCost: { 20: 0.6 }, testScore: { 20: 0.8 } })
        : null,
      floor,
    },
    keep: () => {},
    drop: () => {},
  });

cases<Shown>(
  'runs',
  [
    {
      name: 'a kept run beside the present one',
      runs: [kept()],
      expected:
        'Runs and how they differ run 1 Delete current run seed 1 2 steps taken 1,200 30 training cost 0.012 0.500 test cost 0.100 0.600 test accuracy 97% 80% Keep this run to compare',
    },
    {
      name: 'a run that the present one branched off from',
      runs: [kept({ forkedAt: 1000 })],
      floor: 1000,
      expected:
        'Runs and how they differ run 1, forked at step 1,000 Delete current run, from step 1,000 seed 1 2 steps taken 1,200 30 training cost 0.012 0.500 test cost 0.100 0.600 test accuracy 97% 80% Keep this run to compare',
    },
    {
      name: 'a run that has not begun',
      runs: [kept()],
      begun: false,
      expected:
        'Runs and how they differ run 1 Delete current run seed 1 2 steps taken 1,200 – training cost 0.012 – test cost 0.100 – test accuracy 97% – Keep this run to compare',
    },
    {
      name: 'a run without cost',
      runs: [kept({ history: columns(1) })],
      expected:
        'Runs and how they differ run 1 Delete current run seed 1 2 steps taken 1 30 training cost – 0.500 test cost – 0.600 test accuracy – 80% Keep this run to compare',
    },
    {
      name: 'a score below nothing',
      runs: [kept({ history: columns(2, { testScore: -0.5 }) })],
      expected:
        'Runs and how they differ run 1 Delete current run seed 1 2 steps taken 2 30 training cost – 0.500 test cost – 0.600 test accuracy −50% 80% Keep this run to compare',
    },
  ],
  (row) => textOf(shown(row)),
);

test('runs: a kept run is a link', () => {
  assert.deepEqual(linksOf(shown({ runs: [kept()] })), ['#task=digits&v=1']);
});

test('runs: costs in different units have rows of their own, and scores one', () => {
  const history = columns(1, { cost: 0.5, testCost: 0.6, testScore: 0.8 });
  const present = { experiment: experiment('houses', { loss: { id: 'l1_loss' } }), history, floor: 0 };
  const runs = [kept({ experiment: experiment('houses') })];
  assert.match(
    textOf(runsTable({ catalog, runs, present, keep: () => {}, drop: () => {} })),
    /training cost \(squared units of the target\) 0\.012 – test cost \(squared units of the target\) 0\.100 – training cost \(units of the target\) – 0\.500 test cost \(units of the target\) – 0\.600 test R² 97 ?% 80 ?%/,
  );
});

test('runs: settings of one name are told apart', () => {
  const present = {
    experiment: experiment('emoji_search', {
      loss: { id: 'triplet_margin_loss', params: { margin: 0.2, eps: 1e-5 } },
      optimizer: { id: 'adam', params: { lr: 0.06, eps: 1e-4 } },
    }),
    history: columns(1),
    floor: 0,
  };
  const runs = [kept({ experiment: experiment('emoji_search') })];
  const text = textOf(runsTable({ catalog, runs, present, keep: () => {}, drop: () => {} }));
  assert.match(text, /epsilon \(loss\) .* epsilon \(optimizer\)/);
});

test('runs: what is no number is a dash', () => {
  for (const bad of unshowable)
    assertReadable(
      textOf(shown({ runs: [kept({ history: columns(3, { cost: bad, testCost: bad, testScore: bad }) })] })),
      String(bad),
    );
});
