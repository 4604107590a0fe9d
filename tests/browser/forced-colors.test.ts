// Every lab under forced colors and reduced motion, and at 200 % zoom.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sidewaysScroll } from './support/chromium.ts';
import { focusFault, hiddenPictures, hiddenSelections, hiddenText, prepareChecks } from './support/forced.ts';
import { labs, otherLabs } from './support/labs.ts';
import { frames } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const all = Object.entries({ ...otherLabs, ...labs });
/** Enough to come from the header into the lab's own controls. */
const stops = 26;

for (const [name, { address, ready }] of all)
  test(`${name} in forced colors, light and dark: text, selections, pictures and focus are told apart, and nothing moves`, async () => {
    // So high that all is drawn and lies in sight.
    const size = { width: 1280, height: 3600 };
    const { page, faults } = await playground.open({
      experiment: address,
      ...size,
      forcedColors: true,
      reducedMotion: true,
    });
    await ready(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // The page learns of another color scheme in its next frame, and redraws its charts.
      await frames(page, 2);
      await prepareChecks(page);
      assert.deepEqual(await hiddenText(page), []);
      assert.deepEqual(await hiddenSelections(page), []);
      assert.deepEqual(await hiddenPictures(page), []);
      for (let stop = 0; stop < stops; stop++) {
        await page.keyboard.press('Tab');
        assert.equal(await focusFault(page), null);
      }
    }
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    assert.deepEqual(faults, []);
    await page.close();
  });

for (const [name, { address, ready }] of all)
  test(`${name} at 200 % zoom: no sideways scroll`, async () => {
    const { page } = await playground.open({ experiment: address, width: 640, height: 900, scale: 2 });
    await ready(page);
    assert.equal(await sidewaysScroll(page), null);
    await page.close();
  });
