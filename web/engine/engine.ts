import { unknownName } from './errors.ts';
import { fetchJson, loadBindings } from './load.ts';
import { shared } from './shared.ts';
import { dataFolder } from './start-run.ts';
import type { Catalog, Engine, EngineOptions } from './types.ts';

/** The catalog from beside this script, which is read faster than the module tells it. */
export const fetchCatalog = () => fetchJson(new URL('./catalog.json', import.meta.url)) as Promise<Catalog>;

/** Loads the engine. Without options its module and data sets come from beside this script. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  for (const key of Object.keys(options))
    if (!['wasm', 'data'].includes(key)) throw unknownName(key, key, ['wasm', 'data']);
  return createWhole(options, options.wasm ? undefined : fetchCatalog());
}

/** The engine with a catalog that is known; a module that came from elsewhere tells its own. */
export async function createWhole(options: EngineOptions, known?: Catalog | Promise<Catalog>): Promise<Engine> {
  // Apart from this script, since a first training on a page needs the starter alone.
  const { createModule, WholeEngine } = await import('./whole.ts');
  const source = options.wasm ?? new URL('./engine.wasm', import.meta.url);
  const [bindings, catalog] = await Promise.all([loadBindings(createModule, source), known]);
  return new WholeEngine(shared, bindings, catalog ?? bindings.catalog(), options.data ?? dataFolder);
}
