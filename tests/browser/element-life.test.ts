// The element in the life of a page: many of them, themes, shared runs, moving, routers, history, print, leaks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { bothWays, sidewaysScroll } from './support/chromium.ts';
import { Elements, frames, heard, script, stepOf, watched } from './support/elements.ts';
import { accessibilityFaults } from './support/playground.ts';

let elements: Elements;
before(async () => {
  elements = await Elements.start();
});
after(() => elements.stop());

const tag = (attributes = '') => `<loss-playground ${attributes}><p>The fallback</p></loss-playground>`;

test('50 elements share one worker and two requests for the engine', async () => {
  elements.requests.length = 0;
  const { page, errors } = await elements.open({
    body: Array.from(
      { length: 50 },
      (_, index) => `${tag(`id="e${index}" show="chart" autoplay`)}<p>Text</p>`,
    ).join(''),
    height: 700,
  });
  await heard(page, 'ready', 'e0');
  const last = page.locator('#e49');
  await last.scrollIntoViewIfNeeded();
  await stepOf(page, 2, 'e49');
  await page.evaluate(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += 600) {
      scrollTo(0, top);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
  });
  for (const id of ['e10', 'e30']) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await heard(page, 'ready', id);
  }
  const engine = elements.requests.filter((path) => /\/(engine.*|starter\.wasm|catalog\.json)$/.test(path));
  assert.deepEqual(engine, ['/dist/engine.js', '/dist/starter.wasm']);
  assert.equal((await watched(page)).workers, 1);
  assert.deepEqual(errors, []);
});

test('a run that nobody is near gives its memory back and goes on when it is near again', async () => {
  const { page } = await elements.open({
    body: `${tag('autoplay')}<p style="height: 4000px">Text</p>`,
    height: 700,
  });
  await stepOf(page, 5);
  await page.evaluate(() => scrollTo(0, 4000));
  // A run that sleeps has no handle in the worker, and takes no more steps.
  await page.waitForFunction(() => {
    const view = document
      .querySelector('loss-playground')
      ?.shadowRoot?.querySelector('loss-playground-train');
    return (view as unknown as { training: { session: { run: unknown } } })?.training.session.run === null;
  });
  const stands = await page.evaluate(() => document.querySelector('loss-playground')?.metrics?.step ?? 0);
  await frames(page, 30);
  assert.equal(await page.evaluate(() => document.querySelector('loss-playground')?.metrics?.step), stands);
  await page.evaluate(() => scrollTo(0, 0));
  await stepOf(page, stands + 5);
  await frames(page, 30);
  const drawn = () =>
    page
      .locator('loss-playground canvas')
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const woken = await drawn();
  await stepOf(page, stands + 60);
  await frames(page, 30);
  assert.notEqual(await drawn(), woken, 'the picture of the model stands still');
  const types = (await watched(page)).heard.map(({ type }) => type);
  assert.equal(types.includes('pause'), false);
});

test('autoplay="visible" trains while it is seen, and a reader’s pause is kept', async () => {
  const { page } = await elements.open({
    body: `<p style="height: 800px">Text</p>${tag('autoplay="visible" controls show="chart"')}<p style="height: 3000px">Text</p>`,
    height: 720,
  });
  await heard(page, 'ready');
  await frames(page, 5);
  assert.equal(await page.evaluate(() => document.querySelector('loss-playground')?.paused), true);
  await page.locator('loss-playground').scrollIntoViewIfNeeded();
  await stepOf(page, 3);
  await page.getByRole('button', { name: 'Pause' }).click();
  await heard(page, 'pause');
  await page.evaluate(() => scrollTo(0, 0));
  await frames(page, 5);
  await page.locator('loss-playground').scrollIntoViewIfNeeded();
  await frames(page, 10);
  assert.equal(await page.evaluate(() => document.querySelector('loss-playground')?.paused), true);
});

const lookOf = (page: Page) =>
  page.locator('loss-playground').evaluate((element) => {
    const box = element.shadowRoot?.querySelector<HTMLElement>('.box');
    return { paper: box?.style.getPropertyValue('--paper'), scheme: box?.style.colorScheme };
  });

test('the look follows the page: by class, by style sheet, by system, through transitions', async () => {
  elements.put('/theme.css', {
    body: `body { background: #fff; color: #222; transition: background-color 80ms, color 80ms }
      .dark body { background: rgb(20, 24, 31); color: #ddd }
      @media (prefers-color-scheme: dark) { .auto body { background: #101010; color: #eee } }`,
  });
  elements.put('/slate.css', {
    body: 'body { background: oklch(0.25 0.02 250) !important; color: #eee !important }',
  });
  const { page } = await elements.open({
    head: `${script}<link rel="stylesheet" href="/theme.css">`,
    body: tag(),
  });
  await heard(page, 'ready');
  assert.deepEqual(await lookOf(page), { paper: '#ffffff', scheme: 'light' });
  const when = (paper: string) =>
    page.waitForFunction(
      (wanted) =>
        document
          .querySelector('loss-playground')
          ?.shadowRoot?.querySelector<HTMLElement>('.box')
          ?.style.getPropertyValue('--paper') === wanted,
      paper,
    );
  await page.evaluate(() => document.documentElement.classList.add('dark'));
  await when('#14181f');
  assert.equal((await lookOf(page)).scheme, 'dark');
  await page.evaluate(() => {
    document.documentElement.className = 'auto';
  });
  await when('#ffffff');
  await page.emulateMedia({ colorScheme: 'dark' });
  await when('#101010');
  await page.emulateMedia({ colorScheme: 'light' });
  await when('#ffffff');
  await page.evaluate(() => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = '/slate.css';
    document.head.append(link);
  });
  await page.waitForFunction(
    () =>
      document.querySelector('loss-playground')?.shadowRoot?.querySelector<HTMLElement>('.box')?.style
        .colorScheme === 'dark',
  );
});

test('custom properties and parts override the look', async () => {
  elements.put('/own.css', {
    body: `loss-playground { --loss-playground-cross-entropy: #7a0055; --loss-playground-paper: #ffeedd }
      loss-playground::part(reading) { border-top: 3px solid rgb(1, 2, 3) }`,
  });
  const { page } = await elements.open({
    head: `${script}<link rel="stylesheet" href="/own.css">`,
    body: tag(),
  });
  await heard(page, 'ready');
  const [hue, paper] = await page.locator('loss-playground').evaluate((element) => {
    const box = element.shadowRoot?.querySelector<HTMLElement>('.box');
    return ['--cross-entropy', '--paper'].map((name) => box?.style.getPropertyValue(name));
  });
  assert.deepEqual([hue, paper], ['#7a0055', '#ffeedd']);
  const reading = page.locator('[part=reading]');
  assert.equal(await reading.evaluate((part) => getComputedStyle(part).borderTopColor), 'rgb(1, 2, 3)');
});

test('for: the chart here, its controls there, one run', async () => {
  const { page } = await elements.open({
    body: `${tag('id="demo" show="chart"')}<p>Text</p>${tag('id="keys" for="demo" show="none" controls')}`,
  });
  await heard(page, 'ready', 'demo');
  await heard(page, 'ready', 'keys');
  assert.equal(await page.locator('#demo').getByRole('button').count(), 0);
  await page.locator('#keys').getByRole('button', { name: 'Play' }).click();
  await stepOf(page, 3, 'demo');
  await heard(page, 'play', 'demo');
  const [one, other] = await page.evaluate(() => {
    const [demo, keys] = document.querySelectorAll('loss-playground');
    return [demo?.metrics?.step, keys?.metrics?.step];
  });
  assert.equal(one, other);
  const runs = (await watched(page)).heard.filter(({ type, id }) => type === 'step' && id === 'keys');
  assert.deepEqual(runs, []);
});

test('moved, cloned, removed and put back', async () => {
  const {
    page,
    console: lines,
    errors,
  } = await elements.open({
    body: `<div id="one">${tag('id="it" autoplay')}</div><div id="two"></div>`,
  });
  await stepOf(page, 5, 'it');
  const moved = await page.evaluate(() => {
    const it = document.querySelector('#it') as HTMLElementTagNameMap['loss-playground'];
    const before = it.metrics?.step ?? 0;
    document.querySelector('#two')?.append(it);
    return before;
  });
  await stepOf(page, moved + 3, 'it');
  await page.evaluate(() => {
    const copy = document.querySelector('#it')?.cloneNode(true) as HTMLElement;
    copy.id = 'copy';
    document.querySelector('#one')?.append(copy);
  });
  await stepOf(page, 3, 'copy');
  const left = await page.evaluate(async () => {
    const it = document.querySelector('#it') as HTMLElementTagNameMap['loss-playground'];
    it.remove();
    for (let frame = 0; frame < 10; frame++) await new Promise((done) => requestAnimationFrame(done));
    const step = it.metrics?.step ?? 0;
    document.querySelector('#two')?.append(it);
    return step;
  });
  await stepOf(page, left + 3, 'it');
  assert.deepEqual([...lines, ...errors], []);
});

test('no element is left after 20 navigations of a single-page site, and the worker holds no run', async () => {
  const { page, errors } = await elements.open({ body: '<div id="route"></div>' });
  await page.evaluate(async () => {
    const route = document.querySelector('#route') as HTMLElement;
    const scope = window as unknown as { left: WeakRef<Element>[]; worker: unknown };
    scope.left = [];
    for (let visit = 0; visit < 20; visit++) {
      const element = document.createElement('loss-playground');
      element.setAttribute('controls', 'loss');
      element.setAttribute('autoplay', '');
      const ready = new Promise((done) => element.addEventListener('ready', done, { once: true }));
      route.replaceChildren(element);
      await ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      scope.left.push(new WeakRef(element));
    }
    route.replaceChildren();
  });
  // What was still on its way ends, and the worker has given up every run.
  await page.waitForFunction(() => {
    const { made, disposed } = (
      window as unknown as { watched: { runs: { made: number; disposed: number } } }
    ).watched.runs;
    return made >= 20 && made === disposed;
  });
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const left = await page.evaluate(
    () => (window as unknown as { left: WeakRef<Element>[] }).left.filter((one) => one.deref()).length,
  );
  assert.equal(left, 0);
  assert.equal((await watched(page)).workers, 1);
  assert.deepEqual(errors, []);
});

test('back and forward in the browser’s history: it trains on', async () => {
  elements.put('/other.html', { body: '<p>Another page</p>' });
  const { page } = await elements.open({ body: `${tag('autoplay')}<a href="/other.html">Other</a>` });
  await stepOf(page, 3);
  await page.getByRole('link', { name: 'Other' }).click();
  await page.getByText('Another page').waitFor();
  await page.goBack();
  await stepOf(page, 5);
});

test('on paper the look is that of the printed page', async () => {
  elements.put('/print.css', {
    body: 'body { background: #111; color: #eee } @media print { body { background: #fff; color: #000 } }',
  });
  const { page } = await elements.open({
    head: `${script}<link rel="stylesheet" href="/print.css">`,
    body: tag('controls'),
  });
  await heard(page, 'ready');
  assert.equal((await lookOf(page)).scheme, 'dark');
  await page.emulateMedia({ media: 'print' });
  await page.waitForFunction(
    () =>
      document.querySelector('loss-playground')?.shadowRoot?.querySelector<HTMLElement>('.box')?.style
        .colorScheme === 'light',
  );
  assert.equal(await page.locator('[part=transport]').isVisible(), false);
  assert.ok(await page.locator('step-chart').isVisible());
});

test('far from the window a picture holds no pixels; on paper it is drawn', async () => {
  const { page } = await elements.open({
    body: `${tag('show="chart"')}<p style="height: 4000px">Text</p>`,
    height: 700,
  });
  await heard(page, 'ready');
  const pixels = () =>
    page.locator('step-chart canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width);
  assert.ok((await pixels()) > 0);
  await page.evaluate(() => scrollTo(0, 4000));
  await page.waitForFunction(() => {
    const view = document
      .querySelector('loss-playground')
      ?.shadowRoot?.querySelector('loss-playground-train');
    return view?.shadowRoot?.querySelector('step-chart')?.shadowRoot?.querySelector('canvas')?.width === 0;
  });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.ok((await pixels()) > 0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await pixels(), 0);
});

for (const { name, window } of bothWays(900, 360))
  for (const dark of [false, true])
    for (const controls of ['controls', 'controls="full"', 'controls="loss lr"'])
      test(`${controls} at ${name}, ${dark ? 'dark' : 'light'}: no shift, no sideways scroll, axe clean`, async () => {
        elements.put('/plain.css', {
          // A page is drawn before its deferred scripts run: what keeps the room until then is its own style sheet.
          body: `body { background: Canvas; color: CanvasText } :root { color-scheme: light dark }
            loss-playground:not(:defined) { display: block; min-height: 1200px }`,
        });
        const { page, console: lines } = await elements.open({
          head: `${script}<link rel="stylesheet" href="/plain.css">`,
          body: `<p>Text before</p>${tag(`${controls} autoplay="visible"`)}`,
          ...window,
          dark,
        });
        await stepOf(page, 20);
        await page.getByRole('button', { name: 'Pause' }).evaluate((button: HTMLElement) => button.click());
        await page.locator('loss-playground [part=picture] canvas').waitFor();
        const { layoutShift } = await watched(page);
        assert.ok(layoutShift < 0.01, `layout shift ${layoutShift}`);
        assert.deepEqual(await accessibilityFaults(page), []);
        assert.equal(await sidewaysScroll(page), null);
        assert.deepEqual(lines, []);
      });

test('nothing of an element is outside its own box, wide or narrow', async () => {
  const widths = [265, 280, 345, 360, 412, 600, 639, 640, 720, 900];
  const { page } = await elements.open({
    head: `${script}<style>body { margin: 0 }</style>`,
    body: widths
      .map(
        (width) =>
          `<div style="width: ${width}px">${tag(`id="w${width}" controls="full" experiment="task=houses&v=1"`)}</div>`,
      )
      .join(''),
    height: 12000,
  });
  for (const width of widths) {
    await heard(page, 'ready', `w${width}`);
    const host = page.locator(`#w${width}`);
    await host.locator('[part=transport] .at').waitFor();
    await host.locator('[part=picture] canvas').waitFor();
    const room = await host.evaluate(({ clientWidth, scrollWidth }) => ({ clientWidth, scrollWidth }));
    assert.deepEqual(room, { clientWidth: width, scrollWidth: width });
  }
});
