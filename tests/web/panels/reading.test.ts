import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExtraMetrics, fits, type Metrics, type RunInfo, type Spec } from 'loss-playground/engine';
import { reading, sum } from '../../../web/panels/reading.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, infoOf, lossOf, ownTable, taskFor } from '../support/catalog.ts';
import { metrics, unshowable } from '../support/columns.ts';
import { assertReadable, textOf } from '../support/text.ts';

interface Case {
  name: string;
  task: string;
  /** What is predicted from a table of the visitor's own, the task `custom`. */
  own?: 'classification' | 'regression' | 'triplet';
  loss?: Spec;
  info?: Partial<RunInfo>;
  /** The step that cost and score are of; 20 unless told. */
  at?: number;
  numbers: Partial<Metrics & ExtraMetrics>;
  expected: string;
}

/** The moment of an experiment as the page has it. */
function told({ task, own, loss, info, at = 20, numbers }: Omit<Case, 'expected' | 'name'>): string {
  const terms = loss ? { loss } : {};
  const given = own ? ownTable(own, terms) : experiment(task, terms);
  const { loss: chosen } = given;
  return textOf(
    reading({
      metrics: metrics(numbers),
      scoredAt: at,
      info: infoOf(info),
      task: taskFor(given),
      loss: lossOf(chosen.id),
      lossParams: chosen.params,
    }),
  );
}

const half = { cost: 0.5, testCost: 0.6, testScore: 0.5 };

cases<Case>(
  'reading',
  [
    {
      name: 'digits by cross-entropy',
      task: 'digits',
      numbers: half,
      expected:
        'Step 20: the right class typically gets 61 % of the model’s belief (e^−J); cost J is 0.500 on the training set and 0.600 on unseen digits. Of unseen digits, 270 of 539 are put in the right class.',
    },
    {
      name: 'before the first step',
      task: 'digits',
      at: 0,
      numbers: { cost: 2.41, testCost: 2.4, testScore: 0.1 },
      expected:
        'Before the first step: the right class typically gets 9 % of the model’s belief (e^−J); cost J is 2.410 on the training set and 2.400 on unseen digits. Of unseen digits, 54 of 539 are put in the right class.',
    },
    {
      name: 'thousands of steps and rows are grouped',
      task: 'spam',
      at: 12000,
      info: { testRows: 1200 },
      numbers: { cost: 0.01, testCost: 0.02, testScore: 0.99 },
      expected:
        'Step 12,000: the right class typically gets 99 % of the model’s belief (e^−J); cost J is 0.010 on the training set and 0.020 on unseen messages. Of unseen messages, 1,188 of 1,200 are put in the right class.',
    },
    {
      name: 'a loss of yes-or-no answers',
      task: 'circle',
      loss: { id: 'binary_cross_entropy_with_logits' },
      info: { testRows: 125 },
      numbers: half,
      expected:
        'Step 20: the right yes-or-no answer typically gets 61 % of the model’s belief (e^−J); cost J is 0.500 on the training set and 0.600 on unseen points. Of unseen points, 63 of 125 are put in the right class.',
    },
    {
      name: 'a loss of signs in nats',
      task: 'circle',
      loss: { id: 'soft_margin_loss' },
      info: { testRows: 125 },
      numbers: half,
      expected:
        'Step 20: the right class typically gets 61 % of the model’s belief (e^−J); cost J is 0.500 on the training set and 0.600 on unseen points. Of unseen points, 63 of 125 are put in the right class.',
    },
    {
      name: 'smoothed labels leave no belief to tell',
      task: 'digits',
      loss: { id: 'cross_entropy', params: { label_smoothing: 0.1 } },
      numbers: half,
      expected:
        'Step 20: cost J is 0.500 on the training set and 0.600 on unseen digits. Of unseen digits, 270 of 539 are put in the right class.',
    },
    {
      name: 'a loss in other units leaves no belief to tell',
      task: 'digits',
      loss: { id: 'brier_loss' },
      numbers: half,
      expected:
        'Step 20: cost J is 0.500 on the training set and 0.600 on unseen digits. Of unseen digits, 270 of 539 are put in the right class.',
    },
    {
      name: 'classes by a squared error',
      task: 'digits',
      loss: { id: 'mse_loss' },
      numbers: half,
      expected:
        'Step 20: cost J is 0.500 on the training set and 0.600 on unseen digits. Of unseen digits, 270 of 539 are put in the right class.',
    },
    {
      name: 'a diverged run',
      task: 'digits',
      numbers: { cost: Number.NaN, testCost: Number.POSITIVE_INFINITY, testScore: Number.NaN },
      expected:
        'Step 20: the right class typically gets – of the model’s belief (e^−J); cost J is – on the training set and – on unseen digits. Of unseen digits, – of 539 are put in the right class.',
    },
    {
      name: 'prices by the squared error',
      task: 'houses',
      info: { targetScale: 66_000 },
      numbers: { cost: 0.2, testCost: 0.25, testScore: 0.75 },
      expected:
        'Step 20: on an unseen house the model is typically $33,000 off; cost J is 0.200 on the training set and 0.250 on unseen houses. It explains 75 % of the differences between unseen houses (R²).',
    },
    {
      name: 'prices by the absolute error',
      task: 'houses',
      loss: { id: 'l1_loss' },
      info: { targetScale: 66_000 },
      numbers: { cost: 0.2, testCost: 0.25, testScore: 0.75 },
      expected:
        'Step 20: on an unseen house the model is typically $16,500 off; cost J is 0.200 on the training set and 0.250 on unseen houses. It explains 75 % of the differences between unseen houses (R²).',
    },
    {
      name: 'prices by a loss whose value is no distance',
      task: 'houses',
      loss: { id: 'huber_loss' },
      info: { targetScale: 66_000 },
      numbers: { cost: 0.2, testCost: 0.25, testScore: 0.75 },
      expected:
        'Step 20: cost J is 0.200 on the training set and 0.250 on unseen houses. It explains 75 % of the differences between unseen houses (R²).',
    },
    {
      name: 'a curve has no unit',
      task: 'curve',
      numbers: { cost: 0.01, testCost: 0.04, testScore: 0.9 },
      expected:
        'Step 20: on an unseen point the model is typically 0.200 off; cost J is 0.010 on the training set and 0.040 on unseen points. It explains 90 % of the differences between unseen points (R²).',
    },
    {
      name: 'as good as the mean',
      task: 'curve',
      numbers: { cost: 1, testCost: 1, testScore: 0 },
      expected:
        'Step 20: on an unseen point the model is typically 1.000 off; cost J is 1.000 on the training set and 1.000 on unseen points. It explains 0 % of the differences between unseen points (R²).',
    },
    {
      name: 'worse than the mean',
      task: 'curve',
      numbers: { cost: 1.2, testCost: 1.44, testScore: -0.4 },
      expected:
        'Step 20: on an unseen point the model is typically 1.200 off; cost J is 1.200 on the training set and 1.440 on unseen points. It is worse than always saying the mean (R² −0.400).',
    },
    {
      name: 'numbers that diverged',
      task: 'houses',
      info: { targetScale: 66_000 },
      numbers: { cost: Number.POSITIVE_INFINITY, testCost: Number.NaN, testScore: Number.NaN },
      expected:
        'Step 20: cost J is – on the training set and – on unseen houses. It explains – of the differences between unseen houses (R²).',
    },
    {
      name: 'triplets',
      task: 'digits_embedding',
      numbers: { cost: 0.25, testCost: 0.3, testScore: 0.87 },
      expected:
        'Step 20: of 100 unseen digits, 87 have one of their own kind as nearest neighbour; a triplet lacks 0.250 of the margin 1 on average: cost J is 0.250 on the training set and 0.300 on unseen digits.',
    },
    {
      name: 'triplets that collapsed',
      task: 'digits_embedding',
      loss: { id: 'triplet_margin_loss', params: { margin: 0.5 } },
      numbers: { cost: 0.50049, testCost: 0.5, testScore: 0.1 },
      expected:
        'Step 20: of 100 unseen digits, 10 have one of their own kind as nearest neighbour; a triplet lacks 0.500 of the margin 0.5 on average: cost J is 0.500 on the training set and 0.500 on unseen digits. The loss is stuck at the margin: all points lie in one place.',
    },
    {
      name: 'triplets near their margin',
      task: 'digits_embedding',
      loss: { id: 'triplet_margin_loss', params: { margin: 0.5 } },
      numbers: { cost: 0.50051, testCost: 0.5, testScore: 0.1 },
      expected:
        'Step 20: of 100 unseen digits, 10 have one of their own kind as nearest neighbour; a triplet lacks 0.501 of the margin 0.5 on average: cost J is 0.501 on the training set and 0.500 on unseen digits.',
    },
    {
      name: 'places by pairs',
      task: 'triplet_lab',
      loss: { id: 'contrastive_loss' },
      numbers: { cost: 0.25, testCost: 0.3, testScore: 0.87 },
      expected:
        'Step 20: of 100 unseen points, 87 have one of their own kind as nearest neighbour; cost J is 0.250 on the training set and 0.300 on unseen points.',
    },
    {
      name: 'letters by cross-entropy',
      task: 'names',
      info: { vocabulary: 27, testRows: 22_866 },
      numbers: { cost: 2.05, testCost: 2.08, testScore: 0.36 },
      expected:
        'Step 20: on unseen text the model is as unsure as if it chose among 8.004 equally likely letters, of 27 (perplexity, e^J); the right one typically gets 12 %; cost J is 2.050 on the training set and 2.080 on unseen letters: 2.080 nats or 3.001 bits a letter. Of unseen letters, 8,232 of 22,866 are guessed right.',
    },
    {
      name: 'a text of the visitor’s own has characters',
      task: 'custom_text',
      info: { vocabulary: 60, testRows: 100 },
      numbers: { cost: 2, testCost: 2, testScore: 0.25 },
      expected:
        'Step 20: on unseen text the model is as unsure as if it chose among 7.389 equally likely characters, of 60 (perplexity, e^J); the right one typically gets 14 %; cost J is 2.000 on the training set and 2.000 on unseen characters: 2.000 nats or 2.885 bits a character. Of unseen characters, 25 of 100 are guessed right.',
    },
    {
      name: 'letters with smoothed labels have no perplexity',
      task: 'names',
      loss: { id: 'cross_entropy', params: { label_smoothing: 0.1 } },
      info: { vocabulary: 27, testRows: 100 },
      numbers: { cost: 2, testCost: 2, testScore: 0.25 },
      expected:
        'Step 20: cost J is 2.000 on the training set and 2.000 on unseen letters. Of unseen letters, 25 of 100 are guessed right.',
    },
    {
      name: 'letters by another loss have no perplexity',
      task: 'names',
      loss: { id: 'brier_loss' },
      info: { vocabulary: 27, testRows: 100 },
      numbers: { cost: 0.8, testCost: 0.81, testScore: 0.25 },
      expected:
        'Step 20: cost J is 0.800 on the training set and 0.810 on unseen letters. Of unseen letters, 25 of 100 are guessed right.',
    },
    {
      name: 'search',
      task: 'emoji_search',
      numbers: {
        cost: 0.05,
        testCost: 0.08,
        testScore: 0.62,
        recallAt1: 0.31,
        positiveDistance: 0.6,
        negativeDistance: 1.35,
      },
      expected:
        'Step 20: of 100 unseen queries, 62 find their emoji among the first ten, 31 at the very first place; a query lies 0.600 from its emoji and 1.350 from another. Cost J is 0.050 on the training set and 0.080 on unseen queries.',
    },
    {
      name: 'search without what only a search has',
      task: 'emoji_search',
      numbers: { cost: 0.05, testCost: 0.08, testScore: 0.62 },
      expected:
        'Step 20: of 100 unseen queries, 62 find their emoji among the first ten, – at the very first place; a query lies – from its emoji and – from another. Cost J is 0.050 on the training set and 0.080 on unseen queries.',
    },
    {
      name: 'lists that are ranked',
      task: 'relevance',
      numbers: { cost: 0.4, testCost: 0.5, testScore: 0.91, spearman: 0.734 },
      expected:
        'Step 20: unseen lists are ordered 91 % as well as can be (NDCG@10); the order agrees with the true one by 0.734 (Spearman’s correlation, at most 1). Cost J is 0.400 on the training set and 0.500 on unseen lists.',
    },
    {
      name: 'distances of pairs',
      task: 'embedding_distance',
      info: { targetScale: 0.25 },
      numbers: { cost: 0.16, testCost: 0.16, testScore: 0.84 },
      expected:
        'Step 20: on an unseen pair the model is typically 0.100 off; cost J is 0.160 on the training set and 0.160 on unseen pairs. It explains 84 % of the differences between unseen pairs (R²).',
    },
    {
      name: 'classes of a table of the visitor’s own',
      task: 'custom',
      own: 'classification',
      info: { testRows: 30 },
      numbers: half,
      expected:
        'Step 20: the right class typically gets 61 % of the model’s belief (e^−J); cost J is 0.500 on the training set and 0.600 on unseen rows. Of unseen rows, 15 of 30 are put in the right class.',
    },
    {
      name: 'numbers of a table of the visitor’s own',
      task: 'custom',
      own: 'regression',
      info: { targetScale: 10 },
      numbers: { cost: 0.2, testCost: 0.25, testScore: 0.75 },
      expected:
        'Step 20: on an unseen row the model is typically 5.000 off; cost J is 0.200 on the training set and 0.250 on unseen rows. It explains 75 % of the differences between unseen rows (R²).',
    },
    {
      name: 'triplets of a table of the visitor’s own',
      task: 'custom',
      own: 'triplet',
      numbers: { cost: 0.25, testCost: 0.3, testScore: 0.87 },
      expected:
        'Step 20: of 100 unseen rows, 87 have one of their own kind as nearest neighbour; a triplet lacks 0.250 of the margin 1 on average: cost J is 0.250 on the training set and 0.300 on unseen rows.',
    },
  ],
  told,
);

test('reading: what is no number reaches no sentence, whatever task and loss', () => {
  const extra = ['recallAt1', 'positiveDistance', 'negativeDistance', 'spearman'] as const;
  const names = ['cost', 'testCost', 'testScore', ...extra] as const;
  for (const { id, kind } of catalog.tasks.filter((task) => task.kind !== 'any'))
    for (const loss of catalog.losses.filter((entry) => fits({ kind }, entry) === true))
      for (const bad of unshowable)
        for (const name of names) {
          const numbers = { cost: 1, testCost: 1, testScore: 0.5, [name]: bad };
          assertReadable(
            told({ task: id, loss: { id: loss.id }, numbers }),
            `${id} ${loss.id} ${name} ${bad}`,
          );
        }
});

interface Sum {
  name: string;
  numbers: Partial<Metrics>;
  expected: string;
}

cases<Sum>(
  'sum',
  [
    {
      name: 'batch loss and penalty make the objective',
      numbers: { batchLoss: 0.5, penalty: 0.2, objective: 0.7, cost: 0.3 },
      expected: 'batch loss 0.500 + penalty 0.200 = objective 0.700 beside it: cost J 0.300',
    },
    {
      name: 'so many decimals that the printed numbers add up',
      numbers: { batchLoss: 0.12345, penalty: 0.12345, objective: 0.2469, cost: 0.3 },
      expected: 'batch loss 0.12345 + penalty 0.12345 = objective 0.24690 beside it: cost J 0.300',
    },
    {
      name: 'large numbers',
      numbers: { batchLoss: 1234.5, penalty: 0, objective: 1234.5, cost: 1200 },
      expected: 'batch loss 1,235 + penalty 0 = objective 1,235 beside it: cost J 1,200',
    },
    {
      name: 'before the first step there is none',
      numbers: { cost: 2.4 },
      expected: 'batch loss – + penalty – = objective – beside it: cost J 2.400',
    },
    {
      name: 'a diverged step',
      numbers: { batchLoss: Number.POSITIVE_INFINITY, penalty: 0.1, objective: Number.POSITIVE_INFINITY },
      expected: 'batch loss – + penalty 0 = objective – beside it: cost J –',
    },
  ],
  ({ numbers }) => textOf(sum(metrics(numbers))),
);

test('sum: what is no number is a dash', () => {
  for (const bad of unshowable)
    for (const name of ['batchLoss', 'penalty', 'objective', 'cost'] as const)
      assertReadable(
        textOf(sum(metrics({ batchLoss: 1, penalty: 1, objective: 2, cost: 1, [name]: bad }))),
        `${name} ${bad}`,
      );
});

test('reading: every task of the catalog has a sentence that ends', () => {
  for (const { id } of catalog.tasks.filter(({ kind }) => kind !== 'any'))
    assert.match(told({ task: id, numbers: half }), /^Step 20: .+\.$/);
});
