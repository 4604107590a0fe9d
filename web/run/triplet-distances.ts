// Distances as a triplet loss measures them: computed from its values with the negative at a known position.
import type { LossDescriptor, ParameterValue, Tensor, WorkerEngine } from 'loss-playground/engine';
import { parameterOf } from './described.ts';

/** A margin so large that every triplet is active, so that its loss is d(a,p) − d(a,n) + margin. */
export const wideMargin = 1e3;

export interface TripletLoss {
  loss: LossDescriptor;
  params: Record<string, ParameterValue>;
}

/** Losses of anchor, positive and negative. */
export const ofTriplets = ({ inputs }: LossDescriptor): boolean =>
  ['anchor', 'positive', 'negative'].every((id) => inputs?.some((input) => input.id === id));

/** Losses of anchor, positive and negative that keep them apart by a margin. */
export const measuresTriplets = (loss: LossDescriptor): boolean =>
  ofTriplets(loss) && parameterOf(loss, 'margin') !== undefined;

/** d(a,p) and d(a,n) of triplets, one per row. */
export async function distancesOf(
  engine: WorkerEngine,
  { loss, params }: TripletLoss,
  triplets: { anchor: Tensor; positive: Tensor; negative: Tensor },
): Promise<{ positive: Float64Array; negative: Float64Array }> {
  const wide = { ...params, margin: wideMargin, ...('swap' in params ? { swap: false } : {}) };
  const ask = async (negative: Tensor) => {
    const { value } = await engine.evaluateLoss(
      { id: loss.id, params: wide, reduction: 'none' },
      { ...triplets, negative },
    );
    return Float64Array.from(typeof value === 'number' ? [value] : value.data);
  };
  const [atAnchor, atNegative] = await Promise.all([ask(triplets.anchor), ask(triplets.negative)]);
  return {
    positive: atAnchor.map((value) => Math.max(0, value - wideMargin)),
    negative: atAnchor.map((value, row) => Math.max(0, value - (atNegative[row] ?? 0))),
  };
}
