import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PictureKeeper } from '../../../web/pictures/picture-keeper.ts';
import { examplesOf } from '../../../web/run/examples.ts';
import { lossOf, taskOf } from '../support/catalog.ts';
import { engine } from '../support/engine.ts';

test('a picture is shown when it is asked for, not when it is drawn; none of a run that was replaced', async () => {
  const run = await engine.createRun({ version: 1, task: { id: 'circle' } });
  const keeper = new PictureKeeper();
  await keeper.take(run, taskOf('circle'), lossOf('cross_entropy'), await examplesOf(run));
  const show = await keeper.look(run);
  assert.equal(keeper.drawn, null);
  show?.();
  assert.ok(keeper.drawn);
  assert.equal(await keeper.look(await engine.createRun({ version: 1, task: { id: 'circle' } })), null);
  await run.dispose();
});
