// npm run screenshots: the pictures of the README, and the stills of the labs that the page shows where it cannot train,
// from the built page in Chromium. `-- race still-race` makes the named ones only.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, needsOfStages } from './build.mjs';
import { labDefinitions } from './labs.mjs';
import { withPalette } from './palette-png.mjs';
import { root } from './run.mjs';
import { serve } from './serve.mjs';
import { setUp } from './setup.mjs';

/** Waits until the train lab stands at a step. */
const trained = (step) => (page) =>
  page.waitForFunction(
    (wanted) => document.querySelector('train-lab')?.session?.metrics?.step === wanted,
    step,
  );
const said = (words) => (page) => page.getByText(words).first().waitFor({ state: 'attached' });

/** File name, address, what to wait for, and how far to scroll. An address with a step stands still at it. */
const pictures = [
  ['cross-entropy', 'at=420&task=digits&v=1', trained(420)],
  ['mean-squared-error', 'at=300&task=houses&v=1', trained(300)],
  ['triplet', 'lab=triplet', said('Before the first step')],
  ['next-token', 'lab=next-token&task=names&steps=1900&evaluate_every=190&v=1', said('ended: cost J')],
  ['landscape', 'lab=landscape&task=moons&steps=300&v=1', said('All places are measured.'), 300],
  [
    'race',
    'lab=race&on=rosenbrock&steps=300&race=sgd:0.001,adam:0.1,adagrad:0.5,rmsprop:0.03&v=1',
    said('The race is over.'),
    500,
  ],
];

const themes = ['light', 'dark'];

/** What came last is drawn in the frames that follow. */
const drawn = (page, top) =>
  page.evaluate(async (to) => {
    scrollTo({ top: to, behavior: 'instant' });
    for (let frame = 0; frame < 30; frame++) await new Promise((done) => requestAnimationFrame(done));
  }, top);

setUp(['chromium', ...needsOfStages(['site'])]);
await build(['site']);
const { chromium } = await import('playwright-core');
const server = await serve(join(root, 'dist/site'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const asked = process.argv.slice(2);
const blank = await browser.newPage();
for (const [name, address, ready, scroll = 0] of pictures) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(`${server.url}#${address}`);
  await ready(page);
  await drawn(page, scroll);
  const png = await withPalette(blank, await page.screenshot());
  writeFileSync(join(root, `web/site/pictures/${name}.png`), png);
  console.log(`${name}.png  ${Math.round(png.length / 1000)} KB`);
  await page.close();
}
const stills = (await labDefinitions()).flatMap(({ id, stills }) =>
  stills.map((still) => ({ id, ...still })),
);
for (const { id, file, taken } of stills) {
  if (asked.length > 0 && !asked.includes(`still-${file}`)) continue;
  const folder = join(root, 'web/labs', id, 'stills');
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of themes) {
    // As wide as the page shows them, in the pixels of a fine screen.
    const page = await browser.newPage({
      viewport: { width: 440, height: 900 },
      deviceScaleFactor: 2,
      colorScheme,
    });
    await page.goto(`${server.url}#${taken.address}`);
    await said(taken.when)(page);
    await drawn(page, 0);
    const png = await withPalette(blank, await page.locator(taken.part).first().screenshot());
    writeFileSync(join(folder, `${file}-${colorScheme}.png`), png);
    console.log(`${file}-${colorScheme}.png  ${Math.round(png.length / 1000)} KB`);
    await page.close();
  }
}
await browser.close();
await server.stop();
