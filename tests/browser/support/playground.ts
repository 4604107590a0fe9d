// The built page in real Chromium: under a sub-path, with a strict Content-Security-Policy, watched for faults.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, type WindowOptions, windowOf } from './chromium.ts';
import { closeAfterTest } from './closing.ts';

export const strictPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
export const site = fileURLToPath(new URL('../../../dist/site', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Serving {
  url: string;
  stop(): Promise<void>;
}

type Serve = (
  folder: string,
  options: { port: number; prefix: string; headers: Record<string, string> },
) => Promise<Serving>;

export interface PageOptions extends WindowOptions {
  /** A page below the site's folder; its first page unless given. */
  path?: string;
  /** Permalink text, without the `#`. */
  experiment?: string;
  dark?: boolean;
  reducedMotion?: boolean;
  forcedColors?: boolean;
  /** Device pixels a pixel. */
  scale?: number;
  javaScript?: boolean;
  /** Runs in the page before its own scripts. */
  before?: () => void;
}

/** A page that is open, and what went wrong on it so far. */
export interface OpenPage {
  page: Page;
  /** Console errors, uncaught errors, failed requests and violations of the policy. */
  faults: string[];
}

export interface Playground {
  url: string;
  open(options?: PageOptions): Promise<OpenPage>;
  stop(): Promise<void>;
}

/** Serves a folder as the page is served: under a sub-path, with a strict policy. */
export async function serveSite(folder: string, { port = 0, policy = strictPolicy } = {}): Promise<Serving> {
  const tool = new URL('../../../.tools/serve.mjs', import.meta.url).href;
  const { serve } = (await import(tool)) as { serve: Serve };
  return serve(folder, { port, prefix: '/some/where/', headers: { 'content-security-policy': policy } });
}

/** Serves the built page. */
export const servePlayground = (): Promise<Serving> => serveSite(site);

/** Serves the built page and starts a browser. */
export async function startPlayground(): Promise<Playground> {
  const server = await servePlayground();
  const browser = await launchChromium();
  return {
    url: server.url,
    open: (options = {}) => open(browser, server.url, options),
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

async function open(browser: Browser, url: string, options: PageOptions): Promise<OpenPage> {
  const context = await browser.newContext({
    ...windowOf(options),
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: options.forcedColors ? 'active' : 'none',
    deviceScaleFactor: options.scale ?? 1,
    javaScriptEnabled: options.javaScript ?? true,
    // Each test is a first visit; the copy for later ones has tests of its own.
    serviceWorkers: 'block',
  });
  closeAfterTest(context);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('requestfailed', (request) => faults.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on(
    'response',
    (response) => response.status() >= 400 && faults.push(`${response.url()}: ${response.status()}`),
  );
  // The loader of these tests names functions through a helper that the page does not have.
  await page.addInitScript('globalThis.__name ??= (value) => value;');
  if (options.javaScript ?? true) await page.addInitScript(watchShift);
  if (options.before) await page.addInitScript(options.before);
  const address = `${url}${options.path ?? ''}`;
  await page.goto(options.experiment ? `${address}#${options.experiment}` : address);
  return { page, faults };
}

/** Elements that moved without the visitor's doing, and the share of the window that the shift counts for. */
interface Shift {
  share: number;
  moved: string[];
}
/** A variable of the page, where a function runs there. */
declare const layoutShifts: Shift[];

/** Keeps the layout shifts from the start; runs in the page. */
export function watchShift() {
  interface Entry extends PerformanceEntry {
    value: number;
    hadRecentInput: boolean;
    sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
  }
  const shifts: Shift[] = [];
  Object.assign(globalThis, { layoutShifts: shifts });
  const at = ({ x, y, width, height }: DOMRect) => `${[x, y, width, height].map(Math.round)}`;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Entry[])
      if (!hadRecentInput)
        shifts.push({
          share: value,
          moved: sources.map(
            ({ node, previousRect, currentRect }) =>
              `${(node as Element | null)?.localName ?? node?.textContent}: ${at(previousRect)} to ${at(currentRect)}`,
          ),
        });
  }).observe({ type: 'layout-shift', buffered: true });
}

/** The layout shifts since the page opened. */
export const layoutShift = (page: Page): Promise<Shift[]> => page.evaluate(() => layoutShifts);

/** What axe finds against WCAG 2.2 A and AA, a line a fault. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // The page's policy forbids injected script elements; evaluation by the debugger is not subject to it.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`),
    );
  });
}
