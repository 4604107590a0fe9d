// A changed setting: training continues or starts over, says which, and can be taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { addressWhen, momentWhen } from './support/moment.ts';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const notice = (page: Page, words: RegExp) => page.locator('.change').filter({ hasText: words });

async function setRate(page: Page, rate: number) {
  await page.getByLabel('Learning rate').fill(String(rate));
  await page.getByLabel('Learning rate').press('Enter');
}

/** What a run is at: its rate, the step shown, how far it went, what it is doing, and its losses. */
const state = (page: Page) =>
  page.evaluate(() => {
    const { experiment, metrics, reached, status, history } =
      document.querySelector('train-lab')?.session ?? {};
    return {
      rate: experiment?.optimizer.params.lr,
      step: metrics?.step,
      reached,
      status,
      losses: [...(history?.batchLoss ?? [])],
    };
  });

test('a setting changed while running continues there, and the run before it is kept', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 40);
  await setRate(page, 0.5);
  const words = await notice(page, /^Learning rate 0\.03 → 0\.5\./).textContent();
  const [, at] =
    /Training continues from step (\d+); gray: the run before the change\./.exec(words ?? '') ?? [];
  assert.ok(Number(at) > 40, words ?? '');
  await addressWhen(
    page,
    new RegExp(`#fork=${at}-${at}-.*&task=circle&optimizer=adam&optimizer\\.lr=0\\.5&v=1$`),
  );
  await page.getByRole('columnheader', { name: `run 1, forked at step ${at}` }).waitFor();
  await momentWhen(page, ({ step }) => step > Number(at) + 20);
  assert.equal((await state(page)).status, 'running');
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(faults, []);
});

test('undo brings the run back where it was, with the steps after it', async () => {
  const { page } = await playground.open({ experiment: 'at=80&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 80);
  await page.evaluate(() => document.querySelector('train-lab')?.session?.goTo(30));
  await momentWhen(page, ({ step }) => step === 30);
  const first = await state(page);
  await setRate(page, 0.5);
  await notice(page, /continues from step 30/).waitFor();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await momentWhen(page, ({ step }) => step === 31);
  await page.getByRole('button', { name: 'Undo' }).click();
  await addressWhen(page, /#task=circle&v=1$/);
  await momentWhen(page, ({ step }) => step === 30);
  assert.deepEqual(await state(page), first);
  assert.equal(first.reached, 80);
  assert.equal(await page.getByRole('columnheader', { name: /run 1/ }).count(), 0);
  assert.equal(await notice(page, /./).count(), 0);
  // It trains on as if nothing had happened.
  await page.evaluate(() => document.querySelector('train-lab')?.session?.goTo(81));
  await momentWhen(page, ({ step }) => step === 81);
  const twin = await playground.open({ experiment: 'at=81&task=circle&v=1' });
  await momentWhen(twin.page, ({ step }) => step === 81);
  assert.deepEqual((await state(page)).losses, (await state(twin.page)).losses);
});

test('the browser’s Back undoes a change too', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 20);
  await page.getByRole('button', { name: 'Pause' }).click();
  await setRate(page, 0.5);
  const [, at] = /step (\d+)/.exec((await notice(page, /continues from/).textContent()) ?? '') ?? [];
  await page.goBack();
  await page.waitForFunction(
    () => document.querySelector('train-lab')?.session?.experiment?.optimizer.params.lr === 0.03,
  );
  assert.equal((await state(page)).step, Number(at));
});

test('a fork can start over with the new setting; several forks in one place are one', async () => {
  const { page } = await playground.open({ experiment: 'at=40&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 40);
  await setRate(page, 0.5);
  await notice(page, /0\.03 → 0\.5/).waitFor();
  await setRate(page, 0.2);
  await notice(page, /0\.5 → 0\.2/).waitFor();
  await addressWhen(page, /#fork=40-40-[^&]*&task=circle&optimizer=adam&optimizer\.lr=0\.2&v=1$/);
  await page.getByRole('button', { name: 'Restart from step 0' }).click();
  await notice(page, /^Started again at step 0 with the new settings\./).waitFor();
  await addressWhen(page, /#task=circle&optimizer=adam&optimizer\.lr=0\.2&v=1$/);
  await momentWhen(page, ({ step }) => step > 5);
  await page.getByRole('columnheader', { name: /^run 1/ }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await momentWhen(page, ({ step }) => step === 40);
  await addressWhen(page, /#fork=40-40-/);
});

test('another optimizer starts with fresh memory at the same step', async () => {
  const { page } = await playground.open({ experiment: 'at=40&task=circle&v=1' });
  const before = await momentWhen(page, ({ step }) => step === 40);
  await page.getByLabel('Optimizer', { exact: true }).selectOption('sgd');
  await notice(
    page,
    /^Optimizer Adam → SGD, learning rate .* continues from step 40 with the same parameters; the optimizer’s memory starts fresh/,
  ).waitFor();
  // The model is the same, so one number stands at the fork.
  assert.equal((await momentWhen(page, ({ step }) => step === 40)).words, before.words);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await momentWhen(page, ({ step }) => step === 41);
});

test('a new task starts over, and undo brings the old run back', async () => {
  const { page, faults } = await playground.open({ experiment: 'at=40&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 40);
  const first = await state(page);
  await page.getByLabel('Task', { exact: true }).selectOption('houses');
  await notice(page, /^New task: started again at step 0\./).waitFor();
  await addressWhen(page, /#task=houses&v=1$/);
  assert.deepEqual([(await state(page)).step, (await state(page)).status], [0, 'paused']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await momentWhen(page, ({ step }) => step === 40);
  assert.deepEqual(await state(page), first);
  assert.deepEqual(faults, []);
});

test('a model of another shape starts over and says why; its unit stays', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await page.getByRole('button', { name: /More settings/ }).click();
  await momentWhen(page, ({ step }) => step > 10);
  await page.getByLabel('Model: hidden units').fill('6, 3');
  await page.getByLabel('Model: hidden units').press('Enter');
  await notice(
    page,
    /^Hidden units .* → 6, 3\. The model has another shape: started again at step 0\./,
  ).waitFor();
  await momentWhen(page, ({ step }) => step > 5);
});

test('costs in another unit are neither drawn nor listed as one', async () => {
  const { page } = await playground.open({ experiment: 'at=40&task=houses&v=1' });
  await momentWhen(page, ({ step }) => step === 40);
  await page.getByRole('button', { name: 'Keep this run to compare' }).click();
  await page.getByLabel('Loss', { exact: true }).selectOption('l1_loss');
  await notice(page, /^New loss: started again at step 0\./).waitFor();
  await page.getByRole('row', { name: /^training cost \(squared units of the target\) [\d.]+ –/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: /, run 1/ }).count(), 0);
});

test('a run that is over starts again with the new setting, and stays to compare', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&steps=30&v=1' });
  await page.waitForFunction(() => document.querySelector('train-lab')?.session?.status === 'ended');
  await setRate(page, 0.5);
  await notice(
    page,
    /^Learning rate 0\.03 → 0\.5\. Started again at step 0; run 1 is the run before the change\./,
  ).waitFor();
  await page.getByRole('columnheader', { name: /^run 1/ }).waitFor();
  await page.waitForFunction(() => document.querySelector('train-lab')?.session?.status === 'ended');
});

test('Back and at once Forward: the address is that of the run', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 5);
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('rmsprop');
  await addressWhen(page, /optimizer=rmsprop/);
  const address = page.url();
  await page.evaluate(() => {
    const session = document.querySelector('train-lab')?.session;
    const isBack = () => session?.experiment?.optimizer.id !== 'rmsprop';
    // As soon as the earlier run is back, and before all of the page has followed it.
    session?.addEventListener('frame', function forward() {
      if (!isBack()) return;
      session.removeEventListener('frame', forward);
      document.documentElement.dataset.forward = '';
      history.forward();
    });
    history.back();
  });
  await page.waitForFunction(() => {
    const { experiment, metrics } = document.querySelector('train-lab')?.session ?? {};
    const isForward = 'forward' in document.documentElement.dataset && experiment?.optimizer.id === 'rmsprop';
    return isForward && (metrics?.step ?? 0) > 40;
  });
  assert.equal(page.url(), address);
  assert.deepEqual(faults, []);
});
