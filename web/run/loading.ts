// What cannot be loaded now: the page or the element says so, and the work that needs it waits until the visitor tries
// again or the network is back.

/** Whether an error says that a file did not come. */
export const isDownloadError = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'DownloadError';

/** Emits `change` when work waits for a file, or is tried again. */
class Missing extends EventTarget {
  #waiting = new Map<() => void, string>();

  constructor() {
    super();
    globalThis.addEventListener?.('online', () => this.retry());
  }

  /** What could not be loaded and why, a sentence each. */
  get messages(): string[] {
    return [...new Set(this.#waiting.values())];
  }

  /** Says what is missing; calls back once when it is to be tried again. */
  add(message: string, again: () => void): void {
    this.#waiting.set(again, message);
    this.dispatchEvent(new Event('change'));
  }

  /** Nobody waits for it any more. */
  drop(again: () => void): void {
    if (this.#waiting.delete(again)) this.dispatchEvent(new Event('change'));
  }

  /** Tries again to load all that is missing. */
  retry(): void {
    const waiting = [...this.#waiting.keys()];
    this.#waiting.clear();
    this.dispatchEvent(new Event('change'));
    for (const again of waiting) again();
  }
}

export const missing = new Missing();

/** Resolves once something is loaded, or something is found to be missing. */
export const loadedOrMissing = (loaded: Promise<unknown>): Promise<unknown> =>
  missing.messages.length > 0
    ? Promise.resolve()
    : Promise.race([
        loaded,
        new Promise((resolve) => missing.addEventListener('change', resolve, { once: true })),
      ]);

/**
 * The result of work that needs a file: while the file is missing it waits. Other errors reject. When the file is back,
 * other work that asked for it just before is tried again too.
 */
export async function untilLoaded<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++)
    try {
      const result = await work();
      if (attempt > 1 && missing.messages.length > 0) missing.retry();
      return result;
    } catch (error) {
      if (!isDownloadError(error)) throw error;
      await new Promise<void>((again) => missing.add(error.message, again));
    }
}

/**
 * A function that loads something when it is first called, and gives the same to all callers. Calls are marked as pure, so
 * that bundlers drop what nobody uses.
 */
export function loadsOnce<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let loaded: Promise<Result> | undefined;
  return () => {
    loaded ??= untilLoaded(work);
    return loaded;
  };
}
