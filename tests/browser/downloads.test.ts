// Each file that the page or the element loads is missing, replaced by a web page, or never comes: words say so, and the
// page goes on once the file is there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { createEngine } from '../engine/support.ts';
import { launchChromium } from './support/chromium.ts';
import { labDefinitions } from './support/definitions.ts';
import { type Fault, FaultyServer, faults, filesOf, longPatience } from './support/faulty-server.ts';
import { accessibilityFaults } from './support/playground.ts';

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser.close());

/** Something a visitor does, which needs files. */
interface Visit {
  address: string;
  /** The body of a page of someone else. */
  body?: string;
  /** Runs in the page before its own scripts. */
  before?: () => void;
  act?: (page: Page) => Promise<unknown>;
  /** When it is done. */
  done: (page: Page) => Promise<unknown>;
}

const labs = await labDefinitions();
const { catalog } = await createEngine();

const tasks = [
  ...catalog.tasks.filter(({ file }) => file).map(({ id }) => id),
  'curve',
  'embedding_distance',
];
const trains = (page: Page) =>
  page.waitForFunction(
    () =>
      (document.querySelector<HTMLElementTagNameMap['train-lab']>('train-lab:not([hidden])')?.session?.metrics
        ?.step ?? -1) >= 0,
  );
const ofLab = (tag: string) => (page: Page) => page.locator(`${tag}:not([hidden])`).waitFor();
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const train = (task: string) => ({ address: `/site/#at=0&task=${task}&v=1`, done: trains });

/** On the page: every lab, every task whose data is a file, and what is loaded on request. */
const visits: Record<string, Visit> = {
  'the first lab': { address: '/site/', done: trains },
  ...Object.fromEntries(
    labs.slice(1).map(({ id, tag, title }) => [title, { address: `/site/#lab=${id}`, done: ofLab(tag) }]),
  ),
  ...Object.fromEntries(tasks.map((id) => [`the task ${id}`, train(id)])),
  'fine-tuning': {
    address: '/site/#lab=next-token&task=shakespeare&fine_tuning.initial=names&v=1',
    done: ofLab('next-token-lab'),
  },
  'a damaged link': { address: '/site/#task=circle&v=1&steps=many', done: trains },
  'an example': {
    ...train('circle'),
    act: async (page) => {
      await page.waitForFunction(() => document.querySelector('train-lab')?.training.picture?.drawn);
      await page
        .locator('train-lab .picture')
        .evaluate((picture) => picture.dispatchEvent(new CustomEvent('choose', { detail: 0 })));
    },
    done: (page) => page.locator('example-drawer').waitFor(),
  },
  'own data': {
    ...train('circle'),
    act: press('Use your own data'),
    done: (page) => page.locator('own-data textarea').first().waitFor(),
  },
  'a typed loss': {
    address: '/site/#at=0&task=houses&loss=expression&v=1',
    act: press('Edit your loss'),
    done: (page) => page.locator('own-loss textarea').waitFor(),
  },
  'an export': {
    ...train('circle'),
    act: async (page) => {
      await press('Share')(page);
      await Promise.all([page.waitForEvent('download'), press('PNG')(page)]);
    },
    done: trains,
  },
  'the embed builder': {
    ...train('circle'),
    act: async (page) => {
      await press('Share')(page);
      await press('Embed this')(page);
    },
    done: (page) => page.locator('embed-builder').waitFor(),
  },
  'an unknown lab': {
    address: '/site/#lab=tripletts',
    done: (page) => page.getByText('Did you mean triplet?').waitFor(),
  },
  'a page without workers': {
    ...train('circle'),
    before: () => {
      window.Worker = class {
        constructor() {
          throw new Error('no workers here');
        }
      } as unknown as typeof Worker;
    },
  },
  'a chapter of the guide': {
    address: '/site/guide/cross-entropy.html',
    act: async (page) => {
      await page.locator('.predict input').first().check();
      await page.locator('loss-playground').scrollIntoViewIfNeeded();
    },
    done: (page) => page.locator('loss-playground .box.live').waitFor(),
  },
  'results of the guide': {
    address: '/site/guide/results.html',
    done: (page) => page.locator('.results textarea').waitFor(),
  },
  'the guide for teachers': {
    address: '/site/guide/teachers.html',
    done: (page) => page.locator('#class-chapter').waitFor(),
  },
  'a browser without WebAssembly': {
    address: '/site/',
    before: () => void Reflect.deleteProperty(globalThis, 'WebAssembly'),
    done: (page) => page.locator('figure img').first().waitFor(),
  },
};

/** Files without which the page shows all the same what it has to show, or whose lack other tests try. */
const idle =
  /^(?:guide\/.*|guide\.js|guide-(?!runtime|results|teachers).*|index\.html|icon\.svg|boot\.js|service-worker\.js|table-worker\.js|universal\.js|stills\/.*|page\.html|loss-playground\.js|favicon\.ico)$/;

const tested = new Set<string>();

async function opened(server: FaultyServer, visit: Visit): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.addInitScript('globalThis.__name ??= (value) => value;');
  await page.addInitScript(
    `globalThis.lossPlaygroundPatience = Number(sessionStorage.getItem('patience') ?? ${longPatience});`,
  );
  if (visit.body)
    server.pages.set(
      visit.address,
      `<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>${visit.body}</main></html>`,
    );
  if (visit.before) await page.addInitScript(visit.before);
  await page.goto(`${server.url}${visit.address}`, { waitUntil: 'commit' });
  return page;
}

/** How long the page, its workers and those to come wait for a byte; the page also after it is loaded again. */
async function setPatience(server: FaultyServer, page: Page, milliseconds: number): Promise<void> {
  server.patience = milliseconds;
  const set = (value: number) => Object.assign(globalThis, { lossPlaygroundPatience: value });
  await Promise.all(page.workers().map((worker) => worker.evaluate(set, milliseconds)));
  await page.evaluate((value) => {
    Object.assign(globalThis, { lossPlaygroundPatience: value });
    sessionStorage.setItem('patience', String(value));
  }, milliseconds);
}

/** The files of a visit that goes well. */
async function needed(visit: Visit): Promise<string[]> {
  const server = await FaultyServer.start();
  const page = await opened(server, visit);
  await page.waitForLoadState('load');
  await visit.act?.(page);
  await visit.done(page);
  await page.waitForLoadState('networkidle');
  await page.context().close();
  server.stop();
  return [...server.served];
}

/** A file fails in each way, and comes at last. */
async function withhold(path: string, visit: Visit, inspects: boolean): Promise<void> {
  const server = await FaultyServer.start();
  const name = path.split('/').at(-1) ?? '';
  const trouble = (fault: Fault) =>
    page.locator('.trouble').filter({ hasText: name }).filter({ hasText: faults[fault] }).first();
  server.faulty.set(path, 'missing');
  const page = await opened(server, visit);
  try {
    const acted = visit.act && page.waitForLoadState('load').then(() => visit.act?.(page));
    await trouble('missing').waitFor();
    // Without its style sheet the page has a browser's own small buttons.
    if (inspects && !path.endsWith('.css')) assert.deepEqual(await accessibilityFaults(page), []);
    for (const fault of ['replaced', 'silent'] as const) {
      // Long enough for all other files, also on a busy machine; set first, since other calls may still ask for the file.
      if (fault === 'silent') await setPatience(server, page, 1500);
      server.faulty.set(path, fault);
      await press('Try again')(page);
      await trouble(fault).waitFor();
    }
    server.faulty.delete(path);
    await setPatience(server, page, longPatience);
    const answered = server.answered(path);
    await press('Try again')(page);
    await answered;
    await acted;
    await visit.done(page);
    await page.locator('.trouble').filter({ hasText: name }).waitFor({ state: 'hidden' });
  } catch (error) {
    const shown = await page.locator('.trouble').allInnerTexts();
    throw new Error(`${path}, with ${JSON.stringify(shown)} on the page: ${(error as Error).message}`);
  } finally {
    await page.context().close();
    server.stop();
  }
}

/** How many files are withheld at the same time, each from a page of its own: pages mostly wait. */
const atOnce = 3;

/** One test for a visit: each of its files that no earlier visit needed. */
function withheld(name: string, visit: Visit, folder: string): void {
  test(`${name}: each file that it needs may be missing, a web page or silent, and comes later`, async () => {
    const all = (await needed(visit)).filter((path) => path.startsWith(folder) && !tested.has(path));
    const paths = all.filter((path) => !idle.test(path.slice(folder.length)));
    for (const path of all) tested.add(path);
    const next = async (): Promise<void> => {
      const path = paths.shift();
      // The message looks the same for all files of a visit.
      if (path) await withhold(path, visit, paths.length === 0).then(next);
    };
    await Promise.all(Array.from({ length: atOnce }, next));
  });
}

for (const [name, visit] of Object.entries(visits)) withheld(name, visit, '/site/');

/** A page of someone else with the element in it. */
const embedded = (attributes: string): Visit => ({
  address: '/page.html',
  body: `<loss-playground ${attributes}><p>The fallback</p></loss-playground><script src="/loss-playground.js"></script>`,
  done: (page) => page.locator('loss-playground .box.live').waitFor(),
});

const elementVisits: Record<string, Visit> = Object.fromEntries([
  ...labs
    .filter(({ element }) => element)
    .map(({ id, title }) => [title, embedded(`lab="${id}" controls="full"`)]),
  ...tasks.map((id) => [`the task ${id}`, embedded(`experiment="task=${id}&amp;v=1"`)]),
  ['the whole playground', embedded('lab="full"')],
]);
for (const [name, visit] of Object.entries(elementVisits)) withheld(`an element with ${name}`, visit, '/');

test('the visits need every file of the page', () => {
  const left = filesOf('site').filter((file) => !idle.test(file) && !tested.has(`/site/${file}`));
  assert.deepEqual(left, []);
});
