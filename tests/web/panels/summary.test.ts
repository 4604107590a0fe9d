import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompleteExperiment } from 'loss-playground/engine';
import { summaryOf } from '../../../web/panels/summary.ts';
import type { Columns } from '../../../web/run/series.ts';
import { cases } from '../support/cases.ts';
import { experiment, ownTable, taskFor } from '../support/catalog.ts';
import { columns, unshowable } from '../support/columns.ts';
import { assertReadable, textOf } from '../support/text.ts';

interface Case {
  name: string;
  history: Columns | null;
  experiment?: CompleteExperiment;
  expected: string[] | null;
}

const digits = experiment('digits');
const told = ({ history, experiment: given = digits }: Omit<Case, 'expected'>) =>
  summaryOf(history, given, taskFor(given))?.map(textOf) ?? null;

/** Costs at steps 10, 20, …, where the batch loss moves as little as J. */
const looks = (cost: number[], testCost: number[], more: Parameters<typeof columns>[1] = {}) => {
  const at = (values: number[]) =>
    Object.fromEntries(values.map((value, index) => [10 * (index + 1), value]));
  return columns(10 * cost.length, { cost: at(cost), testCost: at(testCost), ...more });
};

cases<Case>(
  'summary',
  [
    { name: 'a run that has not begun says nothing', history: null, expected: null },
    {
      name: 'nine steps are too few',
      history: columns(9, { cost: { 1: 2, 9: 1 }, testCost: { 1: 2, 9: 1 } }),
      expected: null,
    },
    {
      name: 'ten steps are enough',
      history: columns(10, { cost: { 1: 2, 10: 1 }, testCost: { 1: 2, 10: 1.1 } }),
      expected: [
        'From step 1 to step 10 the training cost went from 2.000 to 1.000. The test cost is 1.100, about as low: the model generalizes to test digits.',
      ],
    },
    { name: 'no cost was worked out', history: columns(20), expected: null },
    { name: 'the cost is known at one step only', history: looks([1], [1]), expected: null },
    {
      name: 'nothing is known of unseen examples',
      history: columns(20, { cost: { 10: 2, 20: 1 } }),
      expected: null,
    },
    {
      name: 'unseen examples cost 1.2 times as much at the most',
      history: looks([2, 1], [2, 1.2]),
      expected: [
        'From step 10 to step 20 the training cost went from 2.000 to 1.000. The test cost is 1.200, about as low: the model generalizes to test digits.',
      ],
    },
    {
      name: 'unseen examples cost more',
      history: looks([2, 1], [2, 1.21]),
      expected: [
        'From step 10 to step 20 the training cost went from 2.000 to 1.000. The test cost is 1.210, higher: some of what the model learned holds only for the training set.',
      ],
    },
    {
      name: 'test examples cost 10 % more than at their lowest',
      history: looks([2, 1, 0.5], [2, 1, 1.1]),
      expected: [
        'From step 10 to step 30 the training cost went from 2.000 to 0.500. The test cost is 1.100, higher: some of what the model learned holds only for the training set.',
      ],
    },
    {
      name: 'overfitting',
      history: looks([2, 1, 0.5], [2, 1, 1.101]),
      expected: [
        'From step 10 to step 30 the training cost went from 2.000 to 0.500. The test cost was 1.000 at step 20 and has risen to 1.101. Overfitting: the training cost keeps falling while the test cost rises. The model is memorizing its examples.',
      ],
    },
    {
      name: 'no overfitting where the test cost rises below the training cost',
      history: looks([2, 1.1, 1], [2, 0.6, 0.8]),
      expected: [
        'From step 10 to step 30 the training cost went from 2.000 to 1.000. The test cost is 0.800, about as low: the model generalizes to test digits.',
      ],
    },
    {
      name: 'the cost has not fallen',
      history: looks([1, 1.01, 1.02], [1, 1.01, 1.2]),
      expected: [
        'From step 10 to step 30 the training cost went from 1.000 to 1.020. It has not fallen: the learning rate or the penalty may be too large.',
      ],
    },
    {
      name: 'the cost stays where it was',
      history: looks([1, 1, 1], [1, 1, 1]),
      expected: [
        'From step 10 to step 30 the training cost went from 1.000 to 1.000. It has not fallen: the learning rate or the penalty may be too large.',
      ],
    },
    {
      name: 'leaps at too large a rate',
      history: looks([2, 1, 1.8, 0.9, 1.6], [2, 1, 1.8, 0.9, 1.6]),
      expected: [
        'From step 10 to step 50 the training cost went from 2.000 to 1.600. On the way it changed by 0.850 from one evaluation to the next, up and down: at a learning rate of 0.003 each step overshoots the minimum and lands higher on the far side. A smaller learning rate converges.',
      ],
    },
    {
      name: 'leaps under a schedule with a peak',
      history: looks([2, 1, 1.8, 0.9, 1.6], [2, 1, 1.8, 0.9, 1.6]),
      experiment: experiment('names'),
      expected: [
        'From step 10 to step 50 the training cost went from 2.000 to 1.600. On the way it changed by 0.850 from one evaluation to the next, up and down: at a learning rate of 0.01 each step overshoots the minimum and lands higher on the far side. A smaller learning rate converges.',
      ],
    },
    {
      name: 'leaps that end at a tenth of the beginning are no fault',
      history: looks([2, 0.1, 1.8, 0.1, 0.2], [2, 0.1, 1.8, 0.1, 0.1]),
      expected: [
        'From step 10 to step 50 the training cost went from 2.000 to 0.200. The test cost is 0.100, about as low: the model generalizes to test digits.',
      ],
    },
    {
      name: 'a diverged run that never fell',
      history: looks([1, 10, 1e9], [1, 12, 2e9]),
      expected: [
        'From step 10 to step 30 the training cost went from 1.000 to 1.0e9. It has not fallen: the learning rate or the penalty may be too large.',
      ],
    },
    {
      name: 'of lists that are ranked',
      history: looks([0.8, 0.3], [0.8, 0.5]),
      experiment: experiment('relevance'),
      expected: [
        'From step 10 to step 20 the training cost went from 0.800 to 0.300. The test cost is 0.500, higher: some of what the model learned holds only for the training set.',
      ],
    },
    {
      name: 'of queries that search',
      history: looks([0.4, 0.1], [0.4, 0.11]),
      experiment: experiment('emoji_search'),
      expected: [
        'From step 10 to step 20 the training cost went from 0.400 to 0.100. The test cost is 0.110, about as low: the model generalizes to test queries.',
      ],
    },
    {
      name: 'loss and accuracy part',
      history: looks([2, 1, 0.5], [2, 1, 1.2], { testScore: { 10: 0.5, 20: 0.8, 30: 0.85 } }),
      expected: [
        'From step 10 to step 30 the training cost went from 2.000 to 0.500. The test cost was 1.000 at step 20 and has risen to 1.200. Overfitting: the training cost keeps falling while the test cost rises. The model is memorizing its examples.',
        'Still, more test digits are classified correctly: 80% at step 20, 85% now. Loss and accuracy are not the same.',
      ],
    },
    {
      name: 'loss and a score that is no accuracy part in silence',
      history: looks([2, 1, 0.5], [2, 1, 1.2], { testScore: { 10: 0.5, 20: 0.8, 30: 0.85 } }),
      experiment: experiment('digits_embedding'),
      expected: [
        'From step 10 to step 30 the training cost went from 2.000 to 0.500. The test cost was 1.000 at step 20 and has risen to 1.200. Overfitting: the training cost keeps falling while the test cost rises. The model is memorizing its examples.',
      ],
    },
    {
      name: 'so do they for numbers of a table of the visitor’s own',
      history: looks([2, 1, 0.5], [2, 1, 1.2], { testScore: { 10: 0.5, 20: 0.8, 30: 0.85 } }),
      experiment: ownTable('regression'),
      expected: [
        'From step 10 to step 30 the training cost went from 2.000 to 0.500. The test cost was 1.000 at step 20 and has risen to 1.200. Overfitting: the training cost keeps falling while the test cost rises. The model is memorizing its examples.',
      ],
    },
    {
      name: 'a penalty that the cost does not feel',
      history: looks([2, 1], [2, 1.1], { penalty: 0.125, batchLoss: 0.375 }),
      expected: [
        'From step 10 to step 20 the training cost went from 2.000 to 1.000. The test cost is 1.100, about as low: the model generalizes to test digits.',
        'The penalty is 0.125, 25% of the objective.',
      ],
    },
    {
      name: 'a penalty that the cost rises for',
      history: looks([2, 1, 1.02], [2, 1.1, 1.1], { penalty: 0.125, batchLoss: 0.375 }),
      expected: [
        'From step 10 to step 30 the training cost went from 2.000 to 1.020. The test cost is 1.100, about as low: the model generalizes to test digits.',
        'The penalty is 0.125, 25% of the objective. Since step 20 the training cost has risen from 1.000 to 1.020 while the optimizer minimized the objective: the penalty asks for small weights, not for a low cost.',
      ],
    },
    {
      name: 'batches jump where J hardly moves',
      history: looks([0.5, 0.49], [0.5, 0.49], {
        batchLoss: Array.from({ length: 20 }, (_, index) => (index % 2 ? 0.8 : 0.3)),
      }),
      expected: [
        'From step 10 to step 20 the training cost went from 0.500 to 0.490. The test cost is 0.490, about as low: the model generalizes to test digits.',
        'From step to step the batch loss changed by 0.500 on average, the training cost by 0.001: each batch holds 32 other digits.',
      ],
    },
    {
      name: 'three sentences at the most',
      history: looks([2, 1.2, 1], [2, 1, 1.2], {
        testScore: { 10: 0.5, 20: 0.8, 30: 0.85 },
        penalty: 0.1,
        batchLoss: Array.from({ length: 30 }, (_, index) => (index % 2 ? 0.8 : 0.3)),
      }),
      expected: [
        'From step 10 to step 30 the training cost went from 2.000 to 1.000. The test cost was 1.000 at step 20 and has risen to 1.200. Overfitting: the training cost keeps falling while the test cost rises. The model is memorizing its examples.',
        'Still, more test digits are classified correctly: 80% at step 20, 85% now. Loss and accuracy are not the same.',
        'The penalty is 0.100, 11% of the objective.',
      ],
    },
  ],
  told,
);

test('summary: what is no number reaches no sentence', () => {
  const names = ['batchLoss', 'penalty', 'objective', 'cost', 'testCost', 'testScore', 'step'] as const;
  for (const bad of unshowable)
    for (const name of names)
      for (const place of [0, 15, 29]) {
        const history = looks([2, 1, 1.4], [2, 1, 1.2], { penalty: 0.1, testScore: { 20: 0.8, 30: 0.9 } });
        history[name][place] = bad;
        const sentences = told({ name: '', history }) ?? [];
        assert.ok(sentences.length > 0);
        for (const sentence of sentences) assertReadable(sentence, `${name} ${bad} at ${place}`);
      }
});
