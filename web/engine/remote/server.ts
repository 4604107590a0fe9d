// The other side: answers the calls of a page, in a worker or between the page's own tasks. Results cross in transferred
// buffers.

import type { ExperimentError } from '../api/errors.ts';
import type { Optimizer, Run } from '../api/types.ts';
import type { StartOptions } from '../module/starter-engine.ts';
import { createLazyEngine } from '../module/starter-engine.ts';
import type { Call, Fault, Handed, Port, Reply } from './protocol.ts';

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

/** Answers calls. The first message holds the options; object 0 is the engine. */
export function serve(port: Port): void {
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

  const start = async (given: object) => {
    // URL objects cannot be posted, so addresses come as text.
    const options = Object.entries(given).map(([key, value]) => [
      key,
      typeof value === 'string' ? new URL(value) : value,
    ]);
    const engine = await createLazyEngine(Object.fromEntries(options));
    objects.set(0, engine);
    const { catalog } = given as StartOptions;
    return { version: engine.version, ...(catalog ? {} : { catalog: engine.catalog }) };
  };

  const answer = async ({ id, object, member, args }: Call): Promise<Reply> => {
    if (member === 'start') return { id, result: await start(args[0] as object) };
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
