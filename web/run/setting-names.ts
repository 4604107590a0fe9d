// Settings by readable names: "learning rate" for `optimizer.params.lr`. Names come from the catalog's ids,
// with abbreviations spelled out.
import type {
  Catalog,
  CompleteExperiment,
  Descriptor,
  ParameterDescriptor,
  ParameterValue,
} from 'loss-playground/engine';
import { grouped } from '../charts/format.ts';
import { type Section, scalars, sectionNames, sections } from '../engine/api/sections.ts';
import { entryOf, parameterOf } from './described.ts';

/** Parts of ids that are not words. */
const spelledOut = new Map(
  Object.entries({
    lr: 'learning rate',
    eps: 'epsilon',
    max: 'maximum',
    min: 'minimum',
    iter: 'iterations',
    iters: 'iterations',
    eval: 'evaluations',
    grad: 'gradient',
    fn: 'function',
    pct: 'fraction',
    eta: 'η',
    l1: 'L1',
    l2: 'L2',
    ns: 'Newton–Schulz',
    adamw: 'AdamW',
    lambd: 'lambda',
    nll: 'NLL',
    torch: 'PyTorch',
    compat: 'compatibility',
    reg: 'penalty',
    pos: 'positive',
    hidden: 'hidden units',
    amsgrad: 'AMSGrad',
    nesterov: 'Nesterov momentum',
  }),
);

/** An id in words: "weight decay", "maximum learning rate", "beta 1". */
export const wordsOf = (id: string): string =>
  id
    .replace(/(beta|eps)(\d)/, '$1_$2')
    .split('_')
    .map((part) => spelledOut.get(part) ?? part)
    .join(' ');

export const isSection = (name: string): name is Section => Object.hasOwn(sections, name);

export const listOf = (catalog: Catalog, section: Section): readonly Descriptor[] =>
  catalog[sections[section]];

/** A parameter in words. */
export const parameterName = ({ id }: Pick<ParameterDescriptor, 'id'>): string => wordsOf(id);

/** Names of settings that are not parameters of an entry. */
const others = new Map(
  Object.entries({
    'regularization.l1': 'L1 penalty',
    'regularization.l2': 'L2 penalty',
    gradient_clip: 'gradient clipping',
    evaluate_every: 'steps between evaluations',
    'fine_tuning.initial': 'pretrained model',
    'fine_tuning.source': 'pretraining task',
    'fine_tuning.source_seed': 'seed of the pretraining split',
    'fine_tuning.source_test_fraction': 'share of pretraining examples held out',
    'fine_tuning.freeze': 'frozen parameters',
    'fine_tuning.l2_sp': 'L2 penalty on the distance from the pretrained weights',
    'fine_tuning.replay': 'share of pretraining examples in each batch',
  }),
);

/** The setting at a path of an experiment: "learning rate" for `optimizer.params.lr`, "optimizer" for `optimizer.id`. */
export function settingName(path: string): string {
  const [section = '', ...rest] = path.replace(/\[\d+\]$/, '').split('.');
  const parameter = rest.filter((part) => part !== 'params' && part !== 'id').join('.');
  if (isSection(section)) return parameter ? wordsOf(parameter) : section;
  const plain = [section, parameter].filter(Boolean).join('.');
  return others.get(plain) ?? wordsOf(plain);
}

/** A value for people: 5,000, yes, "32, 16"; a minus sign for a hyphen. */
export function valueWords(value: ParameterValue | null | undefined): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberWords(value);
  if (Array.isArray(value))
    return value.length > 0 ? value.map((item) => valueWords(item as number)).join(', ') : 'none';
  return String(value) || 'none';
}

/** A number with all its digits and thousands separators. */
export const numberWords = (value: number): string => grouped(String(value)).replaceAll('-', '−');

export interface Setting {
  /** Where it is in the experiment, without `params` and `id`: `optimizer.lr`. */
  path: string;
  /** "learning rate" */
  name: string;
  value: string;
}

/** All settings of an experiment in the order in which people read them. A visitor's own table has only its kind. */
export function settingsOf(catalog: Catalog, experiment: CompleteExperiment): Setting[] {
  const list: Setting[] = [];
  const add = (path: string, value: string) => list.push({ path, name: settingName(path), value });
  for (const section of sectionNames) {
    const { id, params } = experiment[section];
    const entry = entryOf(listOf(catalog, section), id);
    add(section, entry?.title ?? id);
    for (const [key, value] of Object.entries(params)) {
      if (typeof value === 'object' && !Array.isArray(value)) continue;
      const choice = parameterOf(entry, key)?.type === 'choice';
      add(`${section}.${key}`, choice ? wordsOf(String(value)) : valueWords(value as ParameterValue));
    }
  }
  const { l1, l2 } = experiment.regularization;
  add('regularization.l1', numberWords(l1));
  add('regularization.l2', numberWords(l2));
  for (const key of scalars) add(key, valueWords(experiment[key]));
  const tuning = experiment.fine_tuning;
  add('fine_tuning', tuning ? 'yes' : 'none');
  for (const [key, value] of Object.entries(tuning ?? {}))
    add(`fine_tuning.${key}`, valueWords(value as ParameterValue));
  return list;
}

/** The settings that differ between two experiments, with both values; null if one of them has no such setting. */
export function changedSettings(
  catalog: Catalog,
  before: CompleteExperiment,
  after: CompleteExperiment,
): { path: string; name: string; before: string | null; after: string | null }[] {
  const [old, now] = [before, after].map(
    (experiment) => new Map(settingsOf(catalog, experiment).map((setting) => [setting.path, setting])),
  ) as [Map<string, Setting>, Map<string, Setting>];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({
      path,
      name: settingName(path),
      before: old.get(path)?.value ?? null,
      after: now.get(path)?.value ?? null,
    }))
    .filter((setting) => setting.before !== setting.after);
}
