import { scriptArrives } from '../engine/module/download.ts';
import type { Runtime } from './runtime-types.ts';

/**
 * The rest of the element from its address. A browser keeps an import that failed, so the script, and the one that it
 * imports, must arrive first.
 */
export async function importRuntime(address: URL): Promise<Runtime> {
  await Promise.all([address, new URL('engine.js', address)].map(scriptArrives));
  return import(/* @vite-ignore */ /* webpackIgnore: true */ address.href);
}
