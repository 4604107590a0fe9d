// Whether the engine behind a connection still works. A worker can throw where no call waits, send an unreadable message,
// have a module that trapped and can no longer be trusted, or disappear without a message.

import type { WorkerEngine } from '../api/types.ts';
import type { StartOptions } from '../module/starter-engine.ts';
import { type Connection, startRemote } from './client.ts';
import type { Call, Reply } from './protocol.ts';

/** An engine, and whether it crashed; all its calls are then rejected. */
export interface Monitored {
  engine: WorkerEngine;
  readonly broken: boolean;
}

/** The name of the error when a module traps or runs out of memory. */
const trap = 'RuntimeError';

/** Starts the engine behind a connection; `connect` is told where to report that what is behind it broke. */
export async function startMonitored(
  connect: (broke: (error: Error) => void) => Connection | Promise<Connection>,
  options: StartOptions = {},
): Promise<Monitored> {
  let why = '';
  const engine = await startRemote(async (fail) => {
    let hear: (message: unknown) => void = () => {};
    let end: () => void = () => {};
    const broke = (error: Error) => {
      if (why) return;
      why = error.message;
      end();
      fail(error);
    };
    const { port, terminate, isReplaceable = true } = await connect(broke);
    end = terminate;
    const refuse = ({ id, member }: Call) =>
      // The memory of a dead worker is already free.
      hear(member === 'dispose' ? { id } : { id, error: { message: why } });
    return {
      terminate,
      ...(isReplaceable ? { interrupt: broke } : {}),
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

/**
 * Waits until a worker that has answered is gone: it has held a lock of its name since before its first answer. Waits
 * forever where there are no locks, and rejects where a page may not use them.
 */
export async function gone(worker: string): Promise<void> {
  await (navigator.locks?.request(worker, () => undefined) ?? new Promise(() => undefined));
}
