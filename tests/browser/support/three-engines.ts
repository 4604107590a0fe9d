// The built page in each of the three browser engines, with one way to ask it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { FirefoxPage } from './bidi.ts';
import { BrowserPage } from './browser-page.ts';
import { launchChromium } from './chromium.ts';
import { holdWorkers } from './held-workers.ts';
import { type Serving, serveSite, site } from './playground.ts';
import { WebKitPage } from './webkit.ts';

class ChromiumPage extends BrowserPage {
  readonly #page: Page;

  private constructor(page: Page) {
    super();
    this.#page = page;
  }

  static async start(): Promise<ChromiumPage> {
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript('globalThis.__name ??= (value) => value;');
    return new ChromiumPage(page);
  }

  async open(url: string): Promise<void> {
    await this.#page.goto('about:blank');
    await this.#page.goto(url);
  }

  evaluate<Given extends unknown[], Result>(
    work: (...given: Given) => Result,
    ...given: Given
  ): Promise<Awaited<Result>> {
    return this.#page.evaluate(`Promise.resolve((${work})(...${JSON.stringify(given)}))`);
  }

  async stop(): Promise<void> {
    await this.#page.context().browser()?.close();
  }
}

export const engines = {
  Chromium: () => ChromiumPage.start(),
  Firefox: () => FirefoxPage.start(),
  WebKit: () => WebKitPage.start(),
} satisfies Record<string, () => Promise<BrowserPage>>;

/** Serves the built page with `holdWorkers` before its own scripts: not every driver can add a script. */
export async function serveInstrumented(): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'loss-playground-site-'));
  cpSync(site, folder, { recursive: true });
  const index = join(folder, 'index.html');
  const html = readFileSync(index, 'utf8');
  writeFileSync(
    index,
    html
      .replace(/<head[^>]*>/, (head) => `${head}<script src="instrument.js"></script>`)
      // What a visit keeps for the next one has tests of its own.
      .replace(/<meta name="build"[^>]*>/, ''),
  );
  writeFileSync(
    join(folder, 'instrument.js'),
    `globalThis.__name ??= (value) => value;\n(${holdWorkers})();\n`,
  );
  const server = await serveSite(folder);
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
