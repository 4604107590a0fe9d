import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { momentWhen } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** What has the focus, through shadow roots: its name, or what it says. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

test('Space, arrows, Home, End and R move the run', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 30);
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await page.keyboard.press('Home');
  await momentWhen(page, ({ step }) => step === 0);
  await page.keyboard.press('ArrowRight');
  await momentWhen(page, ({ step }) => step === 1);
  await page.keyboard.press('Shift+ArrowRight');
  await momentWhen(page, ({ step }) => step === 11);
  await page.keyboard.press('Shift+ArrowLeft');
  await momentWhen(page, ({ step }) => step === 1);
  await page.keyboard.press('End');
  const { step: last } = await momentWhen(page, ({ step }) => step > 20);
  await page.keyboard.press('ArrowLeft');
  await momentWhen(page, ({ step }) => step === last - 1);
  await page.keyboard.press('r');
  await momentWhen(page, ({ step }) => step === 0);
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  assert.deepEqual(faults, []);
});

test('while typing the keys write, and Space presses the button that has the focus', async () => {
  const { page } = await playground.open({ experiment: 'at=20&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 20);
  const field = page.getByLabel('Batch size');
  await field.press('r');
  await field.press('ArrowLeft');
  await momentWhen(page, ({ step }) => step === 20);
  await page.getByRole('button', { name: 'Reset' }).press(' ');
  await momentWhen(page, ({ step }) => step === 0);
  await page.getByRole('button', { name: 'Play' }).waitFor();
});

test('digits open labs, ? lists the shortcuts, Escape closes the list', async () => {
  const { page } = await playground.open();
  await momentWhen(page, () => true);
  await page.keyboard.press('3');
  await page.locator('.labs [aria-current]', { hasText: 'Shapes' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor({ state: 'hidden' });
});

test('Pause is within five Tabs, and the skip link leads to the controls', async () => {
  const { page } = await playground.open();
  await momentWhen(page, () => true);
  const stops: string[] = [];
  for (let tab = 0; tab < 5; tab++) {
    await page.keyboard.press('Tab');
    stops.push(await focused(page));
  }
  assert.equal(stops[0], 'Skip to the controls');
  assert.ok(stops.includes('Pause'), `the first five stops are ${stops.join(', ')}`);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Skip to the controls' }).press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Pause');
});

test('arrow keys move within the labs and the tasks', async () => {
  const { page } = await playground.open();
  await momentWhen(page, () => true);
  await page.getByRole('link', { name: 'Train', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(page), 'Anatomy');
  await page.keyboard.press('End');
  assert.equal(await focused(page), 'Reference');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(page), 'Train');
});

test('an example opens worked on the stage, and the focus comes back when it closes', async () => {
  const { page, faults } = await playground.open({ experiment: 'at=30&task=digits&v=1' });
  await momentWhen(page, ({ step }) => step === 30);
  const cell = page.locator('mix-up-table button').first();
  await cell.focus();
  await cell.press('Enter');
  const drawer = page.locator('example-drawer');
  await drawer.locator('.put-in').waitFor();
  const { top, bottom } = await drawer.evaluate((element) => element.getBoundingClientRect().toJSON());
  assert.ok(top > 0 && bottom < 900, `the drawer lies from ${top} to ${bottom}`);
  assert.equal(await focused(page), 'Close');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  assert.equal(
    await cell.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button),
    true,
  );
  assert.deepEqual(faults, []);
});

test('the presentation hides what leads elsewhere and keeps picture, chart, keys and reading', async () => {
  const { page, faults } = await playground.open({
    experiment: 'at=30&task=digits&v=1',
    width: 1280,
    height: 720,
  });
  await momentWhen(page, ({ step }) => step === 30);
  await page.keyboard.press('p');
  await page.getByRole('navigation', { name: 'Labs' }).waitFor({ state: 'hidden' });
  const size = await page.evaluate(() =>
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  assert.ok(size > 20, `text is ${size} px high`);
  for (const part of ['picture', 'chart', 'transport', 'reading'])
    assert.ok(await page.locator(`train-lab [part~=${part}]`).isVisible());
  await page.keyboard.press('p');
  await page.getByRole('navigation', { name: 'Labs' }).waitFor();
  assert.deepEqual(faults, []);
});

test('on paper the controls are gone and both figures are drawn', async () => {
  const { page } = await playground.open({ experiment: 'at=30&task=digits&v=1' });
  await momentWhen(page, ({ step }) => step === 30);
  await page.emulateMedia({ media: 'print' });
  const seen = (selector: string) => page.locator(`train-lab ${selector}`).first().isVisible();
  assert.equal(await seen('.keys'), false);
  for (const part of ['[part~=picture]', '[part~=chart]', '.reading', '.sentence'])
    assert.ok(await seen(part), part);
  const drawn = await page.evaluate(() => {
    const chart = document.querySelector('train-lab')?.shadowRoot?.querySelector('series-chart');
    const canvas = chart?.shadowRoot?.querySelector('canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return Array.from(pixels).some((value, index) => index % 4 === 3 && value > 0);
  });
  assert.ok(drawn, 'the chart is blank');
});
