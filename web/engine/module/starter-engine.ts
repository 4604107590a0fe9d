// The engine behind a worker on a page: most first runs need only the starter, a smaller module. Everything else is done
// by the whole engine, which is fetched when it is first needed.
import createStarter from 'loss-playground-starter';
import * as check from '../api/checks.ts';
import { completeExperiment } from '../api/experiment.ts';
import type { Engine, EngineOptions, Experiment, Run, RunOptions } from '../api/types.ts';
import { createEngine, fetchCatalog } from './create-engine.ts';
import { optionNames, readOptions } from './engine-options.ts';
import { version } from './first-script.ts';
import { loadBindings } from './load.ts';
import { dataFolder, loadRun, plainTask } from './load-run.ts';
import type { EngineRun } from './run.ts';
import { atOnce, inSlices, type Sliceable, type Sliced, withoutPause } from './slices.ts';
import { measureSpeed } from './speed.ts';

/** Options of an engine that starts with the starter module. */
export interface StartOptions extends EngineOptions {
  /** The starter module; from the folder of the script unless given. */
  starter?: BufferSource;
}

/** What a worker serves: an Engine whose calls may wait for the whole engine before their first slice. */
export type LazyEngine = Sliceable & Pick<Engine, 'version' | 'catalog' | 'speed'>;

type Whole = Engine & Sliceable;

const passedOn = [
  'evaluateLoss',
  'describeFormula',
  'traceFormula',
  'createOptimizer',
  'schedule',
  'minimize',
  'surface',
] as const;

/** A call of the whole engine, in slices where it has some. */
async function calling(
  engine: Whole,
  name: (typeof passedOn)[number] | 'createRun',
  args: unknown[],
  slice: number,
): Promise<Sliced<unknown>> {
  const given = args as never[];
  return (
    engine[inSlices](slice)[name]?.(...given) ??
    atOnce(() => (engine[name] as (...args: never[]) => unknown)(...given))
  );
}

/** Loads the starter, or the whole engine if its module is given. */
export async function createLazyEngine(given: StartOptions = {}): Promise<LazyEngine> {
  const { starter, ...rest } = check.object('options', given, ['starter', ...optionNames]);
  const options = readOptions(rest);
  if (options.wasm) return (await createEngine(options)) as Whole;
  const data = options.data ?? dataFolder;
  const [bindings, catalog] = await Promise.all([
    loadBindings(
      createStarter,
      (starter as BufferSource | undefined) ?? new URL('./starter.wasm', import.meta.url),
    ),
    options.catalog ?? fetchCatalog(),
  ]);
  let whole: Promise<Whole> | undefined;
  const wholeEngine = () => {
    whole ??= (createEngine({ ...options, catalog }) as Promise<Whole>).catch((error) => {
      // The next call tries again: a missing file may be back.
      whole = undefined;
      throw error;
    });
    return whole;
  };
  const inWhole =
    (name: Parameters<typeof calling>[1], slice: number) =>
    async (...args: unknown[]) =>
      calling(await wholeEngine(), name, args, slice);
  /** Double precision is in the whole engine only, so a copy of the run is checked there. */
  const gradientCheck = async (run: EngineRun, samples: number | undefined, slice: number) => {
    const making = await inWhole('createRun', slice)(run.experiment);
    return (function* (): Sliced<unknown> {
      const twin = (yield* making) as EngineRun;
      try {
        twin.restore(run.snapshot());
        return yield* twin[inSlices](slice).gradientCheck(samples);
      } finally {
        twin.dispose();
      }
    })();
  };
  const createRun = async (slice: number, experiment: Experiment, given?: RunOptions) => {
    const complete = completeExperiment(catalog, experiment);
    if (complete.fine_tuning || !bindings.runPossible(plainTask(complete)))
      return inWhole('createRun', slice)(complete, given);
    const make = await loadRun(bindings, catalog, complete, data, given);
    return atOnce(() => {
      const run = make();
      const own = run[inSlices].bind(run);
      return Object.assign(run, {
        [inSlices]: (slice: number) => ({
          ...own(slice),
          gradientCheck: (samples?: number) => gradientCheck(run, samples, slice),
        }),
      });
    });
  };
  let measured: Promise<number> | undefined;
  const speed = () => {
    measured ??= measureSpeed({
      createRun: async (experiment) => withoutPause(await createRun(Infinity, experiment)) as Run,
    });
    return measured;
  };
  return {
    version,
    catalog,
    speed,
    [inSlices]: (slice) => ({
      ...Object.fromEntries(passedOn.map((name) => [name, inWhole(name, slice)])),
      createRun: (experiment: Experiment, given?: RunOptions) => createRun(slice, experiment, given),
    }),
  };
}
