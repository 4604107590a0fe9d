// What comes before the work of a lab: a question where a step takes long, and which of several changes is used.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Experiment, ExperimentError, type WorkerEngine } from 'loss-playground/engine';
import { BackgroundWork } from '../../../web/run/background-work.ts';
import { Preparation } from '../../../web/run/preparation.ts';

/** An engine that multiplies a billion times a second, and whose steps take as many seconds as the experiment's seed. */
const engine = {
  speed: async () => 1e9,
  createRun: async ({ seed = 0 }: Experiment) => {
    if (seed < 0) throw new ExperimentError('seed', '−1', 'a number that is not negative');
    return { info: { stepWork: seed * 1e9 }, dispose: async () => {} };
  },
} as unknown as WorkerEngine;

const taking = (...seconds: number[]): Experiment[] =>
  seconds.map((seed) => ({ version: 1, task: { id: 'circle' }, seed }));

const prepared = (isTogether = false) => new Preparation(new BackgroundWork(), () => {}, isTogether);

/** Answers the next question; gives its seconds. */
async function answered(preparation: Preparation, trains: boolean): Promise<number> {
  while (!preparation.question) await new Promise((done) => setImmediate(done));
  const { seconds, answer } = preparation.question;
  answer(trains);
  return seconds;
}

test('a link begins at once where steps are short, and waits where one takes long', async () => {
  const preparation = prepared();
  assert.equal(await preparation.opens(engine, taking(0.2, 0.4)), true);
  assert.equal(await preparation.opens(engine, []), true);
  assert.equal(preparation.slowStep, null);
  assert.equal(await preparation.opens(engine, taking(0.2, 12)), false);
  assert.equal(preparation.slowStep, 12);
});

test('refused settings are not used, whether of a link or of a change, and it says why', async () => {
  const preparation = prepared();
  const refused = () => preparation.refusal?.path ?? null;
  assert.equal(await preparation.opens(engine, taking(0.2, -1)), false);
  assert.equal(refused(), 'seed');
  assert.equal(await preparation.opens(engine, taking(0.2)), true);
  assert.equal(refused(), null);
  assert.equal(await preparation.agrees(engine, taking(-1)), false);
  assert.equal(refused(), 'seed');
});

test('a step of several runs at once takes as long as all of them', async () => {
  const preparation = prepared(true);
  assert.equal(await preparation.opens(engine, taking(5, 7)), false);
  assert.equal(preparation.slowStep, 12);
});

test('a change to long steps is asked for, and not again for steps as long', async () => {
  const preparation = prepared();
  const declined = preparation.agrees(engine, taking(8));
  assert.equal(await answered(preparation, false), 8);
  assert.equal(await declined, false);
  assert.equal(preparation.slowStep, null);
  const agreed = preparation.agrees(engine, taking(8));
  await answered(preparation, true);
  assert.equal(await agreed, true);
  assert.equal(await preparation.agrees(engine, taking(12)), true);
  const longer = preparation.agrees(engine, taking(30));
  assert.equal(await answered(preparation, true), 30);
  assert.equal(await longer, true);
});

test('work whose steps take long makes way for a change, other work goes on', async () => {
  const work = new BackgroundWork();
  const preparation = new Preparation(work, () => {});
  // Goes on until it is canceled.
  const endless = () =>
    work.run(
      async function* () {
        for (;;) yield await new Promise((done) => setImmediate(done));
      },
      () => {},
    );
  const first = endless();
  await preparation.agrees(engine, taking(0.5));
  assert.equal(work.running, true);
  await preparation.opens(engine, taking(9));
  await preparation.agrees(engine, taking(0.5));
  assert.equal(work.running, false);
  assert.equal(await first, false);
});

test('of several changes only the last is used, and none after a cancel', async () => {
  const preparation = prepared();
  const first = preparation.agrees(engine, taking(8));
  const second = preparation.agrees(engine, taking(0.5));
  assert.deepEqual(await Promise.all([first, second]), [false, true]);
  const asked = preparation.agrees(engine, taking(9));
  while (!preparation.question) await new Promise((done) => setImmediate(done));
  preparation.cancel();
  assert.equal(await asked, false);
  assert.equal(preparation.question, null);
});
