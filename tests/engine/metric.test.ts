// Losses of embeddings, the miners that pick their triplets, and the distances of both: pieces that all go together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Descriptor, Experiment } from 'loss-playground/engine';
import { bytesOf, createEngine } from './support.ts';

const engine = await createEngine();
const { miners, losses, distances } = engine.catalog;

/** An entry with each distance that it may measure with, or as it is if it measures with none. */
const withDistances = ({ id, params }: Descriptor): { id: string; params: { distance?: string } }[] =>
  params.some((param) => param.id === 'distance')
    ? distances.map((distance) => ({ id, params: { distance: distance.id } }))
    : [{ id, params: {} }];

for (const miner of miners.flatMap(withDistances))
  test(`${miner.id} ${miner.params.distance ?? ''} trains every loss of triplets and pairs by every distance, with exact gradients`, async () => {
    for (const loss of losses.filter(({ minable }) => minable).flatMap(withDistances)) {
      const label = `${loss.id} ${loss.params.distance ?? ''}`;
      const experiment: Experiment = {
        version: 1,
        task: { id: 'triplet_lab' },
        model: { id: 'mlp', params: { hidden: [6], activation: 'tanh' } },
        loss,
        miner,
        batch_size: 16,
      };
      const run = await engine.createRun(experiment);
      if (miner.id !== 'random')
        assert.deepEqual(
          [1, 2, 8].map((step) => run.batchIndices(step).length),
          [16, 16, 8],
        );
      const check = run.gradientCheck(0);
      assert.ok(check.maxRelativeError < 1e-6, `${label}: ${check.maxRelativeError}`);
      assert.equal(check.checked, run.info.parameterCount);
      // No cost to compare: what is mined becomes harder as the model learns.
      assert.equal(run.advance(100).step, 100);
      assert.equal(run.stopped, null, label);
      assert.ok(run.history.batchLoss.every(Number.isFinite), label);
      const twin = await engine.createRun(experiment);
      twin.advance(100);
      assert.equal(bytesOf(twin.parameters()), bytesOf(run.parameters()), label);
      run.dispose();
      twin.dispose();
    }
  });
