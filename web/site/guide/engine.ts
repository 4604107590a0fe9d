// The engine for pages of the guide, where an element or a repeated run needs it.
import { type CompleteExperiment, decodeExperiment, encodeExperiment } from 'loss-playground/engine';
import { sharedEngine } from '../../element/shared-engine.ts';
import type { MadeRun } from '../../guide/progress.ts';

/** The permalink of an experiment whose run is on the page. */
export async function permalinkOf(experiment: CompleteExperiment): Promise<string> {
  return encodeExperiment((await sharedEngine()).catalog, experiment);
}

/** Milliseconds of training between two reports. */
const stretch = 250;

/** A run's test cost at its step, trained again; null where the run stops before. `report` is told the steps. */
export async function repeatedCost(
  { experiment, step }: MadeRun,
  signal: AbortSignal,
  report: (step: number) => void,
): Promise<number | null> {
  const engine = await sharedEngine();
  const run = await engine.createRun(decodeExperiment(engine.catalog, experiment), { signal });
  try {
    for (let reached = 0; reached < step; ) {
      const { metrics, stopped } = await run.train({
        steps: step - reached,
        milliseconds: stretch,
        since: reached,
        signal,
      });
      if (stopped) return null;
      reached = metrics.step;
      report(reached);
    }
    return (await run.advance(0, { signal })).testCost;
  } finally {
    await run.dispose();
  }
}
