// The sizes of a step's batch, as the engine draws it, without fetching the rows.
import type { CompleteExperiment, MinerDescriptor, RunInfo } from 'loss-playground/engine';

export interface Batch {
  /** Examples of the training set that the step was drawn from: rows, or anchors of triplets. */
  anchors: number;
  /** Rows that go through the model: more than anchors if each comes with others. */
  rows: number;
  /** Anchors of a full batch, and all that are available. */
  full: number;
  available: number;
  /** It ends an epoch and is smaller than the others. */
  isShort: boolean;
}

/** The batch of a step from 1 on. */
export function batchAt(
  step: number,
  { batch_size, fine_tuning }: Pick<CompleteExperiment, 'batch_size' | 'fine_tuning'>,
  { trainRows, documents }: Pick<RunInfo, 'trainRows' | 'documents'>,
  company: number,
): Batch {
  const available = trainRows - documents;
  const replayed = Math.min(Math.floor((fine_tuning?.replay ?? 0) * batch_size + 0.5), batch_size - 1);
  const own = Math.min(batch_size - replayed, available);
  const steps = Math.ceil(available / own);
  const isLast = step % steps === 0;
  const anchors = isLast ? available - own * (steps - 1) : own;
  return {
    anchors: anchors + replayed,
    rows: company * anchors + replayed,
    full: own + replayed,
    available,
    isShort: anchors < own,
  };
}

/** Rows per anchor, including itself: its positive in a search, and a negative if triplets are drawn. */
export function companyOf(
  learnsTriplets: boolean,
  miner: Pick<MinerDescriptor, 'draws'> | undefined,
  { documents }: Pick<RunInfo, 'documents'>,
): number {
  if (learnsTriplets && miner?.draws) return 3;
  return documents > 0 ? 2 : 1;
}
