// The page while it trains flat out: how evenly frames come, and how busy its main thread is.
import { join } from 'node:path';
import type { Engine, Experiment } from 'loss-playground/engine';
import type { Page } from 'playwright-core';
import { encodeExperiment, root } from '../engine/support.ts';
import { launch, serveFolder } from './pages.ts';
import { figures, markdownTable, quantile } from './statistics.ts';
import { mainThreadTasks } from './trace.ts';

const seconds = 10;
/** Milliseconds between the page's frames for so many seconds. */
export const frameIntervals = (page: Page, seconds: number): Promise<number[]> =>
  page.evaluate(async (length) => {
    const times: number[] = [];
    const until = performance.now() + length * 1000;
    while (performance.now() < until)
      times.push(await new Promise<number>((done) => requestAnimationFrame(done)));
    return times.slice(1).map((time, i) => time - (times[i] ?? 0));
  }, seconds);

const stepShown = async (page: Page): Promise<number> => {
  const words = (await page.locator('.reading').textContent()) ?? '';
  return Number(/Step ([\d,]+)/.exec(words)?.[1]?.replaceAll(',', '') ?? 0);
};

/** Evaluated as a run of half a million steps is: at each drawing there are another picture and other numbers. */
const evaluateEvery = 5000;

/** Trains an experiment on the page, with no end in sight. */
export async function measureFrames(engine: Engine, experiment: Experiment) {
  const server = await serveFolder(join(root, 'dist/site'));
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const text = encodeExperiment(engine.catalog, {
    ...experiment,
    steps: 1e8,
    evaluate_every: evaluateEvery,
  });
  await page.goto(`${server.url}#${text}`);
  await page.locator('.speed select').selectOption('max');
  await page
    .locator('.reading')
    .getByText(/Step [1-9]/)
    .waitFor();
  // The pace of a frame is found in the first moments.
  await page.waitForTimeout(1000);
  const intervals = await frameIntervals(page, seconds);
  // Apart from the frames: to ask for each frame is work of the main thread, and so is to trace it.
  const first = await stepShown(page);
  const tasks = await mainThreadTasks(page, () => page.waitForTimeout(seconds * 1000));
  const total = (part: 'clock' | 'processor') => tasks.reduce((sum, task) => sum + task[part], 0) / 1000;
  const busy = { clock: total('clock'), processor: total('processor') };
  const speed = ((await stepShown(page)) - first) / seconds;
  await browser.close();
  await server.stop();
  const data = {
    frames: intervals.length,
    median: quantile(intervals, 0.5),
    percentile95: quantile(intervals, 0.95),
    longest: Math.max(...intervals),
    busyClock: busy.clock / seconds,
    busyProcessor: busy.processor / seconds,
    stepsPerSecond: speed,
  };
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const rows = [
    ['frames', String(data.frames)],
    ['interval: median', `${figures(data.median)} ms`],
    ['interval: 95th percentile', `${figures(data.percentile95)} ms`],
    ['interval: longest', `${figures(data.longest)} ms`],
    ['main thread busy, on the clock', percent(data.busyClock)],
    ['main thread busy, processor time', percent(data.busyProcessor)],
    ['steps a second', figures(data.stepsPerSecond)],
  ];
  return { text: markdownTable([`${seconds} s at full speed, 2-32-32-3, batch 32`, ''], rows), data };
}
