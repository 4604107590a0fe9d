import { unknownName } from '../api/errors.ts';
import type { Catalog, Engine, EngineOptions } from '../api/types.ts';
import { shared } from './first-script.ts';
import { importWhole } from './import-whole.ts';
import { fetchJson, loadBindings } from './load.ts';
import { dataFolder } from './start-run.ts';

/** The catalog from beside this script, which is read faster than the module tells it. */
export const fetchCatalog = () => fetchJson(new URL('./catalog.json', import.meta.url)) as Promise<Catalog>;

const names = ['wasm', 'data', 'catalog'];

/** Loads the engine. Without options its module, catalog and data sets come from beside this script. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  for (const key of Object.keys(options)) if (!names.includes(key)) throw unknownName(key, key, names);
  const { wasm, data, catalog } = options;
  const { createModule, WholeEngine } = await importWhole();
  const [bindings, known] = await Promise.all([
    loadBindings(createModule, wasm ?? new URL('./engine.wasm', import.meta.url)),
    catalog ?? (wasm ? null : fetchCatalog()),
  ]);
  return new WholeEngine(shared, bindings, known ?? bindings.catalog(), data ?? dataFolder);
}
