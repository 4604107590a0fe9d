import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { labs, otherLabs } from './support/labs.ts';
import { type Playground, startPlayground } from './support/playground.ts';
import { assertSoundInBoth } from './support/sound.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** A laptop, a large screen, a projector at 150 %, a phone. */
const sizes = [
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 853, height: 480 },
  { width: 390, height: 844, scrollbar: false },
];

const parts = ['settings', 'picture', 'chart', 'transport', 'reading'];

/** Labs without a model to draw beside the chart, and the one that is a book to look things up in. */
const fewer: Record<string, string[]> = {
  Anatomy: ['settings', 'chart', 'transport', 'reading'],
  Shapes: ['settings', 'chart', 'transport', 'reading'],
  Reference: [],
  'Reference of an optimizer': [],
};

/** Parts of the lab in sight that are not, or not wholly, in the viewport, and pairs that cover each other. */
const misplaced = (page: Page, wanted: string[]) =>
  page.evaluate((names) => {
    const lab = [...document.querySelectorAll('.lab > *')].find((child) => child.checkVisibility());
    const boxes = names.flatMap((name) => {
      const part = lab?.shadowRoot?.querySelector(`[part~=${name}]`);
      const box = part?.getBoundingClientRect();
      return box ? [{ name, box }] : [];
    });
    const faults = names
      .filter((name) => !boxes.some((part) => part.name === name))
      .map((name) => `no ${name}`);
    const reading = lab?.shadowRoot?.querySelector('[part~=reading]');
    if (reading && reading.scrollHeight > reading.clientHeight + 2)
      faults.push(`the reading is cut: ${reading.textContent}`);
    for (const { name, box } of boxes) {
      const { left, top, right, bottom, width, height } = box;
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
        faults.push(
          `${name} lies at ${left}, ${top} to ${right}, ${bottom} of ${innerWidth}, ${innerHeight}`,
        );
      if (width < 100 || height < 24) faults.push(`${name} is only ${width} by ${height}`);
      for (const other of boxes) {
        const across = Math.min(right, other.box.right) - Math.max(left, other.box.left);
        const down = Math.min(bottom, other.box.bottom) - Math.max(top, other.box.top);
        if (other.name > name && across > 1 && down > 1 && !['transport', 'reading'].includes(other.name))
          faults.push(`${other.name} covers ${name} by ${down} px`);
      }
    }
    return faults;
  }, wanted);

for (const [title, { address, ready }] of Object.entries({ ...otherLabs, ...labs }))
  for (const size of sizes)
    test(`${title} at ${size.width} × ${size.height}, light and dark: all in one viewport`, async () => {
      const { page, faults } = await playground.open({ experiment: address, ...size });
      await ready(page);
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.deepEqual(await misplaced(page, fewer[title] ?? parts), []);
      await assertSoundInBoth(page, faults);
    });

for (const size of sizes)
  test(`at ${size.width} × ${size.height} all labs and tasks are in sight, a click away`, async () => {
    const { page } = await playground.open(size);
    await page.locator('train-lab .reading').waitFor();
    const hidden = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.labs a, .tasks a:not(.minor, .rare)')]
        .filter((link) => {
          const { left, right, top, bottom } = link.getBoundingClientRect();
          const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return seen !== link || left < 0 || right > innerWidth;
        })
        .map(({ textContent }) => textContent),
    );
    assert.deepEqual(hidden, []);
  });
