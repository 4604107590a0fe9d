// An experiment as the text of an address: `task=circle&optimizer=sgd&optimizer.lr=0.1&v=1`. Only what differs from the
// task's default experiment is written. The version comes last, so that a link that was cut off is recognized. When
// reading, parameters without their section belong to the task's default one: `task=circle&optimizer.lr=0.1&v=1`.

import * as check from './checks.ts';
import { ExperimentError, shortened, show, unknownName } from './errors.ts';
import { completeExperiment, experimentVersion } from './experiment.ts';
import { bare, properties } from './own.ts';
import { scalars, sectionNames, sections } from './sections.ts';
import type {
  Catalog,
  CompleteExperiment,
  CompleteSpec,
  Descriptor,
  Experiment,
  FineTuning,
  ParameterDescriptor,
  ParameterValue,
  TaskDescriptor,
} from './types.ts';

/** Sections that a task has a default for. */
const defaultSections = sectionNames.filter((name) => name !== 'task');
type DefaultSection = (typeof defaultSections)[number];
/** Settings that are objects, not entries of the catalog. */
const groups = ['regularization', 'fine_tuning'] as const;
type Scalar = (typeof scalars)[number];
/** Characters of a link, which may have a table in it. */
const longestLink = 100_000_000;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The permalink text of an experiment. */
export function encodeExperiment(catalog: Catalog, experiment: Experiment): string {
  const complete = completeExperiment(catalog, experiment);
  const task = { version: experimentVersion, task: complete.task } as const;
  const preset = completeExperiment(catalog, task);
  const pairs: [string, string][] = [['task', complete.task.id]];
  const descriptor = catalog.tasks.find((entry) => entry.id === complete.task.id);
  if (descriptor?.kind === 'any')
    pairs.push(['task.table', JSON.stringify(complete.task.params, plainArrays)]);
  else if (descriptor) pairs.push(...changed('task', complete.task as CompleteSpec, descriptor));
  for (const name of defaultSections) {
    const spec = complete[name];
    const entry = (catalog[sections[name]] as Descriptor[]).find((candidate) => candidate.id === spec.id);
    if (same(spec, preset[name]) || !entry) continue;
    pairs.push([name, spec.id], ...changed(name, spec, entry));
  }
  for (const penalty of ['l1', 'l2'] as const)
    if (complete.regularization[penalty] !== preset.regularization[penalty])
      pairs.push([`regularization.${penalty}`, String(complete.regularization[penalty])]);
  if (complete.fine_tuning) pairs.push(...changedTuning(catalog, complete, complete.fine_tuning));
  for (const name of scalars) if (complete[name] !== preset[name]) pairs.push([name, String(complete[name])]);
  pairs.push(['v', String(experimentVersion)]);
  return pairs.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&');
}

/** Where fine-tuning starts, and what differs from its defaults. */
function changedTuning(
  catalog: Catalog,
  complete: CompleteExperiment,
  { initial, source, ...rest }: Required<FineTuning>,
): [string, string][] {
  const plain = completeExperiment(catalog, { ...complete, fine_tuning: { initial, source } }).fine_tuning;
  const others = Object.entries(rest).filter(
    ([key, value]) => !same(value, plain?.[key as keyof typeof rest]),
  );
  return Object.entries({ initial, source, ...Object.fromEntries(others) }).map(([key, value]) => [
    `fine_tuning.${key}`,
    String(value),
  ]);
}

const plainArrays = (_key: string, value: unknown) =>
  ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;

function changed(name: string, spec: CompleteSpec, descriptor: Descriptor): [string, string][] {
  return descriptor.params
    .filter((entry) => !same(spec.params[entry.id], entry.default))
    .map((entry) => [`${name}.${entry.id}`, String(spec.params[entry.id])]);
}

/** The experiment of a permalink, complete and checked; throws an ExperimentError for a damaged one. */
export function decodeExperiment(from: Catalog, link: string): CompleteExperiment {
  const catalog = check.catalog(from);
  const pairs = readPairs(check.text('link', link, longestLink));
  const version = pairs.get('v');
  pairs.delete('v');
  const complete = () =>
    completeExperiment(catalog, {
      version: version === undefined ? experimentVersion : toNumber(version),
      ...read(catalog, withDefaults(catalog, pairs)),
    });
  if (version !== undefined) return complete();
  const end = `a link that ends with v=${experimentVersion}`;
  try {
    complete();
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const { path, given, allowed, nearest } = error;
    throw new ExperimentError(path, given, `${allowed}, and ${end}`, nearest);
  }
  throw new ExperimentError('link', 'an incomplete link', end);
}

/** The pairs of a link by name. */
function readPairs(link: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of link.replace(/^[#?]/, '').split('&')) {
    const split = part.indexOf('=');
    const name = part.slice(0, split);
    if (split < 1)
      throw new ExperimentError(
        'link',
        show(part),
        'name=value pairs joined by &; this link is cut off or damaged',
      );
    if (pairs.has(name)) throw new ExperimentError('link', `${shortened(name)} twice`, 'each name once');
    pairs.set(name, decode(part.slice(split + 1), 'link', 'percent-encoded text', decodeURIComponent));
  }
  return pairs;
}

/** Reads a part of a link; throws an ExperimentError for a damaged one. */
function decode<Kind>(text: string, path: string, form: string, reader: (text: string) => Kind): Kind {
  try {
    return reader(text);
  } catch {
    throw new ExperimentError(path, show(text), `${form}; this link is cut off or damaged`);
  }
}

/** The sections that a link sets parameters of without naming them. */
const unnamedSections = (pairs: Map<string, string>): DefaultSection[] =>
  defaultSections.filter(
    (name) => !pairs.has(name) && Array.from(pairs.keys()).some((key) => key.startsWith(`${name}.`)),
  );

/** A link with the names of all sections that it sets parameters of, each followed by the parameters of the default. */
function withDefaults(catalog: Catalog, pairs: Map<string, string>): Map<string, string> {
  const unnamed = unnamedSections(pairs);
  if (unnamed.length === 0) return pairs;
  const isUnnamed = (key: string) => unnamed.some((name) => key.startsWith(`${name}.`));
  const rest = new Map(Array.from(pairs).filter(([key]) => !isUnnamed(key)));
  const preset = completeExperiment(catalog, { version: experimentVersion, ...read(catalog, rest) });
  const added = unnamed.flatMap((name): [string, string][] => {
    const { id, params } = preset[name];
    return [
      [name, id],
      ...Object.entries(params).map(([key, value]): [string, string] => [`${name}.${key}`, String(value)]),
    ];
  });
  return new Map([...added, ...pairs]);
}

/** An entry of the catalog with the parameters that a link sets. */
interface Asked {
  id: string;
  params: Record<string, unknown>;
  entry: Descriptor | undefined;
}

/** The experiment that pairs spell, not yet checked: what is unknown stays in it under its own name. */
function read(catalog: Catalog, pairs: Map<string, string>): Record<string, unknown> {
  const draft = bare();
  const asked = new Map<string, Asked>();
  for (const name of sectionNames) {
    const id = pairs.get(name);
    if (id === undefined) continue;
    const list: readonly Descriptor[] = catalog[sections[name]];
    const one = { id, params: bare(), entry: list.find((candidate) => candidate.id === id) };
    asked.set(name, one);
    draft[name] = { id, params: one.params };
  }
  for (const [key, value] of pairs) {
    const dot = key.indexOf('.');
    const [name, parameter] = dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)];
    if (dot < 0 && scalars.includes(key as Scalar)) draft[key] = scalar(key as Scalar, value);
    else if (dot >= 0 && groups.includes(name as (typeof groups)[number])) {
      const entry = parameter === 'freeze' ? value.split(',') : toNumber(value);
      draft[name] = Object.assign(bare(), draft[name], { [parameter]: entry });
    } else if (dot >= 0 && name === 'task' && !asked.has(name))
      throw new ExperimentError(name, show(undefined), 'task=… with its parameters');
    else if (dot >= 0 && asked.has(name)) setParameter(asked.get(name) as Asked, key, parameter, value);
    else if (!asked.has(key)) {
      const known = [...sectionNames, ...groups, ...scalars];
      throw unknownName(shortened(key), name, known);
    }
  }
  return draft;
}

/** Sets a parameter, or the whole table of a task that has one. */
function setParameter({ entry, params }: Asked, key: string, parameter: string, value: string): void {
  if (key === 'task.table' && (entry as TaskDescriptor | undefined)?.kind === 'any') {
    const table = decode(value, key, 'JSON', JSON.parse);
    Object.assign(params, properties(key, table, 'an object with the parameters of the table').own);
    return;
  }
  const descriptor = entry?.params.find((one) => one.id === parameter);
  params[parameter] = descriptor ? fromText(value, descriptor) : value;
}

/** Text that is not a number stays text, so that the check that follows reports it. */
const toNumber = (text: string) =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;

function scalar(name: Scalar, text: string): string | number | null {
  if (name === 'precision') return text;
  return text === 'null' && (name === 'gradient_clip' || name === 'evaluate_every') ? null : toNumber(text);
}

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
