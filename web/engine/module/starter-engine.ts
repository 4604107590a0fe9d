// The engine behind a worker on a page: a first training needs only the starter, a smaller module. What the starter has
// not is done by the whole engine, which is fetched when it is first asked for.
import createStarter from 'loss-playground-starter';
import { completeExperiment } from '../api/experiment.ts';
import type { Engine, EngineOptions, Experiment, Run, RunOptions } from '../api/types.ts';
import { createEngine, fetchCatalog } from './create-engine.ts';
import { version } from './first-script.ts';
import { loadBindings } from './load.ts';
import { dataFolder, plainTask, startRun } from './start-run.ts';

/** What an engine that starts with the starter's module is given. */
export interface StartOptions extends EngineOptions {
  /** The starter's module, where it does not stand beside the script. */
  starter?: BufferSource;
}

/** The same names as an Engine; all but constants are promises, which a worker waits for. */
export type LazyEngine = Record<string, unknown> & Pick<Engine, 'version' | 'catalog' | 'createRun'>;

const passedOn = ['evaluateLoss', 'createOptimizer', 'schedule', 'minimize', 'surface'] as const;

/** Loads the starter, or the whole engine where its module is given. */
export async function createLazyEngine(given: StartOptions = {}): Promise<LazyEngine> {
  const { starter, ...options } = given;
  if (options.wasm) return (await createEngine(options)) as unknown as LazyEngine;
  const data = options.data ?? dataFolder;
  const [bindings, catalog] = await Promise.all([
    loadBindings(createStarter, starter ?? new URL('./starter.wasm', import.meta.url)),
    options.catalog ?? fetchCatalog(),
  ]);
  let whole: Promise<Engine> | undefined;
  const wholeEngine = () => {
    whole ??= createEngine({ ...options, catalog });
    return whole;
  };
  const createRun = async (experiment: Experiment, given?: RunOptions): Promise<Run> => {
    const complete = completeExperiment(catalog, experiment);
    if (complete.fine_tuning || !bindings.runPossible(plainTask(complete)))
      return (await wholeEngine()).createRun(complete, given);
    const run = await startRun(bindings, catalog, complete, data);
    // Its double precision is in the whole engine: a twin of the run is checked there.
    const gradientCheck = async (samples?: number) => {
      const twin = await (await wholeEngine()).createRun(complete);
      try {
        twin.restore(run.snapshot());
        return twin.gradientCheck(samples);
      } finally {
        twin.dispose();
      }
    };
    return Object.assign(run, { gradientCheck: gradientCheck as unknown as Run['gradientCheck'] });
  };
  const calls = Object.fromEntries(
    passedOn.map((name) => [
      name,
      async (...args: unknown[]) => {
        const engine = (await wholeEngine()) as unknown as Record<string, (...given: unknown[]) => unknown>;
        return engine[name]?.(...args);
      },
    ]),
  );
  return { version, catalog, createRun, ...calls };
}
