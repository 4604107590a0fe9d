// The engine behind a worker: the same names, with promises. One message a call, answered in order; results cross in
// transferred buffers. The worker runs this same script.
import { ExperimentError } from './errors.ts';
import { inNode, nodeModule } from './load.ts';
import { createLazyEngine } from './starter.ts';
import type {
  Engine,
  EngineOptions,
  Optimizer,
  Run,
  WorkerEngine,
  WorkerOptimizer,
  WorkerRun,
} from './types.ts';

type Call = { id: number; object: number; member: string; args: unknown[] };
type Reply = { id: number; result?: unknown; object?: Handed; error?: Fault };
/** A run or optimizer that stays in the worker, with what of it never changes. */
type Handed = { handle: number; kind: 'run' | 'optimizer'; constants: Record<string, unknown> };
type Fault = {
  message: string;
  path?: string;
  given?: string;
  allowed?: string;
  nearest?: string | undefined;
};

/** What both kinds of worker, the browser's and Node's, can do. */
interface Port {
  post(message: unknown, transfer?: Transferable[]): void;
  listen(handler: (message: unknown) => void): void;
}

const runMethods = [
  'advance',
  'train',
  'historySince',
  'parameters',
  'evaluationParameters',
  'setParameters',
  'data',
  'batchIndices',
  'predict',
  'exampleLosses',
  'gradients',
  'gradientCheck',
  'likelihood',
  'nextToken',
  'sample',
  'tokenLosses',
  'search',
  'documents',
  'queries',
  'embeddingMap',
  'diagnose',
  'snapshot',
  'restore',
  'reset',
  'dispose',
] as const satisfies readonly (keyof Run)[];
const optimizerMethods = [
  'step',
  'parameters',
  'evaluationParameters',
  'snapshot',
  'restore',
  'dispose',
] as const satisfies readonly (keyof Optimizer)[];
const engineMethods = [
  'evaluateLoss',
  'createOptimizer',
  'schedule',
  'minimize',
  'surface',
  'createRun',
] as const satisfies readonly (keyof Engine)[];

/** The buffers of a result, so that they move instead of being copied. */
function buffersOf(value: unknown, found: Set<ArrayBuffer> = new Set()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) buffersOf(part, found);
  return found;
}

function toFault(error: unknown): Fault {
  if (!(error instanceof ExperimentError))
    return { message: error instanceof Error ? error.message : String(error) };
  const { message, path, given, allowed, nearest } = error;
  return { message, path, given, allowed, nearest };
}

function fromFault({ message, path, given, allowed, nearest }: Fault): Error {
  return path === undefined
    ? new Error(message)
    : new ExperimentError(path, given ?? '', allowed ?? '', nearest);
}

/** Answers calls in a worker. The first message holds the options; object 0 is the engine. */
function serve(port: Port): void {
  const objects = new Map<number, Record<string, unknown>>();
  let next = 1;
  let queue: Promise<unknown> = Promise.resolve();

  const hand = (object: Run | Optimizer): Handed => {
    objects.set(next, object as unknown as Record<string, unknown>);
    const isRun = 'experiment' in object;
    return {
      handle: next++,
      kind: isRun ? 'run' : 'optimizer',
      constants: isRun ? { experiment: object.experiment, info: object.info } : {},
    };
  };

  const answer = async ({ id, object, member, args }: Call): Promise<Reply> => {
    if (member === 'start') {
      // URL objects cannot be posted, so addresses come as text.
      const options = Object.entries(args[0] as object).map(([key, value]) => [
        key,
        typeof value === 'string' ? new URL(value) : value,
      ]);
      const engine = await createLazyEngine(Object.fromEntries(options));
      objects.set(0, engine);
      return { id, result: { version: engine.version, catalog: engine.catalog } };
    }
    const target = objects.get(object);
    if (!target) throw new Error('The object was disposed.');
    const value = target[member];
    const result = typeof value === 'function' ? await value.apply(target, args) : value;
    if (member === 'createRun' || member === 'createOptimizer')
      return { id, object: hand(result as Run | Optimizer) };
    if (member === 'dispose') objects.delete(object);
    return { id, result };
  };

  port.listen((message) => {
    const call = message as Call;
    // One at a time, so that a run is never advanced before it is made.
    queue = queue
      .then(() => answer(call))
      .catch((error: unknown): Reply => ({ id: call.id, error: toFault(error) }))
      .then((reply) => port.post(reply, [...buffersOf(reply.result)]));
  });
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

/** A worker of the environment, its port, and what ends it. */
async function startWorker(fail: (error: Error) => void): Promise<{ port: Port; terminate(): void }> {
  const url = new URL(import.meta.url);
  if (inNode) {
    const { Worker: NodeWorker } = await nodeModule<typeof import('node:worker_threads')>('worker_threads');
    const worker = new NodeWorker(url, { workerData: workerMark });
    worker.on('error', fail);
    const port: Port = {
      post: (message, transfer) => worker.postMessage(message, transfer as never),
      listen: (handler) => worker.on('message', handler),
    };
    return { port, terminate: () => void worker.terminate() };
  }
  url.hash = workerMark;
  const worker = new Worker(url, { type: 'module', name: 'loss-playground' });
  worker.addEventListener('error', (event) =>
    fail(new Error(event.message || 'The worker could not be started.')),
  );
  const port: Port = {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    listen: (handler) => worker.addEventListener('message', (event) => handler(event.data)),
  };
  return { port, terminate: () => worker.terminate() };
}

const workerMark = 'loss-playground-worker';

/** The engine in a worker of its own. All runs of a page should share one. */
export async function createWorkerEngine(options: EngineOptions = {}): Promise<WorkerEngine> {
  let client: Client | undefined;
  const { port, terminate } = await startWorker((error) => client?.fail(error));
  client = new Client(port);
  const sent = Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key, value instanceof URL ? value.href : value]),
  );
  try {
    const constants = (await client.call(0, 'start', [sent])) as object;
    const end = () => {
      terminate();
      client?.fail(new Error('The worker was ended.'));
    };
    return { ...constants, ...client.methods(0, engineMethods), terminate: end } as unknown as WorkerEngine;
  } catch (error) {
    terminate();
    throw error;
  }
}

/** Serves if this script was started as a worker. */
async function serveIfWorker(): Promise<void> {
  if (inNode) {
    const { isMainThread, parentPort, workerData } =
      await nodeModule<typeof import('node:worker_threads')>('worker_threads');
    if (isMainThread || workerData !== workerMark || !parentPort) return;
    const parent = parentPort;
    serve({
      post: (message, transfer) => parent.postMessage(message, transfer as never),
      listen: (handler) => parent.on('message', handler),
    });
  } else if (typeof document === 'undefined' && globalThis.location?.hash === `#${workerMark}`) {
    const scope = globalThis as unknown as Worker;
    serve({
      post: (message, transfer = []) => scope.postMessage(message, transfer),
      listen: (handler) => scope.addEventListener('message', (event: MessageEvent) => handler(event.data)),
    });
  }
}

void serveIfWorker();
