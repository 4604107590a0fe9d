// Whether what is behind a connection still works. A worker can throw where no call waits, send what cannot be read, have
// a module that trapped and is not to be trusted any more, or be gone without a word.

import type { WorkerEngine } from '../api/types.ts';
import type { StartOptions } from '../module/starter-engine.ts';
import { type Connection, startRemote } from './client.ts';
import type { Call, Reply } from './protocol.ts';

/** An engine, and whether it broke: all its calls are refused then. */
export interface Monitored {
  engine: WorkerEngine;
  readonly broken: boolean;
}

/** What a module throws when it traps, or runs out of memory. */
const trap = 'RuntimeError';

/** Starts the engine behind a connection; `connect` is told where to report that what is behind it broke. */
export async function startMonitored(
  connect: (broke: (error: Error) => void) => Connection,
  options: StartOptions = {},
): Promise<Monitored> {
  let why = '';
  const engine = await startRemote((fail) => {
    let hear: (message: unknown) => void = () => {};
    const broke = (error: Error) => {
      if (why) return;
      why = error.message;
      terminate();
      fail(error);
    };
    const { port, terminate } = connect(broke);
    const refuse = ({ id, member }: Call) =>
      // What a dead worker held is given back already.
      hear(member === 'dispose' ? { id } : { id, error: { message: why } });
    return {
      terminate,
      port: {
        post: (message, transfer) => (why ? refuse(message as Call) : port.post(message, transfer)),
        listen: (handler) => {
          hear = handler;
          port.listen((message) => {
            const { error } = message as Reply;
            if (error?.name === trap) broke(new Error(error.message));
            else handler(message);
          });
        },
      },
    };
  }, options);
  return {
    engine,
    get broken() {
      return why !== '';
    },
  };
}

/** Waits until a worker that holds a lock of its name is gone; for ever where there are no locks. */
export async function gone(worker: string): Promise<void> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  if (held.some(({ name }) => name === worker)) await navigator.locks.request(worker, () => undefined);
  else await new Promise(() => undefined);
}
