// A run's steps in parts: work that takes them tells how far it is, however long a step takes.
import type { Progress, WorkerRun } from 'loss-playground/engine';

/** Milliseconds of a part, which is at least one step. */
const part = 300;

/** Takes steps; yields after each part how many it has taken, and ends where training diverges. */
export async function* inParts(run: WorkerRun, steps: number): AsyncGenerator<number, Progress | null> {
  let last: Progress | null = null;
  for (let taken = 0; taken < steps && !last?.stopped; ) {
    last = await run.train({
      steps: steps - taken,
      milliseconds: part,
      since: last?.metrics.step ?? 0,
    });
    taken += last.taken;
    yield taken;
  }
  return last;
}
