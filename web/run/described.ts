// The catalog entries of a run, completed by the visitor's own table.
import type {
  Catalog,
  CompleteExperiment,
  CustomData,
  Descriptor,
  LossDescriptor,
  ParameterDescriptor,
  TaskDescriptor,
} from 'loss-playground/engine';
import { money, plural, short } from '../charts/format.ts';
import { asDescribed } from './own-loss.ts';

export const entryOf = <Entry extends Descriptor>(list: readonly Entry[], id: string | undefined) =>
  list.find((entry) => entry.id === id);

export const parameterOf = (entry: Descriptor | undefined, id: string): ParameterDescriptor | undefined =>
  entry?.params.find((parameter) => parameter.id === id);

/** Of a session that has begun; nothing before. */
type Maybe<Value> = Value | null | undefined;

/** The loss of an experiment, also one that was typed as a formula. */
export function lossOf(
  catalog: Maybe<Catalog>,
  experiment: Maybe<Pick<CompleteExperiment, 'loss'>>,
): LossDescriptor | undefined {
  const entry = entryOf(catalog?.losses ?? [], experiment?.loss.id);
  return entry && asDescribed(entry, experiment?.loss.params);
}

/** Described tasks by their parameters in an experiment, so that the object stays the same. */
const described = new WeakMap<object, TaskDescriptor>();

/** The task of an experiment, with its number of classes or the descriptions of the visitor's own table. */
export function taskOf(
  catalog: Maybe<Catalog>,
  experiment: Maybe<CompleteExperiment>,
): TaskDescriptor | undefined {
  const entry = entryOf(catalog?.tasks ?? [], experiment?.task.id);
  if (!experiment || !entry) return entry;
  const { params } = experiment.task;
  const known = described.get(params);
  if (known) return known;
  const task = describe(entry, params);
  described.set(params, task);
  return task;
}

function describe(entry: TaskDescriptor, params: CompleteExperiment['task']['params']): TaskDescriptor {
  if (entry.drawing === 'by_table') return byTable(entry, params as CustomData);
  const count = (params as Record<string, unknown>).classes;
  return typeof count === 'number' && entry.classes
    ? { ...entry, classes: entry.classes.slice(0, count) }
    : entry;
}

/** A name from a table as part of a sentence. */
const longestName = 32;
export function shortName(name: string): string {
  const letters = Array.from(name);
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : name;
}

/** "area", "area and rooms", "area and 4 more". */
function namesInWords([first = '', second, ...rest]: readonly string[]): string {
  if (second === undefined) return shortName(first);
  return `${shortName(first)} and ${rest.length > 0 ? `${rest.length + 1} more` : shortName(second)}`;
}

/** The columns of a table that its inputs were made of: of `sex: female` and `sex: male` it is `sex`. */
const sourcesOf = (columns: readonly string[]) => [
  ...new Set(columns.map((name) => name.replace(/: .*$/s, ''))),
];

/** What is learned from a table, in its own names as far as it has some. */
function goalOf({ goal, noun }: TaskDescriptor, { kind, columns, quantity }: CustomData): string {
  const named = quantity && shortName(quantity);
  if (kind === 'triplet') return named ? `to embed ${plural(noun)} by ${named}` : goal;
  if (!columns && !named) return goal;
  const what = kind === 'regression' || named ? `predict ${named ?? 'a number'}` : `classify ${plural(noun)}`;
  return columns ? `to ${what} from ${namesInWords(sourcesOf(columns))}` : `to ${what}`;
}

const scores = { classification: 'accuracy', regression: 'r2', triplet: 'recall_at_1' } as const;

function byTable(entry: TaskDescriptor, table: CustomData): TaskDescriptor {
  const { kind, noun = entry.noun, columns, quantity, unit } = table;
  return {
    ...entry,
    kind,
    noun,
    goal: goalOf({ ...entry, noun }, table),
    score: scores[kind],
    drawing: drawingOf(table),
    ...(kind === 'regression' ? {} : { classes: table.classes ?? numbered(table) }),
    ...(columns ? { columns } : {}),
    ...(quantity ? { quantity } : {}),
    ...(unit ? { unit } : {}),
  };
}

function drawingOf({ kind, inputs: { shape } }: CustomData): TaskDescriptor['drawing'] {
  const columns = shape[1];
  if (kind === 'triplet') return 'embeddings';
  if (kind === 'regression') return columns === 1 ? 'curve' : 'predictions';
  return columns === 2 ? 'field' : 'classes';
}

/** Classes without names get their numbers. */
function numbered({ targets: { data } }: CustomData): string[] {
  const highest = Array.from(data).reduce((most, label) => Math.max(most, label), 0);
  return Array.from({ length: highest + 1 }, (_, label) => String(label));
}

/** The unit of a loss. */
export const unitOf = ({ meaning, unit }: LossDescriptor, { noun }: TaskDescriptor): string =>
  meaning === 'log_likelihood' ? `${unit} per ${noun}` : unit;

/** A number of a regression task in words. */
export const amount = ({ currency, unit }: TaskDescriptor, value: number | undefined): string => {
  if (currency !== undefined) return money(value, currency);
  return unit ? `${short(value)} ${shortName(unit)}` : short(value);
};
