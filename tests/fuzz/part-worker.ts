// One part in a thread of its own, so that a case that hangs can be ended. It counts its cases in shared memory.
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { loadPart, type PartName } from './part.ts';
import { Random } from './random.ts';

export interface Order {
  part: PartName;
  seed: number;
  /** The cases to try: from this one up to, not including, that one. */
  from: number;
  to: number;
  /** When to stop, in the time of Date.now(). */
  until: number;
  /** The case that is tried now. */
  counter: SharedArrayBuffer;
}

/** A case that failed. */
export interface Failure {
  index: number;
  message: string;
  notes: string;
}

const { part, seed, from, to, until, counter } = workerData as Order;
const present = new BigInt64Array(counter);
const tryCase = await (await loadPart(part)).start();
/** What was drawn, whatever it is. */
const written = (notes: object) => inspect(notes, { depth: 8, maxArrayLength: 100, breakLength: Infinity });
let index = from;
for (; index < to && Date.now() < until; index++) {
  Atomics.store(present, 0, BigInt(index));
  const random = new Random(seed, index);
  try {
    await tryCase(random);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ index, message, notes: written(random.notes) } satisfies Failure);
  }
}
await tryCase.close?.();
parentPort?.postMessage(index);
