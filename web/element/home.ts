// Where the standalone script was loaded from; data sets may be in the same folder.

/** A placeholder address for a script that was pasted into its page. */
const nowhere = 'inlined:/';

export const home: string =
  (typeof document === 'object' && (document.currentScript as HTMLScriptElement | null)?.src) || nowhere;
