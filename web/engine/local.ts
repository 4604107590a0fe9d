// The engine on the page's own thread behind the names of a worker's: for pages that may start no worker.
import { type Connection, type StartOptions, startRemote } from './client.ts';
import type { Port } from './protocol.ts';
import { serve } from './serve.ts';
import type { WorkerEngine } from './types.ts';

/** Milliseconds of training at a time, which leave a frame its rest. */
const slice = 8;

/** Two ports that hear each other, each message in a task of its own. */
function portPair(): [Port, Port] {
  const { port1, port2 } = new MessageChannel();
  const portOf = (port: MessagePort): Port => ({
    post: (message, transfer = []) => port.postMessage(message, transfer),
    listen: (handler) => {
      port.onmessage = (event) => handler(event.data);
    },
  });
  return [portOf(port1), portOf(port2)];
}

/** The engine on this thread. A training gives way to others every few milliseconds. */
export const createLocalEngine = (options: StartOptions = {}): Promise<WorkerEngine> =>
  startRemote((): Connection => {
    const [here, there] = portPair();
    serve(there, slice);
    return { port: here, terminate: () => there.listen(() => undefined) };
  }, options);
