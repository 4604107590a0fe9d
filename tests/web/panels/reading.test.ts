import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExtraMetrics, fits, type Metrics, type RunInfo, type Spec } from 'loss-playground/engine';
import { type Moment, reading, sum } from '../../../web/panels/reading.ts';
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
  /** The step; 20 unless told. */
  at?: number;
  numbers: Partial<Metrics & ExtraMetrics>;
  expected: string;
}

/** The moment of an experiment as the page has it. */
function momentOf({ task, own, loss, info, at = 20, numbers }: Omit<Case, 'expected' | 'name'>): Moment {
  const terms = loss ? { loss } : {};
  const given = own ? ownTable(own, terms) : experiment(task, terms);
  return {
    metrics: metrics({ step: at, ...numbers }),
    info: infoOf(info),
    task: taskFor(given),
    loss: lossOf(given.loss.id),
    miner: catalog.miners.find(({ id }) => id === given.miner.id),
    experiment: given,
  };
}

const told = (given: Omit<Case, 'expected' | 'name'>) => textOf(reading(momentOf(given)));

const half = { cost: 0.5, testCost: 0.6, testScore: 0.5 };

cases<Case>(
  'reading',
  [
    {
      name: 'digits by cross-entropy',
      task: 'digits',
      numbers: half,
      expected:
        'Step 20. For a training digit the model typically gives the correct class a probability of 61% (e^−0.500; a geometric mean). It classifies 270 of 539 test digits correctly.',
    },
    {
      name: 'before the first step',
      task: 'digits',
      at: 0,
      numbers: { cost: 2.41, testCost: 2.4, testScore: 0.1 },
      expected:
        'Before the first step. For a training digit the model typically gives the correct class a probability of 9% (e^−2.410; a geometric mean). It classifies 54 of 539 test digits correctly.',
    },
    {
      name: 'thousands of steps and rows are grouped',
      task: 'spam',
      at: 12000,
      info: { testRows: 1200 },
      numbers: { cost: 0.01, testCost: 0.02, testScore: 0.99 },
      expected:
        'Step 12,000. For a training message the model typically gives the correct class a probability of 99% (e^−0.010; a geometric mean). It classifies 1,188 of 1,200 test messages correctly.',
    },
    {
      name: 'a loss of yes-or-no answers',
      task: 'circle',
      loss: { id: 'binary_cross_entropy_with_logits' },
      info: { testRows: 125 },
      numbers: half,
      expected:
        'Step 20. For a training point the model typically gives the correct yes-or-no answer a probability of 61% (e^−0.500; a geometric mean). It classifies 63 of 125 test points correctly.',
    },
    {
      name: 'a loss of signs in nats',
      task: 'circle',
      loss: { id: 'soft_margin_loss' },
      info: { testRows: 125 },
      numbers: half,
      expected:
        'Step 20. For a training point the model typically gives the correct class a probability of 61% (e^−0.500; a geometric mean). It classifies 63 of 125 test points correctly.',
    },
    {
      name: 'smoothed labels leave no belief to tell',
      task: 'digits',
      loss: { id: 'cross_entropy', params: { label_smoothing: 0.1 } },
      numbers: half,
      expected:
        'Step 20. Training cost 0.500, test cost 0.600. It classifies 270 of 539 test digits correctly.',
    },
    {
      name: 'a loss in other units leaves no belief to tell',
      task: 'digits',
      loss: { id: 'brier_loss' },
      numbers: half,
      expected:
        'Step 20. Training cost 0.500, test cost 0.600. It classifies 270 of 539 test digits correctly.',
    },
    {
      name: 'classes by a squared error',
      task: 'digits',
      loss: { id: 'mse_loss' },
      numbers: half,
      expected:
        'Step 20. Training cost 0.500, test cost 0.600. It classifies 270 of 539 test digits correctly.',
    },
    {
      name: 'a diverged run',
      task: 'digits',
      numbers: { cost: Number.NaN, testCost: Number.POSITIVE_INFINITY, testScore: Number.NaN },
      expected:
        'Step 20. For a training digit the model typically gives the correct class a probability of –. It classifies – of 539 test digits correctly.',
    },
    {
      name: 'prices by the squared error',
      task: 'houses',
      info: { targetScale: 66_000 },
      numbers: { cost: 0.2, testCost: 0.25, testScore: 0.75 },
      expected:
        'Step 20. For a test house the prediction is typically $33,000 off. It explains 75% of the variance among test houses (R²).',
    },
    {
      name: 'prices by the absolute error',
      task: 'houses',
      loss: { id: 'l1_loss' },
      info: { targetScale: 66_000 },
      numbers: { cost: 0.2, testCost: 0.25, testScore: 0.75 },
      expected:
        'Step 20. For a test house the prediction is typically $16,500 off. It explains 75% of the variance among test houses (R²).',
    },
    {
      name: 'prices by a loss whose value is no distance',
      task: 'houses',
      loss: { id: 'huber_loss' },
      info: { targetScale: 66_000 },
      numbers: { cost: 0.2, testCost: 0.25, testScore: 0.75 },
      expected:
        'Step 20. Training cost 0.200, test cost 0.250. It explains 75% of the variance among test houses (R²).',
    },
    {
      name: 'a curve has no unit',
      task: 'curve',
      numbers: { cost: 0.01, testCost: 0.04, testScore: 0.9 },
      expected:
        'Step 20. For a test point the prediction is typically 0.200 off. It explains 90% of the variance among test points (R²).',
    },
    {
      name: 'as good as the mean',
      task: 'curve',
      numbers: { cost: 1, testCost: 1, testScore: 0 },
      expected:
        'Step 20. For a test point the prediction is typically 1.000 off. It is as good as always predicting the mean (R² 0.000).',
    },
    {
      name: 'worse than the mean by less than is printed',
      task: 'curve',
      numbers: { cost: 1, testCost: 1, testScore: -0.004 },
      expected:
        'Step 20. For a test point the prediction is typically 1.000 off. It is as good as always predicting the mean (R² −0.004).',
    },
    {
      name: 'worse than the mean',
      task: 'curve',
      numbers: { cost: 1.2, testCost: 1.44, testScore: -0.4 },
      expected:
        'Step 20. For a test point the prediction is typically 1.200 off. It is worse than always predicting the mean (R² −0.400).',
    },
    {
      name: 'numbers that diverged',
      task: 'houses',
      info: { targetScale: 66_000 },
      numbers: { cost: Number.POSITIVE_INFINITY, testCost: Number.NaN, testScore: Number.NaN },
      expected:
        'Step 20. Training cost –, test cost –. It explains – of the variance among test houses (R²).',
    },
    {
      name: 'triplets',
      task: 'digits_embedding',
      numbers: { cost: 0.25, testCost: 0.3, testScore: 0.87 },
      expected:
        'Step 20. 469 of 539 test digits have a nearest neighbor of the same class (recall@1). On average a training triplet falls 0.250 short of the margin of 1, a test triplet 0.300.',
    },
    {
      name: 'triplets that collapsed',
      task: 'digits_embedding',
      loss: { id: 'triplet_margin_loss', params: { margin: 0.5 } },
      numbers: { cost: 0.50049, testCost: 0.5, testScore: 0.1 },
      expected:
        'Step 20. 54 of 539 test digits have a nearest neighbor of the same class (recall@1). On average a training triplet falls 0.500 short of the margin of 0.5, a test triplet 0.500. Collapse: every embedding is the same, so the loss equals the margin.',
    },
    {
      name: 'triplets near their margin',
      task: 'digits_embedding',
      loss: { id: 'triplet_margin_loss', params: { margin: 0.5 } },
      numbers: { cost: 0.50051, testCost: 0.5, testScore: 0.1 },
      expected:
        'Step 20. 54 of 539 test digits have a nearest neighbor of the same class (recall@1). On average a training triplet falls 0.501 short of the margin of 0.5, a test triplet 0.500.',
    },
    {
      name: 'places by pairs',
      task: 'triplet_lab',
      loss: { id: 'contrastive_loss' },
      numbers: { cost: 0.25, testCost: 0.3, testScore: 0.87 },
      expected:
        'Step 20. 469 of 539 test points have a nearest neighbor of the same class (recall@1). Training cost 0.250, test cost 0.300.',
    },
    {
      name: 'letters by cross-entropy',
      task: 'names',
      info: { vocabulary: 27, testRows: 22_866 },
      numbers: { cost: 2.05, testCost: 2.08, testScore: 0.36 },
      expected:
        'Step 20. Predicting a test letter is like choosing among 8.004 equally likely ones, of 27 (perplexity, e^2.080). Its top prediction is correct for 8,232 of 22,866 test letters.',
    },
    {
      name: 'a text of the visitor’s own has characters',
      task: 'custom_text',
      info: { vocabulary: 60, testRows: 100 },
      numbers: { cost: 2, testCost: 2, testScore: 0.25 },
      expected:
        'Step 20. Predicting a test character is like choosing among 7.389 equally likely ones, of 60 (perplexity, e^2.000). Its top prediction is correct for 25 of 100 test characters.',
    },
    {
      name: 'a letter as good as guessing, within the printed digits',
      task: 'names',
      info: { vocabulary: 27, testRows: 100 },
      numbers: { cost: Math.log(27), testCost: Math.log(27) + 1e-6, testScore: 0.04 },
      expected:
        'Step 20. Predicting a test letter is like choosing among 27.00 equally likely ones, as good as guessing among all 27 (perplexity, e^3.296). Its top prediction is correct for 4 of 100 test letters.',
    },
    {
      name: 'a letter worse than guessing',
      task: 'names',
      info: { vocabulary: 27, testRows: 100 },
      numbers: { cost: 3.4, testCost: 3.5, testScore: 0.04 },
      expected:
        'Step 20. Predicting a test letter is like choosing among 33.12 equally likely ones, worse than guessing among all 27 (perplexity, e^3.500). Its top prediction is correct for 4 of 100 test letters.',
    },
    {
      name: 'letters with smoothed labels have no perplexity',
      task: 'names',
      loss: { id: 'cross_entropy', params: { label_smoothing: 0.1 } },
      info: { vocabulary: 27, testRows: 100 },
      numbers: { cost: 2, testCost: 2, testScore: 0.25 },
      expected:
        'Step 20. Training cost 2.000, test cost 2.000. Its top prediction is correct for 25 of 100 test letters.',
    },
    {
      name: 'letters by another loss have no perplexity',
      task: 'names',
      loss: { id: 'brier_loss' },
      info: { vocabulary: 27, testRows: 100 },
      numbers: { cost: 0.8, testCost: 0.81, testScore: 0.25 },
      expected:
        'Step 20. Training cost 0.800, test cost 0.810. Its top prediction is correct for 25 of 100 test letters.',
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
        'Step 20. 334 of 539 test queries find their emoji among the first ten results (recall@10), 167 in first place (recall@1).',
    },
    {
      name: 'search without what only a search has',
      task: 'emoji_search',
      numbers: { cost: 0.05, testCost: 0.08, testScore: 0.62 },
      expected:
        'Step 20. 334 of 539 test queries find their emoji among the first ten results (recall@10), – in first place (recall@1).',
    },
    {
      name: 'lists that are ranked',
      task: 'relevance',
      numbers: { cost: 0.4, testCost: 0.5, testScore: 0.91, spearman: 0.734, rSquared: -7.64 },
      expected:
        'Step 20. The order of test lists reaches 91% of the best possible score (NDCG@10 counts the top ranks most); rank correlation 0.734 (Spearman), R² −7.640.',
    },
    {
      name: 'distances of pairs',
      task: 'embedding_distance',
      info: { targetScale: 0.25 },
      numbers: { cost: 0.16, testCost: 0.16, testScore: 0.84 },
      expected:
        'Step 20. For a test pair the prediction is typically 0.100 off. It explains 84% of the variance among test pairs (R²).',
    },
    {
      name: 'classes of a table of the visitor’s own',
      task: 'custom',
      own: 'classification',
      info: { testRows: 30 },
      numbers: half,
      expected:
        'Step 20. For a training row the model typically gives the correct class a probability of 61% (e^−0.500; a geometric mean). It classifies 15 of 30 test rows correctly.',
    },
    {
      name: 'numbers of a table of the visitor’s own',
      task: 'custom',
      own: 'regression',
      info: { targetScale: 10 },
      numbers: { cost: 0.2, testCost: 0.25, testScore: 0.75 },
      expected:
        'Step 20. For a test row the prediction is typically 5.000 off. It explains 75% of the variance among test rows (R²).',
    },
    {
      name: 'triplets of a table of the visitor’s own',
      task: 'custom',
      own: 'triplet',
      numbers: { cost: 0.25, testCost: 0.3, testScore: 0.87 },
      expected:
        'Step 20. 469 of 539 test rows have a nearest neighbor of the same class (recall@1). On average a training triplet falls 0.250 short of the margin of 1, a test triplet 0.300.',
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
      expected: 'batch loss 0.500 + penalty 0.200 = objective 0.700 for comparison: training cost 0.300',
    },
    {
      name: 'so many decimals that the printed numbers add up',
      numbers: { batchLoss: 0.12345, penalty: 0.12345, objective: 0.2469, cost: 0.3 },
      expected:
        'batch loss 0.12345 + penalty 0.12345 = objective 0.24690 for comparison: training cost 0.300',
    },
    {
      name: 'large numbers',
      numbers: { batchLoss: 1234.5, penalty: 0, objective: 1234.5, cost: 1200 },
      expected: 'batch loss 1,235 + penalty 0 = objective 1,235 for comparison: training cost 1,200',
    },
    {
      name: 'before the first step there is none',
      numbers: { step: 0, cost: 2.4 },
      expected: 'Measured before the first step. Training cost 2.400',
    },
    {
      name: 'a diverged step',
      numbers: { batchLoss: Number.POSITIVE_INFINITY, penalty: 0.1, objective: Number.POSITIVE_INFINITY },
      expected: 'batch loss – + penalty 0 = objective – for comparison: training cost –',
    },
  ],
  ({ numbers }) => textOf(sum(momentOf({ task: 'digits', numbers }))),
);

test('sum: what is no number is a dash', () => {
  for (const bad of unshowable)
    for (const name of ['batchLoss', 'penalty', 'objective', 'cost'] as const)
      assertReadable(
        textOf(
          sum(
            momentOf({
              task: 'digits',
              numbers: { batchLoss: 1, penalty: 1, objective: 2, cost: 1, [name]: bad },
            }),
          ),
        ),
        `${name} ${bad}`,
      );
});

test('reading: every task of the catalog has a sentence that ends', () => {
  for (const { id } of catalog.tasks.filter(({ kind }) => kind !== 'any'))
    assert.match(told({ task: id, numbers: half }), /^Step 20\. .+\.$/);
});
