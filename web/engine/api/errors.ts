import leven from 'leven';

/** How `show` writes a value that is absent. */
const absent = 'nothing';

/** Invalid input: the path of the value, the value itself, what is allowed, and the closest valid name. */
export class ExperimentError extends TypeError {
  override readonly name = 'ExperimentError';

  /** True also for the error of another copy of this script, as a page and its worker's client may have. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof TypeError && value.name === 'ExperimentError';
  }

  /** The closest valid name, where an unknown one was given. */
  readonly nearest: string | undefined;

  constructor(
    /** Where the value is in the request, for instance `optimizer.params.lr`. */
    readonly path: string,
    /** The value, as `show` writes it. */
    readonly given: string,
    /** What to use instead, to stand after "Use": `a number greater than 0`. */
    readonly allowed: string,
    nearest?: string,
  ) {
    const what = given === absent ? `${path} is missing` : `${path}: ${given} is not valid`;
    super(`${what}. Use ${allowed}.${nearest ? ` Did you mean ${nearest}?` : ''}`);
    this.nearest = nearest;
  }
}

/** The length that `show` shortens to. */
const longest = 60;

/** A text, shortened to a readable length. */
export const shortened = (text: string): string =>
  // Not between the two halves of a character.
  text.length > longest ? `${text.slice(0, longest - 3).replace(/[\uD800-\uDBFF]$/, '')}…` : text;

/** A value as one would write it, shortened to a readable length. It never throws, and reads no more than it writes. */
export function show(value: unknown): string {
  if (value === undefined) return absent;
  try {
    return shortened(written(value, longest));
  } catch {
    return 'a value that cannot be read';
  }
}

/** A value in JSON as far as JSON has it, in about `room` characters or a little more. */
function written(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest));
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return `a ${typeof value}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  const names = Array.isArray(value) ? null : Object.keys(value);
  if (names && kind !== 'Object') return kind;
  if (room < 1) return '…';
  const given = value as Record<string | number, unknown>;
  const count = names ? names.length : (value as unknown[]).length;
  let text = '';
  for (let index = 0; index < count && text.length < room; index++) {
    const name = names?.[index] ?? index;
    const label = names ? `${written(name, room)}:` : '';
    text += `${index > 0 ? ',' : ''}${label}${written(given[name], room - text.length - 10)}`;
  }
  return names ? `{${text}}` : `[${text}]`;
}

/** An error for a name that is not on the list, with the closest one that is. */
export function unknownName(path: string, given: unknown, known: readonly string[]): ExperimentError {
  // Names that are much longer or shorter cannot be close. Comparing takes time in proportion to both lengths.
  const mostWrong = (name: string) => Math.max(2, name.length / 2);
  const distance = (name: string) =>
    typeof given === 'string' && Math.abs(given.length - name.length) <= mostWrong(name)
      ? leven(given, name)
      : Infinity;
  const distances = known.map(distance);
  const least = Math.min(...distances);
  const near = known[distances.indexOf(least)];
  const close = near !== undefined && least <= mostWrong(near);
  const listed = known.length > 0 ? `one of ${known.join(', ')}` : 'no parameters';
  return new ExperimentError(path, show(given), listed, close ? near : undefined);
}
