// The metrics of a run.

/** One step of a run. Cost and scores are NaN at a step where they were not evaluated. */
export interface Metrics {
  step: number;
  epoch: number;
  /** Mean loss of the step's mini-batch, before the update, without the penalty. */
  batchLoss: number;
  penalty: number;
  /** batchLoss + penalty: what the optimizer minimizes. */
  objective: number;
  /** Training cost J: mean loss over the whole training set, without the penalty. */
  cost: number;
  /** Test cost: the same over the test set. */
  testCost: number;
  score: number;
  testScore: number;
  /** Euclidean norm of the objective's gradient, before clipping. */
  gradNorm: number;
  lr: number;
  /**
   * Of a fine-tuned run: test cost on the source task, at the steps where `cost` is evaluated. Its test set is the rows
   * that were held out when the starting weights were trained.
   */
  sourceCost: number;
}

/**
 * Further metrics of a search task. All but `active` are of the test queries against all documents, at the steps where
 * `cost` is evaluated; recall@10 is `testScore`.
 */
export interface SearchMetrics {
  /** Fraction of queries whose document is the nearest. */
  recallAt1: number;
  /** Mean of 1 / rank of the correct document; 0 for a query without a known feature. */
  meanReciprocalRank: number;
  /** Fraction of the step's triplets (pairs, rows) whose loss has a gradient. */
  active: number;
  /** Mean distance of a query from its document, and from another document that is drawn once. */
  positiveDistance: number;
  negativeDistance: number;
  /** Mean distance of the documents from their mean: 0 if they have collapsed to one point, at most 1. */
  spread: number;
}

/** Further metrics of a ranking task, on the test lists, at the steps where `cost` is evaluated. */
export interface RankingMetrics {
  /**
   * R² of the scores as predictions of the relevance grades, over all documents of all lists: 1 − Σ (score − grade)² ÷
   * Σ (grade − mean)², with one mean over all test grades. 1 is perfect, 0 is as good as predicting that mean. Only
   * losses that compare scores with grades optimize it.
   */
  rSquared: number;
  /** Spearman's rank correlation between scores and relevance grades, the mean over lists. */
  spearman: number;
}

/** Further metrics, by the kind of task. */
export type ExtraMetrics = Partial<SearchMetrics & RankingMetrics>;

export type History = Record<keyof Metrics, Float64Array> & Partial<Record<keyof ExtraMetrics, Float64Array>>;
