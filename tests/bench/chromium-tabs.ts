// Chromium as a visitor has it: tabs that are hidden while another is shown, and pages that wait in the back-forward
// cache. Playwright keeps every tab visible and switches that cache off, so the browser is driven by its own protocol.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Socket {
  send(text: string): void;
  on(type: 'message', listen: (text: unknown) => void): void;
  on(type: 'open', listen: () => void): void;
}
/** The WebSocket client that playwright-core has in it. */
const { ws: WebSocket } = createRequire(import.meta.url)('playwright-core/lib/utilsBundle') as {
  ws: new (address: string) => Socket;
};

type Answer = Record<string, unknown>;
interface Message {
  id: number;
  result?: Answer;
  error?: { message: string };
}

export class ChromiumTabs {
  readonly #process: ChildProcess;
  readonly #profile: string;
  #socket!: Socket;
  #calls = new Map<number, { done(answer: Answer): void; fail(error: Error): void }>();
  #asked = 0;

  private constructor() {
    this.#profile = mkdtempSync(join(tmpdir(), 'loss-playground-tabs-'));
    const args = ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--window-size=1280,900'];
    this.#process = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', [
      ...args,
      '--remote-debugging-port=0',
      `--user-data-dir=${this.#profile}`,
      'about:blank',
    ]);
  }

  static async start(): Promise<ChromiumTabs> {
    const browser = new ChromiumTabs();
    const address = await new Promise<string>((done) => {
      createInterface({ input: browser.#process.stderr as NodeJS.ReadableStream }).on('line', (line) => {
        const [, found] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
        if (found) done(found);
      });
    });
    browser.#socket = new WebSocket(address);
    browser.#socket.on('message', (text) => browser.#take(JSON.parse(String(text)) as Message));
    await new Promise<void>((done) => browser.#socket.on('open', done));
    return browser;
  }

  #take({ id, result, error }: Message): void {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error) call?.fail(new Error(error.message));
    else call?.done(result ?? {});
  }

  call(method: string, params: Answer = {}, sessionId?: string): Promise<Answer> {
    const id = ++this.#asked;
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    return new Promise((done, fail) => this.#calls.set(id, { done, fail }));
  }

  async open(url: string): Promise<ChromiumTab> {
    const { targetId } = await this.call('Target.createTarget', { url });
    const { sessionId } = await this.call('Target.attachToTarget', { targetId, flatten: true });
    return new ChromiumTab(this, String(targetId), String(sessionId));
  }

  /** Resident memory of all processes of the browser, in bytes. */
  async memory(): Promise<number> {
    const { processInfo } = await this.call('SystemInfo.getProcessInfo');
    return (processInfo as { id: number }[]).reduce((sum, { id }) => sum + residentBytes(id), 0);
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.#process.on('exit', done));
    await this.call('Browser.close');
    await ended;
    rmSync(this.#profile, { recursive: true });
  }
}

/** Of a process that has just ended, none. */
function residentBytes(id: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

export class ChromiumTab {
  readonly #browser: ChromiumTabs;
  readonly #target: string;
  readonly #session: string;

  constructor(browser: ChromiumTabs, target: string, session: string) {
    this.#browser = browser;
    this.#target = target;
    this.#session = session;
  }

  async show(): Promise<void> {
    await this.#browser.call('Target.activateTarget', { targetId: this.#target });
  }

  async go(url: string): Promise<void> {
    await this.#browser.call('Page.navigate', { url }, this.#session);
  }

  async evaluate<Given extends unknown[], Result>(
    work: (...given: Given) => Result,
    ...given: Given
  ): Promise<Awaited<Result>> {
    const expression = `globalThis.__name ??= (value) => value; Promise.resolve((${work})(...${JSON.stringify(given)}))`;
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const answer = await this.#browser.call('Runtime.evaluate', asked, this.#session);
    const { result, exceptionDetails } = answer as {
      result: { value: Awaited<Result> };
      exceptionDetails?: { exception?: { description?: string } };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  }

  /** Waits until a function gives something that is neither null nor false. */
  async until<Given extends unknown[], Result>(
    work: (...given: Given) => Result,
    ...given: Given
  ): Promise<NonNullable<Awaited<Result>>> {
    for (;;) {
      // A page that is being left answers no more.
      const value = await this.evaluate(work, ...given).catch(() => null);
      if (value !== null && value !== undefined && value !== false) return value;
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  /** Bytes of JavaScript objects that are in use, once the rest is collected. */
  async heap(): Promise<number> {
    await this.#browser.call('HeapProfiler.collectGarbage', {}, this.#session);
    const { usedSize } = await this.#browser.call('Runtime.getHeapUsage', {}, this.#session);
    return Number(usedSize);
  }
}
