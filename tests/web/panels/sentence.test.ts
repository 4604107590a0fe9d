import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompleteExperiment } from 'loss-playground/engine';
import {
  pick,
  type SentenceView,
  sentence,
  settingsButton,
  withParam,
} from '../../../web/panels/sentence.ts';
import { isOwn, taskOptions } from '../../../web/panels/task-options.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, ownTable, taskOf } from '../support/catalog.ts';
import { assertReadable, textOf } from '../support/text.ts';

const view = (given: CompleteExperiment, more: Partial<SentenceView> = {}): SentenceView => ({
  catalog,
  experiment: given,
  info: { inputs: 64, outputs: 10 },
  bad: null,
  open: false,
  toggle: () => {},
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
        'Teach a 64 → 32 → 10 network to read handwritten digits, minimising cross-entropy with Adam at rate 0.003, 32 examples at a time.',
    },
    {
      name: 'before the run has begun the layers are not known',
      experiment: experiment('digits'),
      info: null,
      expected:
        'Teach a network to read handwritten digits, minimising cross-entropy with Adam at rate 0.003, 32 examples at a time.',
    },
    {
      name: 'an 8, which is read with a vowel',
      experiment: experiment('curve'),
      info: { inputs: 8, outputs: 1 },
      expected:
        'Teach an 8 → 24 → 1 network to follow a curve, minimising mean squared error with Adam at rate 0.03, 10 examples at a time.',
    },
    {
      name: 'an 11, which is read with a vowel',
      experiment: experiment('curve'),
      info: { inputs: 11, outputs: 1 },
      expected:
        'Teach an 11 → 24 → 1 network to follow a curve, minimising mean squared error with Adam at rate 0.03, 10 examples at a time.',
    },
    {
      name: 'a 1, which is not',
      experiment: experiment('curve'),
      info: { inputs: 1, outputs: 1 },
      expected:
        'Teach a 1 → 24 → 1 network to follow a curve, minimising mean squared error with Adam at rate 0.03, 10 examples at a time.',
    },
    {
      name: 'a model without layers',
      experiment: experiment('houses'),
      expected:
        'Teach a linear model to price houses, minimising mean squared error with SGD at rate 0.01, 16 examples at a time.',
    },
    {
      name: 'a model that begins with a vowel',
      experiment: experiment('emoji_search'),
      expected:
        'Teach an embedding bag to find an emoji by a word, minimising triplet loss with Adam at rate 0.06, 48 examples at a time.',
    },
    {
      name: 'a schedule with a peak of its own',
      experiment: experiment('names'),
      expected:
        'Teach a next-token network to spell names, minimising cross-entropy with Adam at a rate up to 0.01, 64 examples at a time.',
    },
    {
      name: 'a schedule that takes its peak from the optimizer',
      experiment: experiment('digits', { schedule: { id: 'cyclic_lr' } }),
      expected:
        'Teach a 64 → 32 → 10 network to read handwritten digits, minimising cross-entropy with Adam at a rate up to 0.003, 32 examples at a time.',
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
        'Teach a 64 → 10 network to read handwritten digits, minimising Brier score with L-BFGS at rate 1, 1258 examples at a time.',
    },
    {
      name: 'a table of the visitor’s own',
      experiment: ownTable('regression'),
      info: { inputs: 2, outputs: 1 },
      expected:
        'Teach a 2 → 16 → 1 network to predict a column of your table, minimising mean squared error with Adam at rate 0.01, 10 examples at a time.',
    },
    {
      name: 'a text of the visitor’s own',
      experiment: experiment('custom_text'),
      expected:
        'Teach a next-token network to write like your text, minimising cross-entropy with Adam at a rate up to 0.01, 64 examples at a time.',
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
        /^Teach an? .+ to .+, minimising .+ with .+ at (a rate up to|rate) [\d.e-]+, \d+ examples at a time\.$/,
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
      expected: ['cross_entropy', 'brier_loss', 'nll_loss', 'z_loss', 'multi_margin_loss'],
    },
    {
      name: 'for an own table of numbers has losses of numbers',
      experiment: ownTable('regression'),
      expected: ['mse_loss', 'l1_loss', 'huber_loss', 'smooth_l1_loss', 'log_cosh_loss', 'quantile_loss'],
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

test('a changed parameter leaves the others', () => {
  const spec = { id: 'adam', params: { lr: 0.1, beta1: 0.9 } };
  assert.deepEqual(withParam(spec, 'lr', 0.2), { id: 'adam', params: { lr: 0.2, beta1: 0.9 } });
  assert.equal(spec.params.lr, 0.1);
});

test('the button tells what it does', () => {
  const shut = view(experiment('digits'));
  assert.equal(textOf(settingsButton(shut)), 'More terms: model, loss, optimizer, schedule, penalties, seed');
  assert.equal(textOf(settingsButton({ ...shut, open: true })), 'Fewer terms');
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
