// What the page says of a changed setting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompleteExperiment } from 'loss-playground/engine';
import {
  type Change,
  forkNotice,
  isSameExperiment,
  restartNotice,
  restartReason,
} from '../../../web/run/changes.ts';
import type { Fresh } from '../../../web/run/continuation.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, ownTable } from '../support/catalog.ts';

const digits = experiment('digits');
const data = { rows: 1258, noun: 'digit' };
const change = (after: CompleteExperiment, before = digits): Change => ({ catalog, before, after, data });

interface Forked {
  name: string;
  after: CompleteExperiment;
  before?: CompleteExperiment;
  fresh?: Fresh;
  expected: string;
}

cases<Forked>(
  'a fork',
  [
    {
      name: 'with another learning rate',
      after: experiment('digits', { optimizer: { id: 'adam', params: { lr: 0.05 } } }),
      expected:
        'Learning rate 0.003 → 0.05. Training continues from step 235; gray: the run before the change.',
    },
    {
      name: 'with another optimizer',
      after: experiment('digits', { optimizer: { id: 'sgd', params: { lr: 0.1 } } }),
      fresh: 'optimizer',
      expected:
        'Optimizer Adam → SGD, learning rate 0.003 → 0.1. Training continues from step 235 with the same parameters; the optimizer’s memory starts fresh; gray: the run before the change.',
    },
    {
      name: 'with another schedule',
      after: experiment('digits', { schedule: { id: 'cosine_annealing_lr' } }),
      fresh: 'schedule',
      expected:
        'Schedule constant → cosine annealing. Training continues from step 235; gray: the run before the change.',
    },
    {
      name: 'with gradient clipping',
      after: experiment('digits', { gradient_clip: 1 }),
      expected:
        'Gradient clipping none → 1. Training continues from step 235; gray: the run before the change.',
    },
    {
      name: 'with a batch larger than the data',
      after: experiment('digits', { batch_size: 5000 }),
      expected:
        'Batch size 32 → 5,000. There are 1,258 training digits, so each batch is the whole training set. Training continues from step 235; gray: the run before the change.',
    },
    {
      name: 'with many settings at once',
      after: experiment('digits', { batch_size: 8, steps: 5000, gradient_clip: 2, evaluate_every: 10 }),
      expected:
        'Gradient clipping none → 2, batch size 32 → 8, 2 more. Training continues from step 235; gray: the run before the change.',
    },
  ],
  ({ after, before, fresh = 'nothing' }) => forkNotice(change(after, before), 235, fresh).words,
);

interface Restarted {
  name: string;
  after: CompleteExperiment;
  kept?: string;
  expected: [reason: string | null, words: string];
}

cases<Restarted>(
  'a restart',
  [
    {
      name: 'with a new task',
      after: experiment('houses'),
      expected: ['task', 'New task: started again at step 0.'],
    },
    {
      name: 'with other data',
      after: {
        ...digits,
        task: { id: 'digits', params: { ...digits.task.params, test_fraction: 0.9 } as never },
      },
      expected: ['data', 'New data: started again at step 0.'],
    },
    {
      name: 'with a new model',
      after: experiment('digits', { model: { id: 'linear' } }),
      expected: ['model', 'New model: started again at step 0.'],
    },
    {
      name: 'with a new loss',
      after: experiment('digits', { loss: { id: 'brier_loss' } }),
      expected: ['loss', 'New loss: started again at step 0.'],
    },
    {
      name: 'with a new seed',
      after: experiment('digits', { seed: 2 }),
      expected: ['seed', 'Seed 1 → 2. Started again at step 0.'],
    },
    {
      name: 'with a new precision',
      after: experiment('digits', { precision: 'float64' }),
      expected: ['precision', 'Precision float32 → float64. Started again at step 0.'],
    },
    {
      name: 'after the run had ended',
      after: experiment('digits', { optimizer: { id: 'adam', params: { lr: 0.01 } } }),
      kept: 'run 1',
      expected: [
        null,
        'Learning rate 0.003 → 0.01. Started again at step 0; run 1 is the run before the change.',
      ],
    },
  ],
  ({ after, kept }) => {
    const reason = restartReason(digits, after);
    return [reason, restartNotice(change(after), reason, kept).words];
  },
);

test('a restart with a model of another shape says so', () => {
  const after = experiment('digits', { model: { id: 'mlp', params: { hidden: [6, 3] } } });
  assert.equal(restartReason(digits, after), null);
  assert.equal(
    restartNotice(change(after), 'model').words,
    'Hidden units 32 → 6, 3. The model has another shape: started again at step 0.',
  );
});

test('a fork offers a restart and undo, a restart undo alone', () => {
  const after = experiment('digits', { seed: 2 });
  assert.deepEqual(forkNotice(change(after), 3, 'nothing').actions, ['restart', 'undo']);
  assert.deepEqual(restartNotice(change(after), 'seed').actions, ['undo']);
});

test('experiments are one where nothing differs; an own table by its arrays', () => {
  assert.equal(isSameExperiment(digits, experiment('digits')), true);
  assert.equal(isSameExperiment(digits, experiment('digits', { seed: 2 })), false);
  const table = ownTable('classification');
  assert.equal(isSameExperiment(table, { ...table, seed: 2 }), false);
  assert.equal(restartReason(table, { ...table, batch_size: 2 }), null);
  assert.equal(restartReason(table, ownTable('classification')), 'data');
});

test('settings are named in every section of every task without an id in the words', () => {
  for (const { id } of catalog.tasks.filter(({ kind }) => kind !== 'any'))
    for (const optimizer of catalog.optimizers) {
      const { words } = forkNotice(
        change(experiment(id, { optimizer: { id: optimizer.id }, batch_size: 3 }), experiment(id)),
        5,
        'optimizer',
      );
      assert.doesNotMatch(words, /_|undefined|NaN|params|\blr\b/, words);
    }
});
