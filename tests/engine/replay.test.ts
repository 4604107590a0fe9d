// Runs that PyTorch has replayed from the weights, data and batches that the engine shows: see tests/reference/replay.py.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEngine, fits, root } from './support.ts';

/** 120 steps in double precision. */
const tolerance = 1e-9;

const engine = await createEngine();
const folder = join(root, 'tests/reference/replays');
const replays = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, replay: JSON.parse(readFileSync(join(folder, name), 'utf8')) }));

test('every optimizer has a replay, and every loss that can train', async () => {
  const { tasks, losses, optimizers } = engine.catalog;
  const runs = await Promise.all(replays.map(({ replay }) => engine.createRun(replay.experiment)));
  const missing = (kind: 'loss' | 'optimizer', ids: string[]) =>
    ids.filter((id) => !runs.some(({ experiment }) => experiment[kind].id === id));
  assert.deepEqual(
    missing(
      'optimizer',
      optimizers.map(({ id }) => id),
    ),
    [],
  );
  const trainable = losses.filter((loss) => tasks.some((task) => fits(task, loss) === true));
  assert.deepEqual(
    missing(
      'loss',
      trainable.map(({ id }) => id),
    ),
    [],
  );
  for (const run of runs) run.dispose();
});

for (const { name, replay } of replays)
  test(`PyTorch replays to the same weights: ${name}`, async (context) => {
    const { experiment, steps, batch_losses, parameters } = replay;
    const run = await engine.createRun(experiment);
    run.advance(steps);
    let worst = 0;
    const compare = (found: ArrayLike<number>, wanted: number[]) => {
      assert.equal(found.length, wanted.length);
      for (const [index, value] of wanted.entries())
        worst = Math.max(worst, Math.abs((found[index] ?? Number.NaN) - value));
    };
    compare(run.history.batchLoss, batch_losses);
    for (const [index, { name, data }] of run.parameters().entries()) {
      assert.equal(name, parameters[index].name);
      compare(data, parameters[index].data);
    }
    context.diagnostic(`largest difference ${worst.toExponential(1)}`);
    assert.ok(worst <= tolerance, `largest difference ${worst}`);
  });
