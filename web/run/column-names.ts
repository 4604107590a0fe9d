import type { ExtraMetrics, Metrics } from 'loss-playground/engine';

/** The name of each number of a step, in the table and in the header of a CSV file. */
export const columnNames: Record<keyof Metrics | keyof ExtraMetrics, string> = {
  step: 'step',
  epoch: 'epoch',
  batchLoss: 'batch loss',
  penalty: 'penalty',
  objective: 'objective',
  cost: 'training cost',
  testCost: 'test cost',
  score: 'training score',
  testScore: 'test score',
  gradNorm: 'gradient norm',
  lr: 'learning rate',
  sourceCost: 'test cost of the earlier task',
  recallAt1: 'recall@1',
  meanReciprocalRank: 'mean reciprocal rank',
  active: 'active share',
  positiveDistance: 'positive distance',
  negativeDistance: 'negative distance',
  spread: 'spread',
  rSquared: 'R²',
  spearman: 'Spearman correlation',
};
