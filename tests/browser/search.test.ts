import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { windows } from './support/chromium.ts';
import { type Playground, startPlayground } from './support/playground.ts';
import { assertSound } from './support/sound.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const experiments = {
  'emoji search': 'task=emoji_search&steps=40&v=1',
  'search in own texts': 'task=custom_search&steps=40&v=1',
  relevance: 'task=relevance&steps=20&v=1',
  'relevance by a ranking loss': 'task=relevance&loss=rank_net_loss&steps=20&v=1',
};
const ended = (page: Page) => page.getByText(/finished: training cost/).waitFor({ state: 'attached' });

for (const [name, experiment] of Object.entries(experiments))
  for (const { name: size, window } of windows)
    test(`${name} at ${size}: no fault, no shift, no sideways scroll, axe clean`, async () => {
      const { page, faults } = await playground.open({ experiment, ...window, dark: window.width === 360 });
      await ended(page);
      await assertSound(page, faults);
    });

test('the search answers while the visitor types, and says when a query has no match', async () => {
  const { page, faults } = await playground.open({ experiment: experiments['emoji search'] });
  await ended(page);
  const results = page.getByRole('list', { name: 'Nearest emoji' }).getByRole('listitem');
  await page.getByRole('searchbox', { name: 'Search' }).fill('grinning cat');
  await page
    .getByRole('list', { name: 'Nearest emoji' })
    .getByText('grinning cat', { exact: true })
    .waitFor();
  const distances = (await results.locator('b').allTextContents()).map(Number);
  assert.equal(distances.length, 5);
  assert.deepEqual(
    distances,
    distances.toSorted((a, b) => a - b),
  );
  await page.getByRole('searchbox', { name: 'Search' }).fill('zxq');
  await page.getByText('No match for “zxq”. Try a word that occurs in the training data.').waitFor();
  assert.equal(await results.count(), 0);
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await page.getByText('Enter a word').waitFor();
  assert.deepEqual(faults, []);
});

test('a search in own texts begins with one of their queries, and finds sentences for a typed one', async () => {
  const { page, faults } = await playground.open({ experiment: experiments['search in own texts'] });
  await ended(page);
  const results = page.getByRole('list', { name: 'Nearest documents' }).getByRole('listitem');
  await results.first().waitFor();
  assert.equal(await results.count(), 5);
  const box = page.getByRole('searchbox', { name: 'Search' });
  assert.notEqual(await box.inputValue(), 'happy');
  await box.fill('print a page');
  await results.first().getByText('Printers are on the second floor.').waitFor();
  await page.getByRole('img', { name: /5 documents on a map$/ }).waitFor();
  await page.locator('anatomy-section').scrollIntoViewIfNeeded();
  const worked = page.locator('anatomy-section .worked');
  await worked.locator('.meant', { hasText: 'than to any other document (negative)' }).waitFor();
  assert.equal(await worked.locator('.others li').count(), 4);
  assert.deepEqual(faults, []);
});

for (const { name, window } of windows)
  test(`below the worked query the page continues, at ${name}: no room is left empty`, async () => {
    const { page, faults } = await playground.open({ experiment: experiments['emoji search'], ...window });
    await ended(page);
    const section = page.locator('anatomy-section');
    // A visitor who scrolls down meets its upper end first.
    await section.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - innerHeight + 100));
    await page.locator('anatomy-section[drawn] .equation').waitFor();
    const last = await section.getByRole('button', { name: 'Next query of this batch' }).boundingBox();
    const next = await page.getByText('The losses as a table').boundingBox();
    assert.ok(last && next);
    const gap = next.y - last.y - last.height;
    assert.ok(gap >= 0 && gap < 60, `${gap} px are empty`);
    await assertSound(page, faults);
  });
