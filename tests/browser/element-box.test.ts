// The element keeps to its box: at every width, in both directions of writing, in the frame of the recipe, on paper.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { Elements, frames, heard, script, stepOf, watched } from './support/elements.ts';
import { lapping } from './support/lapping.ts';
import { sticking } from './support/sticking.ts';

let elements: Elements;
before(async () => {
  elements = await Elements.start();
});
after(() => elements.stop());

const element = 'loss-playground';
const widths = [280, 320, 360, 480, 640, 800, 1000];

/** A page whose body is as wide as the element, without room around it. */
const open = (attributes: string, { width = 1000, height = 900, dir = 'ltr' } = {}) =>
  elements.open({
    head: `${script}<style>body, h1, loss-playground { margin: 0 } h1 { display: none } main { overflow: auto }</style>`,
    body: `<loss-playground ${attributes}></loss-playground><script>document.documentElement.dir = '${dir}';
      document.querySelector('main').style.width = '${width}px'</script>`,
    width: 1100,
    height,
  });

const setWidth = async (page: Page, width: number) => {
  await page.locator('main').evaluate((main, to) => {
    main.style.width = `${to}px`;
  }, width);
  await frames(page, 4);
};

/** Takes some steps and stops, so that lines, readings and pictures are those of a run. */
async function train(page: Page, steps: number) {
  await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.play());
  await stepOf(page, steps);
  await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.pause());
}

const trainings: Record<string, string> = {
  'controls="full"': 'controls="full" experiment="task=houses&amp;v=1"',
  'all terms': 'controls="task model loss optimizer lr batch" experiment="task=spam&amp;v=1"',
  anatomy: 'lab="anatomy"',
  'next-token': 'lab="next-token"',
};
const others = Object.fromEntries(
  ['shapes', 'triplet', 'race', 'landscape', 'two-losses'].map((lab) => [lab, `lab="${lab}"`]),
);

for (const [name, attributes] of Object.entries({ ...trainings, ...others }))
  for (const dir of ['ltr', 'rtl'])
    test(`${name}, ${dir}: nothing is outside the box at any width`, async () => {
      const { page, errors } = await open(attributes, { dir });
      await heard(page, 'ready');
      if (name in trainings) await train(page, 3);
      for (const width of widths) {
        await setWidth(page, width);
        assert.deepEqual(await sticking(page.locator(element)), [], `${width} px`);
        const { scrollWidth, clientWidth } = await page
          .locator('main')
          .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
        assert.ok(scrollWidth <= clientWidth, `${scrollWidth} px wide in ${clientWidth} px`);
      }
      assert.deepEqual(errors, []);
    });

for (const task of ['circle', 'spam', 'houses', 'triplet_lab', 'names', 'emoji_search', 'embedding_distance'])
  for (const controls of ['full', 'task model loss optimizer lr batch'])
    test(`${task}, controls="${controls}": the room that is kept is the room that is taken`, async () => {
      const { page } = await open(`controls="${controls}" experiment="task=${task}&amp;v=1"`);
      await heard(page, 'ready');
      await train(page, 2);
      for (const width of [...widths, 300, 340, 639]) {
        await setWidth(page, width);
        const [kept, taken] = await page.locator(element).evaluate((host) => {
          const box = host.shadowRoot?.querySelector('.box') as HTMLElement;
          return [Number.parseFloat(getComputedStyle(box).minHeight), box.getBoundingClientRect().height];
        });
        assert.ok(
          Math.abs((taken ?? 0) - (kept ?? 0)) < 1,
          `${width} px: ${taken} px taken, ${kept} px kept`,
        );
      }
    });

/** What the guide's pages set for the labs that fill a window. */
const ofTheWindow = '--stage-height: 420px; --bar: 66px; --bar-position: sticky; --gutter: 16px';

for (const lab of ['anatomy', 'next-token', ...Object.keys(others)])
  test(`${lab} on a page with labs of its own: nothing overlaps, and no words are cut`, async () => {
    const { page } = await open(`lab="${lab}"`, { height: 700 });
    await page.evaluate((to) => document.documentElement.setAttribute('style', to), ofTheWindow);
    await heard(page, 'ready');
    await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.pause());
    for (const width of [1200, 860, 640, 358, 280]) {
      await page.setViewportSize({ width: Math.max(width, 320), height: 700 });
      await setWidth(page, width);
      assert.deepEqual(await lapping(page.locator(element)), [], `${width} px`);
      assert.deepEqual(await sticking(page.locator(element)), [], `${width} px`);
    }
  });

const recipe = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../web/embed/iframe/${name}`, import.meta.url)), 'utf8');

test('the frame of the recipe has no scrollbars at any width, in both directions', async () => {
  for (const name of ['page.css', 'frame.css']) elements.put(`/recipe/${name}`, { body: recipe(name) });
  elements.put('/recipe/frame', {
    body: recipe('frame.html').replace('loss-playground/loss-playground.js', '/dist/loss-playground.js'),
  });
  for (const dir of ['ltr', 'rtl']) {
    elements.put('/recipe/', { body: recipe('index.html').replace('src="frame.html"', 'src="frame"') });
    const { page } = await elements.blank({ width: 800, height: 1400 });
    await page.goto(`${elements.url}/recipe/`);
    const inner = await page
      .locator('iframe')
      .elementHandle()
      .then((handle) => handle?.contentFrame());
    assert.ok(inner);
    await inner.evaluate((to) => {
      document.documentElement.dir = to;
    }, dir);
    await inner.waitForFunction(() => (document.querySelector('loss-playground')?.metrics?.step ?? 0) > 20);
    for (const width of widths) {
      await page.setViewportSize({ width: width + 40, height: 1400 });
      await page.locator('iframe').evaluate((frame, to) => {
        document.querySelector('main')?.setAttribute('style', `max-width: none; width: ${to}px; padding: 0`);
        return frame;
      }, width);
      await frames(page, 4);
      const measured: object = await inner.evaluate(() => {
        const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement;
        return {
          bars: [innerWidth - clientWidth, innerHeight - clientHeight],
          over: [scrollWidth - clientWidth, scrollHeight - clientHeight],
          width: innerWidth,
        };
      });
      assert.deepEqual(measured, { bars: [0, 0], over: [0, 0], width }, `${width} px, ${dir}`);
    }
    await page.close();
  }
});

test('on a page written from right to left the scrubber agrees with its scale', async () => {
  const { page } = await open(`controls experiment='{"version":1,"task":{"id":"xor"},"steps":40}'`, {
    width: 600,
    dir: 'rtl',
  });
  await heard(page, 'ready');
  await train(page, 40);
  const scrub = page.getByLabel('Step shown');
  const place = await scrub.boundingBox();
  assert.ok(place);
  await scrub.click({ position: { x: 0.25 * place.width, y: place.height / 2 } });
  await page.waitForFunction(() => (document.querySelector('loss-playground')?.metrics?.step ?? 40) < 40);
  const step = await page
    .locator(element)
    .evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.metrics?.step ?? Number.NaN);
  assert.ok(step >= 8 && step <= 12, `step ${step} at a quarter of the way from the left`);
  const texts = page.locator('.track text');
  const [first, last] = [await texts.first().boundingBox(), await texts.last().boundingBox()];
  assert.ok(first && last && first.x < last.x, 'step 0 is not on the left');
});

test('on a page written from right to left a slider grows to the right', async () => {
  const { page } = await open('lab="shapes"', { dir: 'rtl' });
  await heard(page, 'ready');
  const slider = page.getByRole('slider').and(page.locator('input')).first();
  const place = await slider.boundingBox();
  assert.ok(place);
  const value = async (share: number) => {
    await slider.click({ position: { x: share * place.width, y: place.height / 2 } });
    return Number(await slider.inputValue());
  };
  assert.ok((await value(0.2)) < (await value(0.8)));
});

test('after a reset the lines of the run stay, faint', async () => {
  const { page } = await open('controls show="chart" experiment="task=circle&amp;v=1"', { width: 640 });
  await heard(page, 'ready');
  await train(page, 30);
  /** Pixels of the plot that are clearly blue, and those that are at least bluish. */
  const blue = () =>
    page.locator('step-chart canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
        60,
        0,
        300,
        canvas.height,
      );
      let [clear, faint] = [0, 0];
      for (let at = 0; at < data.length; at += 4) {
        const more = (data[at + 2] ?? 0) - (data[at] ?? 0);
        if (more > 90) clear++;
        if (more > 15) faint++;
      }
      return { clear, faint };
    });
  await frames(page, 5);
  const before = await blue();
  await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.reset());
  await page.waitForFunction(() => document.querySelector('loss-playground')?.metrics?.step === 0);
  await frames(page, 5);
  const after = await blue();
  assert.ok(before.clear > 50, `${before.clear} pixels of lines`);
  assert.equal(after.clear, 0);
  assert.ok(after.faint > 50, `${after.faint} pixels of faint lines`);
});

for (const lab of ['anatomy', 'next-token'])
  test(`lab="${lab}": the bar follows the figures, and only they and the words go to paper`, async () => {
    const { page } = await open(`lab="${lab}"`, { width: 800 });
    await heard(page, 'ready');
    await train(page, 3);
    const parts = await page.locator(element).evaluate((host) => {
      const root = host.shadowRoot?.querySelector('.box > :not(slot)')?.shadowRoot as ShadowRoot;
      const edges = (part: string) => (root.querySelector(part) as HTMLElement).getBoundingClientRect();
      return {
        position: getComputedStyle(root.querySelector('.bar') as HTMLElement).position,
        gaps: [edges('.bar').top - edges('.stage').bottom, edges('.below').top - edges('.bar').bottom],
      };
    });
    assert.deepEqual(parts, { position: 'static', gaps: [0, 0] });
    await page.emulateMedia({ media: 'print' });
    await frames(page, 4);
    assert.equal(await page.getByRole('button', { name: 'Play' }).isVisible(), false);
    for (const part of ['.figures > figure .draw > *', '.reading', '.sentence'])
      for (const one of await page.locator(part).all()) {
        const box = await one.boundingBox();
        assert.ok(box && box.height > 20 && box.width > 100, `${part}: ${JSON.stringify(box)}`);
      }
  });

test('the Two losses view at 280 px stays where it is while it trains', async () => {
  const { page } = await open('lab="two-losses"', { width: 280, height: 1600 });
  await heard(page, 'ready');
  const { layoutShift } = await watched(page);
  await page.waitForFunction(() => {
    const lab = document.querySelector('loss-playground')?.shadowRoot?.querySelector('two-losses-lab');
    return (lab as unknown as { running: boolean; share: number } | null)?.share === 1;
  });
  await frames(page, 10);
  const moved = (await watched(page)).layoutShift - layoutShift;
  assert.ok(moved < 0.005, `layout shift ${moved}`);
});
