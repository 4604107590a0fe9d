// The options that an engine is started with, checked and copied before anything is loaded.
import * as check from '../api/checks.ts';
import { reading } from '../api/own.ts';
import type { EngineOptions } from '../api/types.ts';

export const optionNames = ['wasm', 'data', 'catalog'];

/** A compiled module, its address, or a copy of its bytes. */
const moduleOf = (value: unknown): NonNullable<EngineOptions['wasm']> =>
  reading('options.wasm', value, 'a URL, a WebAssembly.Module or its bytes', () => {
    if (value instanceof WebAssembly.Module) return value;
    if (value instanceof URL) return new URL(value);
    // What is neither bytes nor a buffer of them throws, and is refused.
    const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(value)
      ? value
      : new DataView(value as ArrayBuffer);
    return new Uint8Array(buffer, byteOffset, byteLength).slice();
  });

/** The options of an engine; absent ones stay absent. */
export function readOptions(given: unknown): EngineOptions {
  const { wasm, data, catalog } = check.object('options', given, optionNames);
  const options: EngineOptions = {};
  if (wasm != null) options.wasm = moduleOf(wasm);
  if (data != null)
    options.data = reading('options.data', data, 'the URL of a folder', () => new URL(String(data)));
  if (catalog != null) options.catalog = check.catalog(catalog);
  return options;
}
