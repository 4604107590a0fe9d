// What a run measures at each step.

/** One step of a run. Cost and scores are NaN at a step where they were not evaluated. */
export interface Metrics {
  step: number;
  epoch: number;
  /** Mean loss of the step's mini-batch, before the update, without the penalty. */
  batchLoss: number;
  penalty: number;
  /** batchLoss + penalty: what the optimizer descends. */
  objective: number;
  /** Cost J: mean loss over the whole training set, without the penalty. */
  cost: number;
  testCost: number;
  score: number;
  testScore: number;
  /** Euclidean norm of the objective's gradient, before clipping. */
  gradNorm: number;
  lr: number;
  /** Of a fine-tuned run: cost on the unseen rows of the task that was learnt before, at the steps where `cost` is known. */
  sourceCost: number;
}

/**
 * What a run of a search task has besides. All but `active` are of the unseen queries against all documents, at the
 * steps where `cost` is known; recall@10 is `testScore`.
 */
export interface SearchMetrics {
  /** Share of queries whose document is the nearest. */
  recallAt1: number;
  /** Mean of 1 / (1 + how many documents are nearer than the right one); 0 for a query without a known feature. */
  meanReciprocalRank: number;
  /** Share of the step's triplets (pairs, rows) that have a gradient. */
  active: number;
  /** Mean distance of a query from its document, and from another that is drawn once. */
  positiveDistance: number;
  negativeDistance: number;
  /** Mean distance of the documents from their mean: 0 where all have become one point; at most 1. */
  spread: number;
}

/** What a run that ranks lists has besides, of the unseen lists, at the steps where `cost` is known. */
export interface RankingMetrics {
  /** R² of scores as relevances: 1 is perfect, 0 is what the mean achieves; only a loss of their size aims at it. */
  rSquared: number;
  /** Spearman's rank correlation of scores and relevances, the mean over lists. */
  spearman: number;
}

/** What a run has besides, by the kind of its task. */
export type ExtraMetrics = Partial<SearchMetrics & RankingMetrics>;

export type History = Record<keyof Metrics, Float64Array> & Partial<Record<keyof ExtraMetrics, Float64Array>>;
