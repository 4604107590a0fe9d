// Peers in Chromium: each in a page, and so in a process, of its own.
import { copyFileSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { root } from '../engine/support.ts';
import type { Peer } from './peer.ts';
import { folder } from './workload-file.ts';

const site = join(folder, 'site');
const peers = ['ours', 'js', 'js-unrolled', 'jax', 'tfjs'] as const;
export type PagePeer = (typeof peers)[number];

/** Bundles each peer with a page that loads a workload into it, beside our engine as it is shipped. */
async function buildPages(): Promise<void> {
  mkdirSync(site, { recursive: true });
  for (const file of readdirSync(join(root, 'dist')))
    if (file !== 'site') cpSync(join(root, 'dist', file), join(site, file), { recursive: true });
  const tfjs = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
  copyFileSync(join(tfjs, 'tfjs-backend-wasm-simd.wasm'), join(site, 'tfjs-backend-wasm-simd.wasm'));
  for (const name of peers) {
    const start = `import { load } from './${name}.mjs'; globalThis.loadPeer = load;`;
    await build({
      stdin: { contents: start, resolveDir: join(root, 'tests/bench/peers') },
      outfile: join(site, `${name}.js`),
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      external: ['/engine.js', 'node:*'],
      logLevel: 'error',
    });
    writeFileSync(
      join(site, `${name}.html`),
      `<!doctype html><title>${name}</title><script type="module" src="/${name}.js"></script>`,
    );
  }
}

type Serve = (folder: string, options?: object) => Promise<{ url: string; stop(): Promise<void> }>;

export interface Pages {
  browser: Browser;
  url: string;
  open(name: PagePeer, title: string, workload: string): Promise<Peer>;
  stop(): Promise<void>;
}

interface PeerScope {
  loadPeer(workload: unknown): Promise<PeerScope['peer']>;
  peer: { train(steps: number, record?: (loss: number) => void): Promise<number> | number };
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

export async function serveFolder(path: string, options?: object) {
  const { serve } = (await import(join(root, '.tools/serve.mjs'))) as { serve: Serve };
  return serve(path, options);
}

/** Builds the pages, serves them and starts a browser. */
export async function startPages(): Promise<Pages> {
  await buildPages();
  const server = await serveFolder(site);
  const browser = await launch();
  const session = await browser.newBrowserCDPSession();
  const renderers = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  };
  return {
    browser,
    url: server.url,
    open: async (name, title, workload) => {
      copyFileSync(workload, join(site, basename(workload)));
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${server.url}${name}.html`);
      await page.evaluate(async (address) => {
        const scope = globalThis as unknown as PeerScope;
        while (!scope.loadPeer) await new Promise((done) => requestAnimationFrame(done));
        scope.peer = await scope.loadPeer(await (await fetch(address)).json());
      }, basename(workload));
      return {
        name: title,
        place: 'chromium',
        // All pages but the one that is asked stand still.
        processes: renderers,
        losses: (steps) =>
          page.evaluate(async (count) => {
            const list: number[] = [];
            const { peer } = globalThis as unknown as PeerScope;
            await peer.train(count, (loss) => list.push(loss));
            return list;
          }, steps),
        train: (steps, repeat) =>
          page.evaluate(
            async ([length, times]) => {
              const { peer } = globalThis as unknown as PeerScope;
              for (let i = 0; i < times; i++) await peer.train(length);
            },
            [steps, repeat] as const,
          ),
        stop: () => context.close(),
      };
    },
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}
