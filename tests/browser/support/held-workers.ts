// The workers of a page, for tests that end them.

/** What the page keeps for tests; a variable of the page where a function runs there. */
export interface Scope {
  workers: Worker[];
  /** Whether a worker ends as soon as it is to train. */
  doomed: boolean;
  /** Uncaught errors so far. */
  faults: string[];
}

/** Keeps the page's workers and faults at hand; runs in the page before its own scripts. */
export function holdWorkers(): void {
  const scope: Scope = { workers: [], doomed: false, faults: [] };
  Object.assign(globalThis, { scope });
  const Native = Worker;
  window.Worker = class extends Native {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      scope.workers.push(this);
    }
    override postMessage(...given: [unknown, never]) {
      if (scope.doomed && (given[0] as { member?: string }).member === 'train') this.terminate();
      super.postMessage(...given);
    }
  };
  addEventListener('error', ({ message }) => scope.faults.push(message));
  addEventListener('unhandledrejection', ({ reason }) => scope.faults.push(String(reason)));
}
