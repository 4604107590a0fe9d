// The built engine, as its users import it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type * as Api from 'loss-playground/engine';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const address = new URL('../../dist/engine.js', import.meta.url).href;
export const {
  completeExperiment,
  createEngine,
  createWorkerEngine,
  decodeExperiment,
  encodeExperiment,
  ExperimentError,
  fits,
  serve,
} = (await import(address)) as typeof Api;

/** Bytes of all parameters, in hexadecimal. */
export const bytesOf = (parameters: Api.NamedTensor[]): string =>
  parameters
    .map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex'))
    .join('');

/** The engine on a module whose memory can be watched. */
export async function watchedEngine() {
  const module = await WebAssembly.compile(readFileSync(join(root, 'dist/engine.wasm')));
  const instantiate = WebAssembly.instantiate;
  let memory: WebAssembly.Memory | undefined;
  const watch = async (source: WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const instance = await instantiate(source, imports);
    memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
    return instance;
  };
  WebAssembly.instantiate = watch as typeof WebAssembly.instantiate;
  const engine = await createEngine({ wasm: module });
  WebAssembly.instantiate = instantiate;
  if (!memory) throw new Error('The module exports no memory.');
  const found = memory;
  return { engine, moduleBytes: () => found.buffer.byteLength };
}

const native = join(root, 'build/native/tests/cpp/loss_playground_run');

/** Runs an experiment in the native build; its parameters' bytes. */
export function runNatively(
  catalog: Api.Catalog,
  experiment: Api.CompleteExperiment,
  steps: number,
): { parameters: string; seconds: number } {
  if (!existsSync(native)) throw new Error('The native build is missing: npm test -- native');
  const packed = catalog.tasks.find((task) => task.id === experiment.task.id)?.file;
  let file: string | null = null;
  if (packed) {
    file = join(mkdtempSync(join(tmpdir(), 'loss-playground-')), 'table');
    writeFileSync(file, gunzipSync(readFileSync(join(root, 'web/data', packed))));
  }
  const { stdout, stderr, status } = spawnSync(native, {
    input: JSON.stringify({ experiment, file, steps }),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
