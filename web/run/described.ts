// What the catalog says of a run: its entries, with what a table of the visitor's own adds.
import type {
  Catalog,
  CompleteExperiment,
  CustomData,
  Descriptor,
  LossDescriptor,
  ParameterDescriptor,
  TaskDescriptor,
} from 'loss-playground/engine';
import { money, short } from '../charts/format.ts';

export const entryOf = <Entry extends Descriptor>(list: readonly Entry[], id: string | undefined) =>
  list.find((entry) => entry.id === id);

export const parameterOf = (entry: Descriptor | undefined, id: string): ParameterDescriptor | undefined =>
  entry?.params.find((parameter) => parameter.id === id);

/** Of a session that has begun; nothing before. */
type Maybe<Value> = Value | null | undefined;

export const lossOf = (catalog: Maybe<Catalog>, experiment: Maybe<CompleteExperiment>) =>
  entryOf(catalog?.losses ?? [], experiment?.loss.id);

/** Tasks as they were described, by the parameters that they have in an experiment: the same object each time. */
const described = new WeakMap<object, TaskDescriptor>();

/** The task of an experiment: one with as many classes as were asked for, or as the visitor's table describes itself. */
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

const scores = { classification: 'accuracy', regression: 'r2', triplet: 'recall_at_1' } as const;

function byTable(entry: TaskDescriptor, table: CustomData): TaskDescriptor {
  const { kind, noun = entry.noun, unit } = table;
  return {
    ...entry,
    kind,
    noun,
    score: scores[kind],
    drawing: drawingOf(table),
    ...(kind === 'regression' ? {} : { classes: table.classes ?? numbered(table) }),
    ...(unit ? { unit } : {}),
  };
}

function drawingOf({ kind, inputs: { shape } }: CustomData): TaskDescriptor['drawing'] {
  const columns = shape[1];
  if (kind === 'triplet') return 'embeddings';
  if (kind === 'regression') return columns === 1 ? 'curve' : 'predictions';
  return columns === 2 ? 'field' : 'classes';
}

/** Classes without names are told by their numbers. */
function numbered({ targets: { data } }: CustomData): string[] {
  const highest = Array.from(data).reduce((most, label) => Math.max(most, label), 0);
  return Array.from({ length: highest + 1 }, (_, label) => String(label));
}

/** What a loss is measured in. */
export const unitOf = ({ meaning, unit }: LossDescriptor, { noun }: TaskDescriptor): string =>
  meaning === 'log_likelihood' ? `${unit} per ${noun}` : unit;

/** A number of a regression task in words. */
export const amount = ({ currency }: TaskDescriptor, value: number | undefined): string =>
  currency === undefined ? short(value) : money(value, currency);
