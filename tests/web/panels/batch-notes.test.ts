import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExtraMetrics, Metrics, RunInfo, Spec } from 'loss-playground/engine';
import { batchNotes, batchWords, setWords } from '../../../web/panels/batch-notes.ts';
import type { Moment } from '../../../web/panels/moment.ts';
import { batchAt, companyOf } from '../../../web/run/batches.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, infoOf, lossOf, taskFor } from '../support/catalog.ts';
import { metrics } from '../support/columns.ts';
import { engine } from '../support/engine.ts';

interface Case {
  name: string;
  task: string;
  loss?: Spec;
  miner?: Spec;
  batch_size?: number;
  info?: Partial<RunInfo>;
  numbers: Partial<Metrics & ExtraMetrics>;
  expected: string[];
}

function momentOf({ task, loss, miner, batch_size, info, numbers }: Omit<Case, 'name' | 'expected'>): Moment {
  const given = experiment(task, {
    ...(loss ? { loss } : {}),
    ...(miner ? { miner } : {}),
    ...(batch_size ? { batch_size } : {}),
  });
  return {
    metrics: metrics(numbers),
    info: infoOf(info),
    task: taskFor(given),
    loss: lossOf(given.loss.id),
    miner: catalog.miners.find(({ id }) => id === given.miner.id),
    experiment: given,
  };
}

const search = { trainRows: 5000, documents: 1800 };

cases<Case>(
  'notes on a step',
  [
    { name: 'most steps need none', task: 'digits', numbers: { step: 39 }, expected: [] },
    { name: 'nor does the start', task: 'digits', numbers: { step: 0 }, expected: [] },
    {
      name: 'the last batch of an epoch',
      task: 'digits',
      numbers: { step: 40 },
      expected: ['Step 40 is the last batch of the epoch, with 10 digits instead of 32.'],
    },
    {
      name: 'a last batch of one',
      task: 'digits',
      info: { trainRows: 65 },
      numbers: { step: 3 },
      expected: ['Step 3 is the last batch of the epoch, with 1 digit instead of 32.'],
    },
    {
      name: 'a batch larger than the data',
      task: 'digits',
      batch_size: 5000,
      numbers: { step: 2 },
      expected: [
        'The batch size of 5,000 is larger than the training set, so each step uses all 1,258 digits.',
      ],
    },
    {
      name: 'queries bring what they should find, and a miner picks hard triplets',
      task: 'emoji_search',
      info: search,
      numbers: { step: 1, batchLoss: 0.199, cost: 0.036 },
      expected: [
        'Each of the 48 queries comes with the result that it should find, so the step uses 96 texts.',
        'The batch loss is higher than the training cost because it averages the semi-hard triplets of the batch, while the cost averages one random triplet for each query. Picked triplets are harder.',
      ],
    },
    {
      name: 'a batch loss of mined triplets that is no higher',
      task: 'emoji_search',
      info: search,
      numbers: { step: 1, batchLoss: 0.04, cost: 0.036 },
      expected: [
        'Each of the 48 queries comes with the result that it should find, so the step uses 96 texts.',
      ],
    },
    {
      name: 'queries whose triplets are drawn',
      task: 'emoji_search',
      miner: { id: 'random' },
      info: search,
      numbers: { step: 1, batchLoss: 0.199, cost: 0.036 },
      expected: [
        'Each of the 48 queries comes with the result that it should find and another random one, so the step uses 144 texts.',
      ],
    },
    {
      name: 'prices are standardized',
      task: 'houses',
      info: { trainRows: 400, targetScale: 25_676.33 },
      numbers: { step: 1, batchLoss: 0.3, cost: 0.3, testCost: 0.329 },
      expected: [
        'The price is standardized: 1 unit is $25,676.3. So the test cost means a typical error of √0.329 × $25,676.3 = $14,728.',
      ],
    },
    {
      name: 'more digits where a calculator needs them',
      task: 'houses',
      loss: { id: 'l1_loss' },
      info: { trainRows: 400, targetScale: 66_000 },
      numbers: { step: 0, testCost: 0.25049 },
      expected: [
        'The price is standardized: 1 unit is $66,000. So the test cost means a typical error of 0.25049 × $66,000 = $16,532.',
      ],
    },
    {
      name: 'a loss that is no distance has no such error',
      task: 'houses',
      loss: { id: 'huber_loss' },
      info: { trainRows: 400, targetScale: 66_000 },
      numbers: { step: 1, testCost: 0.25 },
      expected: [],
    },
  ],
  (given) => batchNotes(momentOf(given)),
);

test('labels say what the numbers are the mean of', () => {
  const moment = momentOf({ task: 'digits', numbers: { step: 40 } });
  assert.equal(batchWords(moment), '10 digits, this step');
  assert.deepEqual(setWords(moment), { train: 'all 1,258 training digits', test: '539 digits held out' });
  assert.equal(batchWords(momentOf({ task: 'digits', numbers: { step: 0 } })), 'from step 1 on');
});

test('batches are counted as the engine makes them, for every task, at the end of an epoch too', async () => {
  for (const { id } of catalog.tasks.filter(({ kind, file }) => kind !== 'any' && !file?.includes('text'))) {
    if (id === 'custom_text') continue;
    const run = await engine.createRun({ version: 1, task: { id } });
    const { info, experiment: given } = run;
    const { target } = lossOf(given.loss.id);
    const miner = catalog.miners.find((entry) => entry.id === given.miner.id);
    const company = companyOf(target === 'triplet' || target === 'pair', miner, info);
    const { available, full } = batchAt(1, given, info, company);
    const end = Math.ceil(available / full);
    for (const step of [1, 2, end - 1, end, end + 1].filter((number) => number > 0)) {
      const { rows } = batchAt(step, given, info, company);
      assert.equal(rows, (await run.batchIndices(step)).length, `${id}, step ${step}`);
    }
    await run.dispose();
  }
});
