// The address of a training: an experiment's permalink, and before it the step that is shown and the runs that it forked
// off: `at=60&fork=30-80-task%3Dcircle%26v%3D1&task=circle&optimizer=adam&optimizer.lr=0.5&v=1`.
import {
  type Catalog,
  type CompleteExperiment,
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

/** A run that another branched off from. */
export interface Ancestor {
  experiment: CompleteExperiment;
  /** The step at which the other left it. */
  at: number;
  /** How far it went itself. */
  reached: number;
}

export interface Opened {
  experiment: Experiment;
  /** What the run forked off, from the first run on; none of one of its own. */
  ancestors: Ancestor[];
  /** A step to show, standing still. */
  step: number | null;
  /** What to say of an address that cannot be read. */
  note: string | null;
}

export function experimentAddress(
  catalog: Catalog,
  experiment: Experiment,
  step: number | null,
  ancestors: readonly Ancestor[] = [],
): string {
  const forks = ancestors.map(
    (parent) =>
      `fork=${parent.at}-${parent.reached}-${encodeURIComponent(encodeExperiment(catalog, parent.experiment))}&`,
  );
  return `${step === null ? '' : `at=${step}&`}${forks.join('')}${encodeExperiment(catalog, experiment)}`;
}

/** The runs that an address says another forked off. */
function readAncestors(catalog: Catalog, text: string): Ancestor[] {
  const ancestors = Array.from(text.matchAll(/fork=(\d+)-(\d+)-([^&]*)&/g), ([, at, reached, link = '']) => ({
    at: Number(at),
    reached: Math.max(Number(at), Number(reached)),
    experiment: decodeExperiment(catalog, decodeURIComponent(link)),
  }));
  // Each leaves the one before after it was left itself.
  return ancestors.every(({ at }, index) => at > (ancestors[index - 1]?.at ?? 0)) ? ancestors : [];
}

/** The experiment of an address; a damaged address opens what can be read of it, or the first one, and says so. */
export async function readAddress(catalog: Catalog, address: string): Promise<Opened> {
  const [, at, forks = '', text = ''] = /^(?:at=(\d+)&?)?((?:fork=[^&]*&)*)(.*)$/s.exec(address) ?? [];
  const step = at === undefined ? null : Number(at);
  try {
    const experiment = text ? decodeExperiment(catalog, text) : first;
    return { experiment, ancestors: readAncestors(catalog, forks), step, note: null };
  } catch (error) {
    if (!(error instanceof ExperimentError || error instanceof URIError)) throw error;
    const { repairedExperiment } = await import('./link-repair.ts');
    const repaired = repairedExperiment(catalog, text);
    if (repaired) {
      const note = `This link is damaged: ${repaired.changes.join(', ')}. ${error.message}`;
      return { experiment: repaired.experiment, ancestors: [], step: null, note };
    }
    const note = `This link could not be read, so the first experiment is shown. ${error.message}`;
    return { experiment: first, ancestors: [], step: null, note };
  }
}
