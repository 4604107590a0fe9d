// Pages of other people with the element in them: served with the headers that a test asks for, watched for faults.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, type WindowOptions, windowOf } from './chromium.ts';
import { closeAfterTest } from './closing.ts';

export const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** The type that a file is served with. */
export const typeOf = (path: string): string => types[extname(path)] ?? 'application/octet-stream';

export interface PageText {
  body: string;
  head?: string;
  headers?: Record<string, string>;
}

export interface Opened {
  page: Page;
  /** Lines that the console got as errors or warnings. */
  console: string[];
  /** Uncaught errors. */
  errors: string[];
}

/** The script as a writer adds it. */
export const script = '<script src="/dist/loss-playground.js" defer></script>';

export class Elements {
  readonly browser: Browser;
  /** Paths that were asked for, in order. */
  readonly requests: string[] = [];
  /** Paths that are refused. */
  readonly missing = new Set<string>();
  readonly #awaited = new Map<string, () => void>();
  readonly #servers: Server[] = [];
  readonly #pages = new Map<string, PageText>();
  url = '';
  /** The same files from another origin, which allows others to read them. */
  elsewhere = '';

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async start(): Promise<Elements> {
    const elements = new Elements(await launchChromium());
    elements.url = await elements.#listen({});
    elements.elsewhere = await elements.#listen({ 'access-control-allow-origin': '*' });
    return elements;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  /** Gives a page an address. */
  put(path: string, page: PageText): string {
    this.#pages.set(path, page);
    return `${this.url}${path}`;
  }

  /** When an address is asked for: what a page of another browser tells. */
  asked(path: string): Promise<void> {
    return new Promise((done) => this.#awaited.set(path, done));
  }

  /** Takes an address back. */
  drop(path: string): void {
    this.#pages.delete(path);
  }

  /** Opens a page with this in its body. */
  async open(text: PageText & WindowOptions & { path?: string; dark?: boolean }): Promise<Opened> {
    const address = this.put(text.path ?? '/page.html', { head: script, ...text });
    const opened = await this.blank(text);
    await opened.page.goto(address);
    return opened;
  }

  /** A page that is not anywhere yet. */
  async blank({
    width = 900,
    dark = false,
    ...window
  }: WindowOptions & { dark?: boolean } = {}): Promise<Opened> {
    const context = await this.browser.newContext({
      ...windowOf({ width, ...window }),
      colorScheme: dark ? 'dark' : 'light',
    });
    closeAfterTest(context);
    const page = await context.newPage();
    const opened: Opened = { page, console: [], errors: [] };
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) opened.console.push(message.text());
    });
    page.on('pageerror', (error) => opened.errors.push(error.message));
    // The loader of these tests names functions through a helper that the page does not have.
    await page.addInitScript('globalThis.__name ??= (value) => value;');
    await page.addInitScript(watch);
    return opened;
  }

  async #listen(headers: Record<string, string>): Promise<string> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/favicon.ico') {
        response.writeHead(204).end();
        return;
      }
      this.requests.push(pathname);
      this.#awaited.get(pathname)?.();
      const page = this.#pages.get(pathname);
      if (page) {
        response.writeHead(200, {
          'content-type': types[extname(pathname)] ?? 'text/html',
          ...headers,
          ...page.headers,
        });
        response.end(pathname.endsWith('.html') ? html(page) : page.body);
        return;
      }
      const [, name] = /^\/dist\/(.+)$/.exec(pathname) ?? [];
      const content = name && !name.includes('..') && !this.missing.has(name) ? read(join(dist, name)) : null;
      if (!content) {
        response.writeHead(404, headers).end();
        return;
      }
      const type = typeOf(pathname);
      response
        .writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600', ...headers })
        .end(content);
    });
    this.#servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}

export function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

const html = ({ head = '', body }: PageText) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width">${head}</head><body><main><h1>A page</h1>${body}</main></body></html>`;

export interface Monitored {
  /** Events of all elements, with the element's id. */
  heard: { id: string; type: string; code?: string; message?: string; step?: number }[];
  layoutShift: number;
  workers: number;
  /** Runs that the worker was asked to make, and to give up. */
  runs: { made: number; disposed: number };
  violations: string[];
}

/** Counts what tests ask about; runs in the page before its own scripts. */
function watch() {
  const watched: Monitored = {
    heard: [],
    layoutShift: 0,
    workers: 0,
    runs: { made: 0, disposed: 0 },
    violations: [],
  };
  (window as unknown as { watched: Monitored }).watched = watched;
  for (const type of ['ready', 'play', 'pause', 'step', 'change', 'ended', 'error'])
    addEventListener(
      type,
      (event) => {
        const target = event.target as Element;
        if (target?.localName !== 'loss-playground') return;
        const { code, message, detail } = event as CustomEvent & { code?: string; message?: string };
        watched.heard.push({
          id: target.id,
          type,
          code,
          message,
          step: detail?.step,
        } as Monitored['heard'][number]);
      },
      true,
    );
  addEventListener('securitypolicyviolation', (event) => watched.violations.push(event.violatedDirective));
  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      watched.workers++;
    }
    override postMessage(...given: [unknown, never]) {
      const { member } = given[0] as { member?: string };
      if (member === 'createRun') watched.runs.made++;
      if (member === 'dispose') watched.runs.disposed++;
      super.postMessage(...given);
    }
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) watched.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

export const watched = (page: Page): Promise<Monitored> =>
  page.evaluate(() => (window as unknown as { watched: Monitored }).watched);

/** Waits until an element has told an event. */
export const heard = (page: Page, type: string, id = '') =>
  page.waitForFunction(
    ([wanted, of]) =>
      (window as unknown as { watched: Monitored }).watched.heard.find(
        (event) => event.type === wanted && event.id === of,
      ),
    [type, id] as const,
  );

/** Waits until an element's run has come to a step. */
export const stepOf = (page: Page, least: number, id = '') =>
  page.waitForFunction(
    ([wanted, of]) =>
      (document.querySelector<HTMLElementTagNameMap['loss-playground']>(of ? `#${of}` : 'loss-playground')
        ?.metrics?.step ?? -1) >= wanted,
    [least, id] as const,
  );

/** Draws so many frames. */
export const frames = (page: Page, count: number) =>
  page.evaluate(async (wanted) => {
    for (let frame = 0; frame < wanted; frame++) await new Promise((done) => requestAnimationFrame(done));
  }, count);
