import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { windows } from './support/chromium.ts';
import { type Playground, startPlayground } from './support/playground.ts';
import { assertSoundInBoth } from './support/sound.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** Anchor at the middle, the positive 1 away, one negative 0.5, one 1.5 and one 2.5 away. */
const scene = 'lab=triplet&loss=triplet_margin_loss&a=0,0&p=1,0&n=0,0.5;-1.5,0;0,-2.5&v=1';

const row = async (page: Page, negative: string) =>
  (
    await page
      .getByRole('row', { name: new RegExp(`^${negative}`) })
      .locator('td')
      .allTextContents()
  ).map((text) => text.trim());

test('zones, losses and shares of the forces are the engine’s', async () => {
  const { page, faults } = await playground.open({ experiment: scene });
  await page.getByRole('row', { name: /^N3/ }).waitFor();
  assert.deepEqual(await row(page, 'N1'), ['0.500', 'hard', '1.500', '50%']);
  assert.deepEqual(await row(page, 'N2'), ['1.500', 'semi-hard', '0.500', '50%']);
  assert.deepEqual(await row(page, 'N3'), ['2.500', 'easy', '0.000', '0%']);
  await page.getByLabel('Mining').selectOption('hardest');
  await page.getByRole('row', { name: /^N1.*100%/ }).waitFor();
  assert.equal((await row(page, 'N2'))[3], '0%');
  assert.deepEqual(faults, []);
});

test('arrow keys move a point, and its loss, its zone and the address follow', async () => {
  const { page } = await playground.open({ experiment: scene });
  const negative = page.getByRole('button', { name: /^N1/ });
  await negative.focus();
  await negative.press('Shift+ArrowUp');
  await page.getByRole('row', { name: /^N1.*1\.000.*1\.000/ }).waitFor();
  await page.waitForURL(/n=0,1;/);
  await negative.press('ArrowUp');
  await page.getByRole('row', { name: /^N1.*semi-hard/ }).waitFor();
});

test('a dragged point is drawn in the frame that follows, with its loss', async () => {
  const { page } = await playground.open({ experiment: scene });
  const negative = page.getByRole('button', { name: /^N1/ });
  const box = await negative.locator('.shape').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  const frames = await page.evaluate(async () => {
    const lab = document.querySelector('triplet-lab')?.shadowRoot;
    const picture = lab?.querySelector('triplet-map')?.shadowRoot;
    const svg = picture?.querySelector('svg');
    const handle = picture?.querySelector('[data-id="n0"]');
    if (!svg || !handle) throw new Error('no picture');
    const { left, top } = svg.getBoundingClientRect();
    const before = handle.getAttribute('transform');
    svg.dispatchEvent(
      new PointerEvent('pointermove', { clientX: left + 40, clientY: top + 40, bubbles: true }),
    );
    for (let frame = 1; frame <= 10; frame++) {
      await new Promise((done) => requestAnimationFrame(done));
      if (handle.getAttribute('transform') !== before) return frame;
    }
    return Number.POSITIVE_INFINITY;
  });
  assert.ok(frames <= 1, `the point moved after ${frames} frames`);
  // The pointer itself goes there too: browsers tell its place again when what lies under it has changed.
  const map = await page.locator('triplet-map svg').first().boundingBox();
  assert.ok(map);
  await page.mouse.move(map.x + 40, map.y + 40);
  await page.mouse.up();
  await page.getByRole('row', { name: /^N1.*easy/ }).waitFor();
});

test('all points in one place: no arrow, no step changes the loss, and a nudge resolves it', async () => {
  const { page, faults } = await playground.open({
    experiment: 'lab=triplet&loss=triplet_margin_loss&a=0,0&p=0,0&n=0,0;0,0;0,0&v=1',
  });
  await page.getByText('Every distance is 0, so the loss equals the margin, 1.').waitFor();
  const arrows = page.locator('triplet-map .force');
  assert.equal(await arrows.count(), 0);
  await page.getByRole('button', { name: '10 steps' }).click();
  await page.getByText('= average loss 1.000').waitFor();
  assert.deepEqual(await row(page, 'N1'), ['0.000', 'hard', '1.000', '0%']);
  await page.getByRole('button', { name: 'Nudge the points' }).click();
  await page.getByText('3 of 3 triplets are active').waitFor();
  assert.equal(await arrows.count(), 3);
  await page.getByRole('button', { name: '10 steps' }).click();
  await page.getByText('= average loss 0.2').waitFor();
  assert.deepEqual(faults, []);
});

test('following the arrows brings the loss down', async () => {
  const { page } = await playground.open({ experiment: scene });
  await page.getByRole('row', { name: /^N1/ }).waitFor();
  const before = Number((await row(page, 'N1'))[2]);
  await page.getByRole('button', { name: 'Follow the arrows' }).click();
  await page.waitForFunction(
    (loss) =>
      Number(
        document.querySelector('triplet-lab')?.shadowRoot?.querySelector('tbody td:nth-child(4)')
          ?.textContent,
      ) < loss,
    before,
  );
});

test('the lab trains on real data beside', async () => {
  const { page, faults } = await playground.open({ experiment: scene });
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByText(/Step \d+: \d+ ?% of the training triplets are active/).waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  assert.deepEqual(faults, []);
});

test('a collapse is told with its reason, and a button restarts the run', async () => {
  const { page, faults } = await playground.open({ experiment: 'lab=triplet' });
  await page.getByRole('button', { name: /Make the embeddings collapse/ }).click();
  const alarm = page.getByRole('alert').filter({ hasText: 'The embeddings have collapsed' });
  await alarm.waitFor();
  assert.match(
    (await alarm.textContent()) ?? '',
    /the training cost, (1\.000|0\.99\d|1\.00\d), is about the margin of 1,/,
  );
  const map = page.locator('triplet-training embedding-map canvas');
  await map.scrollIntoViewIfNeeded();
  await map.evaluate(async (element) => {
    const canvas = element as HTMLCanvasElement;
    const drawn = () =>
      canvas.width > 0 &&
      canvas
        .getContext('2d')
        ?.getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value > 0);
    while (!drawn()) await new Promise(requestAnimationFrame);
  });
  await alarm.getByRole('button', { name: 'Restart at a learning rate of 0.1' }).click();
  await alarm.waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
});

for (const { name, window } of windows)
  test(`triplet lab at ${name}, light and dark: axe clean, no shift, no sideways scroll`, async () => {
    const { page, faults } = await playground.open({ experiment: 'lab=triplet', ...window });
    await page.getByText('Before the first step').waitFor();
    await assertSoundInBoth(page, faults);
  });
