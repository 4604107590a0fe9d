import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  disposePair,
  featured,
  normRatio,
  ordinary,
  readSetting,
  type Setting,
  settingAddress,
  startPair,
  trainPair,
} from '../../../../web/labs/two-losses/pair.ts';
import { cases } from '../../support/cases.ts';
import { catalog } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';

interface Case {
  name: string;
  address: string;
  expected: { setting: Setting; note: string | null };
}

cases<Case>(
  'setting',
  [
    { name: 'nothing told', address: '', expected: { setting: featured, note: null } },
    { name: 'an ordinary start', address: 'sureness=1&v=1', expected: { setting: ordinary, note: null } },
    {
      name: 'what is left out is ordinary',
      address: 'lr=1&v=1',
      expected: { setting: { ...ordinary, lr: 1 }, note: null },
    },
    {
      name: 'an unknown optimizer, and no numbers',
      address: 'optimizer=sdg&lr=0&seed=x&steps=1e12&v=1',
      expected: {
        setting: ordinary,
        note: 'This link is damaged. optimizer=sdg is left out: "sdg" is not a valid optimizer. Did you mean sgd? lr=0 is left out: 0 is not a valid learning rate. Enter a number from 1e-9 to 1,000. seed=x is left out: "x" is not a valid seed. Enter a whole number of at least 0. steps=1e12 is left out: 1000000000000 is not a valid number of steps. Enter a whole number from 1 to 100,000.',
      },
    },
    {
      name: 'everything',
      address: 'optimizer=adam&lr=0.01&sureness=30&seed=2&steps=200&v=1',
      expected: {
        setting: { optimizer: 'adam', lr: 0.01, sureness: 30, seed: 2, steps: 200, formula: '' },
        note: null,
      },
    },
  ],
  ({ address }) => {
    const { setting, note } = readSetting(catalog, address);
    return { setting, note };
  },
);

test('setting: a link to a lab that waits for its button stays at step 0', () => {
  assert.deepEqual(readSetting(catalog, 'at=0&lr=1&v=1'), {
    setting: { ...ordinary, lr: 1 },
    waits: true,
    note: null,
  });
  const { waits, note } = readSetting(catalog, 'at=5&v=1');
  assert.equal(waits, false);
  assert.match(note ?? '', /at=5 is left out/);
});

test('setting: what is written is read again', () => {
  for (const setting of [featured, ordinary, { ...featured, seed: 3 }, { ...ordinary, steps: 20 }])
    assert.deepEqual(readSetting(catalog, settingAddress(setting)), { setting, waits: false, note: null });
  assert.deepEqual([settingAddress(featured), settingAddress(ordinary)], ['', 'sureness=1&v=1']);
});

test('pair: with every optimizer and start only the loss and what it reads differ', async () => {
  for (const { id } of catalog.optimizers)
    for (const sureness of [1, 30]) {
      const pair = await startPair(engine, { ...ordinary, optimizer: id, sureness, steps: 50 });
      const [first, second] = pair.map(({ run: { experiment } }) => {
        const { loss: _loss, model, ...rest } = experiment;
        const { output_activation: _activation, ...params } = model.params;
        return JSON.stringify({ ...rest, model: { ...model, params } });
      });
      assert.equal(first, second, id);
      const weights = await Promise.all(pair.map(({ run }) => run.parameters()));
      assert.deepEqual(weights[0], weights[1], id);
      for (const step of [1, 17, 50]) {
        const batches = await Promise.all(pair.map(({ run }) => run.batchIndices(step)));
        assert.deepEqual(batches[0], batches[1], id);
      }
      assert.deepEqual(
        pair.map(({ run }) => [run.experiment.loss.id, run.experiment.model.params.output_activation]),
        [
          ['cross_entropy', 'linear'],
          ['mse_loss', 'sigmoid'],
        ],
      );
      await disposePair(pair);
    }
});

test('pair: a start that is sure has a larger last layer', async () => {
  const [plain, sure] = await Promise.all(
    [ordinary, { ...ordinary, sureness: 30 }].map((one) => startPair(engine, one)),
  );
  const last = async (pair: typeof plain) =>
    (await pair?.[0]?.run.parameters())?.map(({ data }) => data[0] ?? 0) ?? [];
  const [before, after] = await Promise.all([last(plain), last(sure)]);
  assert.equal(after[0], before[0]);
  assert.ok(Math.abs((after.at(-2) ?? 0) - 30 * (before.at(-2) ?? 0)) < 1e-5);
  await Promise.all([plain, sure].map((pair) => disposePair(pair ?? [])));
});

test('pair: both train together to the last step, and every batch has its norm', async () => {
  const pair = await startPair(engine, { ...ordinary, optimizer: 'nonsense', steps: 250 });
  const shares: number[] = [];
  for await (const share of trainPair(pair, 250, new AbortController().signal)) shares.push(share);
  assert.equal(shares.at(-1), 1);
  for (const { run, steps, score, gradNorm, metrics, batchNorms } of pair) {
    assert.equal(run.experiment.optimizer.id, 'sgd');
    assert.deepEqual([steps[0], steps[1], steps.at(-1), metrics.step], [0, 3, 250, 250]);
    assert.ok(steps.length === score.length && steps.length === gradNorm.length);
    assert.ok((score.at(-1) ?? 0) > (score[0] ?? 1));
    assert.equal(batchNorms.length, 250);
    assert.equal(batchNorms.at(-1), gradNorm.at(-1));
  }
  await disposePair(pair);
});

test('ratio of the norms: the median, not that of one batch', () => {
  const ratio = normRatio([{ batchNorms: [2, 40, 6] }, { batchNorms: [1, 2, 2] }]);
  assert.equal(ratio, 3);
  assert.ok(Number.isNaN(normRatio([{ batchNorms: [] }, { batchNorms: [] }])));
  assert.equal(normRatio([{ batchNorms: [1, 8] }, { batchNorms: [0, 2] }]), 4);
});

test('pair: one that diverges is said to, and the other one trains on', async () => {
  const pair = await startPair(engine, { ...ordinary, lr: 1000, steps: 60 });
  const shares: number[] = [];
  for await (const share of trainPair(pair, 60, new AbortController().signal)) shares.push(share);
  assert.equal(shares.at(-1), 1);
  const [first, second] = pair;
  assert.ok(first && second && first.steps.length === second.steps.length);
  for (const { diverged, steps } of pair)
    assert.ok(diverged === null || (diverged > 0 && diverged <= 60), String(steps));
  await disposePair(pair);
});
