// The address of a training: an experiment's permalink, and before it the step that is shown.
import {
  type Catalog,
  decodeExperiment,
  type Experiment,
  ExperimentError,
  encodeExperiment,
} from 'loss-playground/engine';

/** What opens where the address says nothing. */
const first: Experiment = { version: 1, task: { id: 'digits' } };

/** Characters of an address that browsers and messengers still carry. */
const longestAddress = 30000;

/** The address, or none where a table or text of the visitor's own is too long for one. */
export const shareable = (address: string): string => (address.length > longestAddress ? '' : address);

export interface Opened {
  experiment: Experiment;
  /** A step to show, standing still. */
  step: number | null;
  /** What to tell of an address that cannot be read. */
  note: string | null;
}

export function experimentAddress(catalog: Catalog, experiment: Experiment, step: number | null): string {
  return `${step === null ? '' : `at=${step}&`}${encodeExperiment(catalog, experiment)}`;
}

/** The experiment of an address; a damaged address opens the first one and says so. */
export function readAddress(catalog: Catalog, address: string): Opened {
  const [, at, text = ''] = /^(?:at=(\d+)&?)?(.*)$/s.exec(address) ?? [];
  const step = at === undefined ? null : Number(at);
  try {
    return { experiment: text ? decodeExperiment(catalog, text) : first, step, note: null };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const note = `This link could not be read, so the first experiment is shown. ${error.message}`;
    return { experiment: first, step: null, note };
  }
}
