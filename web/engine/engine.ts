import { unknownName } from './errors.ts';
import { loadBindings } from './load.ts';
import { shared } from './shared.ts';
import { dataFolder } from './start-run.ts';
import type { Engine, EngineOptions } from './types.ts';

/** Loads the engine. Without options its module and data sets come from beside this script. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  for (const key of Object.keys(options))
    if (!['wasm', 'data'].includes(key)) throw unknownName(key, key, ['wasm', 'data']);
  // Apart from this script, since a first training on a page needs the starter alone.
  const { createModule, WholeEngine } = await import('./whole.ts');
  const source = options.wasm ?? new URL('./engine.wasm', import.meta.url);
  return new WholeEngine(shared, await loadBindings(createModule, source), options.data ?? dataFolder);
}
