// Steps of a wide network with each activation, as multiples of the time with tanh.
import type { Engine, Run } from 'loss-playground/engine';
import { ownSeconds } from './clock.ts';
import { figures, markdownTable, median, spread, withSpread } from './statistics.ts';

const steps = 100;
const base = 'tanh';

/** Microseconds of processor time a step, one list for each run; the runs take turns. */
function measure(runs: Run[], rounds: number): number[][] {
  const times = runs.map((): number[] => []);
  // One round to warm up.
  for (let round = 0; round <= rounds; round++)
    for (const [index, run] of runs.entries()) {
      run.reset();
      const start = ownSeconds();
      run.advance(steps, { evaluate: false });
      if (round > 0) times[index]?.push(((ownSeconds() - start) / steps) * 1e6);
    }
  return times;
}

export async function measureActivations(engine: Engine, rounds: number) {
  const { params = [] } = engine.catalog.models.find(({ id }) => id === 'mlp') ?? {};
  const names = params.find(({ id }) => id === 'activation')?.choices ?? [];
  const runs: Run[] = [];
  for (const activation of names)
    runs.push(
      await engine.createRun({
        version: 1,
        task: { id: 'digits' },
        model: { id: 'mlp', params: { hidden: [512], activation } },
        batch_size: 64,
        evaluate_every: 1e9,
      }),
    );
  const times = measure(runs, 3 * rounds);
  for (const run of runs) run.dispose();
  const compared = times[names.indexOf(base)] ?? [];
  const data = names.map((activation, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((time, round) => time / (compared[round] ?? Number.NaN));
    return { activation, microseconds: median(own), ratio: spread(ratios) };
  });
  const cells = data.map(({ activation, microseconds, ratio }) => [
    activation,
    figures(microseconds),
    withSpread(ratio),
  ]);
  return { text: markdownTable(['', 'µs a step', `÷ ${base} (least–most)`], cells), data };
}
