// How well names are spelled, and what fine-tuning gains and forgets: trainings to their end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Experiment, FineTuning, Run } from 'loss-playground/engine';
import { createEngine, root } from './support.ts';

const script = new URL('../../web/data/pretrain.mjs', import.meta.url).href;
const { storedModel } = (await import(script)) as { storedModel: (run: Run) => Buffer };
const engine = await createEngine();
const quiet = { version: 1, evaluate_every: 1e6 } as const;

/** Trains to the planned end; the cost on unseen names, and the processor's seconds. */
function trained(run: Run): { testCost: number; told: string } {
  const before = process.cpuUsage();
  run.advance(run.experiment.steps, { evaluate: false });
  const seconds = process.cpuUsage(before).user / 1e6;
  const { cost, testCost } = run.advance(0);
  const told = `${run.experiment.steps} steps in ${seconds.toFixed(1)} s of the processor: cost J ${cost.toFixed(4)}, unseen names ${testCost.toFixed(4)} nats`;
  return { testCost, told };
}

test('names: next_token_mlp is below 2.10 nats after 10,000 steps, and is the stored model, byte for byte', async (context) => {
  const run = await engine.createRun({ ...quiet, task: { id: 'names' } });
  const { task, model, batch_size, steps } = run.experiment;
  assert.equal((task.params as Record<string, unknown>).context, 8);
  assert.deepEqual([batch_size, steps], [64, 10000]);
  assert.deepEqual(model, { id: 'next_token_mlp', params: { embedding: 16, hidden: 128 } });
  const { testCost, told } = trained(run);
  context.diagnostic(told);
  assert.ok(testCost <= 2.1, String(testCost));
  const packed = readFileSync(join(root, 'web/data/names.model.gz'));
  context.diagnostic(`${packed.length} bytes`);
  assert.ok(packed.length <= 60_000);
  assert.ok(storedModel(run).equals(gunzipSync(packed)));
  run.dispose();
});

test('names: the best model here is below 2.05 nats', async (context) => {
  const run = await engine.createRun({
    ...quiet,
    task: { id: 'names' },
    model: { id: 'next_token_mlp', params: { hidden: 192 } },
    optimizer: { id: 'adamw', params: { lr: 0.003, weight_decay: 0.02 } },
    batch_size: 192,
    steps: 8000,
  });
  const { testCost, told } = trained(run);
  context.diagnostic(told);
  assert.ok(testCost <= 2.05, String(testCost));
  run.dispose();
});

const shakespeare = (lr: number, fine_tuning?: FineTuning): Experiment => ({
  ...quiet,
  task: { id: 'shakespeare' },
  optimizer: { id: 'adamw', params: { lr } },
  schedule: { id: 'constant' },
  ...(fine_tuning && { fine_tuning }),
});

/** Cost on unseen Shakespeare at each of the steps. */
async function costs(experiment: Experiment, steps: number[]): Promise<number[]> {
  const run = await engine.createRun(experiment);
  const found = steps.map((step) => run.advance(step - (run.history.step.at(-1) ?? 0)).testCost);
  run.dispose();
  return found;
}

// At this rate it holds; at 0.003 what names have taught is more in the way than of use (1.94 after 1,000 steps from
// scratch, 1.97 fine-tuned): a window of Shakespeare looks back over several words, one of names never does.
test('fine-tuning from names reaches what 400 steps from scratch do in four fifths of them; three seeds', async (context) => {
  const steps = [320, 400];
  for (const seed of [1, 2, 3]) {
    const scratch = await costs({ ...shakespeare(0.01), seed }, steps);
    const tuned = await costs({ ...shakespeare(0.01, { initial: 'names' }), seed }, steps);
    const show = (list: number[]) => list.map((cost) => cost.toFixed(3)).join(', ');
    context.diagnostic(
      `seed ${seed}, steps ${steps.join(', ')}: from scratch ${show(scratch)}, fine-tuned ${show(tuned)}`,
    );
    assert.ok((tuned[0] ?? 9) <= (scratch[1] ?? 0), `${tuned[0]} after 320 steps, ${scratch[1]} after 400`);
  }
});

test('forgetting is measured: the more replay of names, the less is forgotten, for little of Shakespeare', async (context) => {
  const lost = [];
  for (const replay of [0, 0.1, 0.3]) {
    const run = await engine.createRun(shakespeare(0.003, { initial: 'names', replay }));
    const before = run.advance(0);
    const after = run.advance(400);
    const forgotten = after.sourceCost - before.sourceCost;
    context.diagnostic(
      `replay ${replay}: names ${before.sourceCost.toFixed(3)} → ${after.sourceCost.toFixed(3)}, Shakespeare ${before.testCost.toFixed(3)} → ${after.testCost.toFixed(3)}`,
    );
    assert.ok(after.testCost < before.testCost - 1);
    assert.ok(forgotten > 0 && forgotten < 0.7 * (lost.at(-1) ?? 9), `replay ${replay} forgets ${forgotten}`);
    lost.push(forgotten);
    run.dispose();
  }
});
