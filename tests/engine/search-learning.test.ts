// What a search learns: recall of unseen queries against a search without learning, over several seeds; each loss and
// miner; collapse.
//
// Rate and margin of the default experiment were chosen by recall@10 of queries set aside from the training ones, in three
// splits (rates 0.01 to 0.1, margins 0.1 to 1; 0.408 on average at 0.06 and 0.4), never by that of the test set.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, Metrics, Run, SearchMetrics, SearchQuery } from 'loss-playground/engine';
import { createEngine, runNatively } from './support.ts';

const engine = await createEngine();
const emoji = (rest: Partial<Experiment> = {}, params: Record<string, number> = {}): Experiment => ({
  version: 1,
  task: { id: 'emoji_search', params },
  ...rest,
});
const at = (list: ArrayLike<number> | undefined, index: number) => list?.[index] ?? Number.NaN;
const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** Trigrams of the words of a text, with a mark before and after each word. */
const trigrams = (text: string) =>
  wordsOf(text).flatMap((word) =>
    Array.from({ length: word.length }, (_, index) => `<${word}>`.slice(index, index + 3)),
  );

/** For each query the chance that its document is among the ten nearest by cosine of counted trigrams, each weighed by how rare it is; equal ones in any order. */
function trigramHits(run: Run, queries: SearchQuery[]): number[] {
  const documents = run.documents().map(({ text }) => trigrams(text));
  const containing = new Map<string, number>();
  for (const grams of documents)
    for (const gram of new Set(grams)) containing.set(gram, (containing.get(gram) ?? 0) + 1);
  const weigh = (grams: string[]) => {
    const vector = new Map<string, number>();
    for (const gram of grams) {
      const rarity = Math.log((1 + documents.length) / (1 + (containing.get(gram) ?? 0))) + 1;
      if (containing.has(gram)) vector.set(gram, (vector.get(gram) ?? 0) + rarity);
    }
    const length = Math.hypot(...vector.values()) || 1;
    return new Map([...vector].map(([gram, weight]) => [gram, weight / length]));
  };
  const containers = new Map<string, [document: number, weight: number][]>();
  for (const [document, grams] of documents.entries())
    for (const [gram, weight] of weigh(grams))
      containers.set(gram, [...(containers.get(gram) ?? []), [document, weight]]);
  return queries.map(({ text, document }) => {
    const scores = new Float64Array(documents.length);
    for (const [gram, weight] of weigh(trigrams(text)))
      for (const [index, there] of containers.get(gram) ?? [])
        scores[index] = at(scores, index) + weight * there;
    const own = at(scores, document);
    const better = scores.filter((score) => score > own).length;
    const equal = scores.filter((score) => score === own).length;
    return Math.min(Math.max((10 - better) / equal, 0), 1);
  });
}

/** Whether a query has 1 at each document that a run finds among the first ten. */
const searchHits = (run: Run, queries: SearchQuery[]): number[] =>
  queries.map(({ text, document }) => {
    try {
      return Number(run.search(text, 10).some((hit) => hit.document === document));
    } catch {
      return 0; // No feature of the query is known.
    }
  });

const shown = ({ testScore, recallAt1, meanReciprocalRank, spread }: SearchFound) =>
  `recall@10 ${testScore.toFixed(3)}, recall@1 ${recallAt1?.toFixed(3)}, MRR ${meanReciprocalRank?.toFixed(3)}, spread ${spread?.toFixed(3)}`;
type SearchFound = Metrics & Partial<SearchMetrics>;

/** Trains natively, which ends at the same bits in less time, and hands over its parameters. */
function learn(run: Run): SearchFound {
  const { parameters } = runNatively(engine.catalog, run.experiment, run.experiment.steps);
  const bytes = Uint8Array.from(Buffer.from(parameters, 'hex'));
  let begin = 0;
  run.setParameters(
    run.parameters().map(({ name, shape, data }) => {
      const own = new Float32Array(bytes.buffer, begin, data.length);
      begin += own.byteLength;
      return { name, shape, data: own };
    }),
  );
  return run.advance(0);
}

test('unseen queries: semi-hard triplets find more than counted trigrams do, InfoNCE more still; three seeds', async (context) => {
  const told: Record<string, number[]> = { trigrams: [], untrained: [], 'semi-hard': [], InfoNCE: [] };
  for (const seed of [1, 4, 5]) {
    const run = await engine.createRun(emoji({ seed }));
    assert.deepEqual([run.experiment.loss.id, run.experiment.miner.id], ['triplet_margin_loss', 'semi_hard']);
    told.trigrams?.push(mean(trigramHits(run, run.queries('test'))));
    told.untrained?.push(run.advance(0).testScore);
    const triplets = learn(run);
    const contrast = await engine.createRun(emoji({ seed, loss: { id: 'info_nce_loss' } }));
    const best = learn(contrast);
    context.diagnostic(`seed ${seed}: semi-hard ${shown(triplets)}; InfoNCE ${shown(best)}`);
    told['semi-hard']?.push(triplets.testScore);
    told.InfoNCE?.push(best.testScore);
    for (const each of [run, contrast]) {
      assert.equal(each.diagnose().state, 'apart');
      each.dispose();
    }
  }
  for (const [name, values] of Object.entries(told))
    context.diagnostic(`${name}: ${values.map((value) => value.toFixed(3)).join(', ')}`);
  const least = (name: string) => Math.min(...(told[name] ?? []));
  const most = (name: string) => Math.max(...(told[name] ?? []));
  assert.ok(least('trigrams') > 0.26 && most('trigrams') < 0.34);
  assert.ok(most('untrained') < 0.25);
  assert.ok(least('semi-hard') >= 0.37);
  assert.ok(least('InfoNCE') >= 0.39);
  assert.ok(least('semi-hard') > most('trigrams') + 0.05);
});

test('without the queries whose words all stand in their own description, learning counts for more', async (context) => {
  const run = await engine.createRun(emoji());
  const queries = run.queries('test');
  const documents = run.documents();
  const hidden = queries.filter(({ text, document }) => {
    const own = new Set(wordsOf(documents[document]?.text ?? ''));
    const words = wordsOf(text);
    return words.length === 0 || !words.every((word) => own.has(word));
  });
  const untrained = mean(searchHits(run, hidden));
  const counted = mean(trigramHits(run, hidden));
  const { testScore } = learn(run);
  const all = mean(searchHits(run, queries));
  const found = mean(searchHits(run, hidden));
  context.diagnostic(
    `${queries.length - hidden.length} of ${queries.length} unseen tags stand in their own description; without them: counted trigrams ${counted.toFixed(3)}, untrained ${untrained.toFixed(3)}, semi-hard ${found.toFixed(3)} (all: ${all.toFixed(3)})`,
  );
  assert.ok(Math.abs(all - testScore) < 1e-9, 'a search finds what the score says');
  assert.ok(hidden.length > 0.6 * queries.length && hidden.length < 0.8 * queries.length);
  assert.ok(found > 2.5 * counted, `${found} against ${counted}`);
  run.dispose();
});

// Of a random document as the negative there are 1,913; nearly all are far already, so a batch needs many, and pairs
// need a margin that reaches to where unlike points of a sphere lie: √2, squared 2. The hardest negative of a batch of
// 128 leads to collapse, that of 16 teaches.
for (const [loss, miner, batch_size, rise] of [
  [{ id: 'triplet_margin_loss', params: { margin: 0.4 } }, 'random', 128, 0.06],
  [{ id: 'triplet_margin_loss', params: { margin: 1 } }, 'batch_hard', 16, 0.06],
  [{ id: 'contrastive_loss', params: { margin: 2, distance: 'squared_euclidean' } }, 'random', 128, 0.1],
  [{ id: 'contrastive_loss' }, 'semi_hard', 48, 0.1],
  [{ id: 'multi_similarity_loss' }, 'random', 48, 0.12],
] as const)
  test(`${loss.id} with the miner ${miner} learns: unseen queries are found more often`, async (context) => {
    const run = await engine.createRun(emoji({ loss, miner: { id: miner }, batch_size, steps: 600 }));
    const before = run.advance(0);
    const after = learn(run);
    context.diagnostic(`before: ${shown(before)}`);
    context.diagnostic(`after: ${shown(after)}; cost J ${before.cost.toFixed(3)} → ${after.cost.toFixed(3)}`);
    assert.ok(after.cost < before.cost);
    assert.ok(after.score > 1.8 * before.score, `seen queries: ${before.score} → ${after.score}`);
    assert.ok(
      after.testScore > before.testScore + rise,
      `unseen ones: ${before.testScore} → ${after.testScore}`,
    );
    assert.notEqual(run.diagnose().state, 'collapsed');
    run.dispose();
  });

test('hardest negatives and a large rate: all embeddings become one point, and the run says so', async (context) => {
  const hard = (id: string) =>
    emoji(
      {
        miner: { id },
        loss: { id: 'triplet_margin_loss', params: { margin: 0.2 } },
        optimizer: { id: 'adam', params: { lr: 0.03 } },
        schedule: { id: 'constant' },
      },
      { dimensions: 16 },
    );
  const run = await engine.createRun(hard('batch_hard'));
  assert.equal(run.diagnose().state, 'apart');
  assert.ok(Number.isNaN(run.diagnose().loss));
  const metrics = run.advance(500);
  const found = run.diagnose();
  context.diagnostic(`batch_hard: ${shown(metrics)}; ${JSON.stringify(found)}`);
  assert.equal(found.state, 'collapsed');
  assert.equal(found.margin, 0.2);
  assert.ok(Math.abs(found.loss - 0.2) < 0.02, `loss ${found.loss}`);
  assert.ok(found.spread < 0.04, `spread ${found.spread}`);
  assert.ok(Math.abs(found.spread - (metrics.spread ?? Number.NaN)) < 1e-12);
  run.dispose();
  const gentle = await engine.createRun(hard('semi_hard'));
  gentle.advance(100);
  assert.equal(gentle.diagnose().state, 'apart');
  gentle.dispose();
});
