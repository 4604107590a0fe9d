// Checks of values from outside: each returns the value with its type known, or throws an ExperimentError.
import { ExperimentError, show, unknownName } from './errors.ts';
import type { Descriptor, ParameterDescriptor, ParameterValue, Spec, Tensor } from './types.ts';

interface Range {
  min?: number;
  max?: number;
  above_min?: boolean;
}

const rangeText = (kind: string, { min, max, above_min }: Range) => {
  const low = min === undefined ? '' : above_min ? ` above ${min}` : ` from ${min}`;
  const high = max === undefined ? '' : min === undefined ? ` up to ${max}` : ` to ${max}`;
  return `${kind}${low}${high}`;
};

/** A finite number in a range. */
export function number(path: string, value: unknown, range: Range = {}): number {
  const { min = -Infinity, max = Infinity, above_min = false } = range;
  if (
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value <= max &&
    (above_min ? value > min : value >= min)
  )
    return value;
  throw new ExperimentError(path, show(value), rangeText('a number', range));
}

/** A whole number in a range. */
export function integer(path: string, value: unknown, range: Range = {}): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    const { min = -Infinity, max = Infinity, above_min = false } = range;
    if (value <= max && (above_min ? value > min : value >= min)) return value;
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
  if (!Array.isArray(value) || value.length !== 2)
    throw new ExperimentError(path, show(value), 'two numbers, from and to');
  const [from, to] = value.map((end, index) => number(`${path}[${index}]`, end)) as [number, number];
  if (from >= to) throw new ExperimentError(path, show(value), 'a first number below the second');
  return [from, to];
}

/** Text, of any length. */
export function text(path: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new ExperimentError(path, show(value), 'text');
}

/** A plain object whose keys are all known. */
export function object(path: string, value: unknown, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    throw new ExperimentError(path || 'experiment', show(value), `an object with ${keys.join(', ')}`);
  for (const key of Object.keys(value))
    if (!keys.includes(key)) throw unknownName(path ? `${path}.${key}` : key, key, keys);
  return value as Record<string, unknown>;
}

/** A parameter of the type and range that its descriptor says. */
export function parameter(path: string, value: unknown, descriptor: ParameterDescriptor): ParameterValue {
  switch (descriptor.type) {
    case 'number':
      return number(path, value, descriptor);
    case 'integer':
      return integer(path, value, descriptor);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw new ExperimentError(path, show(value), 'true or false');
    case 'choice':
      return choice(path, value, descriptor.choices ?? []);
    case 'text':
      return text(path, value);
    default: {
      if (!Array.isArray(value) || value.length > 64)
        throw new ExperimentError(path, show(value), 'a list of up to 64 numbers');
      const item = descriptor.type === 'integers' ? integer : number;
      return value.map((entry, index) => item(`${path}[${index}]`, entry, descriptor));
    }
  }
}

/** Given parameters over a descriptor's defaults, all checked. */
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

/** The descriptor of an id, or an error with the nearest known one. */
export function known<Kind extends Descriptor>(path: string, id: unknown, list: readonly Kind[]): Kind {
  const found = list.find((entry) => entry.id === id);
  if (found) return found;
  throw unknownName(
    path,
    id,
    list.map((entry) => entry.id),
  );
}

/** A spec of a catalog list, complete. */
export function spec(path: string, given: unknown, list: readonly Descriptor[]): Required<Spec> {
  const { id, params } = object(path, given, ['id', 'params']);
  const descriptor = known(`${path}.id`, id, list);
  return { id: descriptor.id, params: parameters(`${path}.params`, params, descriptor) };
}

/** A tensor whose data are as many as its shape says; numbers are checked for being finite by the engine. */
export function tensor(path: string, value: unknown): Tensor {
  const { shape, data } = object(path, value, ['shape', 'data', 'name']);
  if (!Array.isArray(shape) || !shape.every((size) => Number.isSafeInteger(size) && size >= 0))
    throw new ExperimentError(
      `${path}.shape`,
      show(shape),
      'a list of whole numbers from 0, for instance [32, 10]',
    );
  if (!Array.isArray(data) && !(ArrayBuffer.isView(data) && !(data instanceof DataView)))
    throw new ExperimentError(`${path}.data`, show(data), 'an array or typed array of numbers');
  const numbers = data as number[];
  const size = shape.reduce((product: number, length: number) => product * length, 1);
  if (numbers.length !== size)
    throw new ExperimentError(
      `${path}.data`,
      `${numbers.length} numbers`,
      `${size} numbers for shape [${shape.join(', ')}]`,
    );
  if (Array.isArray(data))
    data.forEach((entry, index) => {
      if (typeof entry !== 'number')
        throw new ExperimentError(`${path}.data[${index}]`, show(entry), 'a number');
    });
  return { shape, data: numbers };
}

/** A tensor of finite numbers. */
export function finiteTensor(path: string, value: unknown): Tensor {
  const checked = tensor(path, value);
  for (let index = 0; index < checked.data.length; index++)
    if (!Number.isFinite(checked.data[index]))
      throw new ExperimentError(`${path}.data[${index}]`, String(checked.data[index]), 'a finite number');
  return checked;
}
