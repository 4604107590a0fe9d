// Which losses train on which tasks: what the catalog says, the experiment's reader holds, with its reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeExperiment, createEngine, ExperimentError, fits } from './support.ts';

const { catalog } = await createEngine();
const tasks = catalog.tasks.filter(({ kind }) => kind !== 'any');

test('every task takes the losses that fit it, and refuses every other with the reason and those that fit', () => {
  for (const task of tasks)
    for (const loss of catalog.losses) {
      const label = `${task.id}, ${loss.id}`;
      const reason = fits(task, loss);
      const complete = () =>
        completeExperiment(catalog, { version: 1, task: { id: task.id }, loss: { id: loss.id } });
      if (reason === true) {
        assert.equal(complete().loss.id, loss.id, label);
        continue;
      }
      assert.ok(reason.startsWith(`${loss.title} `) && reason.length > loss.title.length + 10, label);
      assert.throws(complete, (error) => {
        assert.ok(error instanceof ExperimentError, label);
        assert.equal(error.path, 'loss.id');
        assert.ok(error.given.includes(reason), label);
        const allowed = error.allowed.replace('one of ', '').split(', ');
        const fitting = catalog.losses.filter((other) => fits(task, other) === true);
        assert.deepEqual(
          allowed,
          fitting.map(({ id }) => id),
        );
        return true;
      });
    }
});

test('a loss trains on some task, or says that it can only be evaluated', () => {
  for (const loss of catalog.losses) {
    const reasons = tasks.map((task) => fits(task, loss));
    const trains = reasons.some((reason) => reason === true);
    assert.equal(trains, loss.target !== 'none', loss.id);
    if (!trains) for (const reason of reasons) assert.match(String(reason), /can be evaluated on tensors/);
  }
});
