// Fine-tuning: starting weights, frozen parameters, the pull, replay, and the split of the source. Forgetting:
// language.test.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, FineTuning } from 'loss-playground/engine';
import { createEngine, decodeExperiment, encodeExperiment } from './support.ts';

const engine = await createEngine();
const onShakespeare = (fine_tuning: FineTuning, rest: Partial<Experiment> = {}): Experiment => ({
  version: 1,
  task: { id: 'shakespeare' },
  optimizer: { id: 'adamw', params: { lr: 0.003 } },
  schedule: { id: 'constant' },
  evaluate_every: 1e6,
  fine_tuning,
  ...rest,
});

test('the stored model spells names: below 2.1 nats on held-out ones', async (context) => {
  const run = await engine.createRun(onShakespeare({ initial: 'names' }));
  const { sourceCost, testCost } = run.advance(0);
  context.diagnostic(`names ${sourceCost.toFixed(3)}, Shakespeare ${testCost.toFixed(3)}`);
  assert.ok(sourceCost <= 2.1, String(sourceCost));
  run.dispose();
});

test('the source cost is of the names that were held out when the model was trained, whatever the split of the run', async () => {
  const trained = await engine.createRun({ version: 1, task: { id: 'names' } });
  const cost = async (rest: Partial<Experiment>) => {
    const run = await engine.createRun(onShakespeare({ initial: 'names' }, rest));
    const { sourceCost } = run.advance(0);
    trained.setParameters(run.parameters());
    run.dispose();
    return sourceCost;
  };
  const task = { id: 'shakespeare', params: { test_fraction: 0.3 } };
  const costs = [await cost({}), await cost({ seed: 2 }), await cost({ task, seed: 7 })];
  // The model itself, on the test set of its own training.
  const { testCost } = trained.advance(0);
  for (const found of costs) assert.ok(Math.abs(found - testCost) < 1e-6, `${found}, ${testCost}`);
  trained.dispose();
});

test('the split of a snapshot is that of its run; that of a stored model cannot be another', async () => {
  const small = { model: { id: 'bigram' } };
  const task = { id: 'names', params: { test_fraction: 0.25 } };
  const names = await engine.createRun({ version: 1, task, seed: 5, ...small });
  names.advance(200);
  const initial = names.snapshot();
  const { testCost, cost } = names.advance(0);
  const tuning = { initial: 'snapshot', source: 'names', source_seed: 5, source_test_fraction: 0.25 };
  const run = await engine.createRun(onShakespeare(tuning, small), { initial });
  assert.equal(run.advance(0).sourceCost, testCost);
  assert.notEqual(testCost, cost);
  run.dispose();
  names.dispose();
  for (const [field, value] of Object.entries({ source_seed: 2, source_test_fraction: 0.2 }))
    await assert.rejects(engine.createRun(onShakespeare({ initial: 'names', [field]: value })), {
      path: `fine_tuning.${field}`,
    });
});

test('frozen parameters stay to the bit, weight decay or not; the others move', async () => {
  const run = await engine.createRun(onShakespeare({ initial: 'names', freeze: ['embedding', 'hidden'] }));
  const before = run.parameters();
  run.advance(20);
  for (const [index, { name, data }] of run.parameters().entries())
    assert.equal(String(data) === String(before[index]?.data), !name.startsWith('output'), name);
  run.dispose();
});

test('the pull is part of the penalty: half of l2_sp times the squared distance from the starting weights', async () => {
  const run = await engine.createRun(
    onShakespeare({ initial: 'names', l2_sp: 0.5 }, { precision: 'float64' }),
  );
  const start = run.parameters();
  run.advance(10);
  let squares = 0;
  for (const [index, { name, data }] of run.parameters().entries())
    if (name.endsWith('weight'))
      for (const [at, value] of data.entries()) squares += (value - (start[index]?.data[at] ?? 0)) ** 2;
  run.advance(1);
  const penalty = run.history.penalty.at(-1) ?? 0;
  assert.ok(
    Math.abs(penalty - 0.25 * squares) < 1e-12 * Math.max(1, penalty),
    `${penalty}, ${0.25 * squares}`,
  );
  run.dispose();
});

test('replayed rows of the source are last in each batch and numbered after the task’s own rows', async () => {
  const run = await engine.createRun(onShakespeare({ initial: 'names', replay: 0.25 }));
  const rows = Array.from(run.batchIndices(3));
  assert.equal(rows.length, 64);
  assert.ok(rows.slice(0, 48).every((row) => row < run.info.trainRows));
  assert.ok(rows.slice(48).every((row) => row >= run.info.trainRows));
  run.dispose();
});

test('a run may start from the snapshot of another, and reset returns there', async () => {
  const small = { model: { id: 'next_token_mlp', params: { embedding: 3, hidden: 5 } } };
  const names = await engine.createRun({ version: 1, task: { id: 'names' }, ...small });
  names.advance(30);
  const experiment = onShakespeare({ initial: 'snapshot', source: 'names' }, small);
  const run = await engine.createRun(experiment, { initial: names.snapshot() });
  assert.deepEqual(run.parameters(), names.parameters());
  run.advance(5);
  run.reset();
  assert.deepEqual(run.parameters(), names.parameters());
  const refused = (given: Experiment, options: object, path: string) =>
    assert.rejects(engine.createRun(given, options), { path });
  await refused(experiment, {}, 'options.initial');
  await refused(experiment, { initial: new Uint8Array(9) }, 'fine_tuning.initial');
  await refused(experiment, { initial: names.snapshot().slice(0, 100) }, 'fine_tuning.initial');
  await refused(onShakespeare({ initial: 'names' }, small), {}, 'fine_tuning.initial');
  await refused(onShakespeare({ initial: 'names', freeze: ['hiden'] }), {}, 'fine_tuning.freeze[0]');
  await refused(onShakespeare({ initial: 'nmaes' }), {}, 'fine_tuning.initial');
  await refused(onShakespeare({ initial: 'names', replay: 1 }), {}, 'fine_tuning.replay');
  await refused(
    { version: 1, task: { id: 'circle' }, fine_tuning: { initial: 'names' } },
    {},
    'fine_tuning.source',
  );
  names.dispose();
  run.dispose();
});

test('fine-tuning survives a permalink, which carries no more than differs from the defaults', () => {
  const given = onShakespeare({ initial: 'names', freeze: ['embedding', 'hidden'], replay: 0.1 });
  const text = encodeExperiment(engine.catalog, given);
  const back = decodeExperiment(engine.catalog, text);
  assert.deepEqual(back.fine_tuning?.freeze, ['embedding', 'hidden']);
  assert.equal(back.fine_tuning?.replay, 0.1);
  assert.equal(encodeExperiment(engine.catalog, back), text);
  assert.ok(!text.includes('source_') && !text.includes('l2_sp'), text);
  const other = { initial: 'snapshot', source: 'names', source_seed: 5 };
  const again = decodeExperiment(engine.catalog, encodeExperiment(engine.catalog, onShakespeare(other)));
  assert.equal(again.fine_tuning?.source_seed, 5);
});
