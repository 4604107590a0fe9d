// The engine behind a worker: the same names, with promises. The worker runs this same script.

import type { EngineOptions, WorkerEngine } from '../api/types.ts';
import { inNode, nodeModule } from '../module/load.ts';
import { type Connection, connectionOf, startRemote } from './client.ts';
import { type Port, workerMark } from './protocol.ts';
import { serve } from './server.ts';

/** A worker of the environment, its port, and what ends it. */
async function startWorker(fail: (error: Error) => void): Promise<Connection> {
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
  return connectionOf(worker);
}

/** The engine in a worker of its own. All runs of a page should share one. */
export const createWorkerEngine = (options: EngineOptions = {}): Promise<WorkerEngine> =>
  startRemote(startWorker, options);

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
    // A lock is given back when the worker is no more, which nothing else tells the page.
    navigator.locks?.request(self.name, () => new Promise(() => {})).catch(() => {});
    serve({
      post: (message, transfer = []) => scope.postMessage(message, transfer),
      listen: (handler) => scope.addEventListener('message', (event: MessageEvent) => handler(event.data)),
    });
  }
}

void serveIfWorker();
