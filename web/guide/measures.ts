// What chapters tell of a run beside its metrics. The page prints these numbers as they were computed when the chapter
// was written; a test computes them again.
import type { Run } from '../engine/api/types.ts';

/** Errors of the predictions for the test examples, in the target's own unit. */
function testErrors(run: Run): number[] {
  const { input, target } = run.data('test');
  if (!input || !target) return [];
  const predicted = run.predict(input).data;
  return Array.from(target.data, (truth, row) => run.info.targetScale * ((predicted[row] ?? 0) - truth));
}

/** How often each token follows each other one in the training set: a row for each token before. */
function countedPairs(run: Run): number[][] {
  const size = run.info.vocabulary;
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const { input, target } = run.data('train');
  target?.data.forEach((next, example) => {
    const row = counts[input?.data[example] ?? 0];
    if (row) row[next] = (row[next] ?? 0) + 1;
  });
  return counts;
}

/** Sum of c · ln(c / total): minus the cross-entropy of counted frequencies, over all that was counted. */
const logLikelihood = (counts: readonly number[]): number => {
  const total = sum(counts);
  return sum(counts.map((count) => (count > 0 ? count * Math.log(count / total) : 0)));
};

/** Losses of the test examples, from the largest down. */
const testLosses = (run: Run): number[] => Array.from(run.exampleLosses('test').data).sort((a, b) => b - a);

const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);

export const measures = {
  /** Part of the total test loss that is due to the twentieth of the examples with the highest losses. */
  shareOfHighestTwentieth(run: Run): number {
    const losses = testLosses(run);
    return sum(losses.slice(0, Math.round(losses.length / 20))) / sum(losses);
  },
  highestLoss: (run: Run): number => testLosses(run)[0] ?? 0,
  medianLoss(run: Run): number {
    const losses = testLosses(run);
    return losses[Math.floor(losses.length / 2)] ?? 0;
  },
  testMeanAbsoluteError(run: Run): number {
    const errors = testErrors(run);
    return sum(errors.map(Math.abs)) / errors.length;
  },
  testRootMeanSquaredError(run: Run): number {
    const errors = testErrors(run);
    return Math.sqrt(sum(errors.map((error) => error * error)) / errors.length);
  },
  /** The standard deviation of the targets, which is the unit of a regression's losses. */
  targetUnit: (run: Run): number => run.info.targetScale,
  /** Steps whose batch loss is higher than that of the step before. */
  risesOfBatchLoss: ({ history: { batchLoss } }: Run): number =>
    batchLoss.filter((loss, index) => index > 0 && loss > (batchLoss[index - 1] ?? loss)).length,
  /** What a model of one input predicts where the input has its mean. */
  predictionAtMean(run: Run): number {
    const { targetMean, targetScale } = run.info;
    return targetMean + targetScale * (run.predict({ shape: [1, 1], data: [0] }).data[0] ?? 0);
  },
  /** Test score after 1,000 steps from a start that is sure and wrong: the last layer is 30 times as large as usual. */
  testScoreFromSureStart(run: Run): number {
    const parameters = run.parameters();
    for (const tensor of parameters.slice(-2)) tensor.data = tensor.data.map((value) => 30 * value);
    run.setParameters(parameters);
    return run.advance(1000).testScore;
  },
  /** Training cost of predicting each token by how often it occurs. */
  costOfCountedTokens(run: Run): number {
    const pairs = countedPairs(run);
    const counts = pairs.map((_, next) => sum(pairs.map((row) => row[next] ?? 0)));
    return -logLikelihood(counts) / sum(counts);
  },
  /** Training cost of predicting each token by how often it follows the one before. */
  costOfCountedPairs(run: Run): number {
    const pairs = countedPairs(run);
    return -sum(pairs.map(logLikelihood)) / sum(pairs.map(sum));
  },
  /** How often u follows q in the training set. */
  countedUAfterQ(run: Run): number {
    const row = countedPairs(run)[run.info.characters?.indexOf('q') ?? 0] ?? [];
    return (row[run.info.characters?.indexOf('u') ?? 0] ?? 0) / sum(row);
  },
  predictedUAfterQ: (run: Run): number => run.nextToken('q')[run.info.characters?.indexOf('u') ?? 0] ?? 0,
  /** Part of the training triplets whose loss is above 0. */
  shareOfActiveTriplets(run: Run): number {
    const losses = Array.from(run.exampleLosses('train').data);
    return losses.filter((loss) => loss > 0).length / losses.length;
  },
} satisfies Record<string, (run: Run) => number>;

export type MeasureId = keyof typeof measures;
