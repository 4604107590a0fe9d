// Weights of examples and classes: where an experiment has some, and the lists that balance its classes.
import type {
  CompleteExperiment,
  CustomData,
  LossDescriptor,
  ParameterDescriptor,
  RunInfo,
} from 'loss-playground/engine';

/** The loss's lists of weights: parameters named like its optional tensors. */
const listsOf = ({ params, inputs = [] }: LossDescriptor): ParameterDescriptor[] =>
  params.filter(
    ({ id, type }) => type === 'numbers' && inputs.some((input) => input.optional && input.id === id),
  );

export const isWeightList = (loss: LossDescriptor, entry: ParameterDescriptor): boolean =>
  listsOf(loss).includes(entry);

export const hasSampleWeights = ({ task }: Pick<CompleteExperiment, 'task'>): boolean =>
  (task.params as CustomData).weights !== undefined;

/** Whether the loss weights classes or positive targets. */
export const hasWeightList = (
  loss: LossDescriptor,
  { loss: { params } }: Pick<CompleteExperiment, 'loss'>,
): boolean => listsOf(loss).some(({ id }) => (params[id] as number[] | undefined)?.length);

/** Whether batch loss and cost are weighted means, or means of weighted losses. */
export const isWeighted = (loss: LossDescriptor, experiment: CompleteExperiment): boolean =>
  hasSampleWeights(experiment) || hasWeightList(loss, experiment);

const rounded = (value: number) => Number(value.toPrecision(4));

/**
 * Weights with which all classes of the training set count alike, N / (C · n_c), or the positive targets of each output
 * as much as the negative ones, negatives / positives. A class without training examples gets 1. Null without classes.
 */
export function balanced(
  { target }: LossDescriptor,
  { classCounts, outputs }: Pick<RunInfo, 'classCounts' | 'outputs'>,
): number[] | null {
  if (!classCounts) return null;
  const counts = Array.from(classCounts);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (target === 'class_index')
    return counts.map((count) => (count > 0 ? rounded(all / (counts.length * count)) : 1));
  const positives = outputs === 1 ? counts.slice(1) : counts;
  return positives.map((count) => (count > 0 && count < all ? rounded((all - count) / count) : 1));
}
