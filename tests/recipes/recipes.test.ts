// Each recipe of web/embed, built by its generator, opened under a sub-path, trained, light and dark.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchChromium, sidewaysScroll } from '../browser/support/chromium.ts';
import { buildRecipe, type Recipe, recipes } from './build.ts';

type Serve = (folder: string, options: { prefix: string }) => Promise<{ url: string; stop(): Promise<void> }>;
const { serve } = (await import(new URL('../../.tools/serve.mjs', import.meta.url).href)) as { serve: Serve };

/** `all` takes those with many npm packages too; a folder gets a picture of each. */
const { RECIPES, SCREENSHOTS } = process.env;
const chosen = Object.entries(recipes).filter(([name, { heavy }]) =>
  RECIPES ? RECIPES === 'all' || RECIPES.split(',').includes(name) : !heavy,
);

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser.close());

/** Waits until the page's training, in a frame or not, has come to a step. */
async function trained(page: Page, { framed }: Recipe): Promise<Frame> {
  await page
    .locator(framed ? 'iframe' : 'loss-playground')
    .first()
    .scrollIntoViewIfNeeded();
  const frame = (framed ? page.frames()[1] : page.mainFrame()) as Frame;
  await frame.waitForFunction(() => (document.querySelector('loss-playground')?.metrics?.step ?? 0) > 5);
  return frame;
}

async function look(page: Page, name: string) {
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

const schemeOf = (frame: Frame) =>
  frame
    .locator('loss-playground')
    .evaluate((element) => element.shadowRoot?.querySelector<HTMLElement>('.box')?.style.colorScheme);

async function visit(url: string, name: string, recipe: Recipe) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 1000 }, colorScheme: 'light' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on(
    'console',
    (message) => message.text().startsWith('<loss-playground>') && faults.push(message.text()),
  );
  await page.addInitScript('globalThis.__name ??= (value) => value;');
  await page.goto(url);
  const frame = await trained(page, recipe);
  assert.equal(await schemeOf(frame), 'light');
  await look(page, `${name}-light`);
  if (recipe.dark) {
    await page.locator(recipe.dark).first().click();
    await frame.waitForFunction(
      () =>
        document.querySelector('loss-playground')?.shadowRoot?.querySelector<HTMLElement>('.box')?.style
          .colorScheme === 'dark',
    );
  } else await page.emulateMedia({ colorScheme: 'dark' });
  await frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await look(page, `${name}-dark`);
  assert.equal(await sidewaysScroll(page), null);
  if (recipe.link) await route(page, recipe, recipe.link);
  if (recipe.controlled) await control(page);
  assert.deepEqual(faults, []);
  return page;
}

/** Goes to another page and back as the site's router does. */
async function route(page: Page, recipe: Recipe, link: string) {
  await page.getByRole('link', { name: link }).filter({ visible: true }).first().click();
  await page.locator('loss-playground[lab=triplet] triplet-lab').waitFor();
  await page.goBack();
  await page.locator('loss-playground[lab=triplet]').waitFor({ state: 'detached' });
  await trained(page, recipe);
  assert.equal(await page.locator('loss-playground').count(), 1);
}

/** The page's own control sets the experiment, and hears of the training. */
async function control(page: Page) {
  await page.getByLabel('Learning rate', { exact: true }).fill('0.2');
  await page.waitForFunction(
    () => document.querySelector('loss-playground')?.complete?.optimizer.params.lr === 0.2,
  );
  await page.locator('output', { hasText: /^\d\.\d{3}$/ }).waitFor();
}

for (const [name, recipe] of chosen)
  test(`${name}: built by its generator, it trains in the page’s own look`, async (context) => {
    const built = buildRecipe(name);
    const server = await serve(built.folder, { prefix: '/project/' });
    context.diagnostic(`built in ${built.seconds.toFixed(1)} s`);
    try {
      for (const path of recipe.pages ?? [''])
        await (
          await visit(`${server.url}${path}`, `${name}${path.replace(/(.+)\.html/, '-$1')}`, recipe)
        ).close();
    } finally {
      await server.stop();
      built.remove();
    }
  });
