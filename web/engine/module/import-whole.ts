/** Loads the script of the whole engine, which most first runs do not need. */
export const importWhole = () => import('./whole-engine.ts');
