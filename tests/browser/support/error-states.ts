// Every state in which the page or the element says that something is wrong, is awaited or is asked.
import type { Page } from 'playwright-core';
import type { Fault } from './faulty-server.ts';
import { holdWorkers, type Scope } from './held-workers.ts';

/** A variable of the page, where a function runs there. */
declare const scope: Scope;

export interface ErrorState {
  /** Of the page; or the tag of an element in a page of someone else. */
  address?: string;
  element?: string;
  /** Files that fail. */
  faulty?: Record<string, Fault>;
  /** Milliseconds that the page waits for a byte. */
  patience?: number;
  /** Runs in the page before its own scripts. */
  before?: () => void;
  act?(page: Page): Promise<unknown>;
  /** Whether something moves that is not the message's doing: labels of a chart that follows a run, a panel typed into. */
  moves?: true;
  /** What it says. */
  words: RegExp;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const optimizer = (page: Page) => page.getByRole('combobox', { name: 'Optimizer' });
/** Opens the settings where a phone has them in one line. */
async function settings(page: Page): Promise<void> {
  const short = page.locator('.short:visible');
  if (await short.count()) await short.click();
}
const trains = (page: Page) =>
  page.waitForFunction(
    () =>
      (document.querySelector<HTMLElementTagNameMap['train-lab']>('train-lab')?.session?.metrics?.step ?? 0) >
      5,
  );
const withoutWebAssembly = () => {
  Reflect.deleteProperty(globalThis, 'WebAssembly');
  // A worker would have it.
  Reflect.deleteProperty(globalThis, 'Worker');
};
const ownTable = async (page: Page, text: string) => {
  await trains(page);
  await settings(page);
  await press(page, /own data/);
  await page.getByLabel(/Paste or drop a table/).fill(text);
};
const slow = 'task=digits&optimizer=newton&v=1';
const circle = 'task=circle&v=1';

const pageStates: Record<string, ErrorState> = {
  'a missing script of the page': {
    faulty: { '/site/playground.js': 'missing' },
    words: /playground\.js .* status 404/,
  },
  'a silent script of the page': {
    faulty: { '/site/playground.js': 'silent' },
    words: /Loading the page’s scripts/,
  },
  'a script of the page that stays silent': {
    faulty: { '/site/playground.js': 'silent' },
    patience: 1500,
    words: /playground\.js has not arrived for 2 s/,
  },
  'a missing engine': { faulty: { '/site/starter.wasm': 'missing' }, words: /starter\.wasm .* status 404/ },
  'missing data of the first lab': {
    faulty: { '/site/data/digits.table.gz': 'missing' },
    words: /digits\.table\.gz .* status 404/,
  },
  'a web page in place of data': {
    address: circle,
    faulty: { '/site/data/houses.table.gz': 'replaced' },
    act: async (page) => {
      await trains(page);
      await page.getByRole('link', { name: 'house prices' }).click();
    },
    words: /houses\.table\.gz .* web page/,
  },
  'a lab whose script is missing': {
    address: circle,
    faulty: { '/site/triplet-lab.js': 'missing' },
    act: async (page) => {
      await trains(page);
      await page.getByRole('navigation', { name: 'Labs' }).getByRole('link', { name: 'Triplet' }).click();
    },
    words: /The lab Triplet could not be loaded/,
  },
  'no WebAssembly': { before: withoutWebAssembly, words: /It needs WebAssembly with SIMD/ },
  'a dead worker': {
    address: circle,
    before: holdWorkers,
    act: async (page) => {
      await trains(page);
      await page.evaluate(() => scope.workers.at(-1)?.terminate());
    },
    words: /The engine crashed at step/,
  },
  'a worker that died twice': {
    address: circle,
    before: holdWorkers,
    act: async (page) => {
      await trains(page);
      await page.evaluate(() => {
        scope.doomed = true;
      });
    },
    words: /was restarted and crashed again/,
  },
  'a worker that died twice under a race': {
    address: 'lab=race&on=digits&steps=1000&v=1',
    before: holdWorkers,
    act: async (page) => {
      await press(page, 'Cancel');
      await page.evaluate(() => {
        scope.doomed = true;
      });
      await press(page, /^Race/);
    },
    words: /was restarted and crashed again/,
  },
  'a damaged link': { address: 'task=circle&seed=x&v=1', words: /This link is damaged/ },
  'a link that cannot be read': { address: 'hello', words: /could not be read/ },
  'a link to what cannot run': {
    address: 'task=circle&model.hidden=2048,2048&optimizer=newton&v=1',
    words: /The experiment of this link cannot run/,
  },
  'a link without its data': { address: 'data=0123abcd&task=custom&v=1', words: /does not contain the data/ },
  'a link that is damaged, of a landscape': {
    address: 'lab=landscape&task=circle&seed=x&v=1',
    words: /This link is damaged/,
  },
  'an unknown lab': { address: 'lab=tripplet', words: /Did you mean triplet\?/ },
  'a value that is refused': {
    address: circle,
    act: async (page) => {
      await trains(page);
      await settings(page);
      const rate = page.getByLabel('Learning rate', { exact: true });
      await rate.fill('-1');
      await rate.press('Enter');
    },
    words: /−1 is not a valid learning rate/,
  },
  'a question before slow settings': {
    address: 'task=digits&v=1',
    act: async (page) => {
      await trains(page);
      await settings(page);
      await optimizer(page).selectOption('newton');
      await page.keyboard.press('Escape');
    },
    words: /With these settings a step takes about/,
  },
  'a link to slow settings': { address: slow, words: /A step of this run takes about/ },
  'a race with slow settings': {
    address: 'lab=race&on=digits&race=newton:1&v=1',
    words: /A step of this run takes about/,
  },
  'a landscape of slow settings': {
    address: `lab=landscape&${slow}`,
    words: /A step of this run takes about/,
  },
  'a step that takes long': {
    address: slow,
    act: (page) => press(page, 'Play'),
    words: /Training step 1\./,
  },
  'a step that was stopped': {
    address: slow,
    act: async (page) => {
      await press(page, 'Play');
      await press(page, 'Cancel');
    },
    words: /took too long and was stopped/,
  },
  'a step far ahead': {
    address: 'at=1000000000&task=circle&v=1',
    moves: true,
    words: /Going to step 1,000,000,000/,
  },
  'a run that diverged': {
    address: 'task=houses&optimizer=sgd&optimizer.lr=100&v=1',
    words: /the loss is no longer finite/,
  },
  'own data that are refused': {
    address: circle,
    act: (page) => ownTable(page, 'a,b\n1,2\n3\n5,6'),
    moves: true,
    words: /The table has 3 rows\. Add rows/,
  },
  'own data with problems': {
    address: circle,
    act: (page) => ownTable(page, 'a,b,c\n1,2,1\n3,x,2\n5,6,3\n7,8,4\n9,1,5\n2,2\n1,5,6,7'),
    moves: true,
    words: /row 3, column b: “x” is not a number/,
  },
  'own data for a link': {
    address: circle,
    act: async (page) => {
      await ownTable(
        page,
        ['a,b', ...Array.from({ length: 20 }, (_, row) => `${row},${row % 3}`)].join('\n'),
      );
      await press(page, 'Train on this table');
      await page.waitForURL((url) => url.hash.includes('task=custom'));
      await trains(page);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await press(page, 'Share');
      await page.locator('#link').click();
    },
    moves: true,
    words: /The link does not contain your data/,
  },
  'an error of the page': {
    address: circle,
    act: async (page) => {
      await trains(page);
      await page.evaluate((script) => {
        void import(script);
      }, new URL('fault.js', page.url()).href);
    },
    words: /The page met an error: provoked\./,
  },
};

const embedded = '<loss-playground';

const elementStates: Record<string, ErrorState> = {
  'an element whose engine is missing': {
    element: `${embedded}></loss-playground>`,
    faulty: { '/starter.wasm': 'missing' },
    words: /starter\.wasm .* status 404/,
  },
  'an element whose data are a web page': {
    element: `${embedded} experiment="task=digits&v=1"></loss-playground>`,
    faulty: { '/data/digits.table.gz': 'replaced' },
    words: /digits\.table\.gz .* web page/,
  },
  'an element without WebAssembly': {
    element: `${embedded}></loss-playground>`,
    before: withoutWebAssembly,
    words: /WebAssembly/,
  },
  'an element with an unknown lab': {
    element: `${embedded} lab="tripplet"></loss-playground>`,
    words: /lab="tripplet" is no view/,
  },
  'an element with an experiment that is refused': {
    element: `${embedded} experiment="task=circle&optimizer.lr=-1&v=1"></loss-playground>`,
    words: /-1 is not valid/,
  },
  'an element whose run diverged': {
    element: `${embedded} autoplay experiment="task=houses&optimizer=sgd&optimizer.lr=100&v=1"></loss-playground>`,
    words: /the loss is no longer finite/,
  },
  'an element with slow steps': {
    element: `${embedded} controls="full" experiment="${slow}"></loss-playground>`,
    act: (page) => press(page, 'Play'),
    words: /Training step 1\./,
  },
  'an element whose worker died twice': {
    element: `${embedded} autoplay experiment="${circle}"></loss-playground>`,
    before: holdWorkers,
    act: async (page) => {
      await page.waitForFunction(() => (document.querySelector('loss-playground')?.metrics?.step ?? 0) > 5);
      await page.evaluate(() => {
        scope.doomed = true;
      });
    },
    words: /was restarted and crashed again/,
  },
};

export const errorStates = { ...pageStates, ...elementStates };
