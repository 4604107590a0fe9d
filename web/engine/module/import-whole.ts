/** Fetches the whole engine's script, which most first trainings do not need. */
export const importWhole = () => import('./whole-engine.ts');
