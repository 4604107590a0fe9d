// The page's side of an engine that runs elsewhere: the same names, with promises.
import { ExperimentError } from '../api/errors.ts';
import type { Catalog, WorkerEngine, WorkerOptimizer, WorkerRun } from '../api/types.ts';
import type { StartOptions } from '../module/starter-engine.ts';
import {
  type Call,
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
}

/** The connection to a browser's worker. */
export const connectionOf = (worker: Worker): Connection => ({
  port: {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    listen: (handler) => worker.addEventListener('message', (event) => handler(event.data)),
  },
  terminate: () => worker.terminate(),
});

function fromFault({ message, path, given, allowed, nearest }: Fault): Error {
  return given === undefined ? new Error(message) : new ExperimentError(path, given, allowed, nearest);
}

/** Sends calls to a worker and gives each its answer. */
class Client {
  #port: Port;
  #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #next = 1;

  constructor(port: Port) {
    this.#port = port;
    port.listen((message) => {
      const { id, result, object, error } = message as Reply;
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(fromFault(error));
      else waiting?.resolve(object ? this.#proxy(object) : result);
    });
  }

  call(object: number, member: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#port.post({ id, object, member, args } satisfies Call);
    });
  }

  /** Refuses all calls that still wait. */
  fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
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
  connect: (fail: (error: Error) => void) => Connection | Promise<Connection>,
  options: StartOptions = {},
): Promise<WorkerEngine> {
  let client: Client | undefined;
  const { port, terminate } = await connect((error) => client?.fail(error));
  client = new Client(port);
  // URL objects cannot be posted, so addresses go as text.
  const sent = Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key, value instanceof URL ? value.href : value]),
  );
  try {
    const constants = (await client.call(0, 'start', [sent])) as { catalog?: Catalog };
    const catalog = constants.catalog ?? options.catalog;
    const end = () => {
      terminate();
      client?.fail(new Error('The worker was ended.'));
    };
    const methods = client.methods(0, engineMethods);
    return { ...constants, catalog, ...methods, terminate: end } as unknown as WorkerEngine;
  } catch (error) {
    terminate();
    throw error;
  }
}
