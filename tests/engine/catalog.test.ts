// What the catalog says beside parameters: the page draws and words a run by it, so each claim is held to the engine.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { taskOf } from '../../web/run/described.ts';
import { completeExperiment, createEngine, encodeExperiment, root } from './support.ts';

const engine = await createEngine();
const { tasks, losses, optimizers, miners } = engine.catalog;

const drawings = {
  classification: ['field', 'classes'],
  regression: ['curve', 'predictions'],
  triplet: ['embeddings'],
  next_token: ['tokens'],
  search: ['search'],
  ranking: ['predictions'],
  any: ['by_table'],
};

for (const task of tasks)
  test(`${task.id} says how it is drawn, and its data can be drawn so`, async () => {
    assert.ok(drawings[task.kind].includes(task.drawing), `${task.kind} as ${task.drawing}`);
    if (task.words) assert.ok(existsSync(join(root, 'dist/data', task.words)));
    if (task.kind === 'any') return;
    const { info } = await engine.createRun({ version: 1, task: { id: task.id } });
    if (task.drawing === 'field') assert.equal(info.inputs, 2);
    if (task.drawing === 'curve') assert.equal(info.inputs, 1);
    if (task.picture) assert.equal(info.inputs, task.picture.width * task.picture.height);
    if (task.columns) assert.equal(task.columns.length, info.inputs);
  });

test('a loss is what it says: minus a logarithm of a probability, or a difference', () => {
  const one = (id: string, input: number, target: number) =>
    Number(
      engine.evaluateLoss(
        { id },
        { input: { shape: [1], data: [input] }, target: { shape: [1], data: [target] } },
      ).value,
    );
  const differences = { squared_difference: (miss: number) => miss ** 2, absolute_difference: Math.abs };
  for (const loss of losses.filter(({ own }) => !own)) {
    assert.equal(loss.meaning === 'log_likelihood', loss.unit === 'nats', loss.id);
    if (loss.target !== 'real') continue;
    const [small, large] = [0.25 - 1, 3.5 - 1];
    const same = (form: (miss: number) => number) =>
      one(loss.id, 0.25, 1) === form(small) && one(loss.id, 3.5, 1) === form(large);
    for (const [meaning, form] of Object.entries(differences))
      assert.equal(loss.meaning === meaning, same(form), `${loss.id} and ${meaning}`);
  }
});

test('a step grows with the gradient where the optimizer says so', () => {
  for (const { id, closure, natural_lr, follows_gradient } of optimizers) {
    assert.ok(natural_lr.model > 0 && natural_lr.surface > 0, id);
    if (closure) continue;
    // The twentieth step: the first ones of radam are plain.
    const stepAt = (gradient: number) => {
      const optimizer = engine.createOptimizer({ id, params: { lr: natural_lr.model } }, [
        { shape: [1, 1], data: [0] },
      ]);
      const places = Array.from({ length: 20 }, () => {
        optimizer.step([{ shape: [1, 1], data: [gradient] }]);
        return optimizer.parameters()[0]?.data[0] ?? Number.NaN;
      });
      optimizer.dispose();
      return (places.at(-1) ?? 0) - (places.at(-2) ?? 0);
    };
    assert.equal(Math.abs(stepAt(2) / stepAt(1) - 2) < 1e-6, follows_gradient, id);
  }
});

test('one miner draws from the whole set, and is what losses without triplets have', () => {
  const drawn = miners.filter(({ draws }) => draws).map(({ id }) => id);
  const { miner } = completeExperiment(engine.catalog, { version: 1, task: { id: 'circle' } });
  assert.deepEqual(drawn, [miner.id]);
});

/** A table with this many columns, and three classes unless given. */
const table = (columns: number, more: object = {}) => ({
  version: 1,
  task: {
    id: 'custom',
    params: {
      kind: 'classification',
      inputs: { shape: [6, columns], data: Array.from({ length: 6 * columns }, (_, index) => index % 7) },
      targets: { shape: [6], data: [0, 1, 2, 0, 1, 2] },
      ...more,
    },
  },
});

test('a table of one’s own is drawn by its kind and columns, with its own names', () => {
  const described = (columns: number, more?: object) =>
    taskOf(engine.catalog, completeExperiment(engine.catalog, table(columns, more)));
  const names = ['ash', 'birch', 'cedar'];
  const wide = described(64, { classes: names, noun: 'leaf' });
  assert.deepEqual(
    [wide?.kind, wide?.drawing, wide?.picture, wide?.classes, wide?.noun, wide?.score],
    ['classification', 'classes', undefined, names, 'leaf', 'accuracy'],
  );
  assert.deepEqual(described(2)?.classes, ['0', '1', '2']);
  assert.equal(described(2)?.drawing, 'field');
  assert.equal(wide?.columns, undefined);
  const numbers = described(1, { kind: 'regression', columns: ['age'], quantity: 'height', unit: 'm' });
  assert.deepEqual(
    [numbers?.drawing, numbers?.score, numbers?.columns, numbers?.quantity, numbers?.unit, numbers?.classes],
    ['curve', 'r2', ['age'], 'height', 'm', undefined],
  );
  assert.equal(described(3, { kind: 'regression' })?.drawing, 'predictions');
  assert.equal(described(3, { kind: 'triplet' })?.drawing, 'embeddings');
});

test('the names of a table travel in its permalink, and change no number of the run', async () => {
  const plain = completeExperiment(engine.catalog, table(3));
  const named = completeExperiment(engine.catalog, table(3, { classes: ['a', 'b', 'c'] }));
  assert.match(decodeURIComponent(encodeExperiment(engine.catalog, named)), /"classes":\["a","b","c"\]/);
  const [first, second] = await Promise.all([engine.createRun(plain), engine.createRun(named)]);
  assert.deepEqual(first.advance(20), second.advance(20));
});

test('a task with a parameter `classes` has the names of so many', () => {
  const spiral = { version: 1, task: { id: 'spiral', params: { classes: 3 } } };
  const experiment = completeExperiment(engine.catalog, spiral);
  assert.deepEqual(taskOf(engine.catalog, experiment)?.classes, ['arm 1', 'arm 2', 'arm 3']);
  assert.equal(taskOf(engine.catalog, experiment), taskOf(engine.catalog, experiment), 'one object');
});
