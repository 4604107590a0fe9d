// The engine on the page's own thread behind the names of a worker's: for pages that may start no worker.

import type { Progress, TrainRequest, WorkerEngine, WorkerRun } from '../api/types.ts';
import type { StartOptions } from '../module/starter-engine.ts';
import { type Monitored, startMonitored } from './health.ts';
import type { Port } from './protocol.ts';

/** Milliseconds of training at a time, which leave a frame its rest. */
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

/** A run that trains a slice at a time. */
function sliced(run: WorkerRun): WorkerRun {
  const train = run.train.bind(run);
  const inSlices = async ({ steps = 1e9, milliseconds = Infinity, evaluate, ...rest }: TrainRequest) => {
    const end = performance.now() + milliseconds;
    const { step } = (await train({ steps: 0, evaluate: false })).metrics;
    let progress: Progress;
    let left = steps;
    do {
      const time = Math.max(0, Math.min(slice, end - performance.now()));
      progress = await train({ ...rest, steps: left, milliseconds: time, evaluate: false });
      left = step + steps - progress.metrics.step;
    } while (left > 0 && !progress.stopped && performance.now() < end);
    return train({ ...rest, steps: 0, ...(evaluate === undefined ? {} : { evaluate }) });
  };
  return Object.assign(run, { train: inSlices });
}

/** The engine on this thread; `serve` is that of the engine's script. */
export async function createLocalEngine(
  serve: (port: Port) => void,
  options: StartOptions = {},
): Promise<Monitored> {
  const [here, there] = portPair();
  serve(there);
  const connection = { port: here, terminate: () => there.listen(() => undefined) };
  const watched = await startMonitored(() => connection, options);
  const { engine } = watched;
  const createRun: WorkerEngine['createRun'] = async (...given) => sliced(await engine.createRun(...given));
  return Object.assign(watched, { engine: { ...engine, createRun } });
}
