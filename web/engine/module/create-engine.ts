import type { Catalog, Engine, EngineOptions } from '../api/types.ts';
import { scriptArrives } from './download.ts';
import { readOptions } from './engine-options.ts';
import { shared } from './first-script.ts';
import { importWhole } from './import-whole.ts';
import { fetchJson, inNode, loadBindings } from './load.ts';
import { dataFolder } from './load-run.ts';

/** The catalog from the folder of this script, which is faster than building it in the module. */
export const fetchCatalog = () => fetchJson(new URL('./catalog.json', import.meta.url)) as Promise<Catalog>;

/** Loads the engine. Without options its module, catalog and data sets come from the folder of this script. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { wasm, data, catalog } = readOptions(options);
  if (!inNode) await scriptArrives(new URL('./engine-module.js', import.meta.url));
  const { createModule, WholeEngine } = await importWhole();
  const [bindings, known] = await Promise.all([
    loadBindings(createModule, wasm ?? new URL('./engine.wasm', import.meta.url)),
    catalog ?? (wasm ? null : fetchCatalog()),
  ]);
  return new WholeEngine(shared, bindings, known ?? bindings.catalog(), data ?? dataFolder);
}
