// Checks of values from outside: each returns a copy with its type known, or throws an ExperimentError. Nothing of the
// caller's is in what they return, and nothing is read twice.
import { ExperimentError, shortened, show, unknownName } from './errors.ts';
import { list, numbers, properties, reading } from './own.ts';
import type {
  Catalog,
  Descriptor,
  ParameterDescriptor,
  ParameterValue,
  Precision,
  Spec,
  Tensor,
} from './types.ts';

export { bytes, list } from './own.ts';

/** Of a tensor: several of them, their gradients and copies still fit into the engine's memory. */
const mostNumbers = 2 ** 24;
/** Dimensions of a tensor. */
const mostSizes = 16;
/** Entries of a list of whole numbers, such as layer sizes, and of numbers, such as weights of classes. */
const mostSizesListed = 64;
const mostListed = 1000;
/** Characters of a text. */
const longestText = 2_000_000;

interface Range {
  min?: number;
  max?: number;
  above_min?: boolean;
}

/** A number with thousands marked: 1,000,000. */
const marked = (value: number) =>
  String(value).replace(/^-?\d+/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ','));

/** A range in words: "a number greater than 0", "a whole number from 1 to 64". */
function rangeText(kind: string, { min, max, above_min }: Range): string {
  const most = max === undefined ? '' : marked(max);
  if (min === undefined) return max === undefined ? kind : `${kind} of at most ${most}`;
  const least = marked(min);
  if (above_min) return `${kind} greater than ${least}${max === undefined ? '' : ` and at most ${most}`}`;
  return max === undefined ? `${kind} of at least ${least}` : `${kind} from ${least} to ${most}`;
}

/** 0 for −0: the text of a link or file does not distinguish them. */
const unsigned = (value: number) => value + 0;

/** A finite number in a range. */
export function number(path: string, value: unknown, range: Range = {}): number {
  const { min = -Infinity, max = Infinity, above_min = false } = range;
  if (
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value <= max &&
    (above_min ? value > min : value >= min)
  )
    return unsigned(value);
  throw new ExperimentError(path, show(value), rangeText('a number', range));
}

/** A whole number in a range. */
export function integer(path: string, value: unknown, range: Range = {}): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    const { min = -Infinity, max = Infinity, above_min = false } = range;
    if (value <= max && (above_min ? value > min : value >= min)) return unsigned(value);
  }
  throw new ExperimentError(path, show(value), rangeText('a whole number', range));
}

/** One of several names. */
export function choice<Name extends string>(path: string, value: unknown, names: readonly Name[]): Name {
  if (typeof value === 'string' && (names as readonly string[]).includes(value)) return value as Name;
  throw unknownName(path, value, names);
}

/** Two finite numbers, the first below the second. */
export function interval(path: string, value: unknown): [number, number] {
  const allowed = 'two numbers, from and to';
  const ends = list(path, value, 2, allowed);
  if (ends.length !== 2) throw new ExperimentError(path, show(value), allowed);
  const [from, to] = ends.map((end, index) => number(`${path}[${index}]`, end)) as [number, number];
  if (from >= to) throw new ExperimentError(path, show([from, to]), 'a first number smaller than the second');
  return [from, to];
}

/** True or false. */
export function boolean(path: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new ExperimentError(path, show(value), 'true or false');
}

/** Text that can be written into a link or a file: half a character, a surrogate without its other half, cannot. */
export function text(path: string, value: unknown, most = longestText): string {
  if (typeof value !== 'string') throw new ExperimentError(path, show(value), 'text');
  if (value.length > most)
    throw new ExperimentError(
      path,
      `a text of ${marked(value.length)} characters`,
      `text of up to ${marked(most)} characters`,
    );
  const half = value.search(/\p{Surrogate}/u);
  if (half >= 0)
    throw new ExperimentError(path, `half a character at position ${half}`, 'text of whole characters');
  return value;
}

/** A signal, or none; throws its reason if it is already aborted. */
export function signal(path: string, value: unknown): void {
  if (value === undefined) return;
  const signal = reading(path, value, 'an AbortSignal', () => {
    if (!(value instanceof AbortSignal)) return undefined;
    // Its own kind of object only: what inherits from it throws here.
    return { aborted: value.aborted, reason: value.reason };
  });
  if (signal.aborted) throw signal.reason;
}

/** A plain object whose keys are all known. */
export function object(path: string, value: unknown, keys: readonly string[]): Record<string, unknown> {
  const allowed = `an object with ${keys.join(', ')}`;
  const { own, unknown } = properties(path || 'experiment', value, allowed, keys);
  if (unknown === undefined) return own;
  const name = shortened(unknown);
  throw unknownName(path ? `${path}.${name}` : name, unknown, keys);
}

/** An entry of a catalog, or a part of one: an object with any names. */
export const entry = (path: string, value: unknown): Record<string, unknown> =>
  properties(path, value, 'an entry of the catalog').own;

/** A catalog, or what has its lists. */
export function catalog(value: unknown): Catalog {
  const lists = ['losses', 'optimizers', 'schedules', 'models', 'tasks', 'miners'] as const;
  return reading('catalog', value, 'the catalog of an engine', () =>
    lists.every((name) => Array.isArray((value as Catalog)[name])) ? (value as Catalog) : undefined,
  );
}

/** A parameter of its descriptor's type and range. */
export function parameter(path: string, value: unknown, descriptor: ParameterDescriptor): ParameterValue {
  switch (descriptor.type) {
    case 'number':
      return number(path, value, descriptor);
    case 'integer':
      return integer(path, value, descriptor);
    case 'boolean':
      return boolean(path, value);
    case 'choice':
      return choice(path, value, descriptor.choices ?? []);
    case 'text':
      return text(path, value);
    default: {
      const [item, most] = descriptor.type === 'integers' ? [integer, mostSizesListed] : [number, mostListed];
      return list(path, value, most, `a list of up to ${marked(most)} numbers`).map((entry, index) =>
        item(`${path}[${index}]`, entry, descriptor),
      );
    }
  }
}

/** The given parameters, checked, with a descriptor's defaults for the others. */
export function parameters(
  path: string,
  given: unknown,
  descriptor: Descriptor,
): Record<string, ParameterValue> {
  const known = descriptor.params.map((entry) => entry.id);
  const values = given === undefined ? {} : object(path, given, known);
  const complete: Record<string, ParameterValue> = {};
  for (const entry of descriptor.params) {
    const value = values[entry.id];
    const preset = Array.isArray(entry.default) ? [...entry.default] : entry.default;
    complete[entry.id] = value === undefined ? preset : parameter(`${path}.${entry.id}`, value, entry);
  }
  return complete;
}

/** The entry with an id, or an error with the nearest known id. */
export function known<Kind extends { id: string }>(path: string, id: unknown, list: readonly Kind[]): Kind {
  const found = list.find((entry) => entry.id === id);
  if (found) return found;
  throw unknownName(
    path,
    id,
    list.map((entry) => entry.id),
  );
}

/** A spec of a catalog list, with all its parameters. */
export function spec(path: string, given: unknown, list: readonly Descriptor[]): Required<Spec> {
  const { id, params } = object(path, given, ['id', 'params']);
  const descriptor = known(`${path}.id`, id, list);
  return { id: descriptor.id, params: parameters(`${path}.params`, params, descriptor) };
}

/** The sizes of something that fits into memory. */
export function size(
  path: string,
  shape: number[],
  allowed = `sizes with a product of at most ${marked(mostNumbers)}`,
): void {
  // Without the zeros: the engine multiplies the other sizes of an empty tensor too.
  if (shape.reduce((product, length) => product * Math.max(length, 1), 1) > mostNumbers)
    throw new ExperimentError(path, show(shape), allowed);
}

/** The shape of a tensor. */
function shapeOf(path: string, value: unknown): number[] {
  const allowed = 'a list of whole numbers of at least 0, for example [32, 10]';
  const shape = list(path, value, mostSizes, allowed) as number[];
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0))
    throw new ExperimentError(path, show(shape), allowed);
  size(path, shape);
  return shape.map(unsigned);
}

/** A tensor whose data match its shape; the engine checks that numbers are finite. */
export function tensor(path: string, value: unknown): Tensor {
  const given = object(path, value, ['shape', 'data', 'name']);
  const shape = shapeOf(`${path}.shape`, given.shape);
  return { shape, data: numbers(`${path}.data`, given.data, shape) };
}

/** A tensor of numbers that are finite in a precision. */
export function finiteTensor(path: string, value: unknown, precision: Precision = 'float64'): Tensor {
  const checked = tensor(path, value);
  const rounded = precision === 'float32' ? Math.fround : Number;
  for (let index = 0; index < checked.data.length; index++) {
    const number = checked.data[index];
    if (Number.isFinite(rounded(number as number))) continue;
    const allowed = Number.isFinite(number)
      ? 'a number that float32 can hold, up to 3.4e38'
      : 'a finite number';
    throw new ExperimentError(`${path}.data[${index}]`, String(number), allowed);
  }
  return checked;
}
