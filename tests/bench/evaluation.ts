// What evaluating cost and scores adds to the default training of each task.
import type { Engine, Experiment, Run } from 'loss-playground/engine';
import { ownSeconds } from './clock.ts';
import { ownTable } from './own-table.ts';
import { figures, markdownTable, median, spread } from './statistics.ts';

/** Short trainings are repeated, so that a round lasts as long. */
const seconds = 0.2;

/** Milliseconds of processor time of so many steps from the start. */
function timeOf(run: Run, steps: number, repeat = 1): number {
  const start = ownSeconds();
  for (let i = 0; i < repeat; i++) {
    run.reset();
    run.advance(steps, { evaluate: false });
  }
  return (1e3 * (ownSeconds() - start)) / repeat;
}

/** The default experiments: a task only needs a table where it has none of its own. */
const experimentsOf = (engine: Engine): Experiment[] =>
  engine.catalog.tasks.map(({ id, kind }) => ({
    version: 1,
    task: { id, params: kind === 'any' ? ownTable(300, 4, 3, 0.3) : {} },
  }));

async function measureTask(engine: Engine, experiment: Experiment, rounds: number) {
  const evaluated = await engine.createRun(experiment);
  const plain = await engine.createRun({ ...experiment, evaluate_every: 1e9 });
  const { steps } = evaluated.experiment;
  // The last planned step is always evaluated: all but this one are timed.
  const plainTime = (repeat: number) => (timeOf(plain, steps - 1, repeat) * steps) / (steps - 1);
  const repeat = Math.max(1, Math.round((1e3 * seconds) / Math.max(0.1, plainTime(1))));
  const times = { evaluated: [] as number[], plain: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.evaluated.push(timeOf(evaluated, steps, repeat));
    times.plain.push(plainTime(repeat));
  }
  const { evaluateEvery } = evaluated.info;
  evaluated.dispose();
  plain.dispose();
  return { task: experiment.task.id, steps, evaluateEvery, ...times };
}

export async function measureEvaluation(engine: Engine, rounds: number) {
  const data = [];
  for (const experiment of experimentsOf(engine)) data.push(await measureTask(engine, experiment, rounds));
  const cells = data.map(({ task, steps, evaluateEvery, evaluated, plain }) => {
    const shares = spread(evaluated.map((time, round) => 100 * (time / (plain[round] ?? Number.NaN) - 1)));
    return [
      task,
      steps.toLocaleString('en-US'),
      evaluateEvery.toLocaleString('en-US'),
      figures(median(plain)),
      ...[shares.median, shares.least, shares.most].map((share) => `${share.toFixed(1)}%`),
    ];
  });
  const head = ['', 'steps', 'evaluated every', 'ms without evaluations', 'evaluations add', 'least', 'most'];
  return { text: markdownTable(head, cells), data };
}
