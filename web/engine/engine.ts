import { unknownName } from './errors.ts';
import { fetchJson, loadBindings } from './load.ts';
import { shared } from './shared.ts';
import { dataFolder } from './start-run.ts';
import type { Catalog, Engine, EngineOptions } from './types.ts';

/** The catalog from beside this script, which is read faster than the module tells it. */
export const fetchCatalog = () => fetchJson(new URL('./catalog.json', import.meta.url)) as Promise<Catalog>;

const names = ['wasm', 'data', 'catalog'];

/** Loads the engine. Without options its module, catalog and data sets come from beside this script. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  for (const key of Object.keys(options)) if (!names.includes(key)) throw unknownName(key, key, names);
  const { wasm, data, catalog } = options;
  // Apart from this script, since a first training on a page needs the starter alone.
  const { createModule, WholeEngine } = await import('./whole.ts');
  const [bindings, known] = await Promise.all([
    loadBindings(createModule, wasm ?? new URL('./engine.wasm', import.meta.url)),
    catalog ?? (wasm ? null : fetchCatalog()),
  ]);
  return new WholeEngine(shared, bindings, known ?? bindings.catalog(), data ?? dataFolder);
}
