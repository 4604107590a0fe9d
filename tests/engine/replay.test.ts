// Runs that PyTorch has replayed from the weights, data and batches that the engine shows: see tests/reference/replay.py.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { replaysOf } from '../reference/replay-list.ts';
import { createEngine, fits, root } from './support.ts';

/** 120 steps in double precision. */
const tolerance = 1e-9;

const engine = await createEngine();
const folder = join(root, 'tests/reference/replays');
const replays = replaysOf(engine.catalog, fits);
const pathOf = (name: string) => join(folder, `${name}.json`);

test('every optimizer and every loss that can train has a replay, of the experiment that it would have now', () => {
  const differs = (name: string, experiment: object) =>
    !existsSync(pathOf(name)) ||
    JSON.stringify(JSON.parse(readFileSync(pathOf(name), 'utf8')).experiment) !== JSON.stringify(experiment);
  const stale = [...replays].filter(([name, experiment]) => differs(name, experiment)).map(([name]) => name);
  assert.equal(
    stale.length,
    0,
    `${stale.length} replays are missing or of another experiment. Make them:\n  npm run fixtures -- replays ${stale.join(' ')}`,
  );
  const known = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  const unknown = known.filter((name) => !replays.has(name));
  assert.deepEqual(unknown, [], 'Delete the replays of experiments that are no longer in the list.');
});

for (const name of [...replays.keys()].filter((name) => existsSync(pathOf(name))))
  test(`PyTorch replays to the same weights: ${name}`, async (context) => {
    const { experiment, steps, batch_losses, parameters } = JSON.parse(readFileSync(pathOf(name), 'utf8'));
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
    run.dispose();
    context.diagnostic(`largest difference ${worst.toExponential(1)}`);
    assert.ok(worst <= tolerance, `largest difference ${worst}`);
  });
