// Fetches what the engine needs from the folder of its script: the same in browsers, workers and Node.
import type { Bindings, ModuleFactory } from 'loss-playground-wasm';
import type { EngineOptions } from '../api/types.ts';
import { DownloadError, damaged, download, jsonOf } from './download.ts';

export const inNode = typeof process === 'object' && typeof process.versions?.node === 'string';

/** A module of Node; its name is hidden from bundlers, which have no such module for a browser. */
export const nodeModule = <Module>(name: string): Promise<Module> =>
  import(/* @vite-ignore */ `node:${name}`);

async function request(url: URL): Promise<Blob> {
  // The script was inlined into a page, so there are no files next to it.
  if (url.protocol === 'inlined:')
    throw new Error(
      `${url.pathname.slice(1)} is not included in this script. Use loss-playground.js together with its files.`,
    );
  // fetch() of Node does not read files.
  if (url.protocol === 'file:' && inNode) {
    const { readFile } = await nodeModule<typeof import('node:fs/promises')>('fs/promises');
    return new Blob([await readFile(url)]);
  }
  return download(url);
}

const startsWith = async (content: Blob, bytes: number[]): Promise<boolean> => {
  const start = new Uint8Array(await content.slice(0, bytes.length).arrayBuffer());
  return bytes.every((byte, index) => start[index] === byte);
};

/** The decompressed bytes of a gzip file. */
export async function fetchPacked(url: URL): Promise<Uint8Array> {
  const content = await request(url);
  // Some servers decompress .gz files and say so only in a header that scripts cannot read.
  const unpacked = (await startsWith(content, [0x1f, 0x8b]))
    ? content.stream().pipeThrough(new DecompressionStream('gzip'))
    : content.stream();
  try {
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch {
    throw new DownloadError(url, damaged);
  }
}

const wasmStart = [0, ...new TextEncoder().encode('asm')];

async function compile(
  source: EngineOptions['wasm'],
  imports: WebAssembly.Imports,
): Promise<WebAssembly.Instance> {
  if (source instanceof WebAssembly.Module) return WebAssembly.instantiate(source, imports);
  if (source instanceof URL) {
    const content = await request(source);
    if (!(await startsWith(content, wasmStart))) throw new DownloadError(source, damaged);
    return (await WebAssembly.instantiate(await content.arrayBuffer(), imports)).instance;
  }
  return (await WebAssembly.instantiate(source as BufferSource, imports)).instance;
}

/** A JSON file. */
export const fetchJson = async (url: URL): Promise<unknown> => jsonOf(url, await request(url));

/** A WebAssembly module, ready to call. */
export function loadBindings(
  createModule: ModuleFactory,
  source: NonNullable<EngineOptions['wasm']>,
): Promise<Bindings> {
  return new Promise((resolve, reject) => {
    const options = {
      instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
        // Emscripten's loader does not handle a failure here.
        compile(source, imports).then(done).catch(reject);
        return {};
      },
    };
    createModule(options).then(resolve, reject);
  });
}
