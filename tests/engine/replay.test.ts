// Runs that PyTorch has replayed from the weights, data and batches that the engine shows: see tests/reference/replay.py.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEngine, root } from './support.ts';

/** 120 steps in double precision. */
const tolerance = 1e-9;

const engine = await createEngine();
const folder = join(root, 'tests/reference/replays');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')))
  test(`PyTorch replays to the same weights: ${file}`, async (context) => {
    const { experiment, steps, batch_losses, parameters } = JSON.parse(
      readFileSync(join(folder, file), 'utf8'),
    );
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
