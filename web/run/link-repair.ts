// What is left of a damaged link: its parts are read one after the other, and those that fit stay.
import { type Catalog, decodeExperiment, type Experiment, ExperimentError } from 'loss-playground/engine';

export interface Repaired {
  experiment: Experiment;
  /** In words, what was read otherwise or left out. */
  changes: string[];
}

/** The link's experiment with what cannot be read left out, or null where nothing of it can. */
export function repairedExperiment(catalog: Catalog, text: string): Repaired | null {
  const kept: string[] = [];
  const changes: string[] = [];
  let experiment: Experiment | null = null;
  /** Takes a part if the link so far can be read with it; what is wrong with it otherwise. */
  const take = (part: string): ExperimentError | null => {
    try {
      experiment = decodeExperiment(catalog, [...kept, part, 'v=1'].join('&'));
      kept.push(part);
      return null;
    } catch (error) {
      if (error instanceof ExperimentError) return error;
      throw error;
    }
  };
  for (const part of text.split('&').filter((one) => one !== '' && one !== 'v=1')) {
    const error = take(part);
    if (!error) continue;
    const near = error.nearest ? `${part.slice(0, part.indexOf('='))}=${error.nearest}` : null;
    changes.push(near && !take(near) ? `${part} is read as ${near}` : `${part} is left out`);
  }
  return experiment && changes.length > 0 ? { experiment, changes } : null;
}
