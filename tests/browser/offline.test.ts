// After one visit the page works without a network, in each of the three browser engines; a new build replaces the kept one.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { BrowserPage } from './support/browser-page.ts';
import { labDefinitions } from './support/definitions.ts';
import { shown } from './support/lab-words.ts';
import { type Serving, serveSite, site, strictPolicy } from './support/playground.ts';
import { engines } from './support/three-engines.ts';

const definitions = await labDefinitions();
const { writeServiceWorker } = (await import(new URL('../../.tools/offline.mjs', import.meta.url).href)) as {
  writeServiceWorker(folder: string): Promise<void>;
};

/** A copy of the built site, served at one address until it is stopped, and again from then on. */
class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'loss-playground-offline-'));
  policy = strictPolicy;
  #serving: Serving | null = null;
  url = '';

  async start(): Promise<void> {
    const port = this.url ? Number(new URL(this.url).port) : 0;
    this.#serving = await serveSite(this.folder, { port, policy: this.policy });
    this.url = this.#serving.url;
  }
  async stop(): Promise<void> {
    await this.#serving?.stop();
    this.#serving = null;
  }
  /** The built site, with more text in a file. */
  async build(changed?: string, text = ''): Promise<void> {
    cpSync(site, this.folder, { recursive: true });
    const index = join(this.folder, 'index.html');
    writeFileSync(index, readFileSync(index, 'utf8').replace(/\s*<meta name="build"[^>]*>/, ''));
    if (changed)
      writeFileSync(join(this.folder, changed), `${readFileSync(join(this.folder, changed))}${text}`);
    await writeServiceWorker(this.folder);
  }
}

/** The build of the page, once it is kept and nothing else is; runs in the page. */
async function keptBuild(): Promise<string | null> {
  const mark = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content ?? '';
  const registration = await navigator.serviceWorker.getRegistration();
  const isSettled =
    registration?.active?.state === 'activated' && !registration.installing && !registration.waiting;
  const names = await caches.keys();
  return isSettled && names.length === 1 && names[0]?.endsWith(` ${mark}`) ? mark : null;
}
/** Tries to keep the page, to the end; runs in the page. */
async function attempt(): Promise<void> {
  const registration = await navigator.serviceWorker.register('service-worker.js').catch(() => null);
  const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
  await new Promise<void>((done) => {
    const look = () => (!worker || /activated|redundant/.test(worker.state)) && done();
    worker?.addEventListener('statechange', look);
    look();
  });
}
const trained = () => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) > 0;

for (const [name, start] of Object.entries(engines))
  describe(name, () => {
    const served = new Site();
    let page: BrowserPage;
    before(async () => {
      page = await start();
    });
    beforeEach(async () => {
      await served.build();
      await served.start();
    });
    afterEach(() => served.stop());
    after(async () => {
      await page?.stop();
      rmSync(served.folder, { recursive: true });
    });

    test(`${name}: all labs and all data work without a network after one visit`, async () => {
      await page.open(`${served.url}#task=circle&v=1`);
      await page.until('the copy', keptBuild);
      await served.stop();
      for (const task of ['names', 'emoji_search', 'spam']) {
        await page.open(`${served.url}?again#task=${task}&v=1`);
        await page.until(`training of ${task}`, trained);
      }
      for (const { id, title, tag } of definitions) {
        await page.open(`${served.url}#lab=${id}`);
        await page.until(`what ${title} shows`, shown, tag);
      }
    });

    test(`${name}: a page of a new build is shown at once, and kept instead of the old one`, async () => {
      await page.open(`${served.url}#task=circle&v=1`);
      const old = await page.until('the copy', keptBuild);
      await served.build('playground.js', '\n;globalThis.isNew = true;\n');
      await page.open(`${served.url}#task=circle&v=1`);
      await page.until('its script', () => 'isNew' in globalThis);
      assert.notEqual(await page.until('the new copy', keptBuild), old);
      await served.stop();
      await page.open(`${served.url}#task=circle&v=1`);
      await page.until('training', trained);
      assert.ok(await page.evaluate(() => 'isNew' in globalThis));
    });
  });

describe('nothing is kept', () => {
  const served = new Site();
  let page: BrowserPage;
  before(async () => {
    page = await engines.Chromium();
  });
  after(async () => {
    await page?.stop();
    rmSync(served.folder, { recursive: true });
  });

  for (const [why, prepare] of Object.entries({
    'of files of two builds': () => writeFileSync(join(served.folder, 'race-lab.js'), 'export {};'),
    'where the worker is missing': () => rmSync(join(served.folder, 'service-worker.js')),
    'where a web page is sent instead of the worker': () =>
      writeFileSync(join(served.folder, 'service-worker.js'), '<!doctype html>Sign in'),
    'where the policy forbids workers': () => {
      served.policy = `${strictPolicy}; worker-src 'none'`;
    },
  }))
    test(`${why}, and the page trains as ever`, async () => {
      await served.build();
      prepare();
      await served.start();
      await page.open(`${served.url}#task=circle&v=1`);
      await page.until('training', trained);
      await page.evaluate(attempt);
      assert.deepEqual(await page.evaluate(() => caches.keys()), []);
      await served.stop();
    });
});
