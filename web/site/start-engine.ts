// The page's engine and its catalog.
import { type Catalog, serve, type WorkerEngine } from 'loss-playground/engine';
import { downloadJson } from '../engine/module/download.ts';
import { createPageEngine, type EngineSource } from '../engine/remote/page-worker.ts';
import { recoveringEngine } from '../engine/remote/recovery.ts';
import { untilLoaded } from '../run/loading.ts';
import { showLoading } from './messages.ts';

/** A catalog file. */
export const fetchCatalog = (file: string) =>
  downloadJson(new URL(file, document.baseURI)) as Promise<Catalog>;

/** The engine, with a catalog that lacks formulas and explanations, which the first chart does not need. */
export async function startEngine(): Promise<WorkerEngine> {
  if (typeof WebAssembly !== 'object') throw new Error('this browser has no WebAssembly');
  showLoading('Loading the engine');
  const source: EngineSource = {
    script: new URL('engine.js', document.baseURI),
    options: { catalog: await untilLoaded(() => fetchCatalog('first-catalog.json')) },
    local: async (options) =>
      (await import('../engine/remote/main-thread.ts')).createLocalEngine(serve, options),
  };
  return recoveringEngine(() => createPageEngine(source), untilLoaded);
}

/** Whether a message says that a policy of the page forbids WebAssembly. */
export const isForbidden = (message: string) =>
  /unsafe-eval|Content Security Policy|code generation disallowed/i.test(message);

/** Whether the browser lacks what the engine is made of, or forbids it. */
export const lacksWebAssembly = (error: unknown) =>
  typeof WebAssembly !== 'object' || (error instanceof Error && /^(Compile|Link)Error$/.test(error.name));
