// An experiment as the text of an address: `task=circle&optimizer=sgd&optimizer.lr=0.1&v=1`. Only what differs from the
// task's natural experiment is written. The version comes last, so that a link cut short is recognised.

import { ExperimentError, show, unknownName } from './errors.ts';
import { completeExperiment, experimentVersion } from './experiment.ts';
import type {
  Catalog,
  CompleteExperiment,
  CompleteSpec,
  Descriptor,
  Experiment,
  ParameterDescriptor,
  ParameterValue,
} from './types.ts';

const sections = {
  model: 'models',
  loss: 'losses',
  miner: 'miners',
  optimizer: 'optimizers',
  schedule: 'schedules',
} as const;
const scalars = ['gradient_clip', 'batch_size', 'steps', 'seed', 'precision', 'evaluate_every'] as const;
type Section = keyof typeof sections;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const isSection = (name: string): name is Section => Object.hasOwn(sections, name);

/** The permalink text of an experiment. */
export function encodeExperiment(catalog: Catalog, experiment: Experiment): string {
  const complete = completeExperiment(catalog, experiment);
  const task = { version: experimentVersion, task: complete.task } as const;
  const natural = completeExperiment(catalog, task);
  const pairs: [string, string][] = [['task', complete.task.id]];
  const descriptor = catalog.tasks.find((entry) => entry.id === complete.task.id);
  if (descriptor?.kind === 'any')
    pairs.push(['task.table', JSON.stringify(complete.task.params, plainArrays)]);
  else if (descriptor) pairs.push(...changed('task', complete.task as CompleteSpec, descriptor));
  for (const name of Object.keys(sections) as Section[]) {
    const spec = complete[name];
    const entry = (catalog[sections[name]] as Descriptor[]).find((candidate) => candidate.id === spec.id);
    if (same(spec, natural[name]) || !entry) continue;
    pairs.push([name, spec.id], ...changed(name, spec, entry));
  }
  for (const penalty of ['l1', 'l2'] as const)
    if (complete.regularization[penalty] !== natural.regularization[penalty])
      pairs.push([`regularization.${penalty}`, String(complete.regularization[penalty])]);
  for (const [key, value] of Object.entries(complete.fine_tuning ?? {}))
    if (String(value) !== '' && value !== 0) pairs.push([`fine_tuning.${key}`, String(value)]);
  for (const name of scalars)
    if (complete[name] !== natural[name]) pairs.push([name, String(complete[name])]);
  pairs.push(['v', String(experimentVersion)]);
  return pairs.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&');
}

const plainArrays = (_key: string, value: unknown) =>
  ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;

function changed(name: string, spec: CompleteSpec, descriptor: Descriptor): [string, string][] {
  return descriptor.params
    .filter((entry) => !same(spec.params[entry.id], entry.default))
    .map((entry) => [`${name}.${entry.id}`, String(spec.params[entry.id])]);
}

/** The experiment that a permalink says, complete and checked; throws an ExperimentError for a damaged one. */
export function decodeExperiment(catalog: Catalog, text: string): CompleteExperiment {
  const pairs = new Map<string, string>();
  for (const part of text.replace(/^[#?]/, '').split('&')) {
    const split = part.indexOf('=');
    if (split < 1)
      throw new ExperimentError(
        'link',
        show(part),
        'name=value pairs joined by &; this link is cut or damaged',
      );
    pairs.set(
      part.slice(0, split),
      decode(part.slice(split + 1), 'link', 'percent-encoded text', decodeURIComponent),
    );
  }
  const version = pairs.get('v');
  if (version === undefined)
    throw new ExperimentError(
      'version',
      'a link without its end',
      `a link that ends with v=${experimentVersion}`,
    );
  pairs.delete('v');
  return completeExperiment(catalog, { version: Number(version), ...read(catalog, pairs) });
}

/** Reads a part of a link, or names it as damaged. */
function decode<Kind>(text: string, path: string, form: string, reader: (text: string) => Kind): Kind {
  try {
    return reader(text);
  } catch {
    throw new ExperimentError(path, show(text), `${form}; this link is cut or damaged`);
  }
}

function read(catalog: Catalog, pairs: Map<string, string>): Record<string, unknown> {
  const draft: Record<string, unknown> = {};
  const lists: Record<string, readonly Descriptor[]> = { task: catalog.tasks };
  for (const [name, list] of Object.entries(sections)) lists[name] = catalog[list];
  for (const name of ['task', ...Object.keys(sections)])
    if (pairs.has(name)) draft[name] = { id: pairs.get(name), params: {} };
  for (const [key, value] of pairs) {
    const [name = '', parameter] = key.split('.', 2);
    if (parameter === undefined) {
      if (name === 'precision') draft[name] = value;
      else if ((scalars as readonly string[]).includes(name))
        draft[name] = value === 'null' ? null : toNumber(value);
      else if (name !== 'task' && !isSection(name))
        throw unknownName(name, name, ['task', ...Object.keys(sections), ...scalars]);
    } else if (name === 'fine_tuning') {
      const entry = parameter === 'freeze' ? value.split(',') : toNumber(value);
      draft[name] = { ...(draft[name] as object), [parameter]: entry };
    } else if (name === 'regularization') {
      draft[name] = { ...(draft[name] as object), [parameter]: toNumber(value) };
    } else if (key === 'task.table') {
      (draft.task as { params: unknown }).params = decode(value, key, 'JSON', JSON.parse);
    } else {
      const section = draft[name] as { id: string; params: Record<string, ParameterValue> } | undefined;
      const entry = lists[name]
        ?.find((candidate) => candidate.id === section?.id)
        ?.params.find((one) => one.id === parameter);
      if (section) section.params[parameter] = entry ? fromText(value, entry) : value;
      else throw new ExperimentError(key, show(value), `a ${name}=… before its parameters`);
    }
  }
  return draft;
}

/** Text that is no number stays text, so that the check that follows names it. */
const toNumber = (text: string) =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;

function fromText(text: string, descriptor: ParameterDescriptor): ParameterValue {
  switch (descriptor.type) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'choice':
    case 'text':
      return text;
    case 'integers':
    case 'numbers':
      return text === '' ? [] : (text.split(',').map(toNumber) as number[]);
    default:
      return toNumber(text);
  }
}
