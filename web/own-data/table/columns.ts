// One column of a table: what its cells are, and what is guessed of it. Nothing is refused here: what is wrong with a column
// matters only if it is used.
import type { Sliced } from '../../run/sliced.ts';
import { dateOrder, dayIn } from './dates.ts';
import { type DecimalMark, isMissing, numberIn, signIn } from './numbers.ts';

export const columnKinds = ['number', 'class', 'date', 'text'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** Why a column is not ticked as an input. */
export type Oddity = 'row numbers' | 'one value' | 'mostly missing' | 'many texts';

/** What is known of a column without its cells. */
export interface ColumnFacts {
  name: string;
  kind: ColumnKind;
  /** The kinds that its cells allow. */
  kinds: ColumnKind[];
  missing: number;
  /** Cells that are there and are no number. */
  noNumbers: number;
  /** Up to `mostDistinct`; one more where there are more. */
  distinctCount: number;
  /** Whether its different cells are few enough for classes. */
  hasClasses: boolean;
  /** Whether its different cells are texts of several words. */
  isProse: boolean;
  /** Whether its numbers are whole. */
  isWhole: boolean;
  /** Whether its numbers are rather those of classes: few whole ones, from 0 or 1 on without a gap, that come again. */
  areCodes: boolean;
  /** The least and the largest of its numbers. */
  range: readonly [number, number] | null;
  /** The sign of money or percent beside its numbers. */
  sign: string;
  oddity: Oddity | null;
}

export interface Column extends ColumnFacts {
  /** Without spaces at their ends. */
  cells: string[];
  /** Of the kinds number and date: NaN where a cell is missing, or is none. */
  numbers: Float64Array | null;
  days: Float64Array | null;
  /** The different cells that are not missing, in order; none where they are more than classes can be. */
  distinct: string[];
}

/** Larger numbers cannot be standardized: their squares have no end. */
export const mostNumber = 1e150;
/** So many different words may mean that a value is missing. */
const fewWords = 3;
/** From this share of numbers on a column is one of numbers, and its other cells are mistakes. */
const mostlyNumbers = 0.8;
const mostlyMissing = 0.5;
/** The engine's limit of classes. */
export const mostClasses = 1000;
/** An input may have this many classes; each becomes a 0 or 1. */
export const mostInputClasses = 50;
/** More different numbers are hardly numbers of classes. */
const mostCodes = 10;
/** Different cells are counted up to here. */
export const mostDistinct = 10_000;
/** Words that a text has on average, and a name or a class does not. */
const wordsOfText = 3;
const textsSearched = 1000;
const cellsAtOnce = 5000;

/** Numbers within texts count as numbers: row 9 is before row 10. */
const order = new Intl.Collator('en', { numeric: true });

const indexNames =
  /^(?:|index|id|no\.?|nr\.?|#|row|rows?[ _.]?(?:names?|numbers?|id)|obs\.?|observation|case|unnamed:? ?\d*|column 1|x)$/i;

interface Counted {
  missing: number;
  numeric: number;
  /** Cells that are numbers with the other decimal mark, or too large. */
  likeNumbers: number;
  /** Different cells that are no numbers. */
  odd: Set<string>;
  sign: string;
  distinct: Set<string>;
}

/** Whether numbers count the rows, from 0 or 1 on. */
function countsRows(numbers: Float64Array): boolean {
  const first = numbers[0] ?? Number.NaN;
  return (first === 0 || first === 1) && numbers.every((value, row) => value === first + row);
}

function rangeOf(numbers: Float64Array): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of numbers) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function areCodes([least, most]: readonly [number, number], { distinct, numeric }: Counted): boolean {
  const { size } = distinct;
  return (
    (least === 0 || least === 1) && most - least + 1 === size && size <= Math.min(mostCodes, 0.5 * numeric)
  );
}

function oddityOf(column: Column): Oddity | null {
  const { cells, missing, kind, distinctCount, numbers, name, sign } = column;
  if (missing > mostlyMissing * cells.length) return 'mostly missing';
  if (numbers && !sign && countsRows(numbers) && (indexNames.test(name) || cells.length > 20))
    return 'row numbers';
  if (distinctCount < 2) return 'one value';
  if (kind === 'text' || (kind === 'class' && distinctCount > mostInputClasses)) return 'many texts';
  return null;
}

/** Whether texts have several words on average: of the first of them. */
function isProse({ distinct }: Counted): boolean {
  let words = 0;
  let texts = 0;
  for (const text of distinct) {
    if (texts++ === textsSearched) break;
    words += text.split(/\s+/).length;
  }
  return words > wordsOfText * Math.min(texts, textsSearched);
}

function kindOf(cells: readonly string[], counted: Counted, days: Float64Array | null): ColumnKind {
  const { missing, numeric, likeNumbers, odd, distinct } = counted;
  const filled = cells.length - missing;
  // A few words among numbers mean missing values; numbers with another decimal mark are no texts.
  const isNumbers =
    numeric + likeNumbers >= mostlyNumbers * filled || (odd.size <= fewWords && numeric >= 0.5 * filled);
  if (numeric > 0 && isNumbers) return 'number';
  if (days) return 'date';
  const isRepeated = distinct.size <= Math.max(2, 0.5 * filled);
  const isText = isProse(counted) && distinct.size > mostInputClasses;
  return distinct.size > mostClasses || isText || !isRepeated ? 'text' : 'class';
}

/** The days that the cells name, if all name one. */
function daysOf(cells: readonly string[], { distinct }: Counted): Float64Array | null {
  const texts = [...distinct];
  if (texts.length === 0) return null;
  const dates = dateOrder(texts);
  if (texts.some((text) => Number.isNaN(dayIn(text, dates)))) return null;
  const days = Float64Array.from(cells, (cell) => dayIn(cell, dates));
  // Not all different texts are kept of a long column.
  return days.some((day, row) => Number.isNaN(day) && !isMissing(cells[row] ?? '')) ? null : days;
}

/** `told` makes of the number of cells that are read the share of all work. */
export function* columnOf(
  name: string,
  cells: string[],
  mark: DecimalMark,
  told: (read: number) => number,
): Sliced<Column> {
  const numbers = new Float64Array(cells.length).fill(Number.NaN);
  const counted: Counted = {
    missing: 0,
    numeric: 0,
    likeNumbers: 0,
    odd: new Set(),
    sign: '',
    distinct: new Set(),
  };
  for (let row = 0; row < cells.length; row++) {
    if (row % cellsAtOnce === cellsAtOnce - 1) yield told(row);
    const cell = cells[row] ?? '';
    if (isMissing(cell)) {
      counted.missing++;
      continue;
    }
    if (counted.distinct.size <= mostDistinct) counted.distinct.add(cell);
    const number = numberIn(cell, mark);
    if (!(Math.abs(number) <= mostNumber)) {
      counted.odd.add(cell);
      if (!Number.isNaN(numberIn(cell, mark === 'comma' ? 'point' : 'comma')) || !Number.isNaN(number))
        counted.likeNumbers++;
      continue;
    }
    numbers[row] = number;
    if (counted.numeric++ === 0) counted.sign = signIn(cell);
  }
  const { missing, numeric, distinct, sign } = counted;
  const days = numeric === 0 || numeric < cells.length - missing ? daysOf(cells, counted) : null;
  const kind = kindOf(cells, counted, days);
  const texts = distinct.size <= mostClasses ? [...distinct].sort(order.compare) : [];
  const allowed: Record<ColumnKind, boolean> = {
    number: numeric > 0,
    class: distinct.size <= mostClasses,
    date: days !== null,
    text: true,
  };
  const range = rangeOf(numbers);
  const isWhole = numbers.every((value) => Number.isNaN(value) || Number.isInteger(value));
  const column: Column = {
    name,
    cells,
    kind,
    kinds: columnKinds.filter((each) => allowed[each]),
    numbers: numeric > 0 ? numbers : null,
    days,
    missing,
    noNumbers: cells.length - missing - numeric,
    distinct: texts,
    distinctCount: distinct.size,
    hasClasses: distinct.size <= mostClasses,
    isProse: isProse(counted),
    isWhole,
    areCodes: isWhole && numeric > 0 && areCodes(range, counted),
    range: numeric > 0 ? range : null,
    sign,
    oddity: null,
  };
  return { ...column, oddity: oddityOf(column) };
}
