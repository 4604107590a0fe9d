// Where the script that stands alone was loaded from; data sets may be beside it.

/** An address without a server, for a script that was pasted into its page. */
const nowhere = 'inlined:/';

export const home: string =
  (typeof document === 'object' && (document.currentScript as HTMLScriptElement | null)?.src) || nowhere;
