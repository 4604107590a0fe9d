// Reads the pairs of a lab's own address. What is not valid is left out, and said in the words of a damaged permalink.
import { integer, known, number, parameter } from '../engine/api/checks.ts';
import { ExperimentError, unknownName } from '../engine/api/errors.ts';
import type { ParameterDescriptor, ParameterValue } from '../engine/api/types.ts';
import { readPairs } from './address-pairs.ts';
import { damaged, isWhole, leftOut } from './link-repair.ts';

/** A range that a link and the field of the same setting share. */
export type Range = Pick<ParameterDescriptor, 'type' | 'min' | 'max'>;

/** Text as the number that it is, for the check that refuses other text. */
const numeric = (text: string): number | string =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;

/** Text as a value of a parameter's type. */
function typed(text: string, { type }: Pick<ParameterDescriptor, 'type'>): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return type === 'number' || type === 'integer' ? numeric(text) : text;
}

/** A number in a range. */
export const inRange = (path: string, text: string, range: Range): number =>
  (range.type === 'integer' ? integer : number)(path, numeric(text), range);

/** Whether a field's value can be in a link. */
export const accepts = (value: number | string, { type, min, max }: Range): value is number =>
  typeof value === 'number' &&
  value >= (min ?? -Infinity) &&
  value <= (max ?? Infinity) &&
  (type !== 'integer' || Number.isSafeInteger(value));

export class OwnLink {
  readonly #text: string;
  readonly #pairs: Map<string, string>;
  readonly #names = new Set<string>(['v']);
  readonly #changes: string[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#pairs = readPairs(text);
  }

  /** A pair's text, if it is there. */
  text(name: string): string | undefined {
    this.#names.add(name);
    return this.#pairs.get(name);
  }

  /** What a check makes of a part of the link; the fallback where it refuses that part, which the note says. */
  checked<Value>(part: string, fallback: Value, check: () => Value): Value {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.#changes.push(leftOut(part, error));
      return fallback;
    }
  }

  /** What a check makes of a pair; the fallback where it is absent or refused. */
  value<Value>(name: string, fallback: Value, check: (text: string) => Value): Value {
    const text = this.text(name);
    return text === undefined ? fallback : this.checked(`${name}=${text}`, fallback, () => check(text));
  }

  /** Whether the lab waits for its button: `at=0`, the step to show, as in a permalink. */
  get waits(): boolean {
    return this.number('at', 1, { type: 'integer', min: 0, max: 0 }) === 0;
  }

  /** A number in a range. */
  number(name: string, fallback: number, range: Range, path = name): number {
    return this.value(name, fallback, (text) => inRange(path, text, range));
  }

  /** An entry of a list by its id. */
  entry<Entry extends { id: string }>(
    name: string,
    fallback: Entry,
    list: readonly Entry[],
    path = name,
  ): Entry {
    return this.value(name, fallback, (id) => known(path, id, list));
  }

  /** A parameter of the catalog, as a pair of its own. */
  parameter(name: string, entry: ParameterDescriptor): ParameterValue {
    return this.value(name, entry.default, (text) => parameter(entry.id, typed(text, entry), entry));
  }

  /** What of the link is left out, once all that a lab knows was asked for; null for a link that is whole. */
  get note(): string | null {
    if (this.#text === '') return null;
    const names = [...this.#names].filter((name) => name !== 'v');
    const unknown = this.#text
      .split('&')
      .map((part) => [part, part.split('=', 1)[0] ?? ''] as const)
      .filter(([part, name]) => part !== '' && !(this.#names.has(name) && part.includes('=')))
      // The note lists no more.
      .slice(0, 10)
      .map(([part, name]) => leftOut(part, unknownName(name, name, names)));
    return damaged([...this.#changes, ...unknown], isWhole(this.#text)) || null;
  }
}
