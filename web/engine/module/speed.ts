// How fast this machine trains, in the unit of the estimates of work.
import type { Engine, Experiment } from '../api/types.ts';

/** A network that is neither so small that calls dominate nor so large that memory does. */
const reference: Experiment = {
  version: 1,
  task: { id: 'moons' },
  model: { id: 'mlp', params: { hidden: [64, 64] } },
  batch_size: 100,
};

/** Milliseconds of one measurement, and how many there are: the fastest counts, since other work only slows one down. */
const time = 5;
const measurements = 3;

/** Multiplications per second. */
export async function measureSpeed(engine: Pick<Engine, 'createRun'>): Promise<number> {
  const run = await engine.createRun(reference);
  let fastest = 0;
  for (let count = 0; count <= measurements; count++) {
    const started = performance.now();
    const { taken } = run.train({ milliseconds: time });
    const seconds = (performance.now() - started) / 1000;
    // The first one compiles the code.
    if (count > 0) fastest = Math.max(fastest, (taken * run.info.stepWork) / seconds);
  }
  run.dispose();
  return fastest;
}
