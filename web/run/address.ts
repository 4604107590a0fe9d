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
import { untilLoaded } from './loading.ts';
import { ownDataOf, permalinkWithoutData, rememberedData } from './own-data-address.ts';

/** The default address. */
export const defaultExperiment: Experiment = { version: 1, task: { id: 'digits' } };

/** A run cannot be advanced further. */
const mostSteps = 1e9;

/** The length of an address, in characters, that browsers and messengers support. */
export const longestAddress = 30000;

/** The address, or none if the visitor's own table or text is too long for one. */
export const shareable = (address: string): string => (address.length > longestAddress ? '' : address);

/** A run that another forked off. */
export interface Ancestor {
  experiment: CompleteExperiment;
  /** The step at which the other left it. */
  at: number;
  /** The last step that it reached. */
  reached: number;
}

export interface Opened {
  experiment: Experiment;
  /** The ancestors of the run, from the first on; none for an independent run. */
  ancestors: Ancestor[];
  /** A step to show, paused. */
  step: number | null;
  /** The message for an address that cannot be read as it is. */
  note: string | null;
}

export interface Shown {
  experiment: CompleteExperiment;
  /** The step to show; null for a run from the start. */
  step: number | null;
  ancestors?: readonly Ancestor[];
}

/** An address; it has the visitor's own data only if `includesData`, otherwise a hash of it. */
export function experimentAddress(
  catalog: Catalog,
  { experiment, step, ancestors = [] }: Shown,
  includesData = false,
): string {
  const data = includesData ? null : ownDataOf(catalog, experiment);
  const permalink = (one: CompleteExperiment) =>
    data ? permalinkWithoutData(catalog, one) : encodeExperiment(catalog, one);
  const forks = ancestors.map(
    (parent) => `fork=${parent.at}-${parent.reached}-${encodeURIComponent(permalink(parent.experiment))}&`,
  );
  const at = step === null ? '' : `at=${step}&`;
  return `${at}${forks.join('')}${data ? `data=${data.id}&` : ''}${permalink(experiment)}`;
}

/** The runs that an address says another forked off. */
function readAncestors(text: string, read: (permalink: string) => CompleteExperiment): Ancestor[] {
  const ancestors = Array.from(text.matchAll(/fork=(\d+)-(\d+)-([^&]*)&/g), ([, at, reached, link = '']) => ({
    at: Number(at),
    reached: Math.max(Number(at), Number(reached)),
    experiment: read(decodeURIComponent(link)),
  }));
  // Each fork step must lie after the previous one.
  const follow = ancestors.every(({ at }, index) => at > (ancestors[index - 1]?.at ?? 0));
  return follow && ancestors.every(({ reached }) => reached <= mostSteps) ? ancestors : [];
}

/** Message for an address of a run on data that only the page that wrote it had. */
export const dataLost =
  'This link does not contain the data that its run was trained on, so the default experiment is shown. Load the data again under “Your own data”, or ask for a link with the data in it.';

const repairs = () => untilLoaded(() => import('./link-repair.ts'));

/** What is left out of a link before its experiment: a step that no run can reach, forks that do not follow one another. */
async function beforeExperiment(at: string | null, forks: string, ancestors: readonly Ancestor[]) {
  const areForksLost = forks !== '' && ancestors.length === 0;
  if (at === null && !areForksLost) return [];
  const { stepLeftOut, forksLeftOut } = await repairs();
  return [...(at === null ? [] : [stepLeftOut(at, mostSteps)]), ...(areForksLost ? [forksLeftOut] : [])];
}

/** The experiment of an address; a damaged one opens what can be read of it, or the default, and says so. */
export async function readAddress(catalog: Catalog, address: string): Promise<Opened> {
  const [, at, forks = '', data, text = ''] =
    /^(?:at=([^&]*)(?:&|$))?((?:fork=[^&]*&)*)(?:data=([0-9a-f]{8})&)?(.*)$/s.exec(address) ?? [];
  const isStep = /^\d+$/.test(at ?? '') && Number(at) <= mostSteps;
  const step = isStep ? Number(at) : null;
  const wrongStep = isStep ? null : (at ?? null);
  const instead = (note: string) => ({ experiment: defaultExperiment, ancestors: [], step: null, note });
  const own = data === undefined ? undefined : rememberedData(data);
  if (own === null) return instead(dataLost);
  const readable = (permalink: string) => own?.readable(permalink) ?? permalink;
  const filled = <Read extends Experiment>(read: Read) => own?.filled(read) ?? read;
  const decoded = (permalink: string) => filled(decodeExperiment(catalog, readable(permalink)));
  try {
    const experiment = own || text ? decoded(text) : defaultExperiment;
    const ancestors = readAncestors(forks, decoded);
    const changes = await beforeExperiment(wrongStep, forks, ancestors);
    const note = changes.length > 0 ? (await repairs()).damaged(changes, true) : null;
    return { experiment, ancestors, step, note };
  } catch (error) {
    if (!(error instanceof ExperimentError || error instanceof URIError)) throw error;
    const { repairedExperiment, damage } = await repairs();
    const changes = await beforeExperiment(wrongStep, '', []);
    const { experiment, note } = repairedExperiment(catalog, readable(text), changes);
    if (experiment) return { experiment: filled(experiment), ancestors: [], step: null, note };
    return instead(
      `This link could not be read, so the default experiment is shown. ${note || damage(error)}`,
    );
  }
}
