// npm run screenshots: the pictures of the README, from the built page in Chromium. `-- race` makes the named ones only.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build.mjs';
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

setUp('test');
await buildAll();
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
  // What came last is drawn in the frames that follow.
  await page.evaluate(async (top) => {
    scrollTo({ top, behavior: 'instant' });
    for (let frame = 0; frame < 30; frame++) await new Promise((done) => requestAnimationFrame(done));
  }, scroll);
  const png = await withPalette(blank, await page.screenshot());
  writeFileSync(join(root, `web/site/pictures/${name}.png`), png);
  console.log(`${name}.png  ${Math.round(png.length / 1000)} KB`);
  await page.close();
}
await browser.close();
await server.stop();
