// Cost J is the weighted mean of the example losses that the engine offers, for every task and loss.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, Run, Split } from 'loss-playground/engine';
import { createEngine, fits } from './support.ts';

const engine = await createEngine();

function weightedMean(run: Run, split: Split): number {
  const { shape, data, weights } = run.exampleLosses(split);
  assert.deepEqual(shape, [split === 'train' ? run.info.trainRows : run.info.testRows]);
  assert.equal(weights.length, data.length);
  let sum = 0;
  let terms = 0;
  for (const [row, weight] of weights.entries()) {
    assert.ok(weight >= 0 && Number.isFinite(data[row]));
    sum += weight * (data[row] ?? Number.NaN);
    terms += weight;
  }
  return sum / terms;
}

async function holds(experiment: Experiment, words: string): Promise<void> {
  const run = await engine.createRun({ precision: 'float64', ...experiment });
  const { cost, testCost } = run.advance(3);
  for (const [split, wanted] of [
    ['train', cost],
    ['test', testCost],
  ] as const) {
    const mean = weightedMean(run, split);
    assert.ok(
      Math.abs(mean - wanted) <= 1e-6 * Math.abs(wanted),
      `${words}, ${split}: ${mean} is not ${wanted}`,
    );
  }
  run.dispose();
}

const table = (kind: 'classification' | 'regression' | 'triplet') => ({
  kind,
  inputs: { shape: [30, 2], data: Array.from({ length: 60 }, (_, index) => Math.sin(3 * index)) },
  targets: { shape: [30], data: Array.from({ length: 30 }, (_, index) => (index * index) % 3) },
});

test('for the default experiment of every task', async () => {
  for (const { id, kind } of engine.catalog.tasks)
    if (kind !== 'any') await holds({ version: 1, task: { id } }, id);
  for (const kind of ['classification', 'regression', 'triplet'] as const)
    await holds({ version: 1, task: { id: 'custom', params: table(kind) } }, `a table for ${kind}`);
});

test('for every loss on one task of each kind', async () => {
  for (const id of ['spiral', 'xor', 'curve', 'triplet_lab', 'relevance']) {
    const task = engine.catalog.tasks.find((entry) => entry.id === id);
    assert.ok(task);
    for (const loss of engine.catalog.losses)
      if (!loss.own && fits(task, loss) === true)
        await holds({ version: 1, task: { id }, loss: { id: loss.id } }, `${id}, ${loss.id}`);
  }
});

test('for every model of next tokens, and with tokens that the loss ignores', async () => {
  const task = { id: 'names', params: { examples: 300 } };
  for (const { id } of engine.catalog.models.filter(({ reads }) => reads === 'tokens')) {
    await holds({ version: 1, task, model: { id } }, id);
    if (id === 'transformer') continue;
    const loss = { id: 'cross_entropy', params: { ignore_index: 1 } };
    await holds({ version: 1, task, model: { id }, loss }, `${id} without the letter a`);
  }
});

test('a window of a transformer weighs as many tokens as it holds', async () => {
  const run = await engine.createRun({
    version: 1,
    task: { id: 'names', params: { examples: 300 } },
    model: { id: 'transformer' },
  });
  const { weights } = run.exampleLosses('train');
  const { target } = run.data('train');
  assert.ok(target);
  const width = target.data.length / weights.length;
  const counts = Array.from(
    weights,
    (_, row) =>
      Array.from(target.data.slice(row * width, (row + 1) * width)).filter((token) => token !== -100).length,
  );
  assert.deepEqual(Array.from(weights), counts);
  assert.ok(Math.min(...counts) < Math.max(...counts));
  run.dispose();
});
