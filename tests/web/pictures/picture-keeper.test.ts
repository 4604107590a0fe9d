import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PictureKeeper } from '../../../web/pictures/picture-keeper.ts';
import { examplesOf } from '../../../web/run/examples.ts';
import { lossOf, taskOf } from '../support/catalog.ts';
import { engine } from '../support/engine.ts';

test('a run that goes on while it is drawn leaves the picture behind, until it is drawn again', async () => {
  const run = await engine.createRun({ version: 1, task: { id: 'circle' } });
  const keeper = new PictureKeeper();
  await keeper.take(run, taskOf('circle'), lossOf('cross_entropy'), await examplesOf(run));
  const first = keeper.draw(run);
  assert.equal(await keeper.draw(run), false, 'one drawing at a time');
  assert.equal(await first, true);
  assert.equal(keeper.behind, true);
  assert.equal(await keeper.draw(run), true);
  assert.equal(keeper.behind, false);
  await run.dispose();
});
