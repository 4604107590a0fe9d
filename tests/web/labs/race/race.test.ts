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
      address: 'on=beale&start=1,-2&noise=0.1&steps=20&seeds=3&race=adam:0.5,sgd&v=1',
      expected: 'surface beale from 1,-2, noise 0.1, 20 steps, 3 seeds: adam 0.5, sgd 0.03',
    },
    {
      name: 'numbers out of their range, and no numbers',
      address: 'on=beale&start=1e9&noise=-1&steps=0&seeds=x&race=adam:0&v=1',
      expected: `surface beale from 1,1.5, noise 0.5, 150 steps, 10 seeds: ${natural}`,
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

cases<{ name: string; address: string; expected: string | null }>(
  'plan: what is left out of a link',
  [
    { name: 'nothing of none', address: '', expected: null },
    {
      name: 'nothing of a whole one',
      address: 'on=beale&start=1,-2&steps=20&race=adam:0.5,sgd&v=1',
      expected: null,
    },
    {
      name: 'numbers out of their range',
      address: 'on=rosenbrock&steps=1000000000&seeds=100000&v=1',
      expected:
        'This link is damaged. steps=1000000000 is left out: 1000000000 is not a valid number of steps. Enter a whole number from 1 to 20,000. seeds=100000 is left out: 100000 is not a valid number of seeds. Enter a whole number from 1 to 100.',
    },
    {
      name: 'a place that is none, an optimizer that is none, a learning rate that is none',
      address: 'on=beale&start=1&race=sgdx:1,adam:0,lion:1&v=1',
      expected:
        'This link is damaged. start=1 is left out: "1" is not a valid start. Enter two numbers, x,y. sgdx:1 is left out: "sgdx" is not a valid optimizer. Did you mean sgd? adam:0 is left out: 0 is not a valid learning rate. Enter a number from 1e-12 to 1,000,000.',
    },
    {
      name: 'settings of a surface on a task',
      address: 'on=circle&noise=1&v=1',
      expected:
        'This link is damaged. noise=1 is left out: "noise" is not the name of a setting. Enter one of on, steps, seeds, race, at.',
    },
  ],
  ({ address }) => readPlan(catalog, address).note,
);

test('plan: a visitor’s own task is left out of a link', () => {
  const { note } = readPlan(catalog, 'on=custom_text&v=1');
  assert.match(
    note ?? '',
    /^This link is damaged\. on=custom_text is left out: "custom_text" is not a valid course\. Enter one of /,
  );
});

test('plan: a race that waits for its button stays at step 0', () => {
  const [waiting, racing] = ['at=0&on=beale&v=1', 'on=beale&v=1'].map((address) =>
    readPlan(catalog, address),
  );
  assert.deepEqual({ ...racing, waits: true }, waiting);
});

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
    { name: 'and leaving it again', values: [[2, 0, 2]], expected: { median: Infinity, reached: 0 } },
    { name: 'and coming back', values: [[0, 2, 0]], expected: { median: 20, reached: 1 } },
    { name: 'and exploding', values: [[2, 0, Number.NaN]], expected: { median: Infinity, reached: 0 } },
    { name: 'and stopping early', values: [[2, 0]], expected: { median: Infinity, reached: 0 } },
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

test('race: a run that diverges on a task has not reached what it passed', async () => {
  const course = { ...courseOf(catalog, 'houses'), steps: 100, seeds: 1 };
  let lanes: Lane[] = [];
  for await (const progress of race(engine, course, [{ id: 'sgd', params: { lr: 5 } }]))
    lanes = progress.lanes;
  const [found] = lanes;
  assert.ok(
    found && found.steps.at(-1) === 100 && Number.isNaN(found.values[0]?.at(-1)),
    String(found?.steps),
  );
  assert.deepEqual(reaching(found, 1e300), { median: Infinity, reached: 0 });
});

test('race: a path that ends early has no height after it, unless it falls without end', async () => {
  const heights = async (id: string, racer: string, lr: number) => {
    const { course } = planFor(catalog, id);
    const lanes: Lane[] = [];
    for await (const progress of race(engine, { ...course, noise: 0.5, steps: 1500, seeds: 1 }, [
      { id: racer, params: { lr } },
    ]))
      lanes.push(...progress.lanes);
    const [values = [], path] = [lanes[0]?.values[0], lanes[0]?.path];
    assert.equal(lanes[0]?.steps.length, 1501);
    assert.equal(values.length, 1501);
    assert.ok(path && path.length < 2 * 1501 && path.every(Number.isFinite));
    return values;
  };
  const fallen = await heights('saddle', 'newton', 1);
  assert.ok(fallen.every(Number.isFinite) && Number(fallen.at(-1)) < -1e300);
  const flown = await heights('quadratic', 'sgd', 5);
  assert.ok(Number(flown[1]) > 0 && Number.isNaN(flown.at(-1)));
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

test('a line of many steps has no more points than can be seen, from the first step to the last', () => {
  const steps = Array.from({ length: 20_001 }, (_, step) => step);
  const lane: Lane = { racer: { id: 'sgd', params: {} }, steps, values: [steps, steps], path: null };
  const middle = middleOf(lane);
  assert.equal(middle.median.length, 500);
  assert.deepEqual([middle.steps[0], middle.steps.at(-1)], [0, 20_000]);
  assert.deepEqual([...middle.median], middle.steps);
});
