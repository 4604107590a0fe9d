// Values that no description of a parameter means, by name.

function cycle(): object {
  const circle: Record<string, unknown> = { id: 'sgd' };
  circle.params = circle;
  return circle;
}

const circular: unknown[] = [];
circular.push(circular);

function nested(levels: number): unknown {
  let deep: unknown = [];
  for (let level = 0; level < levels; level++) deep = [deep];
  return deep;
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const fail = () => {
  throw new Error('from a trap');
};

/** A proxy of which every question throws. */
const hostile = (target: object): object =>
  new Proxy(
    target,
    Object.fromEntries(
      ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor', 'isExtensible'].map((trap) => [
        trap,
        fail,
      ]),
    ),
  );

function moved(): Float64Array {
  const array = new Float64Array([1, 2]);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, index]));

class Custom {
  id = 'sgd';
  get length() {
    return 1e9;
  }
}

export const oddValues: Record<string, unknown> = {
  undefined: undefined,
  null: null,
  true: true,
  NaN: Number.NaN,
  Infinity: Infinity,
  '−Infinity': -Infinity,
  '−0': -0,
  '−1': -1,
  0.5: 0.5,
  '1e308': 1e308,
  '2^53': 2 ** 53,
  'a bigint': 10n,
  'a long bigint': 7n << 100_000n,
  'a symbol': Symbol('odd'),
  'a function': () => 1,
  'a class': Custom,
  'an instance': new Custom(),
  'a date': new Date(0),
  'an invalid date': new Date(Number.NaN),
  'a map': new Map([['id', 'sgd']]),
  'a set': new Set([1]),
  'a regular expression': /a/,
  'a promise': Promise.resolve(1),
  'an error': new Error('odd'),
  'a boxed number': Object(1),
  'a boxed text': Object('sgd'),
  'an empty text': '',
  constructor: 'constructor',
  __proto__text: '__proto__',
  'half a character': 'a\ud800b',
  'a text of 10^7 characters': 'sgd'.repeat(3_333_334),
  'an empty array': [],
  'an empty object': {},
  'an object without a prototype': Object.create(null),
  'an own __proto__': JSON.parse('{"__proto__":{"id":"sgd"}}'),
  'an inherited id': Object.create({ id: 'sgd', shape: [1], data: [1] }),
  'a cycle': cycle(),
  'an array in itself': circular,
  '100,000 arrays in one another': nested(100_000),
  'an array of gaps': new Array(5),
  'the longest array of gaps': new Array(2 ** 32 - 1),
  'an array of 100,000 symbols': new Array(100_000).fill(Symbol('odd')),
  'an array without methods': Object.assign([1, 2], { map: null, [Symbol.iterator]: null }),
  'an object of 10,000 keys': many(10_000),
  'a toJSON that throws': { toJSON: fail },
  'a toString that throws': { toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail },
  'getters that throw': Object.defineProperties(
    {},
    Object.fromEntries(['id', 'shape', 'params'].map((name) => [name, { get: fail, enumerable: true }])),
  ),
  'a revoked object': revoked({}),
  'a revoked array': revoked([]),
  'a revoked function': revoked(fail),
  'a hostile object': hostile({ id: 'sgd' }),
  'a hostile array': hostile([1, 2]),
  'integers of 64 bits': BigInt64Array.of(1n, 2n),
  'an empty typed array': new Uint8Array(0),
  'a moved buffer': moved(),
  'a data view': new DataView(new ArrayBuffer(8)),
  'a buffer': new ArrayBuffer(8),
  'a tag of its own': { [Symbol.toStringTag]: 'x'.repeat(100_000) },
};

/** All places in a value, each a list of keys; arrays are represented by their first and last entry. */
export function placesIn(value: unknown): (string | number)[][] {
  const places: (string | number)[][] = [[]];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return places;
  const keys = Array.isArray(value)
    ? [...new Set([0, value.length - 1])].filter((index) => index >= 0)
    : Object.keys(value);
  for (const key of keys)
    for (const rest of placesIn((value as Record<string | number, unknown>)[key]))
      places.push([key, ...rest]);
  return places;
}

/** A copy of a value with another at a place in it. */
export function withValueAt(value: unknown, [key, ...rest]: (string | number)[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = withValueAt(copy[key], rest, other);
  return copy;
}
