// What stays on the page while something cannot be loaded, what the page says of it, and how it goes on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './support/chromium.ts';
import { closeAfterTest } from './support/closing.ts';
import { FaultyServer } from './support/faulty-server.ts';
import { momentWhen } from './support/moment.ts';
import { accessibilityFaults } from './support/playground.ts';

let browser: Browser;
let server: FaultyServer;
before(async () => {
  browser = await launchChromium();
  server = await FaultyServer.start();
});
after(async () => {
  await browser.close();
  server.stop();
});

async function open(hash = '', before?: () => void, forcedColors: 'active' | 'none' = 'none'): Promise<Page> {
  server.pages.clear();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    forcedColors,
    serviceWorkers: 'block',
  });
  closeAfterTest(context);
  const page = await context.newPage();
  await page.addInitScript('globalThis.__name ??= (value) => value;');
  if (before) await page.addInitScript(before);
  await page.goto(`${server.url}/site/#${hash}`, { waitUntil: 'commit' });
  return page;
}

const trouble = (page: Page, words: RegExp) => page.locator('.trouble').filter({ hasText: words });
const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Labs' }).getByRole('link', { name });
const triplet = (page: Page) => page.locator('triplet-lab:not([hidden])');
const stepOf = async (page: Page) => (await momentWhen(page, () => true)).step;

/** The first lab trains, and the script of another is missing. */
async function withoutTriplet(): Promise<Page> {
  server.faulty.set('/site/triplet-lab.js', 'missing');
  const page = await open('task=circle&v=1');
  await momentWhen(page, ({ step }) => step > 5);
  await link(page, 'Triplet').click();
  await trouble(page, /^\s*The lab Triplet could not be loaded\. triplet-lab\.js .* status 404/).waitFor();
  return page;
}

test('a lab whose script is missing: the present lab trains on and keeps its address, and the link works later', async () => {
  const page = await withoutTriplet();
  assert.match(new URL(page.url()).hash, /^#task=circle/);
  assert.equal(
    await page.getByRole('navigation', { name: 'Labs' }).locator('[aria-current]').textContent(),
    'Train',
  );
  const step = await stepOf(page);
  await momentWhen(page, (now) => now.step > step);
  assert.deepEqual(await accessibilityFaults(page), []);
  server.faulty.clear();
  await link(page, 'Triplet').click();
  await triplet(page).waitFor();
  assert.equal(new URL(page.url()).hash, '#lab=triplet');
  await page.locator('.trouble').waitFor({ state: 'hidden' });
});

test('the lab opens by itself when the network is back', async () => {
  const page = await withoutTriplet();
  server.faulty.clear();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await triplet(page).waitFor();
  assert.match(new URL(page.url()).hash, /^#lab=triplet/);
});

test('a visitor who opens another lab hears no more of the missing one', async () => {
  const page = await withoutTriplet();
  await link(page, 'Shapes').click();
  await page.locator('shapes-lab:not([hidden])').waitFor();
  await page.locator('.trouble').waitFor({ state: 'hidden' });
});

test('a task whose data is missing: the present run stays, with words, and the same link tries again', async () => {
  server.faulty.set('/site/data/houses.table.gz', 'replaced');
  const page = await open('task=circle&v=1');
  await momentWhen(page, ({ step }) => step > 5);
  await page.getByRole('link', { name: 'house prices' }).click();
  await trouble(page, /houses\.table\.gz .* web page/).waitFor();
  assert.match((await momentWhen(page, () => true)).words, /point/);
  server.faulty.clear();
  // The address is that of the link already.
  await page.getByRole('link', { name: 'house prices' }).click();
  await momentWhen(page, ({ words }) => /house/.test(words));
});

test('an error of the page is called that, with a button that reloads', async () => {
  server.faulty.clear();
  const page = await open('task=circle&v=1', () => {
    // A mistake in the script that draws.
    Map.prototype.get = () => {
      throw new Error('provoked');
    };
  });
  await page.getByRole('button', { name: /Reload|Try again/ }).waitFor();
  const words = (await page.locator('.trouble').textContent()) ?? '';
  assert.match(words, /The page met an error: provoked\./);
  assert.doesNotMatch(words, /WebAssembly/);
});

test('a script that does not parse is an error of the page too, and the next one is used', async () => {
  server.pages.set('/site/playground.js', 'this is no script');
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await page.goto(`${server.url}/site/`);
  await trouble(page, /The page met an error and could not start/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  server.pages.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await momentWhen(page, ({ step }) => step > 0);
  await page.close();
});

test('a policy that forbids WebAssembly is named, above the stills', async () => {
  const { policy } = server;
  server.policy = policy.replace(" 'wasm-unsafe-eval'", '');
  try {
    const page = await open();
    const alert = page.getByRole('alert').filter({ hasText: 'Content-Security-Policy of this page forbids' });
    await alert.waitFor();
    assert.doesNotMatch((await alert.textContent()) ?? '', /SIMD/);
    await page.locator('figure img').first().waitFor();
  } finally {
    server.policy = policy;
  }
});

test('while the page’s script is on its way, words say that it is loading', async () => {
  server.faulty.set('/site/playground.js', 'silent');
  for (const forced of ['none', 'active'] as const) {
    const page = await open('', undefined, forced);
    await page.getByRole('status').getByText('Loading the page’s scripts').waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
  }
  server.faulty.clear();
});
