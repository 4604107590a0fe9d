// A page in WebKit over WebDriver: Debian's WebKitGTK, a stand-in for Safari, in a window on a virtual screen.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BrowserPage } from './browser-page.ts';

/** WebKitGTK's own small browser, which the driver starts. */
function miniBrowser(): string {
  const libraries = '/usr/lib';
  const found = readdirSync(libraries)
    .flatMap((machine) => [
      join(libraries, machine, 'webkit2gtk-4.1', 'MiniBrowser'),
      join(libraries, machine, 'webkit2gtk-4.0', 'MiniBrowser'),
    ])
    .find(existsSync);
  if (!found) throw new Error('WebKitGTK’s MiniBrowser is missing: install webkit2gtk-driver.');
  return found;
}

/** The first line of a stream. */
async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  for await (const part of stream) {
    text += part;
    if (text.includes('\n')) break;
  }
  return text.trim();
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
}

export class WebKitPage extends BrowserPage {
  readonly #processes: ChildProcess[];
  readonly #driver: string;
  #session = '';

  private constructor(processes: ChildProcess[], driver: string) {
    super();
    this.#processes = processes;
    this.#driver = driver;
  }

  static async start(): Promise<WebKitPage> {
    const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const display = `:${await firstLine(screen.stdio[3] as Readable)}`;
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      // Where the locale is C, WebKitGTK gives pages the language "C", which does not exist.
      env: {
        ...process.env,
        DISPLAY: display,
        GDK_BACKEND: 'x11',
        LANG: 'en_US.UTF-8',
        LC_ALL: 'en_US.UTF-8',
      },
      stdio: 'ignore',
    });
    const page = new WebKitPage([driver, screen], `http://127.0.0.1:${port}`);
    try {
      await page.#begin();
      return page;
    } catch (error) {
      await page.stop();
      throw error;
    }
  }

  async open(url: string): Promise<void> {
    await this.#ask('POST', '/url', { url: 'about:blank' });
    await this.#ask('POST', '/url', { url });
  }

  async evaluate<Given extends unknown[], Result>(
    work: (...given: Given) => Result,
    ...given: Given
  ): Promise<Awaited<Result>> {
    // The loader of these tests names functions through a helper that the page does not have.
    const script = `globalThis.__name ??= (value) => value;
      const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${work})(...${JSON.stringify(given)}))
        .then((value) => done({ value: JSON.stringify(value ?? null) }), (error) => done({ error: String(error) }));`;
    const { value, error } = (await this.#ask('POST', '/execute/async', { script, args: [] })) as {
      value: string;
      error?: string;
    };
    if (error) throw new Error(error);
    return JSON.parse(value) as Awaited<Result>;
  }

  async stop(): Promise<void> {
    if (this.#session) await this.#ask('DELETE', '').catch(() => undefined);
    for (const one of this.#processes) {
      const ended = new Promise((done) => one.once('exit', done));
      if (one.kill()) await ended;
    }
  }

  /** Starts the browser as soon as the driver answers. */
  async #begin() {
    const browser = { binary: miniBrowser(), args: ['--automation'] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': browser } };
    const limit = Date.now() + 20_000;
    for (;;)
      try {
        const { sessionId } = (await this.#ask('POST', '/session', { capabilities }, false)) as {
          sessionId: string;
        };
        this.#session = sessionId;
        break;
      } catch (error) {
        // Until it listens, the driver refuses the connection.
        if (!(error instanceof TypeError) || Date.now() > limit) throw error;
        await new Promise((done) => setImmediate(done));
      }
    await this.#ask('POST', '/timeouts', { script: 60_000 });
    await this.#ask('POST', '/window/rect', { width: 1300, height: 950 });
  }

  async #ask(method: string, path: string, body?: object, inSession = true): Promise<unknown> {
    const answer = await fetch(`${this.#driver}${inSession ? `/session/${this.#session}` : ''}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await answer.json()) as { value: { error?: string; message?: string } | null };
    if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }
}
