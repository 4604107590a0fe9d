// npm run screenshots: the pictures of the README, and the stills of labs and chapters that pages show where they cannot train,
// from the built page in Chromium. `-- race still-race chapter-overfitting` makes the named ones only.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, needsOfStages } from './build.mjs';
import { chapterDefinitions } from './guide.mjs';
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

/** File name, address, and what to wait for. An address with a step stays at it. */
const pictures = [
  ['cross-entropy', 'at=420&task=digits&v=1', trained(420)],
  ['mean-squared-error', 'at=300&task=houses&v=1', trained(300)],
  ['triplet', 'lab=triplet', said('The margin asks for')],
  [
    'next-token',
    'lab=next-token&task=names&steps=1900&evaluate_every=190&v=1',
    said('finished: training cost'),
  ],
  ['landscape', 'lab=landscape&task=moons&steps=300&v=1', said('All places are measured.')],
  [
    'race',
    'lab=race&on=rosenbrock&steps=300&race=sgd:0.001,adam:0.1,adagrad:0.5,rmsprop:0.03&v=1',
    said('The race is over.'),
  ],
];

const themes = ['light', 'dark'];

/** What came last is drawn in the frames that follow. */
const drawn = (page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame++) await new Promise((done) => requestAnimationFrame(done));
  });

/** Brings a chapter's run to the moment of its picture, and gives the part of the page that shows it. */
async function chapterPicture(page, url, { id, run: { lab, runs, still } }) {
  await page.goto(`${url}guide/${id}.html`);
  const playground = page.locator('loss-playground');
  if (still.step !== undefined) {
    const experiment = `${runs[0].experiment.replace(/&steps=\d+/, '')}&steps=${still.step}`;
    await playground.evaluate((element, text) => element.setAttribute('experiment', text), experiment);
  }
  await page.locator('.predict input').first().check();
  await playground.scrollIntoViewIfNeeded();
  // A lab that waits for the reader.
  if (/^at=0&/.test(runs[0].experiment)) {
    await page.waitForFunction(() =>
      document.querySelector('loss-playground').shadowRoot.querySelector('.box.live'),
    );
    await playground.evaluate((element) => element.play());
  }
  if (still.when !== undefined) await said(still.when)(page);
  if (still.step !== undefined) {
    await page.locator('loss-playground .speed select').selectOption('max');
    await playground.evaluate((element) => element.play());
    await page.waitForFunction(() => document.querySelector('loss-playground').ended);
  }
  // The figures of the view without its buttons.
  const figures = await page
    .locator(`loss-playground ${lab ? '.figures' : ':is([part~=picture], [part~=chart])'}`)
    .all();
  const boxes = await Promise.all(
    figures.map((figure) =>
      figure.evaluate((element) => {
        const { x, y, right, bottom } = element.getBoundingClientRect();
        return { x, y: y + scrollY, right, bottom: bottom + scrollY };
      }),
    ),
  );
  const [x, y] = ['x', 'y'].map((side) => Math.min(...boxes.map((box) => box[side])));
  const [right, bottom] = ['right', 'bottom'].map((side) => Math.max(...boxes.map((box) => box[side])));
  return { x, y, width: right - x, height: bottom - y };
}

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
for (const [name, address, ready] of pictures) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${server.url}#${address}`);
  await ready(page);
  await drawn(page);
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
    await drawn(page);
    const png = await withPalette(blank, await page.locator(taken.part).first().screenshot());
    writeFileSync(join(folder, `${file}-${colorScheme}.png`), png);
    console.log(`${file}-${colorScheme}.png  ${Math.round(png.length / 1000)} KB`);
    await page.close();
  }
}
for (const chapter of await chapterDefinitions()) {
  if (asked.length > 0 && !asked.includes(`chapter-${chapter.id}`)) continue;
  const folder = join(root, 'web/guide/stills');
  mkdirSync(folder, { recursive: true });
  // So wide that the model is beside its losses, in the pixels of a fine screen.
  const page = await browser.newPage({ viewport: { width: 760, height: 900 }, deviceScaleFactor: 2 });
  const clip = await chapterPicture(page, server.url, chapter);
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await drawn(page);
    const png = await withPalette(blank, await page.screenshot({ clip, fullPage: true }));
    writeFileSync(join(folder, `${chapter.id}-${colorScheme}.png`), png);
    console.log(`${chapter.id}-${colorScheme}.png  ${Math.round(png.length / 1000)} KB`);
  }
  await page.close();
}
await browser.close();
await server.stop();
