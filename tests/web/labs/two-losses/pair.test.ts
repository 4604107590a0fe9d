import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disposePair, natural, startPair, trainPair } from '../../../../web/labs/two-losses/pair.ts';
import { engine } from '../../support/engine.ts';

test('pair: one network, one seed, one batch after the other, two losses', async () => {
  const pair = await startPair(engine, natural);
  assert.deepEqual(
    pair.map(({ title }) => title),
    ['cross-entropy', 'mean squared error'],
  );
  const [first, second] = await Promise.all(pair.map(({ run }) => run.parameters()));
  assert.deepEqual(
    first?.map(({ data }) => data),
    second?.map(({ data }) => data),
  );
  const outputs = pair.map(({ run }) => run.experiment.model.params.output_activation);
  assert.deepEqual(outputs, ['linear', 'sigmoid']);
  await disposePair(pair);
});

test('pair: a start that is sure has a larger last layer', async () => {
  const [plain, sure] = await Promise.all(
    [natural, { ...natural, sureness: 30 }].map((one) => startPair(engine, one)),
  );
  const last = async (pair: typeof plain) =>
    (await pair?.[0]?.run.parameters())?.map(({ data }) => data[0] ?? 0) ?? [];
  const [before, after] = await Promise.all([last(plain), last(sure)]);
  assert.equal(after[0], before[0]);
  assert.ok(Math.abs((after.at(-2) ?? 0) - 30 * (before.at(-2) ?? 0)) < 1e-5);
  await Promise.all([plain, sure].map((pair) => disposePair(pair ?? [])));
});

test('pair: both go on together to the last step', async () => {
  const pair = await startPair(engine, { ...natural, optimizer: 'nonsense', steps: 250 });
  const shares: number[] = [];
  for await (const share of trainPair(pair, 250)) shares.push(share);
  assert.equal(shares.at(-1), 1);
  for (const { run, steps, score, gradNorm, metrics } of pair) {
    assert.equal(run.experiment.optimizer.id, 'sgd');
    assert.deepEqual([steps[0], steps[1], steps.at(-1), metrics.step], [0, 3, 250, 250]);
    assert.ok(steps.length === score.length && steps.length === gradNorm.length);
    assert.ok((score.at(-1) ?? 0) > (score[0] ?? 1));
  }
  await disposePair(pair);
});
