import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ancestor, experimentAddress, readAddress, shareable } from '../../../web/run/address.ts';
import { numberOf, readPairs, writePairs } from '../../../web/run/address-pairs.ts';
import { follow, forget, forksLost } from '../../../web/run/forks.ts';
import type { KeptRun } from '../../../web/run/kept-runs.ts';
import { rateOf } from '../../../web/run/learning-rate.ts';
import { repairedExperiment } from '../../../web/run/link-repair.ts';
import type { Session } from '../../../web/run/session.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment } from '../support/catalog.ts';
import { columns } from '../support/columns.ts';

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
      expected: { task: 'circle', step: null, note: null },
    },
    {
      name: 'a link that was cut short',
      address: 'at=60&task=circle&seed=3',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the first experiment is shown. version: a link without its end was given; allowed is a link that ends with v=1.',
      },
    },
    {
      name: 'a damaged part is left out',
      address: 'task=circle&seed=x&v=1',
      expected: {
        task: 'circle',
        step: null,
        note: 'This link is damaged: seed=x is left out. seed: "x" was given; allowed is a whole number from 0.',
      },
    },
    {
      name: 'a misspelt name is read as the nearest',
      address: 'task=circle&optimizer=adan&v=1',
      expected: {
        task: 'circle',
        step: null,
        note: 'This link is damaged: optimizer=adan is read as optimizer=adam. optimizer.id: "adan" was given; allowed is one of sgd, adam, adamw, rmsprop, adagrad, adadelta, adamax, nadam, radam, rprop, asgd, lbfgs, lion, adafactor, muon, schedule_free_sgd, schedule_free_adamw, lookahead, sam, newton. Did you mean adam?',
      },
    },
    {
      name: 'a fork that was cut short',
      address: 'fork=30-80-task%3Dcircle&task=circle&v=1',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the first experiment is shown. version: a link without its end was given; allowed is a link that ends with v=1.',
      },
    },
    {
      name: 'a percent sign that begins nothing',
      address: 'fork=30-80-%E0%A4%A&task=circle&v=1',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the first experiment is shown. URI malformed',
      },
    },
    {
      name: 'nothing of it can be read',
      address: 'hello',
      expected: {
        task: 'digits',
        step: null,
        note: 'This link could not be read, so the first experiment is shown. link: "hello" was given; allowed is name=value pairs joined by &; this link is cut or damaged.',
      },
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
  const address = experimentAddress(catalog, forked, 90, [parent]);
  assert.equal(address, 'at=90&fork=30-80-task%3Dcircle%26v%3D1&task=circle&seed=2&v=1');
  assert.deepEqual(await readAddress(catalog, address), {
    experiment: forked,
    ancestors: [parent],
    step: 90,
    note: null,
  });
  assert.equal(experimentAddress(catalog, forked, null), 'task=circle&seed=2&v=1');
});

test('address: none where it is too long to be carried', () => {
  assert.equal(shareable('x'.repeat(30_000)).length, 30_000);
  assert.equal(shareable('x'.repeat(30_001)), '');
});

interface Repair {
  name: string;
  link: string;
  expected: { task: string; changes: string[] } | null;
}

cases<Repair>(
  'a damaged link',
  [
    { name: 'that is whole needs no repair', link: 'task=circle&v=1', expected: null },
    { name: 'of which nothing fits', link: 'hello&v=1', expected: null },
    {
      name: 'with one wrong part',
      link: 'task=circle&seed=x&v=1',
      expected: { task: 'circle', changes: ['seed=x is left out'] },
    },
    {
      name: 'with a misspelt task',
      link: 'task=cirkle&v=1',
      expected: { task: 'circle', changes: ['task=cirkle is read as task=circle'] },
    },
    {
      name: 'with several wrong parts',
      link: 'task=circle&optimizer=adan&optimizer.lr=-1&batch_size=5&seed=x&v=1',
      expected: {
        task: 'circle',
        changes: [
          'optimizer=adan is read as optimizer=adam',
          'optimizer.lr=-1 is left out',
          'seed=x is left out',
        ],
      },
    },
    {
      name: 'whose near name does not fit the task',
      link: 'task=houses&loss=cross_entropi&v=1',
      expected: { task: 'houses', changes: ['loss=cross_entropi is left out'] },
    },
  ],
  ({ link }) => {
    const repaired = repairedExperiment(catalog, link);
    return repaired && { task: repaired.experiment.task.id, changes: repaired.changes };
  },
);

interface Pairs {
  name: string;
  text: string;
  expected: [string, string][];
}

cases<Pairs>(
  'pairs',
  [
    { name: 'none', text: '', expected: [] },
    {
      name: 'two',
      text: 'a=1&b=2',
      expected: [
        ['a', '1'],
        ['b', '2'],
      ],
    },
    { name: 'encoded', text: 'a=1%262', expected: [['a', '1&2']] },
    { name: 'encoded badly', text: 'a=%E0%A4%A', expected: [['a', '%E0%A4%A']] },
    { name: 'no pair', text: 'hello&=1&a=', expected: [['a', '']] },
    { name: 'an equals sign in the value', text: 'a=b=c', expected: [['a', 'b=c']] },
    { name: 'the last of one name counts', text: 'a=1&a=2', expected: [['a', '2']] },
  ],
  ({ text }) => [...readPairs(text)],
);

test('pairs: what is written is read again, with commas as they are', () => {
  const pairs: [string, string][] = [
    ['a', '1,2'],
    ['b', 'x & y=z'],
  ];
  assert.equal(writePairs(pairs), 'a=1,2&b=x%20%26%20y%3Dz');
  assert.deepEqual([...readPairs(writePairs(pairs))], pairs);
});

cases<{ name: string; text: string | undefined; expected: number }>(
  'a number of an address, from 1 to 10, else 5,',
  [
    { name: 'absent', text: undefined, expected: 5 },
    { name: 'empty', text: ' ', expected: 5 },
    { name: 'a word', text: 'ten', expected: 5 },
    { name: 'not a number', text: 'NaN', expected: 5 },
    { name: 'endless', text: 'Infinity', expected: 5 },
    { name: 'in its range', text: '2.5', expected: 2.5 },
    { name: 'at its lower end', text: '1', expected: 1 },
    { name: 'at its upper end', text: '10', expected: 10 },
    { name: 'below', text: '0.999', expected: 5 },
    { name: 'above', text: '1e2', expected: 5 },
  ],
  ({ text }) => numberOf(text, 5, 1, 10),
);

test('a number without a range is finite', () => {
  assert.equal(numberOf('Infinity', 5), 5);
  assert.equal(numberOf('-1e300', 5), -1e300);
});

interface Rate {
  name: string;
  schedule?: string;
  max_lr?: number;
  expected: string;
}

cases<Rate>(
  'learning rate',
  [
    { name: 'of the optimizer', expected: 'at rate 0.003 optimizer.lr' },
    {
      name: 'under a schedule that falls from it',
      schedule: 'cosine_annealing_lr',
      expected: 'at rate 0.003 optimizer.lr',
    },
    {
      name: 'of a schedule with a peak',
      schedule: 'one_cycle_lr',
      max_lr: 0.5,
      expected: 'at a rate up to 0.5 schedule.max_lr',
    },
    {
      name: 'of a schedule with cycles',
      schedule: 'cyclic_lr',
      max_lr: 0.5,
      expected: 'at a rate up to 0.5 schedule.max_lr',
    },
    {
      name: 'of the optimizer where the peak is 0',
      schedule: 'one_cycle_lr',
      expected: 'at a rate up to 0.003 optimizer.lr',
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

/** A training that goes no farther than a step; it tells where it was sent. */
function walker(last: number) {
  const went: number[] = [];
  const session = {
    run: {},
    metrics: { step: 0 },
    async reach(step: number) {
      went.push(step);
      session.metrics = { step: Math.min(step, last) };
    },
  };
  return { session: session as unknown as Session, went };
}

const ancestors: Ancestor[] = [
  { experiment: experiment('circle'), at: 30, reached: 80 },
  { experiment: experiment('circle', { seed: 2 }), at: 50, reached: 50 },
];
const last = experiment('circle', { seed: 3 });

test('forks: each ancestor runs to its end, then back to where the next one left it', async () => {
  const { session, went } = walker(1000);
  const forked: [number | undefined, boolean][] = [];
  const isDone = await follow(session, ancestors, last, async ({ seed }, listed) => {
    forked.push([seed, listed]);
    return true;
  });
  assert.equal(isDone, true);
  assert.deepEqual(went, [80, 30, 50, 50]);
  assert.deepEqual(forked, [
    [2, true],
    [3, false],
  ]);
});

test('forks: a run that does not go so far ends the way, and so does a fork that is refused', async () => {
  assert.equal(await follow(walker(20).session, ancestors, last, async () => true), false);
  assert.equal(await follow(walker(1000).session, ancestors, last, async () => false), false);
  const { session } = walker(1000);
  const another = async () => {
    (session as unknown as { run: object }).run = {};
  };
  session.reach = another;
  assert.equal(await follow(session, ancestors, last, async () => true), false);
  assert.equal(
    forksLost,
    'The runs that this link tells of could not be followed to where they fork. What could be is shown.',
  );
});

test('forks: a deleted run is followed only to where it was left', () => {
  const [first, second] = ancestors as [Ancestor, Ancestor];
  const gone: KeptRun = {
    name: '',
    experiment: first.experiment,
    history: columns(0),
    address: '',
    forkedAt: 30,
  };
  assert.deepEqual(forget(ancestors, gone), [{ ...first, reached: 30 }, second]);
  assert.deepEqual(forget(ancestors, undefined), ancestors);
});
