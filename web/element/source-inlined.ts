// Where the engine is: inlined into this script, which asks for no other file.

import catalog from 'virtual:catalog';
import engine, { text } from 'virtual:engine';
import starter from 'virtual:starter';
import type { Catalog } from '../engine/api/types.ts';
import type { Monitored } from '../engine/remote/health.ts';
import { createLocalEngine } from '../engine/remote/main-thread.ts';
import type { EngineSource } from '../engine/remote/page-worker.ts';
import { home } from './home.ts';

async function unpacked(): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(starter), (character) => character.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

export const source = async (): Promise<EngineSource> => ({
  text: `(${text})(${JSON.stringify(home)})`,
  options: { catalog, starter: await unpacked() },
  local: (options): Promise<Monitored> => createLocalEngine(engine(home).serve, options),
});

/** The standalone script has no formulas and explanations. */
export const wholeCatalog = (): Promise<Catalog> => Promise.resolve(catalog);
