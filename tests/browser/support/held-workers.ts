// The workers of a page, for tests that end them.

/** What the page keeps for tests; a variable of the page where a function runs there. */
export interface Scope {
  workers: Worker[];
  /** Numbers of the calls that the last worker has not answered, and how many it has. */
  open: Set<number>;
  answered: number;
  /** Whether a worker ends as soon as it is to train. */
  doomed: boolean;
  /** Uncaught errors so far. */
  faults: string[];
}

/** Keeps the page's workers and faults at hand; runs in the page before its own scripts. */
export function holdWorkers(): void {
  const scope: Scope = { workers: [], open: new Set(), answered: 0, doomed: false, faults: [] };
  Object.assign(globalThis, { scope });
  const Native = Worker;
  window.Worker = class extends Native {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      scope.workers.push(this);
      const open = new Set<number>();
      Object.assign(scope, { open, answered: 0 });
      this.addEventListener('message', ({ data }) => {
        if (scope.open === open && open.delete(data?.id)) scope.answered += 1;
      });
    }
    override postMessage(...given: [unknown, never]) {
      const { id, member } = given[0] as { id?: number; member?: string };
      if (scope.doomed && member === 'train') this.terminate();
      if (id !== undefined) scope.open.add(id);
      super.postMessage(...given);
    }
  };
  addEventListener('error', ({ message }) => scope.faults.push(message));
  addEventListener('unhandledrejection', ({ reason }) => scope.faults.push(String(reason)));
}
