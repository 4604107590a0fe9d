// The page's side of an engine that runs elsewhere: the same methods, returning promises.
import { ExperimentError } from '../api/errors.ts';
import type { Catalog, WorkerEngine, WorkerOptimizer, WorkerRun } from '../api/types.ts';
import type { StartOptions } from '../module/starter-engine.ts';
import { patience, signalOf, unsendable, withoutSignal } from './cancel.ts';
import {
  type Call,
  type Cancel,
  engineMethods,
  type Fault,
  type Handed,
  optimizerMethods,
  type Port,
  type Reply,
  runMethods,
} from './protocol.ts';

/** A port, and what ends the work behind it. */
export interface Connection {
  port: Port;
  terminate(): void;
  /** Whether ending it stops the work, so that another can start in its place; true unless given. */
  isReplaceable?: boolean;
}

/** A connection that can also be ended while it works, because a canceled call is not answered. */
export interface MonitoredConnection extends Connection {
  interrupt?(error: Error): void;
}

/** The connection to a browser's worker. */
export const connectionOf = (worker: Worker): Connection => ({
  port: {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    listen: (handler) => worker.addEventListener('message', (event) => handler(event.data)),
  },
  terminate: () => worker.terminate(),
});

function fromFault({ message, name, path, given, allowed, nearest }: Fault): Error {
  // By its name the page knows a download that failed, and a module that the browser cannot compile.
  return given === undefined
    ? Object.assign(new Error(message), { name: name ?? 'Error' })
    : new ExperimentError(path, given, allowed, nearest);
}

/** A call that is not answered yet. */
interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  signal: AbortSignal | undefined;
  /** When the signal is aborted. */
  cancel(): void;
}

/** Sends calls to a worker and resolves each with its answer. */
class Client {
  readonly #port: Port;
  readonly #interrupt: MonitoredConnection['interrupt'];
  /** In the order in which they are answered. */
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor({ port, interrupt }: MonitoredConnection) {
    this.#port = port;
    this.#interrupt = interrupt;
    port.listen((message) => {
      const { id, result, object, error } = message as Reply;
      const waiting = this.#take(id);
      if (error) waiting?.reject(waiting.signal?.aborted ? waiting.signal.reason : fromFault(error));
      else waiting?.resolve(object ? this.#proxy(object) : result);
    });
  }

  call(object: number, member: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const signal = signalOf(args);
      signal?.throwIfAborted();
      const id = this.#next++;
      const cancel = () => {
        this.#port.post({ cancel: id } satisfies Cancel);
        // Once more after a task of its own, since an answer may have come while this thread was busy.
        setTimeout(() => setTimeout(() => this.#giveUp(id)), patience);
      };
      this.#waiting.set(id, { resolve, reject, signal, cancel });
      try {
        this.#port.post({ id, object, member, args: withoutSignal(args) } satisfies Call);
        signal?.addEventListener('abort', cancel, { once: true });
      } catch (error) {
        this.#waiting.delete(id);
        reject(unsendable(member, error));
      }
    });
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    waiting?.signal?.removeEventListener('abort', waiting.cancel);
    this.#waiting.delete(id);
    return waiting;
  }

  /** A canceled call is not answered: the worker is ended if this is the call that it works on. */
  #giveUp(id: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting || !this.#interrupt) return;
    const [first] = this.#waiting.keys();
    waiting.reject(waiting.signal?.reason);
    if (first === id) this.#interrupt(new Error('a call was canceled'));
    // Otherwise it stays in the queue, since the worker still answers it: it knows not to begin it.
  }

  /** Rejects all pending calls. */
  fail(error: Error): void {
    for (const id of [...this.#waiting.keys()]) {
      const waiting = this.#take(id);
      waiting?.reject(waiting.signal?.aborted ? waiting.signal.reason : error);
    }
  }

  methods(object: number, names: readonly string[]): Record<string, unknown> {
    return Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => this.call(object, name, args)]),
    );
  }

  #proxy({ handle, kind, constants }: Handed): WorkerRun | WorkerOptimizer {
    const [methods, changing] =
      kind === 'run' ? [runMethods, ['history', 'stopped']] : [optimizerMethods, ['lr']];
    const proxy = { ...constants, ...this.methods(handle, methods) };
    for (const name of changing)
      Object.defineProperty(proxy, name, { get: () => this.call(handle, name, []) });
    return proxy as unknown as WorkerRun | WorkerOptimizer;
  }
}

/** Starts the engine behind a connection; `connect` is told where to report that what is behind it broke. */
export async function startRemote(
  connect: (fail: (error: Error) => void) => Promise<MonitoredConnection>,
  options: StartOptions = {},
): Promise<WorkerEngine> {
  let client: Client | undefined;
  const connection = await connect((error) => client?.fail(error));
  const { terminate } = connection;
  client = new Client(connection);
  // URL objects cannot be posted, so addresses go as text.
  const sent = Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key, value instanceof URL ? value.href : value]),
  );
  try {
    const constants = (await client.call(0, 'start', [sent])) as { catalog?: Catalog };
    const catalog = constants.catalog ?? options.catalog;
    const end = () => {
      terminate();
      client?.fail(new Error('The worker was terminated.'));
    };
    const methods = client.methods(0, engineMethods);
    return { ...constants, catalog, ...methods, terminate: end } as unknown as WorkerEngine;
  } catch (error) {
    terminate();
    throw error;
  }
}
