// Forks: what continues in them, and how a link to one is followed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkerRun } from 'loss-playground/engine';
import type { Ancestor } from '../../../web/run/address.ts';
import { forkedAncestors, restoreInto } from '../../../web/run/continuation.ts';
import { follow, forget, forksLost } from '../../../web/run/forks.ts';
import type { KeptRun } from '../../../web/run/kept-runs.ts';
import type { Session } from '../../../web/run/session.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment } from '../support/catalog.ts';
import { columns } from '../support/columns.ts';
import { engine } from '../support/engine.ts';

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
  assert.match(forksLost, /does not reach that step/);
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

interface Continued {
  name: string;
  before?: Parameters<typeof experiment>[1];
  after: Parameters<typeof experiment>[1];
  expected: string | null;
}

cases<Continued>(
  'what starts fresh in a fork',
  [
    { name: 'another rate', after: { optimizer: { id: 'adam', params: { lr: 1 } } }, expected: 'nothing' },
    { name: 'another batch size', after: { batch_size: 3 }, expected: 'nothing' },
    { name: 'a penalty', after: { regularization: { l2: 0.1 } }, expected: 'nothing' },
    { name: 'another schedule', after: { schedule: { id: 'reduce_lr_on_plateau' } }, expected: 'schedule' },
    { name: 'another optimizer', after: { optimizer: { id: 'sgd' } }, expected: 'optimizer' },
    {
      name: 'another optimizer with memory of the same size',
      before: { optimizer: { id: 'rmsprop' } },
      after: { optimizer: { id: 'adagrad' } },
      expected: 'optimizer',
    },
    {
      name: 'an optimizer around another one',
      before: { optimizer: { id: 'lookahead', params: { inner: 'sgd' } } },
      after: { optimizer: { id: 'lookahead', params: { inner: 'rmsprop' } } },
      expected: 'optimizer',
    },
    {
      name: 'a longer memory',
      before: { optimizer: { id: 'lbfgs' } },
      after: { optimizer: { id: 'lbfgs', params: { history_size: 5 } } },
      expected: 'optimizer',
    },
    {
      name: 'another activation',
      after: { model: { id: 'mlp', params: { activation: 'relu' } } },
      expected: null,
    },
    { name: 'another shape', after: { model: { id: 'mlp', params: { hidden: [3] } } }, expected: null },
  ],
  async ({ before, after }) => {
    const [old, next] = [experiment('circle', before), experiment('circle', after)];
    const [run, other] = await Promise.all([engine.createRun(old), engine.createRun(next)]);
    await run.advance(3);
    const fresh = await restoreInto(
      other as WorkerRun,
      { experiment: old, bytes: await run.snapshot() },
      await run.parameters(),
      catalog,
    );
    if (fresh) assert.equal((await other.advance(1)).step, 4);
    await Promise.all([run.dispose(), other.dispose()]);
    return fresh;
  },
);

test('a fork that took no step of its own is replaced by the next one', () => {
  const [first, second, third] = [1, 2, 3].map((seed) => experiment('circle', { seed }));
  assert.ok(first && second && third);
  const history = columns(80);
  const once = forkedAncestors({ ancestors: [], experiment: first, history }, 30);
  assert.deepEqual(once, [{ experiment: first, at: 30, reached: 80 }]);
  assert.equal(forkedAncestors({ ancestors: once, experiment: second, history: columns(30) }, 30), once);
  assert.deepEqual(forkedAncestors({ ancestors: once, experiment: second, history: columns(40) }, 35), [
    ...once,
    { experiment: second, at: 35, reached: 40 },
  ]);
});
