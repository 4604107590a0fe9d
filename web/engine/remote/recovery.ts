// An engine that outlives its worker: when that breaks, the next call starts another, and runs are made again where they
// were. Training is deterministic, so a run goes on from its last snapshot to the same bits.

import type { WorkerEngine, WorkerRun } from '../api/types.ts';
import type { Monitored } from './health.ts';
import { engineMethods, runMethods } from './protocol.ts';

/** The step that a run had reached when its worker broke, and that of the snapshot it was made again from. */
export interface Revival {
  at: number;
  from: number;
}

/** A run that is made again when its worker breaks, and tells. */
export interface RecoveringRun extends WorkerRun {
  onrevive?: (revival: Revival) => void;
}

/** The next worker broke too: none is started a third time by itself. */
export class EngineLost extends Error {
  constructor(error: unknown) {
    super(
      `its worker stopped, and stopped again when it had been started anew (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

type Living = () => Promise<Monitored>;
type Given = Parameters<WorkerEngine['createRun']>;

async function recoveringRun(living: Living, given: Given): Promise<RecoveringRun> {
  let watched = await living();
  let run = await watched.engine.createRun(...given);
  /** The last snapshot that was taken or restored, and the last step that was told since. */
  let bytes: Uint8Array | null = null;
  let step = 0;
  let disposed = false;
  let reviving: Promise<void> | null = null;

  const revive = async () => {
    const next = await living();
    const made = await next.engine.createRun(...given);
    if (bytes) await made.restore(bytes);
    const { step: from } = await made.advance(0, { evaluate: false });
    const at = Math.max(step, from);
    await made.advance(at - from, { evaluate: false });
    [watched, run] = [next, made];
    lasting.onrevive?.({ at, from });
  };

  /** Asks the run; once more where its worker broke meanwhile. */
  const ask = async <Answer>(question: (run: WorkerRun) => Answer): Promise<Awaited<Answer>> => {
    const asked = watched;
    try {
      return await question(run);
    } catch (error) {
      if (!asked.broken || disposed) throw error;
    }
    try {
      if (watched === asked) {
        reviving ??= revive().finally(() => {
          reviving = null;
        });
        await reviving;
      }
      return await question(run);
    } catch (error) {
      throw watched.broken ? new EngineLost(error) : error;
    }
  };

  const methods = Object.fromEntries(
    runMethods.map((name) => [
      name,
      (...args: unknown[]) =>
        ask((present) => (present[name] as (...args: unknown[]) => Promise<unknown>)(...args)),
    ]),
  ) as unknown as Pick<WorkerRun, (typeof runMethods)[number]>;

  const lasting: RecoveringRun = {
    experiment: run.experiment,
    info: run.info,
    get history() {
      return ask(({ history }) => history);
    },
    get stopped() {
      return ask(({ stopped }) => stopped);
    },
    ...methods,
    async advance(...request) {
      const metrics = await methods.advance(...request);
      step = metrics.step;
      return metrics;
    },
    async train(...request) {
      const progress = await methods.train(...request);
      step = progress.metrics.step;
      return progress;
    },
    async snapshot() {
      bytes = await methods.snapshot();
      return bytes;
    },
    async restore(given) {
      await methods.restore(given);
      bytes = given;
      step = 0;
    },
    async setParameters(list) {
      await methods.setParameters(list);
      bytes = await methods.snapshot();
    },
    async reset() {
      await methods.reset();
      bytes = null;
      step = 0;
    },
    dispose() {
      disposed = true;
      return run.dispose();
    },
  };
  return lasting;
}

/** The engine that `start` gives, and gives again when it breaks. */
export async function recoveringEngine(start: Living): Promise<WorkerEngine> {
  let last = await start();
  let starting: Promise<Monitored> | null = null;
  const living = async () => {
    if (last.broken) {
      starting ??= start().finally(() => {
        starting = null;
      });
      last = await starting;
    }
    return last;
  };
  /** Asks the engine; once more where it broke meanwhile. */
  const ask = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    const asked = await living();
    try {
      return await question();
    } catch (error) {
      if (!asked.broken) throw error;
      return question();
    }
  };
  const methods = Object.fromEntries(
    engineMethods.map((name) => [
      name,
      (...args: unknown[]) =>
        ask(async () => {
          const { engine } = await living();
          return (engine[name] as (...args: unknown[]) => Promise<unknown>)(...args);
        }),
    ]),
  );
  return {
    ...last.engine,
    ...methods,
    createRun: (...given) => ask(() => recoveringRun(living, given)),
    terminate: () => last.engine.terminate(),
  };
}
