// The engine's worker breaks while a visitor looks on: it is started again, and what was seen is not lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CompleteExperiment } from 'loss-playground/engine';
import type { Page } from 'playwright-core';
import { bytesOf, createEngine } from '../engine/support.ts';
import { Elements, stepOf } from './support/elements.ts';
import { moment, momentWhen } from './support/moment.ts';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
let elements: Elements;
before(async () => {
  playground = await startPlayground();
  elements = await Elements.start();
});
after(async () => {
  await playground.stop();
  await elements.stop();
});

/** What the page keeps for these tests; a variable of the page where a function runs there. */
declare const scope: Scope;
interface Scope {
  workers: Worker[];
  /** Whether a worker ends as soon as it is to train. */
  doomed: boolean;
}

/** Keeps the page's workers at hand; runs in the page before its own scripts. */
function holdWorkers() {
  const scope: Scope = { workers: [], doomed: false };
  Object.assign(globalThis, { scope });
  const Native = Worker;
  window.Worker = class extends Native {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      scope.workers.push(this);
    }
    override postMessage(...given: [unknown, never]) {
      if (scope.doomed && (given[0] as { member?: string }).member === 'train') this.terminate();
      super.postMessage(...given);
    }
  };
}
const held = { before: holdWorkers, experiment: 'task=circle&v=1' };

/** A module of one function, which traps. */
const trap = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
];

/** The ways in which a worker breaks. */
const ways: Record<string, (page: Page) => Promise<unknown> | undefined> = {
  'is ended': (page) => page.evaluate(() => scope.workers.at(-1)?.terminate()),
  'is gone of itself': (page) =>
    page
      .workers()
      .at(-1)
      ?.evaluate(() => close()),
  'throws where no call waits': (page) =>
    page
      .workers()
      .at(-1)
      ?.evaluate(() => {
        setTimeout(() => {
          throw new Error('provoked');
        });
      }),
  'has a module that traps': (page) =>
    page
      .workers()
      .at(-1)
      ?.evaluate((bytes) => {
        const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)));
        const { get } = Map.prototype;
        Map.prototype.get = function (key) {
          const found = get.call(this, key);
          if (found?.train) found.train = exports.f;
          return found;
        };
      }, trap),
};

interface Seen {
  step: number;
  history: Record<string, number[]>;
  parameters: { name: string; shape: number[]; data: number[] }[];
  experiment: CompleteExperiment;
}

/** What the lab in sight has of its run. */
const seen = (page: Page): Promise<Seen> =>
  page.evaluate(async () => {
    const { session } = document.querySelector('train-lab') as unknown as {
      session: Record<string, never> & { run: { parameters(): Promise<Seen['parameters']> } };
    };
    const parameters = await session.run.parameters();
    return {
      step: (session.metrics as unknown as { step: number }).step,
      history: session.history,
      parameters: parameters.map(({ name, shape, data }) => ({ name, shape, data: [...data] })),
      experiment: session.experiment,
    } as unknown as Seen;
  });

/** An undisturbed run has the same losses at all steps, and the same parameters. */
async function assertUndisturbed({ step, history, parameters, experiment }: Seen) {
  const run = await (await createEngine()).createRun(experiment);
  run.advance(step);
  const steps = Array.from({ length: history.step?.at(-1) ?? 0 }, (_, index) => index + 1);
  assert.deepEqual(history.step, steps);
  assert.deepEqual(history.batchLoss?.slice(0, step), Array.from(run.history.batchLoss));
  const typed = parameters.map((tensor) => ({ ...tensor, data: Float32Array.from(tensor.data) }));
  assert.equal(bytesOf(typed), bytesOf(run.parameters()));
  run.dispose();
}

const notice = (page: Page) => page.getByRole('alert').getByText(/worker stopped at step/);

for (const [way, broken] of Object.entries(ways))
  test(`a worker that ${way}: a notice, and the run goes on to the same bits`, async () => {
    const { page, faults } = await playground.open(held);
    const { step } = await momentWhen(page, (now) => now.step > 70);
    await page.getByRole('button', { name: 'Keep this run to compare' }).click();
    await broken(page);
    await notice(page).waitFor();
    await momentWhen(page, (now) => now.step > step + 70);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    assert.match(
      (await notice(page).textContent()) ?? '',
      /^The engine’s worker stopped at step [\d,]+\. It was started again (?:there; nothing|from step [\d,]+; nothing else) is lost\.$/,
    );
    await assertUndisturbed(await seen(page));
    await page.getByText('Runs, and what differs').waitFor();
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('provoked')),
      [],
    );
  });

test('a worker that is gone while the run is paused: the next step is taken all the same', async () => {
  const { page, faults } = await playground.open(held);
  await momentWhen(page, ({ step }) => step > 70);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  const { step } = await moment(page);
  await page.evaluate(() => scope.workers.at(-1)?.terminate());
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await momentWhen(page, (now) => now.step === step + 1);
  await notice(page).waitFor();
  await assertUndisturbed(await seen(page));
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(faults, []);
});

test('a worker that breaks again at once is not started for ever, and goes on when it is asked to', async () => {
  const { page, faults } = await playground.open(held);
  const { step } = await momentWhen(page, (now) => now.step > 70);
  await page.evaluate(() => {
    scope.doomed = true;
  });
  await page
    .getByRole('alert')
    .getByText(/stopped again when it had been started anew/)
    .waitFor();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  assert.equal(await page.evaluate(() => scope.workers.length), 2);
  await page.evaluate(() => {
    scope.doomed = false;
  });
  await page.getByRole('button', { name: 'Play' }).click();
  await momentWhen(page, (now) => now.step > step + 70);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await assertUndisturbed(await seen(page));
  assert.deepEqual(faults, []);
});

test('what other labs are asked after the worker broke is answered by the next', async () => {
  const { page, faults } = await playground.open({ ...held, experiment: 'lab=shapes' });
  const curves = () => page.locator('line-chart').first().waitFor();
  await curves();
  for (const [lab, told] of Object.entries({
    triplet: 'The same loss on real data',
    'two-losses': 'Under cross-entropy',
    landscape: 'lowest place',
  })) {
    await page.evaluate(() => scope.workers.at(-1)?.terminate());
    await page.evaluate((id) => {
      location.hash = `lab=${id}`;
    }, lab);
    await page.getByText(told).first().waitFor();
  }
  assert.deepEqual(faults, []);
});

test('elements share the next worker as they shared the one that broke', async () => {
  const { page, errors, console: lines } = await elements.blank({ height: 1600 });
  await page.addInitScript(holdWorkers);
  const tag = (id: string) => `<loss-playground id="${id}" autoplay><p>The fallback</p></loss-playground>`;
  await page.goto(
    elements.put('/broken.html', {
      head: '<script src="/dist/loss-playground.js" defer></script>',
      body: tag('a') + tag('b'),
    }),
  );
  for (const id of ['a', 'b']) await stepOf(page, 50, id);
  await page.evaluate(() => scope.workers.at(-1)?.terminate());
  await page
    .getByText(/worker stopped at step/)
    .nth(1)
    .waitFor();
  for (const id of ['a', 'b']) await stepOf(page, 150, id);
  assert.equal(await page.evaluate(() => scope.workers.length), 2);
  assert.equal(await page.getByText('The fallback').first().isVisible(), false);
  assert.deepEqual([...lines, ...errors], []);
});
