// The other side: answers the calls of a page, in a worker or between the page's own tasks. Results cross in transferred
// buffers.

import * as check from '../api/checks.ts';
import { ExperimentError, show } from '../api/errors.ts';
import type { Optimizer, Run } from '../api/types.ts';
import { inSlices, type Sliceable, type Sliced, unlessAborted } from '../module/slices.ts';
import type { StartOptions } from '../module/starter-engine.ts';
import { createLazyEngine } from '../module/starter-engine.ts';
import {
  type Call,
  type Cancel,
  type Fault,
  type Handed,
  members,
  type Port,
  type Reply,
} from './protocol.ts';

/** Milliseconds of a long call between two looks at messages, where nothing else has to be done in between. */
const workerSlice = 50;

/** The buffers of a result, so that they move instead of being copied. */
function buffersOf(value: unknown, found: Set<ArrayBuffer> = new Set()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) buffersOf(part, found);
  return found;
}

function toFault(error: unknown): Fault {
  const { message = String(error), name, path, given, allowed, nearest } = error as ExperimentError;
  return { message, name, path, given, allowed, nearest };
}

/** An object that calls name by its handle, and what may be asked of it. */
interface Held {
  target: object;
  members: readonly string[];
}

/** Returns to the event loop: messages are heard, and a page can draw. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    // Of Node; without the delay that browsers give to nested timers.
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Answers calls. The first message holds the options; object 0 is the engine. `slice`: see inSlices. */
export function serve(port: Port, slice: number = workerSlice): void {
  const objects = new Map<number, Held>();
  /** Calls that are not answered, each with what cancels it. */
  const pending = new Map<number, AbortController>();
  let next = 1;
  let queue: Promise<unknown> = Promise.resolve();

  const hand = (object: Run | Optimizer): Handed => {
    const isRun = 'experiment' in object;
    const kind = isRun ? 'run' : 'optimizer';
    objects.set(next, { target: object, members: members[kind] });
    return {
      handle: next++,
      kind,
      constants: isRun ? { experiment: object.experiment, info: object.info } : {},
    };
  };

  const start = async (given: object) => {
    // URL objects cannot be posted, so addresses come as text.
    const options = Object.entries(given).map(([key, value]) => [
      key,
      typeof value === 'string' ? new URL(value) : value,
    ]);
    const engine = await createLazyEngine(Object.fromEntries(options));
    objects.set(0, { target: engine, members: members.engine });
    const { catalog } = given as StartOptions;
    return { version: engine.version, ...(catalog ? {} : { catalog: engine.catalog }) };
  };

  /** The result of a long call; what it has done until it is canceled stays. */
  const complete = async (call: Sliced<unknown>, signal: AbortSignal | undefined): Promise<unknown> => {
    try {
      for (;;) {
        const { done, value } = call.next();
        if (done) return value;
        await pause();
        signal?.throwIfAborted();
      }
    } finally {
      call.return(undefined);
    }
  };

  const answer = async ({ id, object, member, args }: Call): Promise<Reply> => {
    if (!Array.isArray(args)) throw new ExperimentError('args', show(args), 'a list of arguments');
    // A call that had to wait may have been canceled while no message was heard.
    if (pending.size > 1) await pause();
    const signal = pending.get(id)?.signal;
    signal?.throwIfAborted();
    // One engine: the objects of another would have the same handles.
    if (member === 'start' && !objects.has(0)) return { id, result: await start(args[0] as object) };
    const held = objects.get(object);
    if (!held) throw new Error('The object was disposed.');
    const { target } = held;
    const value = (target as Record<string, unknown>)[check.choice('member', member, held.members)];
    const sliced = (target as Partial<Sliceable>)[inSlices]?.(slice)[member];
    const result = sliced
      ? await complete(await unlessAborted(Promise.resolve(sliced(...(args as never[]))), signal), signal)
      : typeof value === 'function'
        ? await value.apply(target, args)
        : value;
    if (member === 'createRun' || member === 'createOptimizer')
      return { id, object: hand(result as Run | Optimizer) };
    if (member === 'dispose') objects.delete(object);
    return { id, result };
  };

  port.listen((message) => {
    const { cancel } = (message ?? {}) as Partial<Cancel>;
    if (cancel !== undefined) {
      pending.get(cancel)?.abort();
      return;
    }
    const call = (message ?? {}) as Call;
    pending.set(call.id, new AbortController());
    // One at a time, so that a run is never advanced before it is made.
    queue = queue
      .then(() => answer(call))
      .catch((error: unknown): Reply => ({ id: call.id, error: toFault(error) }))
      .then((reply) => {
        pending.delete(call.id);
        port.post(reply, [...buffersOf(reply.result)]);
      });
  });
}
