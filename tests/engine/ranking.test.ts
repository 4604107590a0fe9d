// Relevance and distance: what an embedding learns of them, against a ridge regression on features made by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, Metrics, Run, Spec } from 'loss-playground/engine';
import { createEngine } from './support.ts';

const engine = await createEngine();
const at = (list: ArrayLike<number> | undefined, index: number) => list?.[index] ?? Number.NaN;

interface Lists {
  features: number[][];
  relevances: ArrayLike<number>;
  length: number;
}

/** What is plain to see of a query and a document: shared features, and how many there are of each. */
function handFeatures(run: Run, split: 'train' | 'test'): Lists {
  const { input, target } = run.data(split);
  assert.ok(input && target);
  const length = target.shape[1] ?? 0;
  const width = run.info.inputs / (length + 1);
  const features: number[][] = [];
  for (let row = 0; row < (input.shape[0] ?? 0); row++) {
    const text = (index: number) => {
      const first = row * run.info.inputs + index * width;
      return Array.from(input.data.slice(first, first + width)).filter((token) => token > 0);
    };
    const query = text(0);
    for (let index = 1; index <= length; index++) {
      const document = text(index);
      const shared = query.filter((token) => document.includes(token)).length;
      const share = shared / Math.max(query.length, 1);
      const cosine = shared / Math.sqrt(Math.max(query.length * document.length, 1));
      features.push([1, share, share * share, cosine, Number(share === 1), query.length, document.length]);
    }
  }
  return { features, relevances: target.data, length };
}

/** Weights w that make ‖X w − y‖² + strength ‖w‖² least: elimination on the normal equations. */
function ridge({ features, relevances }: Lists, strength: number): number[] {
  const size = features[0]?.length ?? 0;
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size + 1 }, (_, j) => (i === j ? strength : 0)),
  );
  for (const [index, line] of features.entries())
    for (const [i, row] of rows.entries())
      for (let j = 0; j <= size; j++)
        row[j] = at(row, j) + at(line, i) * (j < size ? at(line, j) : at(relevances, index));
  for (const [i, pivot] of rows.entries())
    for (const [k, row] of rows.entries()) {
      const factor = at(row, i) / at(pivot, i);
      if (k !== i) for (let j = 0; j <= size; j++) row[j] = at(row, j) - factor * at(pivot, j);
    }
  return rows.map((row, i) => at(row, size) / at(row, i));
}

function rSquared(scores: number[], truths: ArrayLike<number>): number {
  const mean = Array.from(truths).reduce((sum, truth) => sum + truth, 0) / truths.length;
  let errors = 0;
  let deviations = 0;
  for (const [index, score] of scores.entries()) {
    errors += (score - at(truths, index)) ** 2;
    deviations += (mean - at(truths, index)) ** 2;
  }
  return 1 - errors / deviations;
}

function ndcg(scores: number[], { relevances, length }: Lists): number {
  const gain = (order: number[]) =>
    order
      .slice(0, 10)
      .reduce((sum, relevance, place) => sum + (2 ** relevance - 1) / Math.log2(2 + place), 0);
  let sum = 0;
  for (let first = 0; first < scores.length; first += length) {
    const list = Array.from({ length }, (_, k) => ({
      score: at(scores, first + k),
      relevance: at(relevances, first + k),
    }));
    const found = gain([...list].sort((a, b) => b.score - a.score).map(({ relevance }) => relevance));
    sum += found / gain(list.map(({ relevance }) => relevance).sort((a, b) => b - a));
  }
  return (sum * length) / scores.length;
}

const shown = ({ testScore, rSquared: r2, spearman }: Metrics & { rSquared?: number; spearman?: number }) =>
  `R² ${r2?.toFixed(3)}, NDCG@10 ${testScore.toFixed(3)}, Spearman ${spearman?.toFixed(3)}`;

test('relevance: the default experiment beats a ridge regression on hand-made features', async (context) => {
  const run = await engine.createRun({ version: 1, task: { id: 'relevance' } });
  const train = handFeatures(run, 'train');
  const unseen = handFeatures(run, 'test');
  const weights = ridge(train, 0.01);
  const guesses = unseen.features.map((line) =>
    line.reduce((sum, part, index) => sum + part * at(weights, index), 0),
  );
  const linear = { r2: rSquared(guesses, unseen.relevances), ndcg: ndcg(guesses, unseen) };
  const trained = run.advance(run.experiment.steps);
  context.diagnostic(`ridge regression: R² ${linear.r2.toFixed(3)}, NDCG@10 ${linear.ndcg.toFixed(3)}`);
  context.diagnostic(`mse_loss: ${shown(trained)}`);
  assert.ok((trained.rSquared ?? 0) > linear.r2 + 0.02, `R² ${trained.rSquared} against ${linear.r2}`);
  assert.ok(trained.testScore > linear.ndcg + 0.05, `NDCG@10 ${trained.testScore} against ${linear.ndcg}`);
  const { input } = run.data('test');
  assert.ok(input);
  const scores = Array.from(run.predict(input).data);
  assert.ok(Math.abs(rSquared(scores, unseen.relevances) - (trained.rSquared ?? 0)) < 1e-5);
  assert.ok(Math.abs(ndcg(scores, unseen) - trained.testScore) < 1e-4);
  run.dispose();
});

const small = (loss: Spec, rest: Partial<Experiment> = {}): Experiment => ({
  version: 1,
  task: { id: 'relevance', params: { examples: 1500, buckets: 1024 } },
  loss,
  ...rest,
});

for (const loss of [
  { id: 'rank_net_loss' },
  { id: 'list_net_loss' },
  { id: 'margin_ranking_loss', params: { margin: 0.2 } },
])
  test(`relevance: ${loss.id} on the same model orders unseen lists better than before`, async (context) => {
    const run = await engine.createRun(small(loss));
    const before = run.advance(0);
    const after = run.advance(200);
    context.diagnostic(`before: ${shown(before)}; after: ${shown(after)}`);
    assert.ok(after.cost < before.cost);
    assert.ok(after.testScore > before.testScore);
    assert.ok((after.spearman ?? 0) > (before.spearman ?? 1));
    const losses = run.exampleLosses('test');
    assert.deepEqual(losses.shape, [run.info.testRows]);
    run.dispose();
  });

test('embedding_distance: two encoders learn the distances of a teacher, far beyond a ridge regression', async (context) => {
  const found: Record<string, { linear: number; trained: number }> = {};
  for (const set_aside of ['pairs', 'emoji']) {
    const task = { id: 'embedding_distance', params: { set_aside } };
    const run = await engine.createRun({ version: 1, task, seed: 2 });
    // A row is a list of one document, whose relevance is the distance.
    const unseen = handFeatures(run, 'test');
    const weights = ridge(handFeatures(run, 'train'), 0.01);
    const guesses = unseen.features.map((line) =>
      line.reduce((sum, part, index) => sum + part * at(weights, index), 0),
    );
    const linear = rSquared(guesses, unseen.relevances);
    const before = run.advance(0);
    const after = run.advance(run.experiment.steps);
    context.diagnostic(
      `unseen ${set_aside}: ridge regression R² ${linear.toFixed(3)}; R² ${before.testScore.toFixed(3)} → ${after.testScore.toFixed(3)}, on seen pairs ${after.score.toFixed(3)}`,
    );
    found[set_aside] = { linear, trained: after.testScore };
    run.dispose();
  }
  const { pairs, emoji } = found;
  assert.ok(pairs && emoji);
  assert.ok(pairs.trained >= 0.6, String(pairs.trained));
  assert.ok(1 - pairs.trained < (1 - pairs.linear) / 2, 'half of what the regression leaves unexplained');
  assert.ok(emoji.trained > 0.2 && emoji.trained < pairs.trained - 0.2, 'emoji never seen are much harder');
});

test('what does not fit a ranking is refused with its place', async () => {
  const refused = (experiment: Experiment, path: string, message: RegExp) =>
    assert.rejects(engine.createRun(experiment), { path, message });
  await refused(small({ id: 'cross_entropy' }), 'loss.id', /relevance grades/);
  await refused(small({ id: 'triplet_margin_loss' }), 'loss.id', /relevance grades/);
  await refused({ version: 1, task: { id: 'plane' }, loss: { id: 'rank_net_loss' } }, 'loss.id', /lists/);
  await refused(small({ id: 'mse_loss' }, { model: { id: 'mlp' } }), 'model.id', /embedding_bag/);
});
