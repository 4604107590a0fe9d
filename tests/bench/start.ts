// From nothing to the first trained step: the engine in Node, and the page in Chromium with its files in the cache.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../engine/support.ts';
import { launch, serveFolder } from './pages.ts';
import { markdownTable, spread, withSpread } from './statistics.ts';

/** Runs in a Node process of its own and prints milliseconds since before the import. */
const program = `
const started = performance.now();
const { createEngine } = await import(${JSON.stringify(join(root, 'dist/engine.js'))});
const run = await (await createEngine()).createRun({ version: 1, task: { id: 'circle' } });
run.advance(1);
console.log(performance.now() - started);`;

function startInNode(): number {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

/** Notes when the page first tells of a step; runs in the page before its scripts. */
function watchFirstStep() {
  const scope = window as unknown as { firstStep?: number };
  const look = () => {
    const lab = document.querySelector('train-lab')?.shadowRoot;
    const words = lab?.querySelector('.reading')?.textContent ?? '';
    if (/Step [1-9]/.test(words)) scope.firstStep = performance.now();
    else setTimeout(look, 1);
  };
  look();
}

/** Milliseconds from the navigation until the page shows a trained step. */
async function startInPage(browser: Browser, url: string, rounds: number): Promise<number[]> {
  const context = await browser.newContext();
  const times: number[] = [];
  // The first visit fills the cache.
  for (let round = 0; round <= rounds; round++) {
    const page = await context.newPage();
    await page.addInitScript('globalThis.__name ??= (value) => value;');
    await page.addInitScript(watchFirstStep);
    await page.goto(`${url}#task=circle&v=1`);
    const handle = await page.waitForFunction(() => (window as unknown as { firstStep?: number }).firstStep);
    if (round > 0) times.push((await handle.jsonValue()) ?? Number.NaN);
    await page.close();
  }
  await context.close();
  return times;
}

export async function measureStart(rounds: number) {
  const inNode = spread(Array.from({ length: rounds }, startInNode));
  const server = await serveFolder(join(root, 'dist/site'), {
    headers: { 'cache-control': 'max-age=3600' },
  });
  const browser = await launch();
  const inPage = spread(await startInPage(browser, server.url, rounds));
  await browser.close();
  await server.stop();
  const rows = [
    ['Node: import, engine, run, first step', withSpread(inNode)],
    ['Chromium: navigation to the first trained step on screen, warm cache', withSpread(inPage)],
  ];
  return { text: markdownTable(['', 'ms on the clock (least–most)'], rows), data: { inNode, inPage } };
}
