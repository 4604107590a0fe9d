// A page in Firefox over WebDriver BiDi: real pointer and keys, and what the console got. Elements are found in shadow roots too.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { BrowserPage } from './browser-page.ts';
import { startFirefox } from './firefox.ts';

interface Socket {
  send(text: string): void;
  close(): void;
  on(type: 'open' | 'message' | 'error', listener: (value: unknown) => void): void;
}

// Node 20 has no WebSocket of its own; the tests' driver of Chromium brings one.
const { ws: WebSocket } = createRequire(import.meta.url)('playwright-core/lib/utilsBundle') as {
  ws: new (address: string) => Socket;
};

interface Message {
  id?: number;
  result?: unknown;
  error?: string;
  message?: string;
  method?: string;
  params?: { level?: string; text?: string };
}

/** An element: a CSS selector, and words that its name or text begins with. */
export interface Wanted {
  selector: string;
  words?: string;
}

/** Functions that the page has for the tests; runs in the page before its own scripts. */
function help() {
  const scope = globalThis as unknown as Record<string, unknown>;
  scope.__name = (value: unknown) => value;
  const visit = (root: ParentNode, selector: string): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? visit(element.shadowRoot, selector) : []),
    ]);
  scope.findAll = ({ selector, words = '' }: Wanted) =>
    visit(document, selector).filter(
      (element) =>
        element.checkVisibility() &&
        (element.ariaLabel ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().startsWith(words),
    );
}

declare global {
  function findAll(wanted: Wanted): Element[];
}

export class FirefoxPage extends BrowserPage {
  /** Console errors and uncaught errors so far. */
  readonly faults: string[] = [];
  readonly #socket: Socket;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #end: () => Promise<void>;
  #context = '';
  #asked = 0;

  private constructor(socket: Socket, end: () => Promise<void>) {
    super();
    this.#socket = socket;
    this.#end = end;
    socket.on('message', (text) => this.#take(JSON.parse(String(text)) as Message));
  }

  static async start(width = 1280, height = 900): Promise<FirefoxPage> {
    const browser = startFirefox('--remote-debugging-port=0', 'about:blank');
    try {
      const socket = new WebSocket(`${await listening(browser)}/session`);
      await new Promise((done, failed) => {
        socket.on('open', done);
        socket.on('error', failed);
      });
      const page = new FirefoxPage(socket, () => browser.stop());
      await page.#prepare(width, height);
      return page;
    } catch (error) {
      await browser.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#socket.close();
    await this.#end();
  }

  /** Loads an address again, even if it differs from the present one in its hash alone. */
  async open(url: string): Promise<void> {
    await this.#navigate('about:blank');
    this.faults.length = 0;
    await this.#navigate(url);
  }

  /** Goes through the history as the browser's buttons do. */
  async traverse(delta: number): Promise<void> {
    await this.#send('browsingContext.traverseHistory', { context: this.#context, delta });
  }

  /** What a function gives in the page; `findAll` is there. */
  async evaluate<Given extends unknown[], Result>(
    work: (...given: Given) => Result,
    ...given: Given
  ): Promise<Awaited<Result>> {
    const words = `async () => JSON.stringify((await (${work})(...${JSON.stringify(given)})) ?? null)`;
    const { result, exceptionDetails } = (await this.#send('script.callFunction', {
      functionDeclaration: words,
      target: { context: this.#context },
      awaitPromise: true,
    })) as { result: { value: string }; exceptionDetails?: { text: string } };
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return JSON.parse(result.value) as Awaited<Result>;
  }

  /** The middle of an element, once it is there and in sight. */
  async place(wanted: Wanted): Promise<{ x: number; y: number }> {
    return this.until(
      JSON.stringify(wanted),
      (sought) => {
        const [element] = findAll(sought);
        if (!element) return null;
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = element.getBoundingClientRect();
        return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
      },
      wanted,
    );
  }

  async click(wanted: Wanted): Promise<void> {
    const { x, y } = await this.place(wanted);
    await this.#pointer([
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  /** Drags with the mouse, over a place half way. */
  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.#pointer([
      { type: 'pointerMove', ...from },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerMove', x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2) },
      { type: 'pointerMove', ...to },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  async focus(wanted: Wanted): Promise<void> {
    await this.place(wanted);
    await this.evaluate((sought) => (findAll(sought)[0] as HTMLElement).focus(), wanted);
  }

  /** Presses keys one after the other, while `held` is down. */
  async press(keys: string[], held?: string): Promise<void> {
    const strokes = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    const actions = held
      ? [{ type: 'keyDown', value: held }, ...strokes, { type: 'keyUp', value: held }]
      : strokes;
    await this.#act({ type: 'key', id: 'keys', actions });
  }

  async #prepare(width: number, height: number) {
    await this.#send('session.new', { capabilities: {} });
    const { contexts } = (await this.#send('browsingContext.getTree', {})) as {
      contexts: { context: string }[];
    };
    this.#context = contexts[0]?.context ?? '';
    await this.#send('session.subscribe', { events: ['log.entryAdded'] });
    await this.#send('script.addPreloadScript', { functionDeclaration: String(help) });
    const viewport = { width, height };
    await this.#send('browsingContext.setViewport', { context: this.#context, viewport });
  }

  #navigate(url: string) {
    return this.#send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  #pointer(actions: object[]) {
    return this.#act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  }

  #act(source: object) {
    return this.#send('input.performActions', { context: this.#context, actions: [source] });
  }

  async #send(method: string, params: object): Promise<unknown> {
    const id = ++this.#asked;
    const answer = new Promise<Message>((done) => this.#answers.set(id, done));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { error, message, result } = await answer;
    if (error) throw new Error(`${method}: ${error}: ${message}`);
    return result;
  }

  #take(message: Message) {
    if (message.id !== undefined) {
      this.#answers.get(message.id)?.(message);
      this.#answers.delete(message.id);
    } else if (message.method === 'log.entryAdded' && message.params?.level === 'error')
      this.faults.push(message.params.text ?? '');
  }
}

/** The address that Firefox tells once it listens. */
function listening({ process, ended }: ReturnType<typeof startFirefox>): Promise<string> {
  const gaveUp = ended.then(() => Promise.reject(new Error('Firefox ended before it listened.')));
  const told = new Promise<string>((done) => {
    if (!process.stderr) return;
    createInterface({ input: process.stderr }).on('line', (line) => {
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
      if (address) done(address);
    });
  });
  return Promise.race([told, gaveUp]);
}

/** Keys without a letter, as WebDriver writes them. */
export const keys = {
  enter: '\uE007',
  shift: '\uE008',
  control: '\uE009',
  end: '\uE010',
  home: '\uE011',
  left: '\uE012',
  up: '\uE013',
  right: '\uE014',
  down: '\uE015',
};
