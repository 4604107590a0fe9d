// The guide's pages as readers use them: with and without a script, WebAssembly, storage and a screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Chapter } from '../../web/guide/chapter.ts';
import { sidewaysScroll } from './support/chromium.ts';
import { accessibilityFaults, layoutShift, type Playground, startPlayground } from './support/playground.ts';

const tool = new URL('../../.tools/guide.mjs', import.meta.url).href;
const chapters = (await (await import(tool)).chapterDefinitions()) as Chapter[];
const pages = ['', 'glossary.html', ...chapters.map(({ id }) => `${id}.html`)];

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const first = chapters[0] as Chapter;
const playing = (page: Page) => page.locator('loss-playground');
const answer = (page: Page, question: 'predict' | 'check', option: number) =>
  page.locator(`.${question} input`).nth(option).check();
/** The numbers of a run are there. */
const loaded = (page: Page) =>
  page.waitForFunction(() =>
    document.querySelector('loss-playground')?.shadowRoot?.querySelector('.box.live'),
  );
const levels = (page: Page) =>
  page.locator('main :is(h1, h2, h3)').evaluateAll((headings) => headings.map(({ localName }) => localName));

for (const path of pages)
  for (const [width, dark] of [
    [1280, false],
    [390, true],
  ] as const)
    test(`guide/${path} at ${width} px, ${dark ? 'dark' : 'light'}: axe clean, no sideways scroll, one h1`, async () => {
      const { page, faults } = await playground.open({
        path: `guide/${path}`,
        width,
        dark,
        scrollbar: width > 720,
      });
      assert.deepEqual(await accessibilityFaults(page), []);
      assert.equal(await sidewaysScroll(page), null);
      assert.equal((await levels(page)).filter((level) => level === 'h1').length, 1);
      assert.deepEqual(faults, []);
    });

for (const { id, predict, check } of chapters)
  test(`${id}: the question comes first, every answer is explained, and the run works`, async () => {
    const { page, faults } = await playground.open({ path: `guide/${id}.html` });
    assert.equal(await page.locator('.after:visible').count(), 0);
    assert.equal(await page.locator('.feedback:visible').count(), 0);
    for (const [name, { options }] of Object.entries({ predict, check })) {
      for (const [index, option] of options.entries()) {
        await answer(page, name as 'predict', index);
        const feedback = page.locator(`.${name} .feedback:visible`);
        assert.equal(await feedback.count(), 1);
        assert.match((await feedback.textContent()) ?? '', option.right ? /^Correct\. ./ : /^Not quite\. ./);
      }
      if (name === 'predict') {
        assert.ok((await page.locator('.after:visible').count()) > 0);
        await playing(page).scrollIntoViewIfNeeded();
        await loaded(page);
        for (const button of await page.locator('.runs button').all()) {
          await button.click();
          assert.equal(await button.getAttribute('aria-pressed'), 'true');
          await loaded(page);
        }
        const damaged = page.locator('loss-playground').getByRole('alert');
        assert.deepEqual(await damaged.allTextContents(), []);
      }
    }
    // Numbers of a running matrix move by a part of a pixel.
    const shift = (await layoutShift(page)).reduce((sum, { share }) => sum + share, 0);
    assert.ok(shift < 0.01, `cumulative layout shift ${shift}`);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await page.evaluate(() => document.querySelector('loss-playground')?.error ?? null), null);
    assert.deepEqual(faults, []);
  });

test('a number of the text becomes that of the reader’s run', async () => {
  const { page } = await playground.open({ path: 'guide/cross-entropy.html' });
  await answer(page, 'predict', 0);
  await playing(page).scrollIntoViewIfNeeded();
  await loaded(page);
  const start = page.locator('.fact[data-run=digits][data-step="0"]').first();
  const printed = await start.textContent();
  await playing(page).evaluate((element) => element.setAttribute('experiment', 'task=digits&seed=7&v=1'));
  await playing(page).evaluate((element) => (element as HTMLElementTagNameMap['loss-playground']).step());
  await page.waitForFunction(
    (before) => document.querySelector('.fact[data-run=digits][data-step="0"]')?.textContent !== before,
    printed,
  );
  const { testCost } = await playing(page).evaluate((element) => {
    const { history } = element as HTMLElementTagNameMap['loss-playground'];
    return { testCost: history?.testCost[0] ?? 0 };
  });
  assert.equal(await start.textContent(), testCost.toFixed(3));
});

type Element = HTMLElementTagNameMap['loss-playground'];

/** The numbers in the text that a run may change, as they stand there now. */
const runFacts = (page: Page) =>
  page.locator('.fact[data-run]').evaluateAll((all) => all.map((fact) => fact.textContent));

for (const [id, { play, reach, facts, kept }] of Object.entries({
  'why-not-squared-error': { play: false, reach: 1000, facts: 2, kept: 0 },
  'learning-rate': { play: false, reach: 1, facts: 2, kept: 0 },
  // Its test cost is measured every 250 steps.
  'next-token': { play: true, reach: 3, facts: 3, kept: 0 },
  'triplet-loss': { play: true, reach: 60, facts: 3, kept: 1 },
}))
  test(`${id}: the numbers of a lab become those of the reader’s run, which are the printed ones, and are kept`, async () => {
    const { page, faults } = await playground.open({ path: `guide/${id}.html` });
    await answer(page, 'predict', 0);
    const printed = await runFacts(page);
    await playing(page).scrollIntoViewIfNeeded();
    await loaded(page);
    // Nothing runs before the reader begins.
    assert.equal(await playing(page).evaluate((element) => (element as Element).paused), true);
    if (!play) await playing(page).evaluate((element) => (element as Element).play());
    else
      await page.waitForFunction(() => {
        const element = document.querySelector('loss-playground') as Element | null;
        const { paused, metrics, histories = {} } = element ?? {};
        const isMeasured = Object.values(histories).every(({ step }) => (step?.length ?? 0) > 0);
        if (paused && metrics && isMeasured) element?.play();
        return (element?.metrics?.step ?? 0) > 0;
      });
    await page.waitForFunction((step) => {
      const { metrics, histories, ended } = document.querySelector('loss-playground') as Element;
      const steps = Object.values(histories).map((lists) => lists.step?.at(-1) ?? 0);
      return ended || Math.max(metrics?.step ?? 0, ...steps) >= step;
    }, reach);
    await playing(page).evaluate((element) => (element as Element).pause());
    await page.waitForFunction((count) => document.querySelectorAll('[data-live]').length >= count, facts);
    assert.deepEqual(await runFacts(page), printed);
    await page.waitForFunction(
      ([chapter, count]) => {
        const progress = JSON.parse(localStorage.getItem('loss-playground guide') ?? '{}');
        return (progress[chapter]?.runs?.length ?? 0) === count;
      },
      [id, kept] as const,
    );
    assert.deepEqual(faults, []);
  });

test('answers are kept in the browser, the first one counts, and Start over forgets them', async () => {
  const { page } = await playground.open({ path: `guide/${first.id}.html` });
  await answer(page, 'predict', 1);
  await answer(page, 'predict', 2);
  await page.reload();
  assert.equal(await page.locator('.predict input').nth(1).isChecked(), true);
  await answer(page, 'check', 0);
  await page.goto(`${playground.url}guide/`);
  const entry = page.locator(`.chapters a[data-chapter=${first.id}] .state`);
  assert.equal(await entry.textContent(), 'done');
  assert.match((await page.locator('.go').textContent()) ?? '', /^Continue: 2/);
  await page.getByRole('button', { name: 'Start over' }).click();
  assert.equal(await entry.textContent(), '');
  assert.equal(await page.getByRole('button', { name: 'Copy result link' }).isDisabled(), true);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await entry.textContent(), 'done');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.goto(`${playground.url}guide/${first.id}.html`);
  assert.equal(await page.locator('.predict :checked').count(), 0);
});

test('the last chapter leads to the contents, which say that the guide is finished', async () => {
  const last = chapters.at(-1) as Chapter;
  const { page } = await playground.open({ path: `guide/${last.id}.html` });
  await page.evaluate(
    (ids) =>
      localStorage.setItem(
        'loss-playground guide',
        JSON.stringify(Object.fromEntries(ids.map((id) => [id, { predict: 0, check: 0 }]))),
      ),
    chapters.map(({ id }) => id),
  );
  await page.reload();
  await page.getByRole('link', { name: /^The end of the guide/ }).click();
  await page.getByText(`${chapters.length} of ${chapters.length} chapters done`).waitFor();
  const go = page.getByRole('link', { name: /You have finished the guide/ });
  assert.equal(await go.getAttribute('href'), '../');
  assert.equal(await page.getByRole('button', { name: 'Copy result link' }).isDisabled(), false);
});

test('on a touched screen a term opens its meaning first, then its entry in the glossary', async () => {
  const { page } = await playground.open({ path: `guide/${first.id}.html`, width: 390, scrollbar: false });
  const term = page.locator('.term a').first();
  await term.tap();
  await page.locator('.meaning:visible').waitFor();
  assert.match(page.url(), new RegExp(`${first.id}\\.html`));
  await term.tap();
  await page.waitForURL(/glossary\.html#/);
});

test('where storage is blocked, the guide works until the page is left', async () => {
  const { page, faults } = await playground.open({
    path: `guide/${first.id}.html`,
    before: () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      }),
  });
  await answer(page, 'predict', 0);
  await page.locator('.after').first().waitFor();
  assert.deepEqual(faults, []);
  await page.goto(`${playground.url}guide/`);
  await page.getByText('your answers are kept only until you leave or reload the page').waitFor();
});

for (const { id } of chapters)
  test(`${id} without JavaScript: a text with its picture, its answers, and no dead buttons`, async () => {
    const { page } = await playground.open({ path: `guide/${id}.html`, javaScript: false });
    await page.locator('.still img').scrollIntoViewIfNeeded();
    assert.equal(await page.locator('.still img').isVisible(), true);
    assert.equal(await page.getByText('The live run needs JavaScript.').isVisible(), true);
    assert.equal(await page.locator('.feedback:visible').count(), 6);
    assert.equal(await page.locator('.after:visible').count(), await page.locator('.after').count());
    assert.equal(await page.locator('main button:visible').count(), 0);
  });

test('without WebAssembly the chapter shows its picture', async () => {
  const { page } = await playground.open({
    path: `guide/${first.id}.html`,
    // A worker has a WebAssembly of its own.
    before: () => {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      Reflect.deleteProperty(globalThis, 'Worker');
    },
  });
  await answer(page, 'predict', 0);
  await page.locator('.still img').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('loss-playground')?.error);
  assert.equal(await page.locator('.still img').isVisible(), true);
});

test('a printed chapter has all its parts and its answers', async () => {
  const { page } = await playground.open({ path: `guide/${first.id}.html` });
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.feedback:visible').count(), 6);
  assert.equal(await page.locator('.after:visible').count(), await page.locator('.after').count());
  assert.equal(await page.locator('.labs:visible').count(), 0);
});

test('the first screen leads to the guide, by a link and by G', async () => {
  const { page } = await playground.open();
  await page.getByRole('link', { name: /New here\?/ }).click();
  await page.getByRole('heading', { level: 1, name: /guide/i }).waitFor();
  await page.goBack();
  await page.keyboard.press('g');
  await page.getByRole('heading', { level: 1, name: /guide/i }).waitFor();
});

test('pages say what they are: title, description, canonical address, picture, structured data', async () => {
  for (const { id, title, description } of chapters) {
    const { page } = await playground.open({ path: `guide/${id}.html`, javaScript: false });
    assert.equal(await page.title(), `${title} · Loss Playground`);
    const content = (name: string) =>
      page.locator(`meta[name="${name}"], meta[property="${name}"]`).getAttribute('content');
    assert.equal(await content('description'), description);
    assert.ok(description.length <= 160, `${id}: ${description.length} characters`);
    assert.equal(await page.locator('link[rel=canonical]').getAttribute('href'), `${id}.html`);
    assert.match((await content('og:image')) ?? '', /\.png$/);
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
    assert.equal(data['@type'], 'LearningResource');
    await page.context().close();
  }
});
