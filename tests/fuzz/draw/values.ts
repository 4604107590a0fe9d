// Values to try: ordinary ones, those at the edges of a range, and odd ones.
import type { ParameterDescriptor } from 'loss-playground/engine';
import type { Random } from '../random.ts';

const numbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e-300,
  5e-324,
  1e300,
  -1e300,
  1e-38,
  3.5e38,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  1e9,
];

/** A number: mostly ordinary, sometimes extreme. */
export const anyNumber = (random: Random): number =>
  random.chance(0.6) ? random.normal() * 10 ** random.integer(-3, 3) : random.pick(numbers);

/** Things that no parameter can be. */
const odd: (() => unknown)[] = [
  () => null,
  () => undefined,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => '',
  () => 'constructor',
  () => '__proto__',
  () => '\ud800',
  () => 'x'.repeat(10_000),
  () => [],
  () => [[]],
  () => ({}),
  () => Object.create(null),
  () => ({
    toJSON: () => {
      throw new Error('toJSON');
    },
  }),
  () => true,
  () => 10n,
  () => Symbol('odd'),
  () => () => 1,
  () => new Date(0),
  () => new Map([[1, 2]]),
  () => new Array(3),
  () => new Float32Array(2),
  () => new BigInt64Array(2),
  () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    return cycle;
  },
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
];

export const oddValue = (random: Random): unknown => random.pick(odd)();

/** A value of a parameter's type: its default, one of its range, an end of the range, or one beyond it. */
export function parameterValue(random: Random, entry: ParameterDescriptor): unknown {
  const { min = -10, max = Math.max(10, 10 * Math.abs(Number(entry.default) || 0)) } = entry;
  switch (entry.type) {
    case 'boolean':
      return random.chance(0.5);
    case 'choice':
      return random.pick(entry.choices ?? []);
    case 'integers':
      return random.list(random.integer(0, 3), () => random.integer(1, 12));
    case 'numbers':
      return random.list(random.integer(0, 3), () => random.unit());
    case 'text':
      return random.pick([
        'a b c',
        'abc. bcd! cde?',
        'one\ntwo\nthree\nfour',
        'a\na',
        'a\tone\nb\ttwo\nc d\tone',
        '',
      ]);
    case 'integer': {
      const most = Math.min(max, min + 64);
      return random.chance(0.9)
        ? random.integer(min, most)
        : random.pick([min, max, min - 1, max + 1, 2 ** 31]);
    }
    default:
      return random.chance(0.8)
        ? min + random.unit() ** 3 * (Math.min(max, min + 20) - min)
        : random.pick([min, max, min + 1e-300, anyNumber(random)]);
  }
}
