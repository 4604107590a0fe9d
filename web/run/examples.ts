// The examples of a run, and classes read from targets and outputs.
import type { OwnedTensor, Split, WorkerRun } from 'loss-playground/engine';

/** The examples of a run, fetched once. */
export type Examples = Record<Split, Record<string, OwnedTensor>>;

export async function examplesOf(run: WorkerRun): Promise<Examples> {
  const [train, test] = await Promise.all([run.data('train'), run.data('test')]);
  return { train, test };
}

/** One example: a row, or for triplets the rows of anchor, positive and negative. */
export interface Chosen {
  split: Split;
  rows: number[];
}

/** The example of a point in a picture that shows the test set. */
export const testExample = (index: number): Chosen => ({ split: 'test', rows: [index] });

/** The example of a point in a picture that shows the training set, then the test set. */
export const trainThenTest =
  (trained: number) =>
  (index: number): Chosen =>
    index < trained ? { split: 'train', rows: [index] } : testExample(index - trained);

export const input = (set: Record<string, OwnedTensor>) => set.input as OwnedTensor;
export const target = (set: Record<string, OwnedTensor>) => set.target as OwnedTensor;

/** Class numbers, for any form of the loss's targets. */
export const labelsOf = (set: Record<string, OwnedTensor>): number[] => Array.from(set.label?.data ?? []);

/** Probabilities of each class, from outputs as the loss reads them. */
export function sharesOf({ shape, data }: OwnedTensor): { classes: number; shares: ArrayLike<number> } {
  const width = shape[1] ?? 1;
  if (width > 1) return { classes: width, shares: data };
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  return {
    classes: 2,
    shares: Float32Array.from({ length: 2 * data.length }, (_, index) => {
      const second = clamp(data[index >> 1] ?? 0);
      return index % 2 ? second : 1 - second;
    }),
  };
}

/** The most likely class of each row. */
export function chosen(output: OwnedTensor): number[] {
  const { classes, shares } = sharesOf(output);
  return Array.from({ length: shares.length / classes }, (_, row) => {
    let best = 0;
    for (let other = 1; other < classes; other++)
      if ((shares[row * classes + other] ?? 0) > (shares[row * classes + best] ?? 0)) best = other;
    return best;
  });
}
