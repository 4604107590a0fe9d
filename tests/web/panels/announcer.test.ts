import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Metrics } from 'loss-playground/engine';
import { Announcer } from '../../../web/panels/announcer.ts';
import { ReadingPace } from '../../../web/panels/reading-pace.ts';
import type { Session } from '../../../web/run/session.ts';
import { experiment } from '../support/catalog.ts';
import { columns, metrics, unshowable } from '../support/columns.ts';
import { assertReadable } from '../support/text.ts';

const digits = experiment('digits');

/** A training of 1,000 steps as these two read it. */
const session = (status: string, numbers: Partial<Metrics> | null): Session =>
  ({
    experiment: digits,
    status,
    metrics: numbers && metrics(numbers),
    history: columns(10, { batchLoss: 0.5, penalty: 0.1 }),
    scoredAt: 20,
  }) as unknown as Session;

const at = (step: number) => ({ step, cost: 1 - step / 10_000, testCost: 1 });

test('announcer: nothing before there is a run', () => {
  assert.equal(new Announcer().words(session('ready', null)), '');
  assert.equal(
    new Announcer().words({ ...session('ready', at(0)), experiment: null } as unknown as Session),
    '',
  );
});

test('announcer: step, state and cost', () => {
  const { words } = {
    words: (...given: Parameters<typeof session>) => new Announcer().words(session(...given)),
  };
  assert.equal(words('ready', at(0)), 'Step 0, ready: cost J 1.000, unseen 1.000.');
  assert.equal(words('running', at(500)), 'Step 500, running: cost J 0.950, unseen 1.000.');
  assert.equal(words('ended', at(1000)), 'Step 1,000, ended: cost J 0.900, unseen 1.000.');
  assert.equal(words('diverged', { step: 3 }), 'Step 3, diverged: cost J –, unseen –.');
});

test('announcer: a run on its way is told of four times, and at its end', () => {
  const announcer = new Announcer();
  const heard = new Set<string>();
  for (let step = 1; step < 1000; step++) heard.add(announcer.words(session('running', at(step))));
  heard.add(announcer.words(session('ended', at(1000))));
  assert.deepEqual(
    [...heard].map((words) => words.split(':')[0]),
    ['Step 1, running', 'Step 250, running', 'Step 500, running', 'Step 750, running', 'Step 1,000, ended'],
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

test('reading pace: a step that was gone back to has its numbers from the history', () => {
  const told = new ReadingPace().present(session('paused', at(3)), metrics(at(3)));
  assert.deepEqual(
    [told.metrics.batchLoss, told.metrics.penalty, told.metrics.objective, told.scoredAt],
    [0.5, 0.1, 0.6, 20],
  );
});

test('reading pace: numbers of the step itself stay, and before the first step there are none', () => {
  const pace = new ReadingPace();
  assert.equal(
    pace.present(session('paused', at(3)), metrics({ ...at(3), batchLoss: 2 })).metrics.batchLoss,
    2,
  );
  assert.equal(pace.present(session('paused', at(0)), metrics(at(0))).metrics.batchLoss, Number.NaN);
  assert.equal(pace.present(session('paused', at(99)), metrics(at(99))).metrics.batchLoss, Number.NaN);
});

test('reading pace: a running run is told of at once only where it went back', () => {
  const pace = new ReadingPace();
  const running = (step: number) =>
    pace.present(session('running', at(step)), metrics(at(step))).metrics.step;
  assert.equal(running(5), 5);
  assert.equal(running(6), 5);
  assert.equal(running(2), 2);
});
