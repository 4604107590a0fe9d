// Recreates a run that forked off others from a link.
import type { Experiment } from 'loss-playground/engine';
import type { Ancestor } from './address.ts';
import type { KeptRun } from './kept-runs.ts';
import type { Session } from './session.ts';

/** The message for a link whose runs do not reach the steps that it names. */
export const forksLost =
  'This link is of a run that forked off another one, but the other run does not reach that step. It is shown as far as it goes.';

/**
 * Runs each ancestor as far as it went, then back to where the next one forked off, and forks there. False if one does
 * not get so far, or if another run was requested in the meantime.
 */
export async function follow(
  session: Session,
  ancestors: readonly Ancestor[],
  last: Experiment,
  fork: (experiment: Experiment, listed: boolean) => Promise<boolean>,
): Promise<boolean> {
  for (const [index, { at, reached }] of ancestors.entries()) {
    const { run } = session;
    await session.reach(reached);
    await session.reach(at);
    if (session.run !== run || session.metrics?.step !== at) return false;
    if (!(await fork(ancestors[index + 1]?.experiment ?? last, reached > at))) return false;
  }
  return true;
}

/** A link to a fork of a deleted run no longer draws that run: it is followed only up to the fork. */
export const forget = (ancestors: readonly Ancestor[], gone: KeptRun | undefined): Ancestor[] =>
  ancestors.map((parent) =>
    parent.experiment === gone?.experiment ? { ...parent, reached: parent.at } : parent,
  );
