// Every state in which the page or the element says that something is wrong, is awaited or is asked: on a desktop and a
// phone, light, dark and in forced colors, its words can be read and nothing moves.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, sidewaysScroll, windowOf } from './support/chromium.ts';
import { type ErrorState, errorStates } from './support/error-states.ts';
import { FaultyServer, longPatience } from './support/faulty-server.ts';
import { hiddenText, prepareChecks } from './support/forced.ts';
import { accessibilityFaults, layoutShift, watchShift } from './support/playground.ts';
import { hiddenWords } from './support/shown-words.ts';

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser.close());

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };
type Size = keyof typeof sizes;

/** Forced colors come last, since they stay. Axe looks at each size once, light and dark. */
const looks: { media: Parameters<Page['emulateMedia']>[0]; axe?: Size; forced?: true }[] = [
  { media: { colorScheme: 'light' }, axe: 'desktop' },
  { media: { colorScheme: 'dark' }, axe: 'phone' },
  { media: { forcedColors: 'active' }, forced: true },
];

/** Share of the window that may move without the visitor's doing. */
const mostShift = 0.01;

/** A state on a new page, before anything is waited for. */
async function opened(server: FaultyServer, state: ErrorState, window: { width: number; height: number }) {
  const context = await browser.newContext({
    ...windowOf(window),
    colorScheme: 'light',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.addInitScript('globalThis.__name ??= (value) => value;');
  await page.addInitScript(`globalThis.lossPlaygroundPatience = ${state.patience ?? longPatience};`);
  await page.addInitScript(watchShift);
  if (state.before) await page.addInitScript(state.before);
  for (const [path, fault] of Object.entries(state.faulty ?? {})) server.faulty.set(path, fault);
  server.pages.set('/site/fault.js', 'throw new Error("provoked.");');
  const path = state.element ? '/page.html' : `/site/#${state.address ?? ''}`;
  if (state.element)
    server.pages.set(
      path,
      `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A page</title><main><h1>A page</h1>${state.element.replaceAll('&', '&amp;')}</main><script src="/loss-playground.js"></script></html>`,
    );
  await page.goto(`${server.url}${path}`, { waitUntil: 'commit' });
  return page;
}

/** What is wrong with a state as it looks now. */
async function faultsOf(page: Page, { words }: ErrorState, hasAxe: boolean): Promise<string[]> {
  return [
    ...(await hiddenWords(page.getByText(words).locator('visible=true').first())),
    ...(hasAxe ? await accessibilityFaults(page) : []),
    (await sidewaysScroll(page)) ?? '',
  ].filter(Boolean);
}

/** Asserts that nothing is wrong; an element follows another color scheme some frames later. */
async function assertNone(page: Page, find: () => Promise<string[]>, message?: string): Promise<void> {
  const limit = Date.now() + 10_000;
  let found = await find();
  while (found.length > 0 && Date.now() < limit) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    found = await find();
  }
  assert.deepEqual(found, [], message);
}

describe('what is wrong, awaited or asked is said so that it can be read', { concurrency: 3 }, () => {
  for (const [name, state] of Object.entries(errorStates))
    for (const [size, window] of Object.entries(sizes))
      test(`${name}, on a ${size}`, async () => {
        const server = await FaultyServer.start();
        const page = await opened(server, state, window);
        try {
          await state.act?.(page);
          await page.getByText(state.words).locator('visible=true').first().waitFor();
          const shifts = (await layoutShift(page)).filter(({ share }) => share >= mostShift);
          if (!state.moves) assert.deepEqual(shifts, []);
          for (const { media, axe, forced } of looks) {
            await page.emulateMedia(media);
            await assertNone(page, () => faultsOf(page, state, axe === size), JSON.stringify(media));
            if (!forced) continue;
            await prepareChecks(page);
            await assertNone(page, () => hiddenText(page));
          }
        } finally {
          await page.context().close();
          server.stop();
        }
      });
});
