/** The same where this script stands alone: the whole engine's script may be beside the address it came from. */
export const importWhole = (): Promise<typeof import('./whole-engine.ts')> =>
  import(/* @vite-ignore */ new URL('./engine-module.js', import.meta.url).href);
