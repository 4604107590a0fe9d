// Links to what is shown: copied with the step; own data only where it is asked for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { addressWhen, moment, momentWhen } from './support/moment.ts';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';
import { openShare } from './support/share.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** Presses a button that copies, and gives what it has copied, once it has said so and has its own words again. */
async function copied(page: Page, selector: string): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openShare(page);
  const button = page.locator(selector);
  const words = await button.textContent();
  await button.click();
  await page.locator(selector, { hasText: /^Copied$/ }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.locator(selector, { hasText: words ?? '' }).waitFor();
  return text;
}

test('the link to this moment opens the same step, standing still', async () => {
  const { page } = await playground.open({ experiment: 'at=25&task=circle&v=1' });
  const { words } = await momentWhen(page, ({ step }) => step === 25);
  await openShare(page);
  const link = page.getByRole('link', { name: 'Link to this moment' });
  await link.focus();
  const address = await link.evaluate((anchor) => (anchor as HTMLAnchorElement).hash.slice(1));
  const again = await playground.open({ experiment: address });
  assert.equal((await momentWhen(again.page, ({ step }) => step === 25)).words, words);
});

test('the link to this moment is copied with its step, paused or running', async () => {
  const { page, faults } = await playground.open({ experiment: 'at=25&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 25);
  assert.equal(await copied(page, '#link'), `${playground.url}#at=25&task=circle&v=1`);
  // The page stays where it is.
  assert.equal((await moment(page)).step, 25);
  await page.getByRole('button', { name: 'Play' }).click();
  await momentWhen(page, ({ step }) => step > 30);
  const [, step] = /#at=(\d+)&task=circle&v=1$/.exec(await copied(page, '#link')) ?? [];
  assert.ok(Number(step) > 30, `step ${step}`);
  assert.deepEqual(faults, []);
});

test('where nothing can be copied the link is put into the address bar', async () => {
  const { page } = await playground.open({
    experiment: 'at=25&task=circle&v=1',
    before: () => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    },
  });
  await momentWhen(page, ({ step }) => step === 25);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await momentWhen(page, ({ step }) => step === 26);
  await openShare(page);
  await page.locator('#link').click();
  await page.getByText('The link is in the address bar').waitFor();
  assert.match(page.url(), /#at=26&task=circle&v=1$/);
});

/** Trains on a table with so many rows, whose numbers are divided by something. */
async function trainOn(page: Page, rows: number, divisor = 1) {
  await moment(page);
  await page.getByRole('button', { name: 'Use your own data' }).click();
  const lines = Array.from({ length: rows }, (_, row) =>
    [row % 7, row % 5, (row % 7) + 2 * (row % 5)].map((value) => value / divisor).join(),
  );
  // At once: typed in as Playwright does it, a long text takes Chromium many seconds.
  await page.getByLabel(/Paste or drop a table/).evaluate(
    (area, text) => {
      (area as HTMLTextAreaElement).value = text;
      area.dispatchEvent(new InputEvent('input'));
    },
    ['first,second,sum', ...lines].join('\n'),
  );
  await page.getByText(`${rows} rows, 3 columns.`).waitFor();
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await addressWhen(page, /task=custom/);
  await momentWhen(page, ({ step }) => step > 5);
}

test('own data stays out of the address, until a link with it is asked for', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await trainOn(page, 60);
  assert.match(page.url(), /#data=[0-9a-f]{8}&task=custom/);
  assert.doesNotMatch(page.url(), /table/);
  assert.doesNotMatch(await copied(page, '#link'), /table/);
  await page
    .getByText('The link does not contain your data. Other people need the link with the data.')
    .waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const shared = await copied(page, '#link-with-data');
  assert.match(shared, /#at=\d+&task=custom&task\.table=/);
  // Back and forward open the same table again.
  await page.goBack();
  await addressWhen(page, /task=circle/);
  await page.goForward();
  await addressWhen(page, /task=custom/);
  await page.waitForFunction(
    () => document.querySelector('train-lab')?.session?.experiment?.task.id === 'custom',
  );
  // Another page has the table only by the link with it.
  const bare = await playground.open({ experiment: new URL(page.url()).hash.slice(1) });
  await bare.page.getByRole('alert').getByText('does not contain the data').waitFor();
  const again = await playground.open({ experiment: new URL(shared).hash.slice(1) });
  await momentWhen(again.page, ({ step }) => step > 0);
  const columns = await again.page.evaluate(() => document.querySelector('train-lab')?.session?.info?.inputs);
  assert.equal(columns, 2);
  assert.deepEqual([...faults, ...again.faults], []);
});

test('a table that is too large for a link says so', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await trainOn(page, 900, 97);
  await copied(page, '#link');
  await page.getByText('too large for a link').waitFor();
  assert.equal(await page.locator('#link-with-data').count(), 0);
});
