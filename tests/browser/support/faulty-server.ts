// The built files from a server that can withhold each of them.
import { readdirSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dist, read, typeOf } from './elements.ts';

/** How a file fails, and what the page says of it. */
export const faults = {
  missing: /status 404/,
  replaced: /answered with a web page/,
  silent: /arrived for \d+ s/,
} as const;
export type Fault = keyof typeof faults;

/** Longer than a busy machine takes. */
export const longPatience = 120_000;

/** Files of a folder of `dist`, with their path in it. */
export const filesOf = (folder: string): string[] =>
  readdirSync(join(dist, folder), { recursive: true })
    .map(String)
    .filter((file) => statSync(join(dist, folder, file)).isFile());

export class FaultyServer {
  /** Paths and how they fail. */
  readonly faulty = new Map<string, Fault>();
  /** Paths that were answered as they should be. */
  readonly served = new Set<string>();
  readonly pages = new Map<string, string>();
  /** The Content-Security-Policy of all files. */
  policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
  /** Milliseconds that the workers of pages wait for a byte. */
  patience = longPatience;
  readonly #server: Server;
  readonly #awaited = new Map<string, () => void>();

  private constructor() {
    this.#server = createServer(({ url = '/' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      this.#answer(pathname.endsWith('/') ? `${pathname}index.html` : pathname, response);
    });
  }

  static async start(): Promise<FaultyServer> {
    const faulty = new FaultyServer();
    await new Promise<void>((done) => faulty.#server.listen(0, '127.0.0.1', done));
    return faulty;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** When a file is answered as it should be, from now on; rejects if nobody asks for it. */
  answered(path: string): Promise<void> {
    return new Promise((done, failed) => {
      const limit = setTimeout(() => failed(new Error('nobody asked for it again')), 30_000);
      this.#awaited.set(path, () => {
        clearTimeout(limit);
        done();
      });
    });
  }

  #answer(path: string, response: ServerResponse) {
    const fault = this.faulty.get(path);
    if (fault === 'silent') return;
    const found = this.pages.get(path) ?? (path.includes('..') ? null : read(join(dist, path)));
    if (fault === 'missing' || found === null) {
      response.writeHead(404).end();
      return;
    }
    const replaced = fault === 'replaced';
    const type = typeOf(replaced ? 'sign-in.html' : path);
    const content = replaced ? '<!doctype html><title>Sign in</title>' : found;
    if (!replaced) {
      this.served.add(path);
      this.#awaited.get(path)?.();
    }
    response.writeHead(200, {
      'content-type': type,
      'cache-control': 'no-cache',
      'content-security-policy': this.policy,
    });
    // Workers have no other way to hear of it.
    if (path.endsWith('/engine.js') && !replaced)
      response.write(`globalThis.lossPlaygroundPatience = ${this.patience};`);
    response.end(content);
  }
}
