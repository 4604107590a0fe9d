// Fetching what the engine needs from beside its script: the same in browsers, workers and Node.
import type { Bindings, ModuleFactory } from 'loss-playground-wasm';
import type { EngineOptions } from '../api/types.ts';

export const inNode = typeof process === 'object' && typeof process.versions?.node === 'string';

/** A module of Node; the name is kept from bundlers, which have no such module for a browser. */
export const nodeModule = <Module>(name: string): Promise<Module> =>
  import(/* @vite-ignore */ `node:${name}`);

async function request(url: URL): Promise<Response> {
  // The script was pasted into a page, and there is nothing beside it.
  if (url.protocol === 'inlined:')
    throw new Error(
      `${url.pathname.slice(1)} is not in this script; use loss-playground.js with the files beside it`,
    );
  // Node fetches no files.
  if (url.protocol === 'file:' && inNode) {
    const { readFile } = await nodeModule<typeof import('node:fs/promises')>('fs/promises');
    return new Response(await readFile(url));
  }
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`${url.href} could not be loaded: ${response.status} ${response.statusText}`);
  return response;
}

/** The bytes of a gzip file, unpacked. */
export async function fetchPacked(url: URL): Promise<Uint8Array> {
  const packed = await (await request(url)).blob();
  const start = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  // Some servers unpack .gz files on the way and say so only in a header that scripts cannot see.
  const unpacked =
    start[0] === 0x1f && start[1] === 0x8b
      ? packed.stream().pipeThrough(new DecompressionStream('gzip'))
      : packed.stream();
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

async function compile(
  source: EngineOptions['wasm'],
  imports: WebAssembly.Imports,
): Promise<WebAssembly.Instance> {
  if (source instanceof WebAssembly.Module) return WebAssembly.instantiate(source, imports);
  if (source instanceof URL) {
    const response = await request(source);
    if (response.headers.get('content-type')?.startsWith('application/wasm'))
      return (await WebAssembly.instantiateStreaming(response, imports)).instance;
    return (await WebAssembly.instantiate(await response.arrayBuffer(), imports)).instance;
  }
  return (await WebAssembly.instantiate(source as BufferSource, imports)).instance;
}

/** JSON from beside the script. */
export async function fetchJson(url: URL): Promise<unknown> {
  return (await request(url)).json();
}

/** A WebAssembly module, ready to call. */
export function loadBindings(
  createModule: ModuleFactory,
  source: NonNullable<EngineOptions['wasm']>,
): Promise<Bindings> {
  return new Promise((resolve, reject) => {
    const options = {
      instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
        // Emscripten's loader has no way to hear of a failure here.
        compile(source, imports).then(done).catch(reject);
        return {};
      },
    };
    createModule(options).then(resolve, reject);
  });
}
