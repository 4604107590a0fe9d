import leven from 'leven';

/** A mistake in a request: where it is, what was given, what is allowed. */
export class ExperimentError extends TypeError {
  override readonly name = 'ExperimentError';

  /** True also for the error of another copy of this script, as a page and its worker's client may have. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof TypeError && value.name === 'ExperimentError';
  }

  /** The nearest known id, where an unknown one was given. */
  readonly nearest: string | undefined;

  constructor(
    /** Place in the request, for instance `optimizer.params.lr`. */
    readonly path: string,
    readonly given: string,
    readonly allowed: string,
    nearest?: string,
  ) {
    super(`${path}: ${given} was given; allowed is ${allowed}.${nearest ? ` Did you mean ${nearest}?` : ''}`);
    this.nearest = nearest;
  }
}

/** A value as a reader would write it, cut to a readable length. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Refuses a name that is not on the list, with the nearest that is. */
export function unknownName(path: string, given: unknown, known: readonly string[]): ExperimentError {
  const distances = typeof given === 'string' ? known.map((name) => leven(given, name)) : [];
  const least = Math.min(...distances);
  const near = known[distances.indexOf(least)];
  const close = near !== undefined && least <= Math.max(2, near.length / 2);
  const listed = known.length > 0 ? `one of ${known.join(', ')}` : 'nothing here';
  return new ExperimentError(path, show(given), listed, close ? near : undefined);
}
