// What a call to the worker costs beyond its work: a call that only looks a number up, one after the other.
import { createWorkerEngine } from '../engine/support.ts';
import { startPages } from './pages.ts';
import { markdownTable, spread, withSpread } from './statistics.ts';

const calls = 2000;
const experiment = { version: 1, task: { id: 'circle' } } as const;

/** Microseconds a call; runs in Node and, as its text, in the page. */
async function timeCalls(start: typeof createWorkerEngine, count: number, sample: typeof experiment) {
  const engine = await start();
  const run = await engine.createRun(sample);
  for (let i = 0; i < count; i++) await run.stopped;
  const started = performance.now();
  for (let i = 0; i < count; i++) await run.stopped;
  const taken = performance.now() - started;
  engine.terminate();
  return (taken * 1000) / count;
}

export async function measureMessages(rounds: number) {
  const pages = await startPages();
  const page = await pages.browser.newPage();
  await page.goto(`${pages.url}ours.html`);
  const text = `import('/engine.js').then(({ createWorkerEngine }) =>
    (${timeCalls})(createWorkerEngine, ${calls}, ${JSON.stringify(experiment)}))`;
  await page.evaluate('globalThis.__name ??= (value) => value');
  const inNode: number[] = [];
  const inPage: number[] = [];
  for (let round = 0; round < rounds; round++) {
    inNode.push(await timeCalls(createWorkerEngine, calls, experiment));
    inPage.push(await page.evaluate<number>(text));
  }
  await pages.stop();
  const rows = [
    ['Node', withSpread(spread(inNode))],
    ['Chromium', withSpread(spread(inPage))],
  ];
  return {
    text: markdownTable(['', 'µs a call, on the clock (least–most)'], rows),
    data: { inNode: spread(inNode), inPage: spread(inPage) },
  };
}
