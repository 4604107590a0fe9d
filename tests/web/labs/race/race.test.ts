import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  courseOf,
  type Plan,
  planAddress,
  planFor,
  racerOf,
  readPlan,
} from '../../../../web/labs/race/course.ts';
import { type Lane, middleOf, race, reaching } from '../../../../web/labs/race/race.ts';
import { cases } from '../../support/cases.ts';
import { catalog } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';

interface Case {
  name: string;
  address: string;
  expected: string;
}

const told = ({ course, racers }: Plan) =>
  `${course.kind} ${course.id} from ${course.start}, noise ${course.noise}, ${course.steps} steps, ${course.seeds} seeds: ${racers.map(({ id, params }) => `${id} ${params.lr}`).join(', ')}`;
const natural = 'sgd 0.03, adam 0.1, rmsprop 0.1, adagrad 0.5';
const onTask = 'sgd 0.1, adam 0.01, rmsprop 0.01, adagrad 0.01';

cases<Case>(
  'plan',
  [
    {
      name: 'nothing told',
      address: '',
      expected: `surface quadratic from -3,2, noise 0.5, 150 steps, 10 seeds: ${natural}`,
    },
    {
      name: 'a surface',
      address: 'on=rosenbrock&v=1',
      expected: `surface rosenbrock from -1.2,1, noise 0.5, 150 steps, 10 seeds: ${natural}`,
    },
    {
      name: 'a task',
      address: 'on=circle&v=1',
      expected: `task circle from 0,0, noise 0, 500 steps, 10 seeds: ${onTask}`,
    },
    {
      name: 'a task of the visitor’s own cannot be raced on',
      address: 'on=custom&v=1',
      expected: `surface quadratic from -3,2, noise 0.5, 150 steps, 10 seeds: ${natural}`,
    },
    {
      name: 'everything',
      address: 'on=beale&start=1,-2&noise=0.1&steps=20.4&seeds=3&race=adam:0.5,sgd&v=1',
      expected: 'surface beale from 1,-2, noise 0.1, 20 steps, 3 seeds: adam 0.5, sgd 0.03',
    },
    {
      name: 'numbers out of their range, and no numbers',
      address: 'on=beale&start=1e9&noise=-1&steps=0&seeds=x&race=adam:0&v=1',
      expected: 'surface beale from 1,1.5, noise 0.5, 150 steps, 10 seeds: adam 0.1',
    },
    {
      name: 'unknown optimizers are left out',
      address: 'on=beale&race=nonsense:1,lion:0.01&v=1',
      expected: 'surface beale from 1,1.5, noise 0.5, 150 steps, 10 seeds: lion 0.01',
    },
    {
      name: 'without one that is known the first ones race',
      address: 'on=beale&race=nonsense&v=1',
      expected: `surface beale from 1,1.5, noise 0.5, 150 steps, 10 seeds: ${natural}`,
    },
  ],
  ({ address }) => told(readPlan(catalog, address)),
);

test('plan: what is written is read again, on each course', () => {
  for (const { id } of [...catalog.functions, ...catalog.tasks]) {
    const plan = planFor(catalog, id);
    assert.equal(told(readPlan(catalog, planAddress(plan))), told(plan), id);
  }
  assert.equal(
    planAddress(planFor(catalog, 'circle')),
    'on=circle&steps=500&seeds=10&race=sgd:0.1,adam:0.01,rmsprop:0.01,adagrad:0.01&v=1',
  );
});

test('plan: every optimizer has a rate to race at', () => {
  for (const { id } of catalog.optimizers)
    for (const kind of ['surface', 'task'] as const)
      assert.ok(Number(racerOf(catalog, id, kind)?.params.lr) > 0, `${id} on a ${kind}`);
  assert.equal(racerOf(catalog, 'nonsense', 'task'), null);
});

const lane = (...values: number[][]): Lane => ({
  racer: { id: 'sgd', params: {} },
  steps: [0, 10, 20],
  values,
  path: null,
});

test('middle: median and quartiles over the seeds', () => {
  const { median, low, high } = middleOf(lane([1, 1, 1], [2, 2, 2], [3, 3, 3], [4, 4, 4], [5, 5, 5]));
  assert.deepEqual([median[0], low[0], high[0]], [3, 2, 4]);
});

test('middle: runs that diverged are endlessly high, and what is endless is no number of a line', () => {
  const { median, high } = middleOf(lane([1, 1], [2, Number.NaN], [3, Number.POSITIVE_INFINITY]));
  assert.deepEqual([...median], [2, Number.NaN, Number.NaN]);
  assert.deepEqual([high[0], high[1]], [2.5, Number.NaN]);
});

interface Reached {
  name: string;
  values: number[][];
  expected: { median: number; reached: number };
}

cases<Reached>(
  'reaching 1',
  [
    {
      name: 'in all seeds',
      values: [
        [2, 1, 0],
        [2, 2, 1],
        [1, 1, 1],
      ],
      expected: { median: 10, reached: 3 },
    },
    {
      name: 'in most',
      values: [
        [2, 1, 0],
        [2, 2, 1],
        [2, 2, 2],
      ],
      expected: { median: 20, reached: 2 },
    },
    {
      name: 'in half of an even number',
      values: [
        [1, 1, 1],
        [2, 1, 1],
        [2, 2, 2],
        [2, 2, 2],
      ],
      expected: { median: 10, reached: 2 },
    },
    {
      name: 'in few',
      values: [
        [2, 1, 0],
        [2, 2, 2],
        [2, 2, 2],
      ],
      expected: { median: Infinity, reached: 1 },
    },
    { name: 'in none', values: [[2, 2, Number.NaN]], expected: { median: Infinity, reached: 0 } },
    { name: 'of no runs', values: [], expected: { median: Infinity, reached: 0 } },
  ],
  ({ values }) => reaching(lane(...values), 1),
);

test('race: all racers run with each seed, and the share grows to 1', async () => {
  const course = { ...courseOf(catalog, 'quadratic'), steps: 5, seeds: 2 };
  const shares: number[] = [];
  let lanes: Lane[] = [];
  const racers = ['sgd', 'adam'].flatMap((id) => racerOf(catalog, id, 'surface') ?? []);
  for await (const progress of race(engine, course, racers)) {
    shares.push(progress.share);
    lanes = progress.lanes;
  }
  assert.deepEqual(shares, [0.25, 0.5, 0.75, 1]);
  for (const { steps, values, path } of lanes)
    assert.deepEqual([steps, values.length, path?.length], [[0, 1, 2, 3, 4, 5], 2, 12]);
});

test('race: on a task the cost is known before the first step and on the way', async () => {
  const course = { ...courseOf(catalog, 'gauss'), steps: 120, seeds: 1 };
  let lanes: Lane[] = [];
  for await (const progress of race(engine, course, [{ id: 'sgd', params: { lr: 0.1 } }]))
    lanes = progress.lanes;
  const [found] = lanes;
  assert.equal(found?.steps[0], 0);
  assert.equal(found?.steps.at(-1), 120);
  assert.ok((found?.values[0]?.at(-1) ?? 9) < (found?.values[0]?.[0] ?? 0));
});
