import { bytesOf, createEngine } from '../../engine/support.ts';
import { experiment } from '../draw/experiments.ts';
import { assertFinite, mayRefuse } from '../draw/support.ts';
import type { FuzzPart } from '../part.ts';

/** Metrics that a step always has. */
const known = ['step', 'batchLoss', 'penalty', 'objective', 'gradNorm', 'lr'] as const;

/** Multiplications of a step or an evaluation; more takes long, and is tried by other tests. */
const mostWork = 5e8;

export default {
  title: 'experiments are refused or trained, with finite numbers',
  async start() {
    const engine = await createEngine();
    return async (random) => {
      const draft = random.note('experiment', experiment(random, engine.catalog));
      const run = await mayRefuse(() => engine.createRun(draft as never));
      if (!run) return;
      try {
        const steps = random.integer(0, 4);
        // What the experiment's schedule evaluates is evaluated in any case: all pairs of 20,000 points take seconds.
        if (Math.max(run.info.stepWork, run.info.evaluationWork) > mostWork) return;
        const metrics = run.advance(steps, { evaluate: random.chance(0.5) });
        if (!run.stopped && metrics.step !== steps)
          throw new Error(`step ${metrics.step} after ${steps} steps`);
        if (metrics.step > 0)
          for (const name of known) assertFinite(name, [metrics[name as keyof typeof metrics] as number]);
        for (const { name, data } of run.parameters()) assertFinite(name, data);
        const [state, before] = [run.snapshot(), bytesOf(run.parameters())];
        run.advance(1, { evaluate: false });
        run.restore(state);
        if (bytesOf(run.parameters()) !== before) throw new Error('restore() gave other parameters');
      } finally {
        run.dispose();
      }
    };
  },
} satisfies FuzzPart;
