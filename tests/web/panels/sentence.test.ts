import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CompleteExperiment, completeExperiment } from 'loss-playground/engine';
import {
  pick,
  type SentenceView,
  sentence,
  settingsButton,
  withParam,
} from '../../../web/panels/sentence.ts';
import { isOwn, taskOptions } from '../../../web/panels/task-options.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, ownTable, taskFor, taskOf } from '../support/catalog.ts';
import { assertReadable, textOf } from '../support/text.ts';

const view = (given: CompleteExperiment, more: Partial<SentenceView> = {}): SentenceView => ({
  catalog,
  experiment: given,
  info: { inputs: 64, outputs: 10, trainRows: 1258 },
  refusal: null,
  open: false,
  toggle: () => {},
  writeLoss: () => {},
  change: () => {},
  ...more,
});

interface Case {
  name: string;
  experiment: CompleteExperiment;
  info?: SentenceView['info'];
  expected: string;
}

cases<Case>(
  'sentence',
  [
    {
      name: 'a network with its layers',
      experiment: experiment('digits'),
      expected:
        'Train a 64 → 32 → 10 network to read handwritten digits by minimizing cross-entropy with Adam at a learning rate of 0.003, in batches of 32.',
    },
    {
      name: 'before the run has begun the layers are not known',
      experiment: experiment('digits'),
      info: null,
      expected:
        'Train a network to read handwritten digits by minimizing cross-entropy with Adam at a learning rate of 0.003, in batches of 32.',
    },
    {
      name: 'an 8, which is read with a vowel',
      experiment: experiment('curve'),
      info: { inputs: 8, outputs: 1, trainRows: 300 },
      expected:
        'Train an 8 → 24 → 1 network to fit a curve by minimizing mean squared error with Adam at a learning rate of 0.03, in batches of 10.',
    },
    {
      name: 'an 11, which is read with a vowel',
      experiment: experiment('curve'),
      info: { inputs: 11, outputs: 1, trainRows: 300 },
      expected:
        'Train an 11 → 24 → 1 network to fit a curve by minimizing mean squared error with Adam at a learning rate of 0.03, in batches of 10.',
    },
    {
      name: 'a 1, which is not',
      experiment: experiment('curve'),
      info: { inputs: 1, outputs: 1, trainRows: 300 },
      expected:
        'Train a 1 → 24 → 1 network to fit a curve by minimizing mean squared error with Adam at a learning rate of 0.03, in batches of 10.',
    },
    {
      name: 'a model without layers',
      experiment: experiment('houses'),
      expected:
        'Train a linear model to price houses by minimizing mean squared error with SGD at a learning rate of 0.01, in batches of 16.',
    },
    {
      name: 'a model that begins with a vowel',
      experiment: experiment('emoji_search'),
      expected:
        'Train an embedding bag to find an emoji by a word by minimizing triplet loss with Adam at a learning rate of 0.06, in batches of 48.',
    },
    {
      name: 'a schedule with a peak of its own',
      experiment: experiment('names'),
      expected:
        'Train a next-token network to spell names by minimizing cross-entropy with Adam at a learning rate of up to 0.01, in batches of 64.',
    },
    {
      name: 'a schedule that takes its peak from the optimizer',
      experiment: experiment('digits', { schedule: { id: 'cyclic_lr' } }),
      expected:
        'Train a 64 → 32 → 10 network to read handwritten digits by minimizing cross-entropy with Adam at a learning rate of up to 0.003, in batches of 32.',
    },
    {
      name: 'other terms',
      experiment: experiment('digits', {
        model: { id: 'mlp', params: { hidden: [] } },
        loss: { id: 'brier_loss' },
        optimizer: { id: 'lbfgs' },
        batch_size: 1258,
      }),
      expected:
        'Train a 64 → 10 network to read handwritten digits by minimizing Brier score with L-BFGS at a learning rate of 1, in batches of 1258 (the whole training set).',
    },
    {
      name: 'a table of the visitor’s own',
      experiment: ownTable('regression'),
      info: { inputs: 2, outputs: 1, trainRows: 300 },
      expected:
        'Train a 2 → 16 → 1 network to predict a column of your table by minimizing mean squared error with Adam at a learning rate of 0.01, in batches of 10.',
    },
    {
      name: 'a text of the visitor’s own',
      experiment: experiment('custom_text'),
      expected:
        'Train a next-token network to write like your text by minimizing cross-entropy with Adam at a learning rate of up to 0.01, in batches of 64.',
    },
  ],
  ({ experiment: given, info }) => textOf(sentence(view(given, info === undefined ? {} : { info }))),
);

test('sentence: each task with each optimizer is a sentence', () => {
  for (const task of catalog.tasks.filter(({ kind }) => kind !== 'any'))
    for (const optimizer of catalog.optimizers) {
      const text = textOf(sentence(view(experiment(task.id, { optimizer: { id: optimizer.id } }))));
      assert.match(
        text,
        /^Train an? .+ to .+ by minimizing .+ with .+ at a learning rate of (up to )?[\d.e-]+, in batches of \d+\.$/,
      );
      assertReadable(text, task.id);
    }
});

/** The choices of a menu: in its template they are the only list. */
const offered = (menu: { values: unknown[] }) =>
  (menu.values.find(Array.isArray) as { values: unknown[] }[]).map(({ values }) => values[0]);

interface Offer {
  name: string;
  experiment: CompleteExperiment;
  expected: string[];
}

cases<Offer>(
  'the menu of losses',
  [
    {
      name: 'for letters has losses of one class of many',
      experiment: experiment('names'),
      expected: ['cross_entropy', 'brier_loss', 'nll_loss', 'z_loss', 'multi_margin_loss', 'expression'],
    },
    {
      name: 'for an own table of numbers has losses of numbers',
      experiment: ownTable('regression'),
      expected: [
        'mse_loss',
        'l1_loss',
        'huber_loss',
        'smooth_l1_loss',
        'log_cosh_loss',
        'quantile_loss',
        'expression',
      ],
    },
    {
      name: 'for an own table of triplets has losses of places',
      experiment: ownTable('triplet'),
      expected: [
        'triplet_margin_loss',
        'triplet_margin_with_distance_loss',
        'contrastive_loss',
        'cosine_embedding_loss',
        'info_nce_loss',
        'n_pair_loss',
        'multi_similarity_loss',
        'lifted_structure_loss',
        'angular_loss',
        'expression',
      ],
    },
  ],
  ({ experiment: given }) => offered(pick(view(given), 'loss', 'Loss')) as string[],
);

/** Chooses in a menu, as a visitor does. */
function chosen(given: CompleteExperiment, section: 'loss' | 'optimizer', value: string) {
  let taken: unknown;
  const menu = pick(view(given, { change: (next) => (taken = next[section]) }), section, '');
  const change = menu.values.find((entry) => typeof entry === 'function') as (event: unknown) => void;
  change({ target: { value } });
  return taken;
}

test('the last entry of the menu of losses opens the editor, and changes nothing by itself', () => {
  const calls: string[] = [];
  const given = view(experiment('digits'), {
    writeLoss: (id) => calls.push(`write ${id}`),
    change: () => calls.push('changed'),
  });
  const menu = pick(given, 'loss', 'Loss');
  const change = menu.values.find((entry) => typeof entry === 'function') as (event: unknown) => void;
  change({ target: { value: 'expression' } });
  assert.deepEqual(calls, ['write expression']);
});

test('a chosen term takes its defaults, the task’s own choice its settings', () => {
  const given = experiment('triplet_lab', { loss: { id: 'contrastive_loss' } });
  assert.deepEqual(chosen(given, 'loss', 'info_nce_loss'), { id: 'info_nce_loss' });
  assert.deepEqual(
    chosen(experiment('emoji_search', { loss: { id: 'info_nce_loss' } }), 'loss', 'triplet_margin_loss'),
    {
      id: 'triplet_margin_loss',
      params: { margin: 0.4 },
    },
  );
});

test('a table is named by its own columns, quantity and noun, cut where they are long', () => {
  const goal = (kind: 'classification' | 'regression', names: object) => {
    const plain = ownTable(kind);
    const params = { ...plain.task.params, ...names };
    return taskFor(completeExperiment(catalog, { version: 1, task: { id: plain.task.id, params } })).goal;
  };
  const columns = ['area', 'rooms'];
  assert.equal(goal('regression', { columns, quantity: 'price' }), 'to predict price from area and rooms');
  assert.equal(goal('regression', { quantity: 'price' }), 'to predict price');
  assert.equal(goal('regression', { columns }), 'to predict a number from area and rooms');
  assert.equal(goal('classification', { columns, noun: 'leaf' }), 'to classify leaves from area and rooms');
  assert.equal(
    goal('classification', { columns: ['sex: f', 'sex: m'], quantity: 'survived' }),
    'to predict survived from sex',
  );
  assert.equal(goal('classification', {}), taskOf('custom').goal);
  assert.equal(goal('regression', { quantity: '🏠'.repeat(40) }), `to predict ${'🏠'.repeat(31)}…`);
});

test('a changed parameter leaves the others', () => {
  const spec = { id: 'adam', params: { lr: 0.1, beta1: 0.9 } };
  assert.deepEqual(withParam(spec, 'lr', 0.2), { id: 'adam', params: { lr: 0.2, beta1: 0.9 } });
  assert.equal(spec.params.lr, 0.1);
});

test('the button tells what it does', () => {
  const shut = view(experiment('digits'));
  assert.equal(textOf(settingsButton(shut)), 'More settings');
  assert.equal(textOf(settingsButton({ ...shut, open: true })), 'Fewer settings');
});

test('a menu offers tasks that bring their data, and the present one', () => {
  const values = (present?: string) => taskOptions(catalog, present).map(({ value }) => value);
  assert.equal(isOwn(taskOf('custom')) && isOwn(taskOf('custom_text')), true);
  assert.equal(isOwn(taskOf('digits')), false);
  assert.equal(
    values().some((id) => id.startsWith('custom')),
    false,
  );
  assert.deepEqual(
    values('custom').filter((id) => id.startsWith('custom')),
    ['custom'],
  );
});
