// Numbers of runs along their steps, for the page, the element and those who embed it.
import type { ExtraMetrics, Metrics } from '../engine/api/types.ts';

/** A list per metric. NaN where a metric was not evaluated. */
export type MetricsHistory = Record<keyof Metrics, number[]> & Partial<Record<keyof ExtraMetrics, number[]>>;

/** Lists of numbers by their names, among them `step`, for each run that a view shows side by side with others. */
export type Histories = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
