// What the two-losses lab says, each sentence with the run that produces it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import lab from '../../../../web/labs/two-losses/lab.ts';
import { measured } from '../../../../web/labs/two-losses/measured.ts';
import {
  disposePair,
  featured,
  normRatio,
  ordinary,
  type Setting,
  startPair,
  trainPair,
} from '../../../../web/labs/two-losses/pair.ts';
import { type Pair, reading, testDigits, why } from '../../../../web/labs/two-losses/words.ts';
import { cases } from '../../support/cases.ts';
import { catalog } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';
import { assertReadable, textOf } from '../../support/text.ts';

async function trained(setting: Setting, steps = setting.steps): Promise<Pair> {
  const pair = await startPair(engine, setting);
  for await (const _share of trainPair(pair, steps, new AbortController().signal));
  const [a, b] = pair;
  assert.ok(a && b);
  const optimizer = catalog.optimizers.find(({ id }) => id === setting.optimizer);
  await disposePair(pair);
  return {
    step: a.steps.at(-1) ?? 0,
    setting,
    scores: [a.metrics.testScore, b.metrics.testScore],
    diverged: [a.diverged, b.diverged],
    ratio: normRatio(pair),
    optimizer: optimizer?.title ?? '',
    followsGradient: optimizer?.follows_gradient ?? true,
    name: b.name,
  };
}

const round = (share: number) => Number(share.toFixed(2));

test('the figures that the page states are those of the runs', async () => {
  const runs = {
    featured,
    ordinary,
    tenTimes: { ...ordinary, lr: 10 * ordinary.lr },
    adam: { ...ordinary, optimizer: featured.optimizer, lr: featured.lr },
  };
  for (const [name, setting] of Object.entries(runs)) {
    const { scores } = await trained(setting);
    const { crossEntropy, squaredError } = measured[name as keyof typeof measured];
    assert.deepEqual(scores.map(round), [crossEntropy, squaredError], name);
  }
});

test('the page states them where it explains them', () => {
  assert.match(
    lab.about,
    /last layer 30 times as large .* Adam reaches a test accuracy of 96% against 61% with mean squared error\.$/,
  );
  assert.match(
    lab.trials[0]?.watch ?? '',
    /is 96% against 40% with mean squared error\. Most of this gap is scale/,
  );
  assert.match(lab.trials[1]?.watch ?? '', /is 97% against 93% with mean squared error,/);
});

test('the task has as many test digits as the page says', async () => {
  const run = await engine.createRun({ version: 1, task: { id: 'digits' } });
  assert.equal(run.info.testRows, testDigits);
  await run.dispose();
});

const flat =
  'The slope of the squared error of a probability p has the factor p(1 − p): where the model is sure, right or wrong, it is almost 0.';

interface Case {
  name: string;
  setting: Setting;
  steps?: number;
  expected: string;
}

cases<Case>(
  'two losses in words',
  [
    {
      name: 'before the first step',
      setting: featured,
      steps: 0,
      expected: `Both start from the same weights, which classify 9% of the 539 test digits correctly. ${flat}`,
    },
    {
      name: 'on the way',
      setting: featured,
      steps: 100,
      expected:
        'Step 100: test accuracy 90% with cross-entropy, 9% with squared error. Cross-entropy’s gradient norm is 140 times as large (median of 100 batches).',
    },
    {
      name: 'a start that is sure and wrong',
      setting: featured,
      expected: `After 1,000 steps: test accuracy 96% with cross-entropy, 61% with squared error. Cross-entropy’s gradient norm is 33 times as large (median of 1,000 batches). ${flat}`,
    },
    {
      name: 'an ordinary start',
      setting: ordinary,
      expected:
        'After 1,000 steps: test accuracy 96% with cross-entropy, 40% with squared error. Cross-entropy’s gradient norm is 21 times as large (median of 1,000 batches). Most of this gap is scale: mean squared error averages over ten outputs, so its gradient is small. At ten times the learning rate it reaches 93%.',
    },
    {
      name: 'another seed',
      setting: { ...ordinary, seed: 2 },
      expected:
        'After 1,000 steps: test accuracy 96% with cross-entropy, 43% with squared error. Cross-entropy’s gradient norm is 22 times as large (median of 1,000 batches). Some of this gap is scale: mean squared error averages over ten outputs, so its gradient is small. At ten times the learning rate it may catch up.',
    },
    {
      name: 'ten times the learning rate',
      setting: { ...ordinary, lr: 1 },
      expected:
        'After 1,000 steps: test accuracy 97% with cross-entropy, 93% with squared error. Cross-entropy’s gradient norm is 7.1 times as large (median of 1,000 batches).',
    },
    {
      name: 'Adam',
      setting: { ...ordinary, optimizer: 'adam', lr: 0.003 },
      expected:
        'After 1,000 steps: test accuracy 97% with cross-entropy, 97% with squared error. Cross-entropy’s gradient norm is 16 times as large (median of 1,000 batches). Adam divides the gradient by its size, so a small gradient hardly slows it. Choose the start that is sure and wrong to see the difference.',
    },
  ],
  async ({ setting, steps }) => {
    const pair = await trained(setting, steps);
    const words = textOf(reading(pair)).replaceAll(' %', '%');
    assert.ok(words.length <= 190, `too long for the bar: ${words}`);
    const explained = `${words} ${why(pair)}`.trim();
    assertReadable(explained, setting.optimizer);
    return explained;
  },
);

test('a run that diverged is said to have, at its step', () => {
  const pair: Pair = {
    step: 60,
    setting: { ...ordinary, steps: 60 },
    scores: [Number.NaN, 0.5],
    diverged: [12, null],
    ratio: Number.NaN,
    optimizer: 'SGD',
    followsGradient: true,
    name: 'squared error',
  };
  assert.equal(
    textOf(reading(pair)),
    'Cross-entropy diverged at step 12. A smaller learning rate keeps both running.',
  );
  assert.equal(why(pair), '');
});
