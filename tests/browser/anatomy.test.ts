import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { windows } from './support/chromium.ts';
import { momentWhen } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';
import { assertSound } from './support/sound.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const experiments = {
  'cross-entropy with a penalty': 'task=digits&regularization.l2=0.01&v=1',
  'mean squared error': 'task=houses&v=1',
  'triplet loss': 'task=digits_embedding&regularization.l1=0.001&v=1',
};

const number = async (page: Page, name: string) => {
  const text = ((await page.locator(`anatomy-section .${name}`).textContent()) ?? '').replaceAll(',', '');
  return { value: Number(text), decimals: text.split('.')[1]?.length ?? 0 };
};

for (const [name, experiment] of Object.entries(experiments))
  test(`${name}: the printed sum adds up to the engine's objective, to the last digit`, async () => {
    const { page, faults } = await playground.open({ experiment: `at=7&${experiment}` });
    await page.locator('anatomy-section').scrollIntoViewIfNeeded();
    const { step } = await momentWhen(page, (now) => now.step === 7);
    assert.equal(step, 7);
    await page.locator('anatomy-section').getByText('Step 7 sees').waitFor();
    const [sum, count, mean, penalty, objective] = await Promise.all(
      ['sum-of-losses', 'count', 'batch-loss', 'penalty', 'objective'].map((part) => number(page, part)),
    );
    assert.ok(sum && count && mean && penalty && objective);
    assert.equal((sum.value / count.value).toFixed(mean.decimals), mean.value.toFixed(mean.decimals));
    assert.equal(
      (mean.value + penalty.value).toFixed(objective.decimals),
      objective.value.toFixed(objective.decimals),
    );
    const engine = await page.evaluate(() => {
      const history = document.querySelector('train-lab')?.session?.history;
      return {
        batchLoss: history?.batchLoss[6] ?? Number.NaN,
        objective: history?.objective[6] ?? Number.NaN,
      };
    });
    assert.equal(mean.value.toFixed(mean.decimals), engine.batchLoss.toFixed(mean.decimals));
    assert.equal(objective.value.toFixed(objective.decimals), engine.objective.toFixed(objective.decimals));
    assert.deepEqual(faults, []);
  });

test('an example is chosen with the arrow keys and worked with its numbers', async () => {
  const { page, faults } = await playground.open({ experiment: 'at=7&task=digits&v=1' });
  await page.locator('anatomy-section').scrollIntoViewIfNeeded();
  await momentWhen(page, ({ step }) => step === 7);
  const examples = page.getByRole('slider', { name: /Example to work/ });
  await examples.focus();
  await page
    .locator('.put-in')
    .getByText(/−log p/)
    .waitFor();
  const largest = await page.locator('.put-in b').textContent();
  await examples.press('Home');
  await page.waitForFunction(
    (before) =>
      document
        .querySelector('train-lab')
        ?.shadowRoot?.querySelector('anatomy-section')
        ?.shadowRoot?.querySelector('.put-in b')?.textContent !== before,
    largest,
  );
  const words = (await page.locator('.put-in').textContent()) ?? '';
  const [, p = '', loss = ''] = /−log ([\d.]+) = ([\d.]+)/.exec(words.replace(/\s+/g, ' ')) ?? [];
  // p is printed with three digits, so −log p is known to about 0.005.
  assert.ok(Math.abs(-Math.log(Number(p)) - Number(loss)) < 6e-3, words);
  assert.deepEqual(faults, []);
});

test('a point of a picture opens its example from the keyboard', async () => {
  const { page } = await playground.open({ experiment: 'at=20&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 20);
  const picture = page.getByRole('slider', { name: /Arrow keys choose an example/ });
  await picture.focus();
  await picture.press('ArrowRight');
  await page.locator('anatomy-section').getByText('Training point 1 ').waitFor();
});

for (const { name, window } of windows)
  for (const dark of [false, true])
    test(`anatomy at ${name}, ${dark ? 'dark' : 'light'}: axe clean, no shift, no sideways scroll`, async () => {
      const { page, faults } = await playground.open({
        experiment: 'lab=anatomy&task=digits&v=1',
        ...window,
        dark,
      });
      await page.locator('.put-in').waitFor();
      await page.getByText(/Step \d\d sees/).waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await assertSound(page, faults);
    });
