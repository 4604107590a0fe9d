// The one way in for a caller's values: each is read once, while it is copied. What was checked is then what is used, even
// if the caller changes, shrinks or shares an array later, or an object has getters that answer differently next time. Each
// throws an ExperimentError with the path for a value of another type, or above its limit.
import { ExperimentError, show } from './errors.ts';

/** What `read` finds. Where it finds nothing, or a getter or a revoked proxy throws, the value is refused. */
export function reading<Kind>(
  path: string,
  value: unknown,
  allowed: string,
  read: () => Kind | undefined,
): Kind {
  let found: Kind | undefined;
  try {
    found = read();
  } catch (error) {
    // Anything else was thrown by the value itself, which is refused below like any value of the wrong type.
    if (error instanceof ExperimentError) throw error;
  }
  if (found === undefined) throw new ExperimentError(path, show(value), allowed);
  return found;
}

/** The kind of a typed array; undefined for everything else. It cannot be overridden and never throws. */
const kindOf = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)?.get as (this: unknown) => string | undefined;

/** An object without inherited names, so that `constructor` and `__proto__` are names like others. */
export const bare = (): Record<string, unknown> => Object.create(null);

/**
 * The own properties of an object, up to the first whose name is not among `names`; that name is returned as `unknown`.
 * Dates, maps and similar objects are refused, since they would pass for objects without properties.
 */
export function properties(
  path: string,
  value: unknown,
  allowed: string,
  names?: readonly string[],
): { own: Record<string, unknown>; unknown?: string } {
  return reading(path, value, allowed, () => {
    if (Object.prototype.toString.call(value) !== '[object Object]') return undefined;
    const given = value as Record<string, unknown>;
    const own = bare();
    for (const name of Object.keys(given)) {
      if (names && !names.includes(name)) return { own, unknown: name };
      own[name] = given[name];
    }
    return { own };
  });
}

/** The entries of an array; a gap is undefined. */
export function list(path: string, value: unknown, most: number, allowed: string): unknown[] {
  return reading(path, value, allowed, () => {
    if (!Array.isArray(value)) return undefined;
    const { length } = value;
    if (length > most) return undefined;
    // Not by the iterator, which the caller may have replaced.
    return Array.from({ length }, (_, index) => value[index]);
  });
}

/** The numbers of a tensor: an array, or a typed array of any kind but integers of 64 bits. */
export function numbers(path: string, value: unknown, shape: readonly number[]): number[] | Float64Array {
  const count = shape.reduce((product, size) => product * size, 1);
  const counted = (given: number) => {
    if (given === count) return;
    throw new ExperimentError(path, `${given} numbers`, `${count} numbers for shape [${shape.join(', ')}]`);
  };
  const kind = kindOf.call(value);
  return reading(path, value, 'an array or typed array of numbers', () => {
    if (kind?.startsWith('Big')) return undefined;
    if (kind !== undefined) {
      const own = new Float64Array(value as Float64Array);
      counted(own.length);
      return own;
    }
    if (!Array.isArray(value)) return undefined;
    counted(value.length);
    const own: number[] = [];
    for (let index = 0; index < count; index++) {
      const entry = value[index];
      if (typeof entry !== 'number') throw new ExperimentError(`${path}[${index}]`, show(entry), 'a number');
      own.push(entry);
    }
    return own;
  });
}

/** The bytes of a Uint8Array, of which a Buffer is one. */
export function bytes(path: string, value: unknown, allowed: string): Uint8Array {
  return reading(path, value, allowed, () =>
    kindOf.call(value) === 'Uint8Array' ? new Uint8Array(value as Uint8Array) : undefined,
  );
}
