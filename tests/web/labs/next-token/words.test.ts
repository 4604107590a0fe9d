// The sentences of the next-token lab, each with the numbers or the run that produces it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { experimentOf, suggestions, withModel } from '../../../../web/labs/next-token/plan.ts';
import {
  type Forgetting,
  forgetting,
  perplexity,
  surprise,
  textSum,
} from '../../../../web/labs/next-token/words.ts';
import { cases } from '../../support/cases.ts';
import { engine } from '../../support/engine.ts';
import { textOf } from '../../support/text.ts';

interface Case extends Forgetting {
  name: string;
  expected: string;
}

cases<Case>(
  'forgetting',
  [
    {
      name: 'is said where the cost rises',
      before: 2.066,
      now: 2.412,
      replay: 0,
      expected:
        'During fine-tuning on Shakespeare the test cost on names went from 2.066 to 2.412 nats per letter, perplexity 7.893 to 11.16. The model is forgetting names. Mixing names into each batch reduces this.',
    },
    {
      name: 'of less than a twentieth of a nat is none',
      before: 2.066,
      now: 2.115,
      replay: 0,
      expected:
        'During fine-tuning on Shakespeare the test cost on names went from 2.066 to 2.115 nats per letter, perplexity 7.893 to 8.290. The model still knows names.',
    },
    {
      name: 'with names in each batch',
      before: 2.066,
      now: 2.09,
      replay: 0.3,
      expected:
        'During fine-tuning on Shakespeare the test cost on names went from 2.066 to 2.090 nats per letter, perplexity 7.893 to 8.085. The model still knows names. Names are 30% of each batch.',
    },
    {
      name: 'in spite of names in each batch',
      before: 2.066,
      now: 2.2,
      replay: 0.1,
      expected:
        'During fine-tuning on Shakespeare the test cost on names went from 2.066 to 2.200 nats per letter, perplexity 7.893 to 9.025. The model is forgetting names. Names are 10% of each batch.',
    },
    {
      name: 'the opposite',
      before: 2.4,
      now: 2.2,
      replay: 0.3,
      expected:
        'During fine-tuning on Shakespeare the test cost on names went from 2.400 to 2.200 nats per letter, perplexity 11.02 to 9.025. It predicts names better than before. Names are 30% of each batch.',
    },
    {
      name: 'nothing yet',
      before: 2.066,
      now: 2.066,
      replay: 0,
      expected:
        'During fine-tuning on Shakespeare the test cost on names went from 2.066 to 2.066 nats per letter, perplexity 7.893 to 7.893. The model still knows names.',
    },
  ],
  (given) => textOf(forgetting(given)),
);

test('forgetting: of a real run that fine-tunes', async () => {
  const run = await engine.createRun({ ...experimentOf('fine_tuning'), steps: 100 });
  const first = await run.advance(0);
  const last = await run.advance(100);
  await run.dispose();
  const words = textOf(forgetting({ before: first.sourceCost, now: last.sourceCost, replay: 0 }));
  assert.match(
    words,
    /^During fine-tuning on Shakespeare the test cost on names went from 2\.\d\d\d to 2\.\d\d\d nats per letter, perplexity 7\.\d+ to [\d.]+\. The model is forgetting names\. Mixing names into each batch reduces this\.$/,
  );
});

test('perplexity is e^cost, and is explained', () => {
  assert.equal(
    textOf(perplexity(Math.log(27), Math.log(8), 'letter')),
    'Perplexity (e^cost) on test letters went from 27.00 to 8.000: predicting each letter is like choosing among 8.000 equally likely ones.',
  );
});

test('surprise: one sign, and nats explained', () => {
  assert.match(textOf(surprise), /−ln of the probability p .* in nats: p = 1\/e = 37% costs 1 nat\./);
});

test('a text’s sum is as a calculator has it, to the digits shown', async () => {
  const run = await engine.createRun({
    version: 1,
    task: { id: 'names', params: { examples: 400 } },
    steps: 50,
  });
  await run.advance(50);
  for (const text of ['Isabella', 'Emma', 'Bo', 'Xzqw', 'Maximilian', 'a']) {
    const { losses } = await run.tokenLosses(text);
    const words = textOf(textSum(Array.from(losses), 'letter'));
    const [
      ,
      sum = '',
      again = '',
      likelihood = '',
      third = '',
      count = '',
      mean = '',
      power = '',
      choices = '',
    ] =
      /add up to ([\d.]+) nats, so the likelihood of the whole text is e\^−([\d.]+) = (\S+)\. Their mean is ([\d.]+) ÷ (\d+) = ([\d.]+), a perplexity of e\^([\d.]+) = ([\d.]+):/.exec(
        words,
      ) ?? [];
    assert.ok(sum && sum === again && sum === third && mean === power, words);
    const plain = Number(likelihood.replace('−', '-'));
    const digits = likelihood.includes('e') ? 1 : 0;
    const shown = Math.exp(-Number(sum));
    assert.equal(digits ? Number(shown.toExponential(1)) : Number(shown.toFixed(3)), plain, words);
    assert.equal((Number(sum) / Number(count)).toFixed(mean.split('.')[1]?.length ?? 0), mean, words);
    assert.equal(Math.exp(Number(mean)).toFixed(choices.split('.')[1]?.length ?? 0), choices, words);
    const exact = Array.from(losses).reduce((total, loss) => total + loss, 0);
    assert.ok(Math.abs(Number(sum) - exact) < 0.006, words);
  }
  assert.equal(textOf(textSum([], 'letter')), '');
  await run.dispose();
});

test('suggestions: the costs that they name are those of their runs', async () => {
  const ends = await Promise.all(
    [withModel('names', 'bigram'), experimentOf('fine_tuning'), experimentOf('fine_tuning', 0.3)].map(
      async (experiment) => {
        const run = await engine.createRun({ ...experiment, evaluate_every: 1e6 });
        const start = await run.advance(0);
        const end = await run.advance(run.experiment.steps);
        await run.dispose();
        return { start, end };
      },
    ),
  );
  const [pairs, plain, mixed] = ends;
  assert.ok(pairs && plain && mixed);
  const two = (value: number) => value.toFixed(2);
  const [table, network, forgets, keeps] = suggestions.map(({ watch }) => watch);
  const perplexityOf = (cost: number) => Math.exp(cost).toFixed(1);
  assert.match(
    table ?? '',
    new RegExp(`near ${two(pairs.end.testCost)} nats, a perplexity of ${perplexityOf(pairs.end.testCost)}:`),
  );
  // The stored model is the network that the second suggestion trains.
  const stored = plain.start.sourceCost;
  assert.match(
    network ?? '',
    new RegExp(`about ${two(stored)} nats: a perplexity of ${perplexityOf(stored)}\\.`),
  );
  assert.match(forgets ?? '', new RegExp(`rises from ${two(stored)} to ${two(plain.end.sourceCost)} nats`));
  assert.match(
    keeps ?? '',
    new RegExp(
      `rises only to ${two(mixed.end.sourceCost)} nats; in return .* falls to ${two(mixed.end.testCost)} nats instead of ${two(plain.end.testCost)}\\.`,
    ),
  );
});
