// One engine for all elements of a page, started when the first needs it.

import type { WorkerEngine } from '../engine/api/types.ts';
import { createPageEngine } from '../engine/remote/page-worker.ts';
import { recoveringEngine } from '../engine/remote/recovery.ts';
import { untilLoaded } from '../run/loading.ts';
import { source, wholeCatalog } from './source.ts';

let started: Promise<WorkerEngine> | null = null;
let whole: Promise<WorkerEngine> | null = null;

/** The engine; its catalog lacks formulas and explanations. */
export function sharedEngine(): Promise<WorkerEngine> {
  started ??= recoveringEngine(async () => createPageEngine(await source()), untilLoaded);
  return started;
}

/** The same engine with the whole catalog. */
export function explainedEngine(): Promise<WorkerEngine> {
  whole ??= Promise.all([sharedEngine(), untilLoaded(wholeCatalog)]).then(([engine, catalog]) => ({
    ...engine,
    catalog,
  }));
  return whole;
}

/** What the author of a page can do if the engine did not start. */
export function engineAdvice(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  if (typeof WebAssembly !== 'object')
    return 'this browser has no WebAssembly, or it is disabled. The fallback is shown instead';
  if (/unsafe-eval|Content Security Policy|Wasm code generation disallowed/i.test(words))
    return `this page's Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to its script-src`;
  return `the engine could not be started (${words}). Copy engine.js, engine-module.js, engine.wasm, starter.wasm, catalog.json and data/ next to loss-playground.js`;
}
