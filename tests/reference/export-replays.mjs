// Writes what replay.py needs to do runs again, a run a line: first weights, data and batches as the engine shows them, and
// the Python code that the catalog has for loss, optimizer and schedule. Names choose some of the runs.
import { createEngine, fits } from '../../dist/engine.js';
import { lossCode, minerCode } from '../../web/exports/pytorch/loss.ts';
import { optimizerCode, scheduleCode } from '../../web/exports/pytorch/optimizer.ts';
import { replaysOf, steps } from './replay-list.ts';

const plain = ({ name, shape, data }) => ({ name, shape, data: Array.from(data) });

/** Code to run before, and lines that make the optimizer (null where only a rule in 50 digits does) and the schedule. */
function codeOf(catalog, experiment) {
  const loss = lossCode(catalog, experiment);
  const miner = minerCode(catalog, experiment);
  const optimizer = optimizerCode(catalog, experiment);
  const schedule = scheduleCode(catalog, experiment);
  if (!loss || !miner || !schedule)
    throw new Error(`PyTorch has no code for the loss, miner or schedule of ${JSON.stringify(experiment)}`);
  return {
    blocks: [...miner, ...loss, ...(optimizer?.rules ?? []), ...schedule.rules],
    optimizer: optimizer?.lines ?? null,
    schedule: schedule.lines,
    after: schedule.after,
    closure: catalog.optimizers.find(({ id }) => id === experiment.optimizer.id).closure,
  };
}

const engine = await createEngine();
const replays = replaysOf(engine.catalog, fits);
const wanted = process.argv.slice(2);
for (const name of wanted) if (!replays.has(name)) throw new Error(`There is no replay ${name}.`);
for (const name of wanted.length > 0 ? wanted : replays.keys()) {
  const given = replays.get(name);
  const run = await engine.createRun(given);
  const { experiment } = run;
  const { input, target } = run.data('train');
  const batches = Array.from({ length: steps }, (_, index) => Array.from(run.batchIndices(index + 1)));
  const shown = {
    name,
    given,
    experiment,
    code: codeOf(engine.catalog, experiment),
    parameters: run.parameters().map(plain),
    input: plain({ name: 'input', ...input }),
    target: plain({ name: 'target', ...target }),
    batches,
  };
  process.stdout.write(`${JSON.stringify(shown)}\n`);
  run.dispose();
}
