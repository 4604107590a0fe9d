// How the time of one step of ours grows with width, batch and parameters, and what one multiplication then costs.
import type { Engine, Experiment } from 'loss-playground/engine';
import { ownSeconds } from './clock.ts';
import { figures, markdownTable, median } from './statistics.ts';

/** Hidden layers and batch size on the digits, whose rows are 64 numbers and whose classes are 10. */
const cases: [string, number[], number][] = [
  ...[8, 32, 128, 512].map((width): [string, number[], number] => ['width', [width], 32]),
  ...[1, 8, 32, 128, 512].map((batch): [string, number[], number] => ['batch', [64], batch]),
  ...[32, 100, 330, 950].map((width): [string, number[], number] => ['parameters', [width, width], 32]),
];

const seconds = 0.15;

export async function measureScaling(engine: Engine, rounds: number) {
  const rows = [];
  for (const [grown, hidden, batch] of cases) {
    const experiment: Experiment = {
      version: 1,
      task: { id: 'digits' },
      model: { id: 'mlp', params: { hidden, activation: 'relu' } },
      optimizer: { id: 'adam', params: { lr: 0.001 } },
      batch_size: batch,
      evaluate_every: 1e9,
    };
    const run = await engine.createRun(experiment);
    const time = (steps: number) => {
      run.reset();
      const before = ownSeconds();
      run.advance(steps);
      return ownSeconds() - before;
    };
    // An advance ends with an evaluation of the whole set, which is taken off.
    const evaluation = median([0, 1, 2].map(() => time(0)));
    let steps = 8;
    while (time(steps) - evaluation < seconds / 4 && steps < 1e6) steps *= 2;
    const stepSeconds = median(
      Array.from({ length: rounds }, () => Math.max(0, time(4 * steps) - evaluation) / (4 * steps)),
    );
    const { parameterCount } = run.info;
    rows.push({ grown, hidden, batch, parameters: parameterCount, microseconds: stepSeconds * 1e6 });
    run.dispose();
  }
  const cells = rows.map(({ grown, hidden, batch, parameters, microseconds }) => [
    `${grown}: 64-${hidden.join('-')}-10, batch ${batch}`,
    parameters.toLocaleString('en-US'),
    figures(microseconds),
    figures((microseconds * 1e3) / (3 * parameters * batch)),
  ]);
  return {
    text: markdownTable(
      ['', 'parameters', 'µs a step', 'ns a parameter, example and pass (3 passes)'],
      cells,
    ),
    data: rows,
  };
}
