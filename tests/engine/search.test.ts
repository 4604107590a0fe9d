// Search: what a run finds, measures and refuses, checked against numbers computed another way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment } from 'loss-playground/engine';
import { createEngine, createWorkerEngine, ExperimentError } from './support.ts';

const engine = await createEngine();
const emoji = (rest: Partial<Experiment> = {}, params: Record<string, number> = {}): Experiment => ({
  version: 1,
  task: { id: 'emoji_search', params },
  ...rest,
});
const small = (rest: Partial<Experiment> = {}) => emoji(rest, { buckets: 512, dimensions: 16 });
const at = (list: ArrayLike<number> | undefined, index: number) => list?.[index] ?? Number.NaN;

test('search gives documents by distance, as predict() places them', async (context) => {
  const run = await engine.createRun(small());
  run.advance(100);
  const documents = run.documents();
  assert.equal(documents.length, 1914);
  assert.equal(run.info.documents, 1914);
  assert.deepEqual(documents[0], { mark: '😀', text: 'grinning face', group: 'smileys-emotion' });
  const { input } = run.data('train');
  assert.ok(input);
  const places = run.predict(input).data;
  const row = run.queries('train').findIndex(({ text }) => text === 'cheerful');
  const { text = '' } = run.queries('train')[row] ?? {};
  const size = run.info.outputs;
  const distance = (a: number, b: number) =>
    Math.hypot(
      ...Array.from({ length: size }, (_, k) => at(places, a * size + k) - at(places, b * size + k)),
    );
  const expected = documents
    .map((_, document) => ({ document, distance: distance(1914 + row, document) }))
    .sort((a, b) => a.distance - b.distance);
  const started = performance.now();
  const found = run.search(text, 12);
  context.diagnostic(`${(performance.now() - started).toFixed(2)} ms`);
  assert.equal(found.length, 12);
  for (const [place, hit] of found.entries()) {
    assert.ok(Math.abs(hit.distance - (expected[place]?.distance ?? Number.NaN)) < 1e-5);
    assert.equal(hit.mark, documents[hit.document]?.mark);
    assert.equal(hit.text, documents[hit.document]?.text);
  }
  assert.equal(run.search('Cheerful!').length, 10);
  assert.deepEqual(run.search('Cheerful!'), found.slice(0, 10));
  run.advance(50);
  assert.notDeepEqual(run.search(text, 12), found, 'the documents move with the parameters');
  run.dispose();
});

test('a tag that was set aside is in no training pair with its emoji; rows and queries say the same', async () => {
  const run = await engine.createRun(small());
  const pairs = new Set(run.queries('train').map(({ text, document }) => `${document} ${text}`));
  const unseen = run.queries('test');
  for (const { text, document } of unseen) assert.ok(!pairs.has(`${document} ${text}`));
  const tags = pairs.size + unseen.length;
  assert.ok(Math.abs(unseen.length / tags - 0.2) < 0.02, `${unseen.length} of ${tags}`);
  const { target, label } = run.data('train');
  assert.deepEqual(target?.data, label?.data);
  for (const [row, { document }] of run.queries('train').entries())
    assert.equal(at(label?.data, 1914 + row), document);
  assert.deepEqual(
    Array.from(run.data('test').target?.data ?? []),
    unseen.map(({ document }) => document),
  );
  run.dispose();
});

test('the history has what a search measures, where the cost is known; other runs have none of it', async () => {
  const run = await engine.createRun(small({ evaluate_every: 4 }));
  run.advance(6);
  const { cost, recallAt1, meanReciprocalRank, active, spread } = run.history;
  for (const column of [recallAt1, meanReciprocalRank, spread])
    assert.deepEqual(Array.from(column ?? []).map(Number.isNaN), Array.from(cost).map(Number.isNaN));
  assert.ok(Array.from(active ?? []).every((share) => share >= 0 && share <= 1));
  assert.equal(active?.length, 6);
  run.dispose();
  const circle = await engine.createRun({ version: 1, task: { id: 'circle' } });
  assert.ok(!('spread' in circle.advance(1)));
  assert.ok(!('spread' in circle.history));
  circle.dispose();
});

/** Sum of the two largest eigenvalues of the points' covariance, as a share of all: by powers of the matrix. */
function topShare(points: ArrayLike<number>, rows: number, columns: number): number {
  const mean = Array.from({ length: columns }, (_, k) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += at(points, row * columns + k);
    return sum / rows;
  });
  const matrix = Array.from({ length: columns }, () => new Float64Array(columns));
  for (let row = 0; row < rows; row++) {
    const moved = mean.map((middle, k) => at(points, row * columns + k) - middle);
    for (const [i, line] of matrix.entries())
      for (const [j, part] of moved.entries()) line[j] = at(line, j) + at(moved, i) * part;
  }
  const total = matrix.reduce((sum, line, index) => sum + at(line, index), 0);
  let found = 0;
  for (let which = 0; which < 2; which++) {
    let vector = Array.from({ length: columns }, (_, k) => Math.sin(k + 1));
    let value = 0;
    for (let round = 0; round < 3000; round++) {
      const next = matrix.map((line) => vector.reduce((sum, part, k) => sum + at(line, k) * part, 0));
      value = Math.hypot(...next);
      vector = next.map((part) => part / value);
    }
    for (const [i, line] of matrix.entries())
      for (const [j, part] of vector.entries()) line[j] = at(line, j) - value * at(vector, i) * part;
    found += value;
  }
  return found / total;
}

test('the map shows the two directions in which documents differ most, and no point jumps', async (context) => {
  const run = await engine.createRun(small());
  run.advance(100);
  const first = run.embeddingMap();
  assert.deepEqual(first.points.shape, [1914, 2]);
  assert.deepEqual(Array.from(first.documents.slice(0, 3)), [0, 1, 2]);
  const { input } = run.data('train');
  const places = run.predict({
    shape: [1914, run.info.inputs],
    data: input?.data.slice(0, 1914 * run.info.inputs) ?? [],
  });
  const best = topShare(places.data, 1914, run.info.outputs);
  const share = at(first.shares, 0) + at(first.shares, 1);
  context.diagnostic(`share of the variance ${share.toFixed(4)}, at best ${best.toFixed(4)}`);
  assert.ok(share <= best + 1e-9 && share >= 0.995 * best, `${share} of ${best}`);
  assert.deepEqual(run.embeddingMap().points.shape, [1914, 2]);
  let largest = 0;
  let before = run.embeddingMap().points.data;
  for (let step = 0; step < 20; step++) {
    run.advance(1, { evaluate: false });
    const now = run.embeddingMap().points.data;
    for (const [index, place] of now.entries())
      largest = Math.max(largest, Math.abs(place - at(before, index)));
    before = now;
  }
  context.diagnostic(`largest move in a step ${largest.toFixed(3)}`);
  assert.ok(largest < 0.5, `a point moved by ${largest}`);
  const queries = run.embeddingMap('test');
  assert.equal(queries.points.shape[0], run.info.testRows);
  assert.equal(at(queries.documents, 5), run.queries('test')[5]?.document);
  run.dispose();
});

test('a wrong query, task, model, loss or snapshot is refused with its place, and nothing is lost', async () => {
  const run = await engine.createRun(small());
  const twin = await engine.createRun(small());
  run.advance(3);
  const fail = (call: () => unknown, path: string, message = /./) =>
    assert.throws(call, (error) => {
      assert.ok(error instanceof ExperimentError);
      assert.equal(error.path, path);
      assert.match(error.message, message);
      return true;
    });
  fail(() => run.search(''), 'query', /empty/);
  fail(() => run.search(' –!? '), 'query', /training data/);
  fail(() => run.search('жжж'), 'query', /training data/);
  fail(() => run.search(7 as never), 'query', /text/);
  fail(() => run.search('cat', 0), 'k');
  fail(() => run.search('cat', 1915), 'k', /1,914/);
  fail(() => run.embeddingMap('all' as never), 'split');
  fail(() => run.nextToken('a'), 'task.id');
  const other = await engine.createRun(emoji({}, { buckets: 256, dimensions: 16 }));
  fail(() => run.restore(other.snapshot()), 'snapshot', /same model/);
  other.dispose();
  run.advance(3);
  twin.advance(6);
  assert.deepEqual(run.parameters(), twin.parameters());
  const state = run.snapshot();
  const results = run.search('cat');
  run.advance(2);
  run.restore(state);
  assert.deepEqual(run.search('cat'), results);
  run.dispose();
  twin.dispose();
  const circle = await engine.createRun({ version: 1, task: { id: 'circle' } });
  for (const call of [
    () => circle.search('a'),
    () => circle.documents(),
    () => circle.queries('test'),
    () => circle.embeddingMap(),
    () => circle.diagnose(),
  ])
    fail(call, 'task.id', /emoji_search/);
  circle.dispose();
  const refused = (experiment: Experiment, path: string, message: RegExp) =>
    assert.rejects(engine.createRun(experiment), { path, message });
  await refused(small({ model: { id: 'mlp' } }), 'model.id', /embedding_bag/);
  await refused(small({ model: { id: 'bigram' } }), 'model.id', /embedding_bag/);
  await refused(
    { version: 1, task: { id: 'circle' }, model: { id: 'embedding_bag' } },
    'model.id',
    /text features/,
  );
  await refused(small({ loss: { id: 'mse_loss' } }), 'loss.id', /triplet_margin_loss/);
  await refused(small({ miner: { id: 'all' }, batch_size: 400 }), 'batch_size', /at most 79 rows/);
});

test('the worker finds the same, and refuses the same', async () => {
  const worker = await createWorkerEngine();
  const [here, there] = await Promise.all([engine.createRun(small()), worker.createRun(small())]);
  here.advance(20);
  await there.advance(20);
  assert.deepEqual(await there.search('happy', 5), here.search('happy', 5));
  assert.deepEqual(await there.embeddingMap('test'), here.embeddingMap('test'));
  assert.deepEqual(await there.diagnose(), here.diagnose());
  await assert.rejects(there.search('жжж'), { path: 'query' });
  const circle = await worker.createRun({ version: 1, task: { id: 'circle' } });
  await assert.rejects(circle.search('happy'), { path: 'task.id' });
  here.dispose();
  worker.terminate();
});
