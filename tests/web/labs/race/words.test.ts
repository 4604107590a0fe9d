// The sentences of the race, each with the race that produces it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPlan } from '../../../../web/labs/race/course.ts';
import { type Lane, race } from '../../../../web/labs/race/race.ts';
import { columnsOf, drawnWords, goalFor, standingsOf, summary } from '../../../../web/labs/race/words.ts';
import { cases } from '../../support/cases.ts';
import { catalog } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';
import { textOf } from '../../support/text.ts';

async function lanesOf(address: string): Promise<Lane[]> {
  const { course, racers } = readPlan(catalog, address);
  let lanes: Lane[] = [];
  for await (const progress of race(engine, course, racers)) lanes = progress.lanes;
  return lanes;
}

interface Case {
  name: string;
  address: string;
  goal: number;
  expected: string;
}

cases<Case>(
  'race in words',
  [
    {
      name: 'one that converges',
      address: 'on=quadratic&noise=0&seeds=1&race=sgd:0.078&v=1',
      goal: 1,
      expected: 'SGD went down from 54.50 to 1.0e−5 in 150 steps. Nothing here depends on chance.',
    },
    {
      name: 'one that climbs',
      address: 'on=quadratic&noise=0&seeds=1&race=sgd:0.082&v=1',
      goal: 1,
      expected: 'SGD went up from 54.50 to 1.1e8 in 150 steps. Nothing here depends on chance.',
    },
    {
      name: 'one that diverges',
      address: 'on=rosenbrock&noise=0&seeds=1&race=sgd:0.1&v=1',
      goal: 1,
      expected: 'SGD diverged from 24.20 within 150 steps. Nothing here depends on chance.',
    },
    {
      name: 'two without noise',
      address: 'on=quadratic&start=-2,2&noise=0&steps=80&seeds=2&race=sgd:0.03,adam:0.1&v=1',
      goal: 1,
      expected:
        'SGD reached 1 and stayed below it after 12 steps, Adam after 20. Nothing here depends on chance.',
    },
    {
      name: 'several seeds',
      address: 'on=quadratic&steps=60&seeds=5&noise=0.1&race=sgd:0.03,adam:0.1,adagrad:0.001&v=1',
      goal: 1,
      expected:
        'Adam reached 1 and stayed below it after 21 steps, SGD after 25. Adagrad did not; another learning rate may change that. The numbers are medians of 5 seeds.',
    },
    {
      name: 'one seed',
      address: 'on=quadratic&steps=60&seeds=1&noise=0.1&race=sgd:0.03,adam:0.1&v=1',
      goal: 1,
      expected:
        'Adam reached 1 and stayed below it after 21 steps, SGD after 25. This is one seed; with another one the order may change.',
    },
    {
      name: 'a level that none reaches',
      address: 'on=quadratic&steps=5&seeds=2&noise=0&race=sgd:0.03,adam:0.1&v=1',
      goal: 0.001,
      expected:
        'None of them reached 0.001 and stayed below it within 5 steps. Nothing here depends on chance.',
    },
    {
      name: 'one that passes the level and explodes',
      address: 'on=quadratic&start=3,0.001&steps=150&seeds=1&noise=0&race=sgd:0.09,adam:0.1&v=1',
      goal: 1,
      expected:
        'Adam reached 1 and stayed below it after 17 steps; no other one did. Nothing here depends on chance.',
    },
  ],
  async ({ address, goal }) => {
    const lanes = await lanesOf(address);
    const { course } = readPlan(catalog, address);
    const title = ({ racer }: Lane) => catalog.optimizers.find(({ id }) => id === racer.id)?.title ?? '';
    return textOf(summary(standingsOf(lanes, goal), goal, course, title));
  },
);

const course = (address: string) => readPlan(catalog, address).course;
const noisy = course('on=quadratic&noise=0.5&v=1');
const still = course('on=quadratic&noise=0&v=1');
const digits = course('on=digits&v=1');

interface Words {
  name: string;
  course: ReturnType<typeof course>;
  seeds: number;
  expected: string;
}

cases<Words>(
  'what is drawn',
  [
    {
      name: 'of ten seeds',
      course: noisy,
      seeds: 10,
      expected: 'median of 10 seeds; shaded: middle half of the seeds',
    },
    { name: 'of one seed', course: noisy, seeds: 1, expected: 'one seed: another one can differ' },
    { name: 'of one seed on a task', course: digits, seeds: 1, expected: 'one seed: another one can differ' },
    { name: 'before the first', course: noisy, seeds: 0, expected: 'one seed: another one can differ' },
    {
      name: 'without noise',
      course: still,
      seeds: 10,
      expected: 'without noise every seed gives the same run',
    },
  ],
  ({ course: given, seeds }) => drawnWords(given, seeds),
);

cases<Words>(
  'columns of the table',
  [
    {
      name: 'of ten seeds',
      course: noisy,
      seeds: 10,
      expected: 'optimizer, learning rate, median steps, seeds that stay below, median value at the end',
    },
    {
      name: 'of one seed',
      course: noisy,
      seeds: 1,
      expected: 'optimizer, learning rate, steps, seeds that stay below, value at the end',
    },
  ],
  ({ course: given, seeds }) => columnsOf(given, seeds).join(', '),
);

test('the goal is one that some reach and stay below, also where heights are negative', async () => {
  for (const address of ['on=rosenbrock&steps=100&seeds=3&v=1', 'on=styblinski_tang&steps=100&seeds=3&v=1']) {
    const lanes = await lanesOf(address);
    const reached = standingsOf(lanes, goalFor(lanes)).filter(({ steps }) => Number.isFinite(steps));
    assert.ok(reached.length > 0 && reached.length <= lanes.length, `${address}: ${reached.length}`);
  }
  assert.equal(goalFor([]), 1.1);
});
