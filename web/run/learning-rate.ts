// The learning rate that a reader sees and sets: the optimizer's own, or the maximum of a schedule that rises to it, which
// overrides the optimizer's. A schedule whose maximum is 0 uses the optimizer's.
import type { CompleteExperiment, Experiment } from 'loss-playground/engine';

export interface Rate {
  section: 'optimizer' | 'schedule';
  /** The parameter's name in its section. */
  id: string;
  value: number;
  /** The words before it in a sentence. */
  words: string;
  /** The experiment at another learning rate. */
  set(rate: unknown): Experiment;
}

export function rateOf(experiment: CompleteExperiment): Rate {
  const peak = experiment.schedule.params.max_lr;
  const [section, id] = Number(peak) > 0 ? (['schedule', 'max_lr'] as const) : (['optimizer', 'lr'] as const);
  const spec = experiment[section];
  return {
    section,
    id,
    value: Number(spec.params[id]),
    words: peak === undefined ? 'at a learning rate of' : 'at a learning rate of up to',
    set: (rate) => ({ ...experiment, [section]: { id: spec.id, params: { ...spec.params, [id]: rate } } }),
  };
}
