// An engine that survives a crash of its worker: the next call starts another worker and restores the runs. Training is
// deterministic, so a run continues from its last snapshot to the same bits.

import type { Progress, TrainRequest, WorkerEngine, WorkerRun } from '../api/types.ts';
import { copied, signalOf, withoutSignal } from './cancel.ts';
import type { Monitored } from './health.ts';
import { engineMethods, runMethods } from './protocol.ts';

/** Why a run was made again, the step that it had reached, and the step of the snapshot that it was restored from. */
export interface Revival {
  /** `canceled`: its worker was ended within a step that was canceled, and the run stays at the snapshot. */
  cause: 'crash' | 'canceled';
  at: number;
  from: number;
}

/** Milliseconds of training after which a snapshot is taken; more if a snapshot takes long: this many times its time. */
const snapshotInterval = 200;
const snapshotShare = 20;

/** A run that is restored when its worker crashes, and reports it. */
export interface RecoveringRun extends WorkerRun {
  onrevive?: (revival: Revival) => void;
}

/** The restarted worker crashed too: no further restart without the user. */
export class EngineLost extends Error {
  constructor(error: unknown) {
    super(
      `its worker crashed, was restarted and crashed again (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

type Living = () => Promise<Monitored>;
/** Repeats work that fails for want of a file, once the file may be there. */
type Repeat = <Result>(work: () => Promise<Result>) => Promise<Result>;
type Given = Parameters<WorkerEngine['createRun']>;

async function recoveringRun(living: Living, repeat: Repeat, given: Given): Promise<RecoveringRun> {
  let watched = await living();
  let run = await watched.engine.createRun(...given);
  // Only the call itself can be canceled, not the run that is made again.
  const lastingGiven = withoutSignal(given) as Given;
  /** The last snapshot that was taken or restored, and the last step reported since. */
  let bytes: Uint8Array | null = null;
  let step = 0;
  let disposed = false;
  /** Whether the worker was ended because a call of this run was canceled. */
  let wasCanceled = false;
  /** Milliseconds of training since the last snapshot, and how many are allowed. */
  let sinceSnapshot = 0;
  let allowed = snapshotInterval;
  let reviving: Promise<void> | null = null;

  const revive = async () => {
    const next = await living();
    const made = await next.engine.createRun(...lastingGiven);
    if (bytes) await made.restore(bytes);
    const { step: from } = await made.advance(0, { evaluate: false });
    const at = Math.max(step, from);
    const cause = wasCanceled ? 'canceled' : 'crash';
    wasCanceled = false;
    // The steps after the snapshot are taken again, but not toward a step that was canceled because it is too slow.
    if (cause === 'crash') await made.advance(at - from, { evaluate: false });
    else step = from;
    [watched, run] = [next, made];
    lasting.onrevive?.({ cause, at, from });
  };

  /** Calls the run; once more if its worker crashed in the meantime, unless the call was canceled. */
  const ask = async <Answer>(
    question: (run: WorkerRun) => Answer,
    signal?: AbortSignal,
  ): Promise<Awaited<Answer>> => {
    const asked = watched;
    try {
      return await repeat(async () => question(run));
    } catch (error) {
      if (signal?.aborted) wasCanceled ||= asked.broken;
      if (!asked.broken || disposed || signal?.aborted) throw error;
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
      async (...given: unknown[]) => {
        const args = copied(name, given);
        return ask(
          (present) => (present[name] as (...args: unknown[]) => Promise<unknown>)(...args),
          signalOf(args),
        );
      },
    ]),
  ) as unknown as Pick<WorkerRun, (typeof runMethods)[number]>;

  const keepSnapshot = async () => {
    const started = performance.now();
    bytes = await methods.snapshot();
    allowed = Math.max(snapshotInterval, snapshotShare * (performance.now() - started));
    sinceSnapshot = 0;
  };

  /** Trains in parts, with a snapshot after those that take long: not much is lost if the worker is ended. */
  const train = async ({ steps, milliseconds, evaluate, ...rest }: TrainRequest): Promise<Progress> => {
    const end = performance.now() + (milliseconds ?? Infinity);
    let taken = 0;
    for (;;) {
      const started = performance.now();
      const most = Math.max(allowed - sinceSnapshot, 1);
      const progress = await methods.train({
        ...rest,
        ...(steps === undefined ? {} : { steps: steps - taken }),
        // Values that are not valid are refused as they are.
        milliseconds: milliseconds === undefined || milliseconds > most ? most : milliseconds,
      });
      step = progress.metrics.step;
      taken += progress.taken;
      const now = performance.now();
      sinceSnapshot += now - started;
      if (sinceSnapshot >= allowed) await keepSnapshot();
      if (rest.untilEvaluated && Number.isFinite(progress.metrics.cost)) return { ...progress, taken };
      if (now < end && taken < (steps ?? Infinity) && !progress.stopped) continue;
      const last = evaluate ? await methods.train({ ...rest, steps: 0, evaluate }) : progress;
      return { ...last, taken };
    }
  };

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
    train: (request, options) =>
      // Without a limit there is nothing to divide, and the engine says so.
      request?.steps === undefined && request?.milliseconds === undefined
        ? methods.train(request)
        : train({ ...request, ...options }),
    async snapshot() {
      await keepSnapshot();
      return bytes as Uint8Array;
    },
    async restore(...request) {
      const [given, options] = copied('restore', request);
      await methods.restore(given, options);
      if (options?.fresh) await keepSnapshot();
      else bytes = given;
      step = 0;
    },
    async setParameters(list) {
      await methods.setParameters(list);
      await keepSnapshot();
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

/** The engine that `start` returns, started again when it crashes; `repeat` does each call. */
export async function recoveringEngine(
  start: Living,
  repeat: Repeat = (work) => work(),
): Promise<WorkerEngine> {
  let last = await repeat(start);
  let starting: Promise<Monitored> | null = null;
  const living = async () => {
    if (last.broken) {
      starting ??= repeat(start).finally(() => {
        starting = null;
      });
      last = await starting;
    }
    return last;
  };
  /** Calls the engine; once more if it crashed in the meantime, unless the call was canceled. */
  const ask = async <Answer>(question: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> => {
    const asked = await living();
    try {
      return await repeat(question);
    } catch (error) {
      if (!asked.broken || signal?.aborted) throw error;
      return question();
    }
  };
  const methods = Object.fromEntries(
    engineMethods.map((name) => [
      name,
      async (...given: unknown[]) => {
        const args = copied(name, given);
        return ask(async () => {
          const { engine } = await living();
          return (engine[name] as (...args: unknown[]) => Promise<unknown>)(...args);
        }, signalOf(args));
      },
    ]),
  );
  return {
    ...last.engine,
    ...methods,
    createRun: async (...given) => {
      const args = copied('createRun', given);
      return ask(() => recoveringRun(living, repeat, args), signalOf(args));
    },
    terminate: () => last.engine.terminate(),
  };
}
