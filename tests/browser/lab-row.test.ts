import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { bothWays } from './support/chromium.ts';
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

for (const { name, window } of bothWays(360, 320, 280))
  test(`at ${name} the labs stand in one row, which says that there are more`, async () => {
    const { page, faults } = await playground.open({ experiment: 'lab=shapes', ...window });
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

for (const { name, window } of bothWays(412, 360, 320, 280))
  test(`at ${name} the keyboard reaches all labs, each scrolled into sight`, async () => {
    const { page } = await playground.open({ experiment: 'lab=shapes', ...window });
    await page.getByText(/Outlier, at 3/).waitFor();
    const links = page.getByRole('navigation', { name: 'Labs' }).getByRole('link');
    await links.first().focus();
    const pass = async (key: string) => {
      for (let left = (await links.count()) - 1; left > 0; left--) {
        await page.keyboard.press(key);
        assert.equal((await rowOf(page, ':focus')).inSight, true);
      }
    };
    await pass('Tab');
    assert.equal(await links.last().evaluate((link) => link === document.activeElement), true);
    await pass('Shift+Tab');
    assert.equal(await links.first().evaluate((link) => link === document.activeElement), true);
  });

for (const { name, window } of bothWays(1280))
  test(`whichever lab is open, it begins at the same height, in windows from 280 px to ${name}`, async () => {
    const { page } = await playground.open({ experiment: 'lab=reference', ...window });
    const titles = await page.getByRole('navigation', { name: 'Labs' }).getByRole('link').allTextContents();
    const begins = new Map<number, Set<number>>();
    for (const title of titles) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.getByRole('navigation', { name: 'Labs' }).getByRole('link', { name: title }).click();
      await page.locator(`.labs [aria-current]`, { hasText: title }).waitFor();
      for (const width of [280, 320, 345, 360, 390, 412, 600, 720, 721, 899, 900, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const place = page.locator('main > .lab');
        const top = await place.evaluate((lab) => lab.getBoundingClientRect().top + scrollY);
        begins.set(width, (begins.get(width) ?? new Set()).add(top));
        const lowest = await page
          .locator('main > .strip > :not([hidden])')
          .evaluateAll((parts) =>
            Math.max(...parts.map((part) => part.getBoundingClientRect().bottom + scrollY)),
          );
        assert.ok(
          lowest <= top,
          `${title} begins ${lowest - top} px above the end of what is said of it, at ${width} px`,
        );
      }
    }
    for (const [width, tops] of begins) assert.equal(tops.size, 1, `at ${width} px: ${[...tops]}`);
  });

test('a classic scrollbar takes its width from the page, a phone’s does not', async () => {
  const room = async (scrollbar: boolean) => {
    const { page } = await playground.open({ width: 360, scrollbar });
    return page.evaluate(() => document.documentElement.clientWidth);
  };
  assert.ok((await room(true)) < 360);
  assert.equal(await room(false), 360);
});
