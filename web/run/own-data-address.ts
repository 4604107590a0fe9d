// The visitor's own table or text in an address. It stays out of the address unless the visitor asks for a link with it:
// `data=3fa9c1d2` then refers to it, which this page can open until it is reloaded. Large data are neither written nor read
// for that: an experiment with next to no data has the same permalink but for the data.
import {
  type Catalog,
  type CompleteExperiment,
  type CustomData,
  type Experiment,
  encodeExperiment,
} from 'loss-playground/engine';
import { entryOf } from './described.ts';

type Params = CompleteExperiment['task']['params'];

export interface OwnData {
  /** A hash of the data. */
  id: string;
  /** Characters that it takes in a link, at least. */
  size: number;
  /** The permalink of an experiment on the data, for reading: with next to no data in it. */
  readable(permalink: string): string;
  /** An experiment that was read from there, on the data. */
  filled<Read extends Experiment>(experiment: Read): Read;
}

/** The data that this page has written into an address, by hash. */
const remembered = new Map<string, OwnData>();
/** By the parameters of the task, since a long table takes time to hash. */
const known = new WeakMap<object, OwnData | null>();

/** As much of a table as makes an experiment valid; of the table itself only its kind shows elsewhere in a permalink. */
const few = { inputs: { shape: [2, 1], data: [0, 1] }, targets: { shape: [2], data: [0, 1] } };
const tablePair = 'task.table=';

const isTable = (params: Params): params is CustomData => 'inputs' in params && 'targets' in params;

const mix = (hash: number, bits: number) => Math.imul(hash ^ bits, 0x01000193);

/** 32 bits that depend on all of some parameters (FNV-1a); of numbers, on their bits. */
function markOf(params: Params): string {
  let hash = 0x811c9dc5;
  const rest = JSON.stringify(params, (name, value) => {
    if (name !== 'data') return value;
    for (const bits of new Uint32Array(Float64Array.from(value).buffer)) hash = mix(hash, bits);
    return null;
  });
  for (let index = 0; index < rest.length; index++) hash = mix(hash, rest.charCodeAt(index));
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The parameters of a task that are texts of the visitor's. */
function textsOf(catalog: Catalog, { task: { id, params } }: CompleteExperiment): Record<string, string> {
  const entries = entryOf(catalog.tasks, id)?.params.filter(({ type }) => type === 'text') ?? [];
  return Object.fromEntries(
    entries.flatMap(({ id: name, default: usual }) => {
      const text = (params as Record<string, unknown>)[name];
      return typeof text === 'string' && text !== usual ? [[name, text]] : [];
    }),
  );
}

function found(catalog: Catalog, experiment: CompleteExperiment): OwnData | null {
  const { id: task, params } = experiment.task;
  const texts = textsOf(catalog, experiment);
  const table = isTable(params) ? params : null;
  const own = table ?? texts;
  if (Object.keys(own).length === 0) return null;
  const pair = table && `${tablePair}${encodeURIComponent(JSON.stringify({ kind: table.kind, ...few }))}`;
  return {
    id: markOf(own as Params),
    // A digit and a comma for each number.
    size: table ? 2 * table.inputs.data.length : Object.values(texts).join('').length,
    readable: (permalink) => (pair ? permalink.replace(/&v=|$/, (end) => `&${pair}${end}`) : permalink),
    filled: (read) =>
      read.task.id === task
        ? { ...read, task: { id: task, params: table ?? { ...read.task.params, ...texts } } }
        : read,
  };
}

/** The visitor's own data of an experiment; null if it has none. */
export function ownDataOf(catalog: Catalog, experiment: CompleteExperiment): OwnData | null {
  const { params } = experiment.task;
  const before = known.get(params);
  if (before !== undefined) return before;
  const data = found(catalog, experiment);
  if (data) remembered.set(data.id, data);
  known.set(params, data);
  return data;
}

/** The data of a hash; null if this page does not know it. */
export const rememberedData = (id: string): OwnData | null => remembered.get(id) ?? null;

/** The permalink of an experiment without the visitor's data. */
export function permalinkWithoutData(catalog: Catalog, experiment: CompleteExperiment): string {
  const { id, params } = experiment.task;
  const own = Object.keys(textsOf(catalog, experiment));
  const others = Object.entries(params).filter(([name]) => !own.includes(name));
  const rest = isTable(params) ? { kind: params.kind, ...few } : Object.fromEntries(others);
  return encodeExperiment(catalog, { ...experiment, task: { id, params: rest } })
    .split('&')
    .filter((pair) => !pair.startsWith(tablePair))
    .join('&');
}
