// What a search on a visitor's own pairs learns: an FAQ of a bike shop, its answers with one to four questions each.
//
// Embedding size, rate and steps were chosen by recall@10 and mean reciprocal rank with the seeds 11 to 16 (embeddings of
// 64 to 256, rates 0.0005 to 0.06, 100 to 1,000 steps): with embeddings of 64 and the rate of the emoji search, pairs of
// one question each are found less often after training than before.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Metrics, SearchMetrics } from 'loss-playground/engine';
import { createEngine, ExperimentError } from './support.ts';

const engine = await createEngine();
const lines = readFileSync(new URL('bike-shop.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n');
/** The first question of each answer. */
const single = lines.filter((line, index) => line.split('\t')[1] !== lines[index - 1]?.split('\t')[1]);

const experiment = (pairs: readonly string[], seed = 1) => ({
  version: 1 as const,
  task: { id: 'custom_search', params: { pairs: pairs.join('\n') } },
  evaluate_every: 1000,
  seed,
});

type Found = Metrics & Partial<SearchMetrics>;

/** Scores of held-out queries before and after training, on average over some seeds. */
async function learned(pairs: readonly string[], seeds: number[]) {
  const told: Found[][] = [[], []];
  for (const seed of seeds) {
    const run = await engine.createRun(experiment(pairs, seed));
    told[0]?.push(run.advance(0));
    told[1]?.push(run.advance(run.experiment.steps));
    assert.equal(run.diagnose().state, 'apart');
    run.dispose();
  }
  const [before, after] = told.map((found) => {
    const mean = (score: (one: Found) => number | undefined) =>
      found.reduce((sum, one) => sum + (score(one) ?? Number.NaN), 0) / found.length;
    return {
      recall: mean(({ testScore }) => testScore),
      reciprocal: mean(({ meanReciprocalRank }) => meanReciprocalRank),
      trained: mean(({ score }) => score),
    };
  });
  assert.ok(before && after);
  return { before, after };
}

test('an FAQ with several questions each: those held out are found more often after training', async (context) => {
  assert.equal(lines.length, 163);
  const { before, after } = await learned(lines, [1, 4, 5]);
  context.diagnostic(JSON.stringify({ before, after }));
  assert.ok(after.recall > before.recall + 0.05);
  assert.ok(after.reciprocal > before.reciprocal + 0.05);
  assert.ok(after.trained > 0.95, 'the questions that were learned');
});

test('an FAQ with one question each: training keeps what shared words find', async (context) => {
  assert.equal(single.length, 65);
  const { before, after } = await learned(single, [1, 4, 5]);
  context.diagnostic(JSON.stringify({ before, after }));
  assert.ok(after.recall > before.recall - 0.1 && after.recall > 0.5);
  assert.ok(after.trained > 0.95, 'the questions that were learned');
});

test('a typed question finds its answer; documents have neither a mark nor a group', async () => {
  const run = await engine.createRun(experiment(lines));
  run.advance(run.experiment.steps);
  const documents = run.documents();
  assert.equal(documents.length, 65);
  assert.deepEqual(
    documents.map(({ text }) => text),
    [...new Set(lines.map((line) => line.split('\t')[1] ?? ''))].sort(),
  );
  assert.ok(documents.every(({ mark, group }) => mark === '' && group === ''));
  const [first] = run.search('my tyre is flat', 3);
  assert.match(first?.text ?? '', /^A puncture is fixed/);
  const { trainRows, testRows } = run.info;
  assert.deepEqual([trainRows, testRows], [65 + 130, 33]);
  const asked = [...run.queries('train'), ...run.queries('test')].map(
    ({ text, document }) => `${text}\t${documents[document]?.text}`,
  );
  assert.deepEqual(asked.sort(), lines.toSorted());
  run.dispose();
});

test('pairs that cannot be used are refused with their line', async () => {
  for (const [pairs, given] of [
    [['a\tone', 'two'], 'line 2: ""'],
    [['a\tone', 'b\tone'], 'only one document'],
    [[''], 'no pair'],
  ] as const)
    await assert.rejects(
      async () => engine.createRun(experiment(pairs)),
      (error) =>
        error instanceof ExperimentError && error.path === 'task.params.pairs' && error.given === given,
      given,
    );
});
