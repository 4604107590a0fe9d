import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Playground, startPlayground } from './support/playground.ts';
import { assertSound } from './support/sound.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** The row of labs: how many lines it takes, at which ends it says that there is more, and what of a link is in sight. */
const rowOf = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const row = document.querySelector('.labs') as HTMLElement;
    const box = row.getBoundingClientRect();
    const link = row.querySelector(wanted)?.getBoundingClientRect();
    const arrow = (end: string) => getComputedStyle(row.parentElement as HTMLElement, end).content;
    return {
      lines: new Set([...row.querySelectorAll('a')].map((entry) => entry.offsetTop)).size,
      arrows: ['::before', '::after'].filter((end) => arrow(end) !== 'none'),
      hidden: row.dataset.hidden?.trim(),
      inSight: link !== undefined && link.left >= box.left && link.right <= box.right,
    };
  }, selector);

const present = '[aria-current]';

for (const width of [360, 320])
  test(`at ${width} px the labs stand in one row, which says that there are more`, async () => {
    const { page, faults } = await playground.open({ experiment: 'lab=shapes', width });
    await page.getByText(/Outlier, at 3/).waitFor();
    assert.deepEqual(await rowOf(page, present), {
      lines: 1,
      arrows: ['::before', '::after'],
      hidden: 'before after',
      inSight: true,
    });
    await assertSound(page, faults);
  });

test('the present lab is in sight, be it opened by its address or by a link', async () => {
  const { page, faults } = await playground.open({
    experiment: 'lab=reference&of=losses&id=huber_loss&v=1',
    width: 360,
  });
  await page.getByRole('slider', { name: /and its slope/ }).waitFor();
  assert.deepEqual(await rowOf(page, present), {
    lines: 1,
    arrows: ['::before'],
    hidden: 'before',
    inSight: true,
  });
  await assertSound(page, faults);
  await page.evaluate(() => {
    location.hash = 'lab=shapes';
  });
  await page.getByText(/Outlier, at 3/).waitFor();
  assert.equal((await rowOf(page, present)).inSight, true);
});

test('the keyboard reaches all labs, each scrolled into sight', async () => {
  const { page } = await playground.open({ experiment: 'lab=shapes', width: 360 });
  await page.getByText(/Outlier, at 3/).waitFor();
  const links = page.getByRole('navigation', { name: 'Labs' }).getByRole('link');
  await links.first().focus();
  for (let left = (await links.count()) - 1; left > 0; left--) {
    await page.keyboard.press('Tab');
    assert.equal((await rowOf(page, ':focus')).inSight, true);
  }
  assert.equal(await links.last().evaluate((link) => link === document.activeElement), true);
});
