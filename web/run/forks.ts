// Runs that branch off from others: followed again from a link.
import type { Experiment } from 'loss-playground/engine';
import type { Ancestor } from './address.ts';
import type { KeptRun } from './kept-runs.ts';
import type { Session } from './session.ts';

/** Message for a link whose runs do not go as far as it says. */
export const forksLost =
  'The runs that this link tells of could not be followed to where they fork. What could be is shown.';

/**
 * Runs each ancestor as far as it went, then back to where the next one left it, and forks there. False if one does not
 * go so far, or someone asked for something else meanwhile.
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

/** A deleted run is no longer drawn by a link to what branched off from it: it is followed to there only. */
export const forget = (ancestors: readonly Ancestor[], gone: KeptRun | undefined): Ancestor[] =>
  ancestors.map((parent) =>
    parent.experiment === gone?.experiment ? { ...parent, reached: parent.at } : parent,
  );
