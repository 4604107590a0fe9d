// The other side: answers the calls of a page, in a worker or between the page's own tasks. Results cross in transferred
// buffers.
import type { StartOptions } from './client.ts';
import { ExperimentError } from './errors.ts';
import type { Call, Fault, Handed, Port, Reply } from './protocol.ts';
import { createLazyEngine } from './starter.ts';
import type { Optimizer, Progress, Run, TrainRequest } from './types.ts';

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

/** Lets others have the thread for a moment. */
const breath = () => new Promise((done) => setTimeout(done));

/** Trains as asked, a slice of so many milliseconds at a time. */
async function trainInSlices(run: Run, request: TrainRequest, slice: number): Promise<Progress> {
  const { steps = 1e9, milliseconds = Infinity, evaluate, ...rest } = request;
  const end = performance.now() + milliseconds;
  let left = steps;
  for (;;) {
    const before = run.advance(0, { evaluate: false }).step;
    const time = Math.max(0, Math.min(slice, end - performance.now()));
    const progress = run.train({ ...rest, steps: left, milliseconds: time, evaluate: false });
    left -= progress.metrics.step - before;
    if (left <= 0 || progress.stopped || performance.now() >= end) break;
    await breath();
  }
  return run.train({ ...rest, steps: 0, ...(evaluate === undefined ? {} : { evaluate }) });
}

/**
 * Answers calls. The first message holds the options; object 0 is the engine. With `slice`, trainings give way to others
 * after so many milliseconds.
 */
export function serve(port: Port, slice?: number): void {
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
    if (slice !== undefined && member === 'train')
      return { id, result: await trainInSlices(target as unknown as Run, args[0] as TrainRequest, slice) };
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
