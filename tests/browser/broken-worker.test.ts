// The engine's worker breaks while a visitor looks on: it is started again, and what was seen is not lost.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { dist, Elements, stepOf } from './support/elements.ts';
import { holdWorkers, type Scope } from './support/held-workers.ts';
import { momentWhen, stood } from './support/moment.ts';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';
import { assertUndisturbed, type Seen, seenRun } from './support/undisturbed.ts';

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

/** A variable of the page, where a function runs there. */
declare const scope: Scope;

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
          const run = found?.target;
          if (!run?.train) return found;
          // Training runs in slices, by a method that has a symbol for a name.
          const [inSlices] = Object.getOwnPropertySymbols(Object.getPrototypeOf(run));
          if (inSlices) run[inSlices] = () => ({ train: exports.f });
          return found;
        };
      }, trap),
};

/** What the lab in sight has of its run. */
const seen = (page: Page): Promise<Seen> => page.evaluate(seenRun);

const notice = (page: Page) => page.getByRole('alert').getByText(/engine crashed at step/);

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
      /^The engine crashed at step [\d,]+\. It was restarted (?:there; nothing|from step [\d,]+; nothing else) is lost\.$/,
    );
    await stood(page);
    await assertUndisturbed(await seen(page));
    await page.getByText('Runs and how they differ').waitFor();
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
  const { step } = await stood(page);
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
    .getByText(/was restarted and crashed again/)
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
    'two-losses': 'test accuracy',
    landscape: 'Training cost around the trained model',
  })) {
    const ended = await page.evaluate(() => {
      scope.workers.at(-1)?.terminate();
      return scope.workers.length;
    });
    await page.evaluate((id) => {
      location.hash = `lab=${id}`;
    }, lab);
    await page.getByText(told).first().waitFor();
    // A worker that ended before its first answer would count as broken again.
    await page.waitForFunction(
      (count) => scope.workers.length > count && scope.answered > 0 && scope.open.size === 0,
      ended,
    );
  }
  assert.deepEqual(faults, []);
});

test('a worker whose lock was slow to come is missed all the same when it is gone', async () => {
  const { page } = await elements.blank({ height: 1600 });
  await page.addInitScript(holdWorkers);
  elements.put('/dist/engine.js', {
    // The loader of these tests names functions through a helper.
    body: `globalThis.__name ??= (value) => value;\n(${slowLocks})();\n${readFileSync(join(dist, 'engine.js'), 'utf8')}`,
  });
  await page.goto(
    elements.put('/slow-lock.html', {
      head: '<script src="/dist/loss-playground.js" defer></script>',
      body: '<loss-playground id="a" autoplay><p>The fallback</p></loss-playground>',
    }),
  );
  await stepOf(page, 20, 'a');
  await page.evaluate(() => scope.workers.at(-1)?.terminate());
  await page.getByText(/engine crashed at step/).waitFor();
  elements.drop('/dist/engine.js');
});

/** In a worker, the browser takes a moment to give a lock; runs there before the engine's script. */
function slowLocks(): void {
  if (typeof document !== 'undefined') return;
  const request = navigator.locks.request.bind(navigator.locks) as (...given: unknown[]) => Promise<unknown>;
  const slow = (...given: unknown[]) =>
    new Promise((done) => setTimeout(done, 300)).then(() => request(...given));
  Object.defineProperty(navigator.locks, 'request', { value: slow });
}

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
    .getByText(/engine crashed at step/)
    .nth(1)
    .waitFor();
  for (const id of ['a', 'b']) await stepOf(page, 150, id);
  assert.equal(await page.evaluate(() => scope.workers.length), 2);
  assert.equal(await page.getByText('The fallback').first().isVisible(), false);
  assert.deepEqual([...lines, ...errors], []);
});
