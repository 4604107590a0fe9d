import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { windows } from './support/chromium.ts';
import { momentWhen } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';
import { assertSoundInBoth } from './support/sound.ts';

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
        batchLoss: history?.batchLoss[7] ?? Number.NaN,
        objective: history?.objective[7] ?? Number.NaN,
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
  const examples = page.getByRole('slider', { name: /Example to explain/ });
  await examples.focus();
  await page.locator('.put-in').getByText(/−ln p/).waitFor();
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
  const [, p = '', loss = ''] = /−ln ([\d.]+) = ([\d.]+)/.exec(words.replace(/\s+/g, ' ')) ?? [];
  assert.equal((-Math.log(Number(p))).toFixed(loss.split('.')[1]?.length ?? 0), loss, words);
  assert.deepEqual(faults, []);
});

const things = {
  'emoji search': {
    experiment: 'task=emoji_search&v=1',
    seen: /^“.+”, a training query/,
    part: 'query-line',
    words: /\(anchor\) should be closer to/,
  },
  relevance: {
    experiment: 'task=relevance&v=1',
    seen: /^“.+”, a training query with 12 emoji/,
    part: 'table',
    words: /This loss rates the numbers, not the order\./,
  },
  'a distance to learn': {
    experiment: 'task=embedding_distance&v=1',
    seen: /and .+, a training pair/,
    part: 'term-bars',
    words: null,
  },
  spam: {
    experiment: 'task=spam&v=1',
    seen: /^Training message/,
    part: 'table',
    words: /weighs most is “/,
  },
};

for (const [name, { experiment, seen, part, words }] of Object.entries(things))
  test(`${name}: an example is worked with its own things`, async () => {
    const { page, faults } = await playground.open({ experiment: `at=20&${experiment}` });
    await page.locator('anatomy-section').scrollIntoViewIfNeeded();
    await momentWhen(page, (now) => now.step === 20);
    const worked = page.locator('anatomy-section .worked');
    await worked.locator('h3', { hasText: seen }).waitFor();
    await worked.locator(part).first().waitFor();
    if (words) await worked.locator('.meant', { hasText: words }).first().waitFor();
    assert.deepEqual(faults, []);
  });

test('a point of a picture opens its example from the keyboard', async () => {
  const { page } = await playground.open({ experiment: 'at=20&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 20);
  const picture = page.getByRole('slider', { name: /Arrow keys select an example/ });
  await picture.focus();
  await picture.press('ArrowRight');
  const drawer = page.locator('example-drawer');
  await drawer.getByText('Training point 1 ').waitFor();
  await page.keyboard.press('ArrowRight');
  await drawer.getByText('Training point 2 ').waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
});

for (const { name, window } of windows)
  test(`anatomy at ${name}, light and dark: axe clean, no shift, no sideways scroll`, async () => {
    const { page, faults } = await playground.open({
      experiment: 'lab=anatomy&task=digits&v=1',
      ...window,
    });
    await page.locator('anatomy-section .equation').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await assertSoundInBoth(page, faults);
  });
