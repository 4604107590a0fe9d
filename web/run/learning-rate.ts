// The learning rate that a reader sees and sets: the optimizer's own, or the highest one where the schedule goes up to it,
// beside which the optimizer's has no effect.
import type { CompleteExperiment, Experiment } from 'loss-playground/engine';

export interface Rate {
  section: 'optimizer' | 'schedule';
  /** The parameter's name in its section. */
  id: string;
  value: number;
  /** What stands before it in a sentence. */
  words: string;
  /** The experiment at another rate. */
  set(rate: unknown): Experiment;
}

export function rateOf(experiment: CompleteExperiment): Rate {
  const [section, id, words] =
    'max_lr' in experiment.schedule.params
      ? (['schedule', 'max_lr', 'at a rate up to'] as const)
      : (['optimizer', 'lr', 'at rate'] as const);
  const spec = experiment[section];
  return {
    section,
    id,
    value: Number(spec.params[id]),
    words,
    set: (rate) => ({ ...experiment, [section]: { id: spec.id, params: { ...spec.params, [id]: rate } } }),
  };
}
