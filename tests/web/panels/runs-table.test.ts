import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompleteExperiment } from 'loss-playground/engine';
import { differences, runsTable } from '../../../web/panels/runs-table.ts';
import type { KeptRun } from '../../../web/run/kept-runs.ts';
import { cases } from '../support/cases.ts';
import { experiment, ownTable } from '../support/catalog.ts';
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
      name: 'a parameter is told without “params”, a choice without “id”',
      experiments: [digits, experiment('digits', { optimizer: { id: 'sgd', params: { lr: 0.1 } } })],
      expected: [
        'optimizer: adam, sgd',
        'optimizer.lr: 0.003, 0.1',
        'optimizer.beta1: 0.9, –',
        'optimizer.beta2: 0.999, –',
        'optimizer.eps: 1e-8, –',
        'optimizer.amsgrad: false, –',
        'optimizer.momentum: –, 0',
        'optimizer.dampening: –, 0',
        'optimizer.nesterov: –, false',
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
      expected: ['model.hidden: 32, 8,8', 'regularization.l2: 0, 0.1'],
    },
    {
      name: 'what one has and the other has not',
      experiments: [digits, experiment('digits', { gradient_clip: 1 })],
      expected: ['gradient_clip: null, 1'],
    },
    {
      name: 'an own table whose targets are read otherwise',
      experiments: [ownTable('classification'), ownTable('regression')],
      expected: [
        'task.kind: classification, regression',
        'loss: cross_entropy, mse_loss',
        'loss.ignore_index: -100, –',
        'loss.label_smoothing: 0, –',
        'loss.torch_compat: false, –',
      ],
    },
    {
      name: 'a fine-tuned run',
      experiments: [
        experiment('shakespeare'),
        experiment('shakespeare', { fine_tuning: { initial: 'names', replay: 0.3 } }),
      ],
      expected: [
        'fine_tuning: null, –',
        'fine_tuning.initial: –, names',
        'fine_tuning.source: –, names',
        'fine_tuning.freeze: –, ',
        'fine_tuning.l2_sp: –, 0',
        'fine_tuning.replay: –, 0.3',
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
        'task.text: one\ntwo\nthree\nfour\nfive…, abcdefghijklmnopqrstuvw…',
        'task.vocabulary: own, –',
        'task.context: 8, –',
        'task.test_fraction: 0.1, –',
      ],
    },
  ],
  ({ experiments }) => differences(experiments).map(({ path, values }) => `${path}: ${values.join(', ')}`),
);

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
        'Runs, and what differs run 1 Delete present run seed 1 2 steps 1,200 30 J train 0.012 0.500 J unseen 0.100 0.600 score on unseen 97 % 80 % Keep this run to compare',
    },
    {
      name: 'a run that the present one branched off from',
      runs: [kept({ forkedAt: 1000 })],
      floor: 1000,
      expected:
        'Runs, and what differs run 1, left at step 1,000 Delete present run, from step 1,000 seed 1 2 steps 1,200 30 J train 0.012 0.500 J unseen 0.100 0.600 score on unseen 97 % 80 % Keep this run to compare',
    },
    {
      name: 'a run that has not begun',
      runs: [kept()],
      begun: false,
      expected:
        'Runs, and what differs run 1 Delete present run seed 1 2 steps 1,200 – J train 0.012 – J unseen 0.100 – score on unseen 97 % – Keep this run to compare',
    },
    {
      name: 'a run without cost, whose table is too long for a link',
      runs: [kept({ history: columns(1), address: '' })],
      expected:
        'Runs, and what differs run 1 Delete present run seed 1 2 steps 1 30 J train – 0.500 J unseen – 0.600 score on unseen – 80 % Keep this run to compare',
    },
    {
      name: 'a score below nothing',
      runs: [kept({ history: columns(2, { testScore: -0.5 }) })],
      expected:
        'Runs, and what differs run 1 Delete present run seed 1 2 steps 2 30 J train – 0.500 J unseen – 0.600 score on unseen −50 % 80 % Keep this run to compare',
    },
  ],
  (row) => textOf(shown(row)),
);

test('runs: a kept run is a link where it has an address', () => {
  assert.deepEqual(linksOf(shown({ runs: [kept(), kept({ address: '' })] })), ['#task=digits&v=1']);
});

test('runs: what is no number is a dash', () => {
  for (const bad of unshowable)
    assertReadable(
      textOf(shown({ runs: [kept({ history: columns(3, { cost: bad, testCost: bad, testScore: bad }) })] })),
      String(bad),
    );
});
