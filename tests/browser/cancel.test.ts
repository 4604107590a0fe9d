// Work that takes long: it is shown, can be canceled, and is asked for before it begins.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const sum = (page: Page) => page.locator('train-lab .sum');

/** The step at the playhead, and whether the run plays. */
const stateOf = (page: Page) =>
  page.evaluate(() => {
    const session = document.querySelector('train-lab')?.session;
    return { step: session?.metrics?.step, status: session?.status, activity: session?.activity };
  });

/** A step of Newton's method on digits takes many seconds. */
const slow = 'task=digits&optimizer=newton&v=1';

test('a link to a step that cannot be reached shows how far it is, and Cancel leaves the run where it is', async () => {
  const { page, faults } = await playground.open({ experiment: 'at=1000000000&task=circle&v=1' });
  await sum(page)
    .getByText(/^Going to step 1,000,000,000\. The run is at step [\d,]+\./)
    .waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await button(page, 'Cancel').click();
  await button(page, 'Play').waitFor();
  const { step = 0, activity } = await stateOf(page);
  assert.ok(step > 0 && step < 1e9, String(step));
  assert.equal(activity, null);
  await button(page, 'Step').click();
  await page.waitForFunction(
    (least) => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) > least,
    step,
  );
  assert.deepEqual(faults, []);
});

test('a link whose steps take long is not trained until the visitor plays it, and a step is ended by Cancel', async () => {
  const { page, faults } = await playground.open({ experiment: slow });
  await sum(page)
    .getByText(/^A step of this run takes about \d+ (s|min) on this machine\. Select Play to train\./)
    .waitFor();
  await button(page, 'Play').click();
  await sum(page).getByText('Training step 1.').waitFor();
  await button(page, 'Cancel').click();
  await sum(page).getByText('Step 1 took too long and was stopped. The run is back at step 0.').waitFor();
  assert.deepEqual(await stateOf(page), { step: 0, status: 'paused', activity: null });
  // The next worker trains other settings.
  await page.evaluate(() => {
    location.hash = 'task=digits&v=1';
  });
  await page.waitForFunction(() => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) > 20);
  assert.deepEqual(faults, []);
});

test('settings whose steps take long are asked for: the present ones are kept, or training begins', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=digits&v=1' });
  await page.waitForFunction(() => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) > 5);
  const optimizer = page.getByRole('combobox', { name: 'Optimizer' });
  await optimizer.selectOption('newton');
  await sum(page)
    .getByText(/^With these settings a step takes about \d+ (s|min) on this machine\./)
    .waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const { step = 0 } = await stateOf(page);
  await button(page, 'Keep the present settings').click();
  await page.waitForFunction(
    (least) => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) > least + 5,
    step,
  );
  assert.equal(await optimizer.inputValue(), 'adam');
  await optimizer.selectOption('newton');
  await button(page, 'Train anyway').click();
  await sum(page)
    .getByText(/^Training step \d+\./)
    .waitFor();
  assert.equal(await optimizer.inputValue(), 'newton');
  await button(page, 'Cancel').click();
  await sum(page)
    .getByText(/took too long and was stopped\. The run is back at step \d+\./)
    .waitFor();
  assert.deepEqual(faults, []);
});

/** The labs whose work is not one run. */
interface WorkLab {
  tag: string;
  /** A link to settings whose steps take long, and the button that begins. */
  slow: string;
  begins: string;
  /** A link to settings that train at once, and a change of them to slow ones, if the lab has one. */
  change?: { quick: string; choose(page: Page): Promise<unknown>; chosen(page: Page): Promise<boolean> };
}

const newton = (page: Page) => page.getByRole('checkbox', { name: 'Newton' });
const optimizer = (page: Page) => page.getByRole('combobox', { name: 'Optimizer' });

const workLabs: WorkLab[] = [
  {
    tag: 'race-lab',
    slow: 'lab=race&on=digits&race=newton:1&seeds=9&steps=100&v=1',
    begins: 'Race',
    change: {
      quick: 'lab=race&on=digits&race=sgd:0.1&seeds=100&steps=5000&v=1',
      choose: async (page) => {
        if (!(await newton(page).isVisible())) await button(page, 'Choose optimizers').click();
        await newton(page).click();
      },
      chosen: (page) => newton(page).isChecked(),
    },
  },
  { tag: 'landscape-lab', slow: `lab=landscape&${slow}`, begins: 'Measure' },
  {
    tag: 'two-losses-lab',
    slow: 'lab=two-losses&optimizer=newton&v=1',
    begins: 'Train both',
    change: {
      quick: 'lab=two-losses&steps=50000&v=1',
      choose: (page) => optimizer(page).selectOption('newton'),
      chosen: async (page) => (await optimizer(page).inputValue()) === 'newton',
    },
  },
];

for (const { tag, slow, begins, change } of workLabs) {
  const line = (page: Page) => page.locator(`${tag} .sum`);

  test(`${tag}: a link whose steps take long waits for the visitor, and a step is ended by Cancel`, async () => {
    const { page, faults } = await playground.open({ experiment: slow });
    await line(page)
      .getByText(
        new RegExp(
          `^A step of this run takes about \\d+ (s|min) on this machine\\. Select ${begins} to train\\.`,
        ),
      )
      .waitFor();
    await button(page, begins).click();
    await line(page)
      .getByText(/^Training step 1\. Each takes about \d+ (s|min)\.$/)
      .waitFor();
    await button(page, 'Cancel').click();
    await button(page, begins).waitFor();
    // What is asked next is answered.
    await page.evaluate(() => {
      location.hash = 'task=circle&v=1';
    });
    await page.waitForFunction(() => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) > 5);
    assert.deepEqual(faults, []);
  });

  if (change)
    test(`${tag}: settings whose steps take long are asked for`, async () => {
      const { page, faults } = await playground.open({ experiment: change.quick });
      await button(page, 'Cancel').waitFor();
      const address = page.url();
      await change.choose(page);
      await line(page)
        .getByText(/^With these settings a step takes about \d+ (s|min) on this machine\./)
        .waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      await button(page, 'Keep the present settings').click();
      await line(page)
        .getByText(/^With these/)
        .waitFor({ state: 'hidden' });
      assert.equal(await change.chosen(page), false);
      assert.equal(page.url(), address);
      // The present work goes on.
      await button(page, 'Cancel').waitFor();
      await change.choose(page);
      await button(page, 'Train anyway').click();
      await line(page)
        .getByText(/^Training step 1\. Each takes about/)
        .waitFor();
      assert.equal(await change.chosen(page), true);
      assert.match(page.url(), /newton/);
      await button(page, 'Cancel').click();
      await button(page, begins).waitFor();
      assert.deepEqual(faults, []);
    });
}
