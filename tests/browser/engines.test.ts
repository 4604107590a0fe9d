// Each of the three browser engines opens every lab, trains, recovers from a killed worker, and computes the same bytes
// as Node.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type * as Api from 'loss-playground/engine';
import { bytesOf, createEngine } from '../engine/support.ts';
import type { BrowserPage } from './support/browser-page.ts';
import { labDefinitions } from './support/definitions.ts';
import type { Scope } from './support/held-workers.ts';
import { shown } from './support/lab-words.ts';
import type { Serving } from './support/playground.ts';
import { engines, serveInstrumented } from './support/three-engines.ts';
import { assertUndisturbed, seenRun } from './support/undisturbed.ts';

let server: Serving;
before(async () => {
  server = await serveInstrumented();
});
after(() => server?.stop());

/** A variable of the page, where a function runs there. */
declare const scope: Scope;

const definitions = await labDefinitions();

/** Without `at`, training starts by itself. */
const trains = 'task=circle&v=1';

/** The step of the run in the page, once it is at least this. */
const stepFrom = (page: BrowserPage, least: number) =>
  page.until(
    `step ${least}`,
    (wanted) => {
      const step = document.querySelector('train-lab')?.session?.metrics?.step ?? 0;
      return step >= wanted ? step : null;
    },
    least,
  );

/** Pauses, and waits until the engine has nothing left to do. */
const pause = (page: BrowserPage) =>
  page.until('the pause', async () => {
    const session = document.querySelector('train-lab')?.session;
    session?.pause();
    // The engine answers in order: what is answered now was asked after the last step.
    await session?.run?.snapshot();
    return session?.status === 'paused';
  });

const faultsOf = (page: BrowserPage) => page.evaluate(() => scope.faults);

for (const [name, start] of Object.entries(engines))
  describe(name, () => {
    let page: BrowserPage;
    before(async () => {
      page = await start();
    });
    after(() => page?.stop());

    for (const { id, title, tag } of definitions)
      test(`${name} opens the lab ${title}`, async () => {
        await page.open(`${server.url}#lab=${id}`);
        const words = await page.until(`what ${title} shows`, shown, tag);
        // The reference names PyTorch's NaN.
        assert.doesNotMatch(words, /NaN(?!, as in PyTorch)|undefined|\[object/);
        assert.deepEqual(await faultsOf(page), []);
      });

    test(`${name} trains, and a killed worker is replaced without a bit lost`, async () => {
      await page.open(`${server.url}#${trains}`);
      for (let kill = 0; kill < 2; kill++) {
        const step = await stepFrom(page, 40 * (kill + 1));
        await page.evaluate(() => scope.workers.at(-1)?.terminate());
        await stepFrom(page, step + 20);
      }
      await pause(page);
      assert.equal(await page.evaluate(() => scope.workers.length), 3);
      await assertUndisturbed(await page.evaluate(seenRun));
      assert.deepEqual(await faultsOf(page), []);
    });

    for (const experiment of [
      { version: 1, task: { id: 'digits' } },
      { version: 1, task: { id: 'houses' }, optimizer: { id: 'rmsprop' }, precision: 'float64' },
      { version: 1, task: { id: 'digits_embedding' }, schedule: { id: 'one_cycle_lr' } },
      { version: 1, task: { id: 'names' } },
    ] satisfies Api.Experiment[])
      test(`${name} computes the same bytes as Node: ${experiment.task.id}`, async () => {
        const run = await (await createEngine()).createRun(experiment);
        run.advance(60, { evaluate: false });
        const wanted = bytesOf(run.parameters());
        run.dispose();
        await page.open(server.url);
        const found = await page.evaluate(bytesInPage, experiment, 60, new URL('engine.js', server.url).href);
        assert.deepEqual(found, [wanted, wanted]);
      });
  });

/** The parameters after some steps, on the page's own thread and in a worker; runs in the page. */
async function bytesInPage(experiment: Api.Experiment, steps: number, address: string): Promise<string[]> {
  const api = (await import(address)) as typeof Api;
  const hex = (parameters: Api.NamedTensor[]) =>
    parameters
      .flatMap(({ data }) => [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)])
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  const here = await (await api.createEngine()).createRun(experiment);
  here.advance(steps, { evaluate: false });
  const worker = await api.createWorkerEngine();
  const there = await worker.createRun(experiment);
  await there.advance(steps, { evaluate: false });
  const bytes = [hex(here.parameters()), hex(await there.parameters())];
  worker.terminate();
  return bytes;
}
