// What the element costs a page: time to its first chart, the longest task, and many of them on one page.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { Elements, heard, stepOf } from '../browser/support/elements.ts';
import { markdownTable, spread, withSpread } from './statistics.ts';
import { longestTask } from './trace.ts';

const instances = 50;
const element = '<loss-playground show="chart" autoplay></loss-playground>';
const far = '<p style="height: 3000px">Text</p>';

/** Milliseconds from the moment that the element comes into sight to its first chart, with the files in the cache. */
async function firstChart(page: Page): Promise<number> {
  // A reload would come back to where the page was.
  await page.evaluate(() => {
    history.scrollRestoration = 'manual';
  });
  await page.reload();
  await page.locator('loss-playground').waitFor({ state: 'attached' });
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const one = document.querySelector('loss-playground') as HTMLElement;
        const started = performance.now();
        one.addEventListener('ready', () => done(performance.now() - started), { once: true });
        one.scrollIntoView();
      }),
  );
}

/** Megabytes of the browser's processes that draw pages: what each has alone, and its share of what they have together. */
async function megabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .map(
      ({ id }) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]) / 1000,
    )
    .reduce((sum, size) => sum + size, 0);
}

/** The same once the page is at rest: freed memory goes back to the system some time after. */
async function megabytesAtRest(browser: Browser): Promise<number> {
  let least = await megabytes(browser);
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((done) => setTimeout(done, 500));
    const now = await megabytes(browser);
    quiet = now < least * 0.99 ? 0 : quiet + 1;
    least = Math.min(least, now);
  }
  return least;
}

/** Scrolls through a page until all its elements have drawn. */
const seeAll = (page: Page) =>
  page.evaluate(async () => {
    const waiting = new Set(document.querySelectorAll('loss-playground'));
    for (const one of waiting) one.addEventListener('ready', () => waiting.delete(one), { once: true });
    const started = performance.now();
    for (const one of document.querySelectorAll('loss-playground')) {
      one.scrollIntoView();
      while (waiting.has(one)) await new Promise((done) => requestAnimationFrame(done));
    }
    return performance.now() - started;
  });

async function many(elements: Elements, count: number) {
  elements.requests.length = 0;
  const { page } = await elements.open({ body: far + Array(count).fill(element).join('<p>Text</p>') });
  await page.waitForLoadState();
  const took = await seeAll(page);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const busy = await megabytes(elements.browser);
  const size = await megabytesAtRest(elements.browser);
  const engine = elements.requests.filter((path) => /\/(engine|starter|catalog)/.test(path)).length;
  const workers = page.workers().length;
  await page.context().close();
  return { took, busy, size, engine, workers };
}

export async function measureElement(rounds: number) {
  const elements = await Elements.start();
  try {
    const opened = await elements.open({ body: `${far}${element}` });
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const time = await firstChart(opened.page);
      // The first visit fills the cache.
      if (round > 0) times.push(time);
    }
    await opened.page.context().close();
    const watchedPage = await elements.open({
      body: `${far}<loss-playground controls autoplay></loss-playground>`,
    });
    const longest = await longestTask(watchedPage.page, async () => {
      await watchedPage.page.locator('loss-playground').scrollIntoViewIfNeeded();
      await heard(watchedPage.page, 'ready');
      await stepOf(watchedPage.page, 60);
    });
    await watchedPage.page.context().close();
    const none = await many(elements, 0);
    const all = await many(elements, instances);
    const chart = spread(times);
    const data = {
      chart,
      longest,
      took: all.took,
      more: all.size - none.size,
      moreBusy: all.busy - none.busy,
      engine: all.engine,
      workers: all.workers,
    };
    const rows = [
      ['first chart after it comes into sight, warm cache, ms', withSpread(chart)],
      ['longest task on the main thread while it loads and trains, ms of processor time', longest.toFixed(0)],
      [`${instances} elements, each seen until it has drawn, s`, (all.took / 1000).toFixed(1)],
      [`${instances} elements: more memory than none, at rest, MB`, data.more.toFixed(0)],
      [`${instances} elements: the same at the moment the last has drawn, MB`, data.moreBusy.toFixed(0)],
      [`${instances} elements: workers, requests for the engine`, `${all.workers}, ${all.engine}`],
    ];
    return { text: markdownTable(['', ''], rows), data };
  } finally {
    await elements.stop();
  }
}
