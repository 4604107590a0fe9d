import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Metrics } from 'loss-playground/engine';
import { Announcer } from '../../../web/panels/announcer.ts';
import type { Session } from '../../../web/run/session.ts';
import { experiment } from '../support/catalog.ts';
import { columns, metrics, unshowable } from '../support/columns.ts';
import { assertReadable } from '../support/text.ts';

const digits = experiment('digits');

const history = columns(1000, {
  cost: Object.fromEntries(Array.from({ length: 100 }, (_, index) => [10 * index + 10, 1 - index / 1000])),
});

/** A training of 1,000 steps as these two read it. */
const session = (status: string, numbers: Partial<Metrics> | null): Session =>
  ({
    experiment: digits,
    status,
    metrics: numbers && metrics(numbers),
    shown: numbers && metrics(numbers),
    history,
  }) as unknown as Session;

const at = (step: number) => ({ step, cost: 1 - step / 10_000, testCost: 1 });

test('announcer: nothing before there is a run', () => {
  assert.equal(new Announcer().words(session('loading', null)), '');
  assert.equal(
    new Announcer().words({ ...session('loading', at(0)), experiment: null } as unknown as Session),
    '',
  );
});

test('announcer: step, state and cost', () => {
  const { words } = {
    words: (...given: Parameters<typeof session>) => new Announcer().words(session(...given)),
  };
  assert.equal(words('loading', at(0)), 'Step 0, loading: training cost 1.000, test cost 1.000.');
  assert.equal(words('running', at(500)), 'Step 500, training: training cost 0.951, test cost –.');
  assert.equal(words('ended', at(1000)), 'Step 1,000, finished: training cost 0.900, test cost 1.000.');
  assert.equal(
    words('diverged', { step: 3 }),
    'Step 3, stopped because the loss is no longer a finite number: training cost –, test cost –.',
  );
});

test('announcer: a run on its way is told of four times, and at its end', () => {
  const announcer = new Announcer();
  const heard = new Set<string>();
  for (let step = 1; step < 1000; step++) heard.add(announcer.words(session('running', at(step))));
  heard.add(announcer.words(session('ended', at(1000))));
  assert.deepEqual(
    [...heard].map((words) => words.split(':')[0]),
    [
      'Step 1, training',
      'Step 250, training',
      'Step 500, training',
      'Step 750, training',
      'Step 1,000, finished',
    ],
  );
});

test('announcer: each step of a run that stands is told', () => {
  const announcer = new Announcer();
  assert.match(announcer.words(session('paused', at(4))), /^Step 4, paused/);
  assert.match(announcer.words(session('paused', at(5))), /^Step 5, paused/);
});

test('announcer: what is no number is a dash', () => {
  for (const bad of unshowable)
    assertReadable(
      new Announcer().words(session('paused', { step: 1, cost: bad, testCost: bad })),
      String(bad),
    );
});

test('announcer: a run on its way is told of the same steps, wherever its frames end', () => {
  const heard = (stride: number) => {
    const announcer = new Announcer();
    const said: string[] = [];
    for (let step = stride; step < 1000; step += stride)
      said.push(announcer.words(session('running', at(step))));
    return [...new Set(said.filter((words) => !words.startsWith(`Step ${stride},`)))];
  };
  assert.equal(heard(1).length, 3);
  assert.deepEqual(heard(7), heard(1));
  assert.deepEqual(heard(100), heard(1));
});

test('announcer: a step at which the visitor has stopped is announced once its costs are known', () => {
  const announcer = new Announcer();
  const paused = (shown: number) =>
    announcer.words({ ...session('paused', at(235)), shown: metrics(at(shown)) } as unknown as Session);
  assert.equal(paused(230), '');
  assert.match(paused(235), /^Step 235, paused/);
});
