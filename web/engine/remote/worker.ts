// The engine behind a worker: the same names, with promises. The worker runs this same script.

import type { EngineOptions, WorkerEngine } from '../api/types.ts';
import { readOptions } from '../module/engine-options.ts';
import { inNode, nodeModule } from '../module/load.ts';
import { type Connection, connectionOf } from './client.ts';
import { startMonitored } from './health.ts';
import { type Port, workerMark } from './protocol.ts';
import { recoveringEngine } from './recovery.ts';
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

/**
 * The engine in its own worker. All runs of a page should share one. If the worker crashes, or is ended because a canceled
 * call could not stop, the next call starts another, and the runs continue from their last snapshots.
 */
export const createWorkerEngine = async (options: EngineOptions = {}): Promise<WorkerEngine> => {
  const own = readOptions(options);
  return recoveringEngine(() => startMonitored(startWorker, own));
};

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
    // The lock is released when the worker ends, which the page cannot detect otherwise. The first answer waits for it:
    // a page that hears of the worker can rely on the lock.
    const locked = new Promise<void>((done) => {
      const hold = () => {
        done();
        return new Promise(() => {});
      };
      // Shared: workers may have the same name.
      if (navigator.locks) navigator.locks.request(self.name, { mode: 'shared' }, hold).catch(done);
      else done();
    });
    serve({
      post: (message, transfer = []) => void locked.then(() => scope.postMessage(message, transfer)),
      listen: (handler) => scope.addEventListener('message', (event: MessageEvent) => handler(event.data)),
    });
  }
}

void serveIfWorker();
