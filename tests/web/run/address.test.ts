import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CompleteExperiment,
  type CustomData,
  completeExperiment,
  encodeExperiment,
} from 'loss-playground/engine';
import {
  type Ancestor,
  dataLost,
  experimentAddress,
  readAddress,
  shareable,
} from '../../../web/run/address.ts';
import { rateOf } from '../../../web/run/learning-rate.ts';
import { repairedExperiment } from '../../../web/run/link-repair.ts';
import { ownDataOf } from '../../../web/run/own-data-address.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, ownTable } from '../support/catalog.ts';

const forksLeftOut =
  'This link is damaged. The runs that it forked off are left out: their steps are not valid.';

interface Case {
  name: string;
  address: string;
  expected: { task: string; step: number | null; note: string | null; forks?: string };
}

cases<Case>(
  'address',
  [
    {
      name: 'nothing opens the first experiment',
      address: '',
      expected: { task: 'digits', step: null, note: null },
    },
    { name: 'a task', address: 'task=circle&v=1', expected: { task: 'circle', step: null, note: null } },
    { name: 'a step', address: 'at=60&task=circle&v=1', expected: { task: 'circle', step: 60, note: null } },
    { name: 'a step alone', address: 'at=60', expected: { task: 'digits', step: 60, note: null } },
    {
      name: 'a run that forked off another',
      address: 'at=90&fork=30-80-task%3Dcircle%26v%3D1&task=circle&seed=2&v=1',
      expected: { task: 'circle', step: 90, note: null, forks: '30-80' },
    },
    {
      name: 'a run that was left where it ended',
      address: 'fork=30-10-task%3Dcircle%26v%3D1&task=circle&seed=2&v=1',
      expected: { task: 'circle', step: null, note: null, forks: '30-30' },
    },
    {
      name: 'forks that do not follow each other are not followed',
      address: 'fork=30-80-task%3Dcircle%26v%3D1&fork=20-80-task%3Dcircle%26v%3D1&task=circle&v=1',
      expected: { task: 'circle', step: null, note: forksLeftOut },
    },
    {
      name: 'a link that was cut off shows what is there, and says so',
      address: 'at=60&task=circle&seed=3',
      expected: {
        task: 'circle',
        step: null,
        note: 'This link is damaged. Its end, v=1, is missing, so settings may be missing too.',
      },
    },
    {
      name: 'a damaged part is left out',
      address: 'task=circle&seed=x&v=1',
      expected: {
        task: 'circle',
        step: null,
        note: 'This link is damaged. seed=x is left out: "x" is not a valid seed. Enter a whole number of at least 0.',
      },
    },
    {
      name: 'a misspelt name is read as the nearest',
      address: 'task=circle&optimizer=adan&v=1',
      expected: {
        task: 'circle',
        step: null,
        note: 'This link is damaged. optimizer=adan is read as optimizer=adam.',
      },
    },
    {
      name: 'a fork that was cut off',
      address: 'fork=30-80-task%3Dcircle&task=circle&v=1',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the default experiment is shown. An incomplete link is not a valid link. Enter a link that ends with v=1.',
      },
    },
    {
      name: 'a percent sign that begins nothing',
      address: 'fork=30-80-%E0%A4%A&task=circle&v=1',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the default experiment is shown. It contains characters that are not valid in a link.',
      },
    },
    {
      name: 'data that this page does not have',
      address: 'at=9&data=0123abcd&task=custom&v=1',
      expected: { task: 'digits', step: null, note: dataLost },
    },
    {
      name: 'nothing of it can be read',
      address: 'hello',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the default experiment is shown. hello is left out: "hello" is not a valid link. Enter name=value pairs joined by &; this link is cut off or damaged. Its end, v=1, is missing, so settings may be missing too.',
      },
    },
    {
      name: 'a link that was cut off names the unknown task too',
      address: 'task=tables',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the default experiment is shown. task=tables is left out: "tables" is not a valid task. Enter one of digits, spam, houses, names, shakespeare, emoji_search, relevance, embedding_distance, digits_embedding, triplet_lab, circle, xor, gauss, moons, spiral, curve, plane, custom, custom_text, custom_search. Its end, v=1, is missing, so settings may be missing too.',
      },
    },
    {
      name: 'a name that every object has',
      address: 'constructor',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the default experiment is shown. constructor is left out: "constructor" is not a valid link. Enter name=value pairs joined by &; this link is cut off or damaged. Its end, v=1, is missing, so settings may be missing too.',
      },
    },
    {
      name: 'a step that no run reaches',
      address: `at=${'9'.repeat(400)}&task=circle&v=1`,
      expected: {
        task: 'circle',
        step: null,
        note: `This link is damaged. at=${'9'.repeat(57)}… is left out: ${'9'.repeat(57)}… is not a valid step. Enter a whole number from 0 to 1,000,000,000.`,
      },
    },
    {
      name: 'a step in a form that no link has',
      address: 'at=1e308&task=circle&v=1',
      expected: {
        task: 'circle',
        step: null,
        note: 'This link is damaged. at=1e308 is left out: 1e308 is not a valid step. Enter a whole number from 0 to 1,000,000,000.',
      },
    },
    {
      name: 'a word for a step, in a link that is cut off',
      address: 'at=end&task=circle',
      expected: {
        task: 'circle',
        step: null,
        note: 'This link is damaged. at=end is left out: "end" is not a valid step. Enter a whole number from 0 to 1,000,000,000. Its end, v=1, is missing, so settings may be missing too.',
      },
    },
    {
      name: 'a fork without its steps',
      address: 'at=5&fork=task%3Dcircle%26v%3D1&task=circle&v=1',
      expected: { task: 'circle', step: 5, note: forksLeftOut },
    },
    {
      name: 'a fork that no run reaches',
      address: 'fork=30-9999999999-task%3Dcircle%26v%3D1&task=circle&v=1',
      expected: { task: 'circle', step: null, note: forksLeftOut },
    },
  ],
  async ({ address }) => {
    const { experiment: opened, ancestors, step, note } = await readAddress(catalog, address);
    const forks = ancestors.map(({ at, reached }) => `${at}-${reached}`).join(' ');
    return { task: opened.task.id, step, note, ...(forks ? { forks } : {}) };
  },
);

test('address: what is written is read again', async () => {
  const parent: Ancestor = { experiment: experiment('circle'), at: 30, reached: 80 };
  const forked = experiment('circle', { seed: 2 });
  const address = experimentAddress(catalog, { experiment: forked, step: 90, ancestors: [parent] });
  assert.equal(address, 'at=90&fork=30-80-task%3Dcircle%26v%3D1&task=circle&seed=2&v=1');
  assert.deepEqual(await readAddress(catalog, address), {
    experiment: forked,
    ancestors: [parent],
    step: 90,
    note: null,
  });
  assert.equal(experimentAddress(catalog, { experiment: forked, step: null }), 'task=circle&seed=2&v=1');
});

/** Experiments on data of a visitor's own, with the part of a link that holds it. */
const own: [CompleteExperiment, RegExp][] = [
  [ownTable('classification', { seed: 2 }), /task\.table=/],
  [
    completeExperiment(catalog, {
      version: 1,
      task: { id: 'custom_text', params: { text: 'one & two\nthree' } },
      seed: 2,
    }),
    /task\.text=/,
  ],
];

test('address: own data stays out unless it is asked for, and this page still opens the same experiment', async () => {
  for (const [given, part] of own) {
    const ancestors = [{ experiment: given, at: 3, reached: 8 }];
    const forked = { ...given, batch_size: 2 };
    const address = experimentAddress(catalog, { experiment: forked, step: 9, ancestors });
    assert.doesNotMatch(decodeURIComponent(address), part);
    assert.match(address, /^at=9&fork=3-8-[^&]*&data=[0-9a-f]{8}&task=custom/);
    const shared = experimentAddress(catalog, { experiment: forked, step: 9, ancestors }, true);
    assert.match(shared, part);
    for (const text of [address, shared]) {
      const { note, ...opened } = await readAddress(catalog, text);
      assert.equal(note, null);
      assert.equal(opened.step, 9);
      assert.equal(encodeExperiment(catalog, opened.experiment), encodeExperiment(catalog, forked));
      assert.equal(
        encodeExperiment(catalog, opened.ancestors[0]?.experiment ?? forked),
        encodeExperiment(catalog, given),
      );
    }
  }
});

test('address: two tables with the same settings have two addresses', () => {
  const address = (given: CompleteExperiment) =>
    experimentAddress(catalog, { experiment: given, step: null });
  const { task, ...settings } = ownTable('classification');
  const params = task.params as CustomData;
  const other = {
    ...settings,
    task: { id: task.id, params: { ...params, inputs: { shape: [4, 2], data: [9, 1, 1, 0, 2, 3, 3, 2] } } },
  };
  assert.notEqual(address(ownTable('classification')), address(other));
  assert.equal(ownDataOf(catalog, experiment('digits')), null);
  // The text that the task has by default is known everywhere.
  assert.equal(ownDataOf(catalog, experiment('custom_text')), null);
});

test('address: none where it is too long to be carried', () => {
  assert.equal(shareable('x'.repeat(30_000)).length, 30_000);
  assert.equal(shareable('x'.repeat(30_001)), '');
});

interface Repair {
  name: string;
  link: string;
  expected: { task: string; note: string };
}

cases<Repair>(
  'a damaged link',
  [
    { name: 'that is whole needs no repair', link: 'task=circle&v=1', expected: { task: '', note: '' } },
    {
      name: 'of which nothing fits',
      link: 'hello&v=1',
      expected: {
        task: '',
        note: 'hello is left out: "hello" is not a valid link. Enter name=value pairs joined by &; this link is cut off or damaged.',
      },
    },
    {
      name: 'with more parts than there are settings',
      link: 'seed=1&'.repeat(100_000),
      expected: { task: '', note: '' },
    },
    {
      name: 'with names that every object has',
      link: 'task=circle&constructor.x=1&model.__proto__=5&v=1',
      expected: {
        task: 'circle',
        note: 'This link is damaged. constructor.x=1 is left out: "constructor" is not the name of a setting. Enter one of task, model, loss, miner, optimizer, schedule, regularization, fine_tuning, gradient_clip, batch_size, steps, seed, precision, evaluate_every. model.__proto__=5 is left out: "__proto__" is not the name of a setting. Enter one of hidden, activation, output_activation.',
      },
    },
    {
      name: 'with one wrong part',
      link: 'task=circle&seed=x&v=1',
      expected: {
        task: 'circle',
        note: 'This link is damaged. seed=x is left out: "x" is not a valid seed. Enter a whole number of at least 0.',
      },
    },
    {
      name: 'with a misspelled task',
      link: 'task=cirkle&v=1',
      expected: { task: 'circle', note: 'This link is damaged. task=cirkle is read as task=circle.' },
    },
    {
      name: 'with several wrong parts',
      link: 'task=circle&optimizer=adan&optimizer.lr=-1&batch_size=5&seed=x&v=1',
      expected: {
        task: 'circle',
        note: 'This link is damaged. optimizer=adan is read as optimizer=adam. optimizer.lr=-1 is left out: −1 is not a valid learning rate. Enter a number greater than 0. seed=x is left out: "x" is not a valid seed. Enter a whole number of at least 0.',
      },
    },
    {
      name: 'whose near name does not fit the task',
      link: 'task=houses&loss=cross_entropi&v=1',
      expected: {
        task: 'houses',
        note: 'This link is damaged. loss=cross_entropi is left out: "cross_entropi" is not a valid loss. Did you mean cross_entropy?',
      },
    },
  ],
  ({ link }) => {
    const { experiment: repaired, note } = repairedExperiment(catalog, link);
    return { task: repaired?.task.id ?? '', note };
  },
);

interface Rate {
  name: string;
  schedule?: string;
  max_lr?: number;
  expected: string;
}

cases<Rate>(
  'learning rate',
  [
    { name: 'of the optimizer', expected: 'at a learning rate of 0.003 optimizer.lr' },
    {
      name: 'under a schedule that falls from it',
      schedule: 'cosine_annealing_lr',
      expected: 'at a learning rate of 0.003 optimizer.lr',
    },
    {
      name: 'of a schedule with a peak',
      schedule: 'one_cycle_lr',
      max_lr: 0.5,
      expected: 'at a learning rate of up to 0.5 schedule.max_lr',
    },
    {
      name: 'of a schedule with cycles',
      schedule: 'cyclic_lr',
      max_lr: 0.5,
      expected: 'at a learning rate of up to 0.5 schedule.max_lr',
    },
    {
      name: 'of the optimizer where the peak is 0',
      schedule: 'one_cycle_lr',
      expected: 'at a learning rate of up to 0.003 optimizer.lr',
    },
  ],
  ({ schedule = 'constant', max_lr }) => {
    const params = max_lr === undefined ? {} : { max_lr };
    const { words, value, section, id } = rateOf(
      experiment('digits', { schedule: { id: schedule, params } }),
    );
    return `${words} ${value} ${section}.${id}`;
  },
);

test('learning rate: set where it is read, the rest stays', () => {
  const given = experiment('digits', {
    schedule: { id: 'one_cycle_lr', params: { max_lr: 0.5, div_factor: 10 } },
  });
  const next = rateOf(given).set(1);
  assert.deepEqual(next.schedule?.params, { ...given.schedule.params, max_lr: 1 });
  assert.deepEqual(next.optimizer, given.optimizer);
});
