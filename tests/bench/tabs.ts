// Two tabs that train flat out in turn shown and hidden, each left and returned to now and then: memory and frames.
import { join } from 'node:path';
import { root } from '../engine/support.ts';
import { type ChromiumTab, ChromiumTabs } from './chromium-tabs.ts';
import { serveFolder } from './pages.ts';
import { markdownTable, quantile } from './statistics.ts';

/** Runs without an end in sight. */
const experiments = ['task=digits&steps=100000000&v=1', 'task=names&steps=100000000&v=1'];
/** Minutes between two visits elsewhere. */
const between = 5;

interface Page {
  step: number;
  speed: string;
  visibility: DocumentVisibilityState;
}
/** The run of the page, once there is one; runs in the page. */
function seen(): Page | null {
  const session = document.querySelector('train-lab')?.session;
  if (!session?.metrics) return null;
  return { step: session.metrics.step, speed: session.speed, visibility: document.visibilityState };
}

async function trainFlatOut(tab: ChromiumTab): Promise<void> {
  await tab.until(() => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) > 0);
  await tab.evaluate(() => {
    const session = document.querySelector('train-lab')?.session;
    session?.chooseSpeed('max');
    session?.play();
  });
}

/** Milliseconds between frames for some seconds; runs in the page. */
async function intervals(seconds: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until)
    times.push(await new Promise<number>((done) => requestAnimationFrame(done)));
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

/** Leaves the page and comes back. Says whether the browser had kept it, and the step before and after. */
async function leaveAndReturn(tab: ChromiumTab) {
  const before = (await tab.until(seen)).step;
  await tab.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted }));
  });
  await tab.go('data:text/html,elsewhere');
  await tab.until(() => document.body?.textContent === 'elsewhere');
  await tab.evaluate(() => history.back());
  const after = (await tab.until(seen)).step;
  const kept = await tab.evaluate(() => (globalThis as { persisted?: boolean }).persisted === true);
  await trainFlatOut(tab);
  return { before, after, kept };
}

export async function measureTabs(minutes: number) {
  const server = await serveFolder(join(root, 'dist/site'));
  const browser = await ChromiumTabs.start();
  const tabs = [];
  for (const experiment of experiments) tabs.push(await browser.open(`${server.url}#${experiment}`));
  for (const tab of tabs) {
    await tab.show();
    await trainFlatOut(tab);
  }
  const samples = [];
  const returns = [];
  for (let minute = 1; minute <= minutes; minute++) {
    const shown = tabs[minute % 2] as ChromiumTab;
    await shown.show();
    await shown.until(() => document.visibilityState === 'visible');
    const frames = await shown.evaluate(intervals, 50);
    const pages = [];
    for (const tab of tabs) pages.push({ ...(await tab.until(seen)), heap: await tab.heap() });
    samples.push({
      minute,
      median: quantile(frames, 0.5),
      percentile95: quantile(frames, 0.95),
      memory: await browser.memory(),
      pages,
    });
    if (minute % between === 0) returns.push({ minute, ...(await leaveAndReturn(shown)) });
    await new Promise((done) => setTimeout(done, 5000));
  }
  await browser.stop();
  await server.stop();
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const cells = samples.map(({ minute, median, percentile95, memory, pages }) => [
    minute,
    ...[median, percentile95].map((time) => time.toFixed(1)),
    megabytes(memory),
    ...pages.flatMap(({ step, heap, visibility }) => [
      `${step.toLocaleString('en-US')} (${visibility})`,
      megabytes(heap),
    ]),
  ]);
  const heads = ['minute', 'frame, ms', '95th percentile', 'browser, MB'];
  const table = markdownTable(
    [...heads, ...experiments.flatMap((_, tab) => [`tab ${tab + 1}: step`, 'heap, MB'])],
    cells.map((row) => row.map(String)),
  );
  const visits = returns.map(
    ({ minute, before, after, kept }) =>
      `Minute ${minute}: left at step ${before}, back at step ${after}, ${kept ? 'kept by the browser' : 'loaded again'}.`,
  );
  return { text: `${table}\n\n${visits.join('\n')}`, data: { samples, returns } };
}
