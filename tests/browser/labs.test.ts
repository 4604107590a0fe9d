import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { short } from '../../web/charts/format.ts';
import { sidewaysScroll, windows } from './support/chromium.ts';
import { labs, otherLabs } from './support/labs.ts';
import { moment, momentWhen, visibleText } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';
import { assertSoundInBoth } from './support/sound.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

for (const [name, { address, ready }] of Object.entries(labs))
  for (const { name: size, window } of windows)
    test(`${name} at ${size}, light and dark: no fault, no shift, no sideways scroll, axe clean`, async () => {
      const { page, faults } = await playground.open({ experiment: address, ...window });
      await ready(page);
      await assertSoundInBoth(page, faults);
    });

for (const [name, { address, ready }] of Object.entries({ ...labs, ...otherLabs }))
  test(`${name}: no sideways scroll beside a scrollbar, from 280 px on, and no reading that is cut`, async () => {
    const { page } = await playground.open({ experiment: address, width: 280 });
    await ready(page);
    for (const width of [280, 320, 360, 375, 412, 600, 720, 721, 899, 900, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await sidewaysScroll(page), null);
      assert.deepEqual(await cutLabels(page), [], `at ${width} px`);
      // As wide as a phone of 360 px, whose scrollbar takes no room.
      if (width >= 375) assert.equal(await cutReading(page), null, `at ${width} px`);
    }
  });

test('no reading is cut at a step of four digits', async () => {
  const { page } = await playground.open({ experiment: 'at=1200&task=digits&v=1' });
  await momentWhen(page, ({ step }) => step === 1200);
  for (const width of [375, 412, 600, 720, 721, 899, 900, 1239, 1280, 1439, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await cutReading(page), null, `at ${width} px`);
  }
});

for (const [name, { address, ready }] of Object.entries({ ...labs, ...otherLabs }))
  for (const window of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])
    test(`${name} at ${window.width} px: no heading and no legend is cut`, async () => {
      const { page } = await playground.open({ experiment: address, ...window });
      await ready(page);
      assert.deepEqual(await cutHeadings(page), []);
    });

/** Headings of figures and legends of charts that are larger than their room, or leave that of their chart. */
function cutHeadings(page: Page): Promise<string[]> {
  return page
    .locator('figure > header, figure > header > *, line-chart ul, line-chart li')
    .evaluateAll((parts) =>
      parts
        .filter((part) => {
          const { right, bottom, width } = part.getBoundingClientRect();
          const root = part.getRootNode();
          const room = (
            root instanceof ShadowRoot && part.closest('ul') ? root.host : part.closest('figure')
          )?.getBoundingClientRect();
          if (width < 2 || !room || !part.checkVisibility()) return false;
          return part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0
            ? true
            : right > room.right + 1 || bottom > room.bottom + 1;
        })
        .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? ''),
    );
}

/** The reading in the bar, if it has more lines than there is room for. */
const cutReading = (page: Page): Promise<string | null> =>
  page.locator('.bar > :is(.reading, .reading-part)').evaluateAll((readings) => {
    const cut = readings.find((part) => part.checkVisibility() && part.scrollHeight > part.clientHeight + 2);
    return cut?.textContent?.replace(/\s+/g, ' ').trim() ?? null;
  });

/** Labels of lines whose number does not fit beside the chart, or whose name is hardly there. */
function cutLabels(page: Page): Promise<string[]> {
  return page.locator('series-chart .labels button').evaluateAll((labels) =>
    labels
      .filter((label) => {
        const [title, number] = label.querySelectorAll('span');
        const box = label.parentElement?.getBoundingClientRect();
        if (!title || !number || !box || box.width === 0) return false;
        const words = document.createRange();
        words.selectNodeContents(number);
        return words.getBoundingClientRect().right > box.right + 1 || title.clientWidth < 30;
      })
      .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? ''),
  );
}

test('a first visit downloads the first lab alone; the others come when they are opened', async () => {
  const { page } = await playground.open();
  await moment(page);
  const scripts = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1) ?? ''),
    );
  const first = await scripts();
  assert.ok(first.includes('playground.js'));
  for (const other of [
    'shapes-lab.js',
    'triplet-lab.js',
    'race-lab.js',
    'landscape-lab.js',
    'two-losses-lab.js',
    'reference-lab.js',
    'own-data.js',
  ])
    assert.ok(!first.includes(other), `${other} was downloaded`);
  await page.getByRole('navigation', { name: 'Labs' }).getByRole('link', { name: 'Shapes' }).click();
  await page.getByText(/Outlier, at 3/).waitFor();
  assert.ok((await scripts()).includes('shapes-lab.js'));
});

test('labs are links: back and forward go through them, and the run waits where it was', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 5);
  const links = page.getByRole('navigation', { name: 'Labs' });
  await links.getByRole('link', { name: 'Shapes' }).click();
  await page.getByText(/Outlier, at 3/).waitFor();
  assert.equal(await page.title(), 'Shapes · Loss Playground');
  assert.equal(await links.getByRole('link', { name: 'Shapes' }).getAttribute('aria-current'), 'page');
  const waiting = await page.evaluate(() => document.querySelector('train-lab')?.session?.metrics?.step);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame++) await new Promise((done) => requestAnimationFrame(done));
  });
  const later = await page.evaluate(() => document.querySelector('train-lab')?.session?.metrics?.step);
  assert.ok((later ?? 0) <= (waiting ?? 0) + 3, `the hidden run went from step ${waiting} to ${later}`);
  await page.goBack();
  const { step } = await moment(page);
  assert.ok(step >= (waiting ?? 0));
  await momentWhen(page, (now) => now.step > step + 3);
  await page.goForward();
  await page.getByText(/Outlier, at 3/).waitFor();
  assert.deepEqual(faults, []);
});

test('the experiment is taken along to the labs that train', async () => {
  const { page } = await playground.open({ experiment: 'task=moons&v=1' });
  await momentWhen(page, ({ step }) => step > 2);
  await page.getByRole('navigation', { name: 'Labs' }).getByRole('link', { name: 'Anatomy' }).click();
  await page.waitForURL(/#lab=anatomy&task=moons/);
  await page.locator('anatomy-section .equation').waitFor();
});

test('a shape is what the engine says, at its marked place and under the cursor', async () => {
  const { page } = await playground.open({ experiment: 'lab=shapes&loss=huber_loss&loss.delta=0.5&v=1' });
  // ½·3² up to 0.5, then straight: 0.5·(3 − 0.25) = 1.375, slope 0.5.
  await page.getByText('Huber loss is 1.375 with slope 0.500').waitFor();
  const chart = page.getByRole('slider', { name: /^Loss against prediction/ });
  await chart.focus();
  await chart.press('Home');
  await page.getByText('At −4.000: Huber loss is 1.875 with slope −0.500').waitFor();
  const delta = page.getByRole('slider', { name: 'delta', exact: false });
  await delta.press('ArrowRight');
  await page.waitForURL(/loss\.delta=0\.5\d/);
  await page.getByRole('checkbox', { name: 'mean absolute error' }).check();
  await page.getByText(/mean absolute error is 3\.000/).waitFor();
});

test('every loss of the catalog has a shape or says why not', async () => {
  const { page, faults } = await playground.open({ experiment: 'lab=shapes' });
  const menu = page.locator('shapes-lab select[aria-label="Loss"]');
  await menu.waitFor({ state: 'attached' });
  const ids = await menu
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  assert.ok(ids.length >= 7, String(ids));
  for (const id of ids) {
    await menu.selectOption(id);
    await page.waitForURL(new RegExp(`loss=${id}(&|$)`));
    await page
      .getByRole('slider', { name: /^Loss against/ })
      .or(page.locator('shapes-lab .notice'))
      .first()
      .waitFor();
    assert.doesNotMatch(await visibleText(page), /NaN|undefined/, id);
  }
  assert.deepEqual(faults, []);
});

test('every entry of the catalog has a page with its formula as MathML', async () => {
  const { page, faults } = await playground.open({ experiment: 'lab=reference' });
  const links = page.getByRole('navigation', { name: 'Entries' }).getByRole('link');
  await links.first().waitFor();
  const addresses = await links.evaluateAll((anchors) =>
    anchors.map((anchor) => (anchor as HTMLAnchorElement).hash),
  );
  assert.ok(addresses.length >= 19, String(addresses.length));
  for (const address of addresses) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await page.waitForFunction((hash) => {
      const root = document.querySelector('reference-lab')?.shadowRoot;
      return (
        root?.querySelector<HTMLAnchorElement>('a[aria-current]')?.hash === hash &&
        root.querySelector('.formula math') &&
        root.querySelector('.picture')?.childElementCount
      );
    }, address);
  }
  assert.deepEqual(faults, []);
});

test('racers start alike, reach their level in the engine’s number of steps, and a race can be called off', async () => {
  const { page, faults } = await playground.open({
    experiment: 'lab=race&on=quadratic&start=-2,2&noise=0&steps=80&seeds=2&race=sgd:0.03,adam:0.1&v=1',
  });
  await page.getByText('The race is over.').waitFor({ state: 'attached' });
  await page.getByLabel('Level to reach').fill('1');
  await page.getByLabel('Level to reach').press('Enter');
  // On the bowl ½(x² + 25y²) from (−2, 2): after n steps of 0.03, x is −2·0.97ⁿ and y is 2·0.25ⁿ; the height is 1 once
  // x² ≤ 2, so at n = 12 (0.97^11·2 = 1.43 is still above √2, 0.97^12·2 = 1.39 is not).
  await page.getByRole('row', { name: /^SGD 0\.03 12 2 of 2/ }).waitFor();
  await page.getByLabel('Course').selectOption('digits');
  await page.getByRole('button', { name: 'Cancel' }).click();
  // “Race again” if it has begun.
  await page.getByRole('button', { name: /^Race( again)?$/ }).waitFor();
  assert.deepEqual(faults, []);
});

test('the middle of a landscape is the trained model’s cost', async () => {
  const { page } = await playground.open({ experiment: 'lab=landscape&task=xor&steps=60&v=1' });
  await page.getByText('All places are measured.').waitFor({ state: 'attached' });
  const told = (await page.locator('landscape-lab .reading b').textContent()) ?? '';
  const trained = await playground.open({ experiment: 'at=60&task=xor&steps=60&v=1' });
  const { cost } = await momentWhen(trained.page, ({ step }) => step === 60);
  assert.equal(told, short(cost));
});

test('the two losses open with a start that is sure and wrong, where the squared error stalls', async () => {
  const { page, faults } = await playground.open({ experiment: 'lab=two-losses' });
  await page.getByText('Both are trained.').waitFor({ state: 'attached' });
  const words = ((await page.locator('two-losses-lab .reading').textContent()) ?? '').replace(/\s+/g, ' ');
  assert.match(words, /: test accuracy 96 ?% with cross-entropy, 61 ?% with squared error\./);
  assert.match(words, /is 33 times as large \(median of 1,000 batches\)\./);
  assert.deepEqual(faults, []);
});
