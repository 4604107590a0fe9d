// The engine on the main thread with the API of a worker: for pages where workers are blocked.

import type { StartOptions } from '../module/starter-engine.ts';
import { type Monitored, startMonitored } from './health.ts';
import type { Port } from './protocol.ts';

/** Milliseconds of a long call at a time, short enough to leave time for drawing a frame. */
const slice = 8;

/** Two ports that hear each other, each message in a task of its own: others have the thread between two slices. */
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

/** The engine on this thread; `serve` is that of the engine's script. */
export function createLocalEngine(
  serve: (port: Port, slice: number) => void,
  options: StartOptions = {},
): Promise<Monitored> {
  const [here, there] = portPair();
  serve(there, slice);
  const terminate = () => there.listen(() => undefined);
  return startMonitored(() => ({ port: here, terminate, isReplaceable: false }), options);
}
