// Steps per second with a loss that is typed as a formula, as a share of those with the built-in loss.
import type { Engine, Experiment, Spec } from 'loss-playground/engine';
import { ownSeconds } from './clock.ts';
import { figures, markdownTable, median, spread } from './statistics.ts';

interface Pair {
  title: string;
  experiment: Experiment;
  loss: Spec;
  formula: string;
  /** Steps of one timed piece. */
  steps: number;
}

const crossEntropy = '-log_softmax(input)[target]';
const huber =
  'delta = 1 in 0.1..10\nd = input - target\nwhere(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))';

const pairs = (w2: Experiment): Pair[] => [
  { title: 'W2', experiment: w2, loss: { id: 'cross_entropy' }, formula: crossEntropy, steps: 4000 },
  {
    title: 'digits, cross-entropy',
    experiment: { version: 1, task: { id: 'digits' } },
    loss: { id: 'cross_entropy' },
    formula: crossEntropy,
    steps: 1000,
  },
  {
    title: 'houses, Huber',
    experiment: { version: 1, task: { id: 'houses' } },
    loss: { id: 'huber_loss' },
    formula: huber,
    steps: 20000,
  },
];

/** Microseconds of processor time a step, in pieces that take turns. */
async function measurePair(engine: Engine, { experiment, loss, formula, steps }: Pair, rounds: number) {
  const runs = await Promise.all(
    [loss, { id: 'expression', params: { formula } }].map((given) =>
      engine.createRun({ ...experiment, loss: given, evaluate_every: 1e9 }),
    ),
  );
  const times: number[][] = [[], []];
  // One round to warm up.
  for (let round = 0; round <= rounds; round++)
    for (const [index, run] of runs.entries()) {
      const start = ownSeconds();
      run.advance(steps, { evaluate: false });
      if (round > 0) times[index]?.push(((ownSeconds() - start) / steps) * 1e6);
    }
  for (const run of runs) run.dispose();
  return times as [number[], number[]];
}

export async function measureFormulas(engine: Engine, w2: Experiment, rounds: number) {
  const data: Record<string, { builtIn: number[]; typed: number[] }> = {};
  for (const pair of pairs(w2)) {
    const [builtIn, typed] = await measurePair(engine, pair, 3 * rounds);
    data[pair.title] = { builtIn, typed };
  }
  const rows = Object.entries(data).map(([title, { builtIn, typed }]) => {
    const shares = spread(builtIn.map((time, index) => time / (typed[index] ?? Number.NaN)));
    return [
      title,
      figures(median(builtIn)),
      figures(median(typed)),
      ...[shares.median, shares.least, shares.most].map(figures),
    ];
  });
  const head = ['µs a step', 'built-in', 'typed', 'share of steps per second', 'least', 'most'];
  return { text: markdownTable(head, rows), data };
}
