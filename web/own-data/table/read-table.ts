// A visitor's own table: from its text, or from the rows of a workbook, to columns with what is guessed of each.
import { whole } from '../../charts/format.ts';
import type { Sliced } from '../../run/sliced.ts';
import { DataError } from '../data-error.ts';
import { type Column, columnOf, mostDistinct } from './columns.ts';
import { hasHeader } from './header.ts';
import { layoutOf } from './layout.ts';
import { type DecimalMark, isAmbiguous, markIn } from './numbers.ts';
import { allRows, type Delimiter } from './rows.ts';

/** How a table is to be read, where the visitor says so. */
export interface Reading {
  delimiter?: Delimiter;
  mark?: DecimalMark;
  header?: boolean;
  /** Whether quotes around cells count. */
  quotes?: boolean;
}

/** A row with another number of cells than the table has columns. */
export interface Ragged {
  row: number;
  cells: number;
}

export interface Table {
  columns: Column[];
  rows: number;
  /** The number of each row in the file, from 1, as a spreadsheet counts. */
  numbers: number[];
  /** How it was read; no delimiter where there is no text. */
  reading: { delimiter: Delimiter | null; mark: DecimalMark; header: boolean; isNamed: boolean };
  sheet: string;
  /** What stands above the table. */
  above: string[];
  ragged: Ragged[];
  /** Whether quotes open in the last row that do not close. */
  isOpen: boolean;
}

/** Rows of cells, and what is known of them. */
export interface Cells {
  rows: string[][];
  delimiter: Delimiter | null;
  /** Rows of the file before these. */
  skipped: number;
  above: string[];
  isOpen: boolean;
  /** Whether the first row is known to have the names. */
  isNamed?: boolean;
  /** Which of several sheets of a workbook it is. */
  sheet?: string;
}

export const mostRows = 100_000;
export const mostColumns = 1000;
/** Of rows times columns; a limit of memory. */
export const mostCells = 10_000_000;
export const mostCharacters = 100_000_000;
export const leastRows = 4;

/** The share of the time that goes by until the cells are known; the rest makes columns of them. */
const cellsShare = 0.5;
/** Rows that show the decimal mark. */
const rowsSearched = 2000;

function checkSize(rows: number, cells: number) {
  if (rows > mostRows + 2)
    throw new DataError(`The table has more than ${whole(mostRows)} rows, the limit. Remove rows.`);
  if (cells > mostCells + mostColumns)
    throw new DataError(
      `The table has more than ${whole(mostCells)} cells, the limit. Remove rows or columns.`,
    );
}

/** The cells of a text whose lines end in line feeds. */
export function* cellsOf(text: string, reading: Reading): Sliced<Cells> {
  if (text.length > mostCharacters)
    throw new DataError(
      `The table has ${whole(text.length)} characters; the limit is ${whole(mostCharacters)}. Remove rows or columns.`,
    );
  const { delimiter, skipped, above } = layoutOf(text, reading.delimiter);
  let start = 0;
  for (let line = 0; line < skipped; line++) start = text.indexOf('\n', start) + 1;
  const work = allRows(text.slice(start), delimiter, reading.quotes ?? true, checkSize);
  for (;;) {
    const { done, value } = work.next();
    if (done) return { ...value, delimiter, skipped, above };
    yield cellsShare * value;
  }
}

/**
 * The decimal mark of all columns: commas that can be nothing else decide; where each could be one of thousands, a table
 * whose cells commas do not separate is of a country that writes decimal commas.
 */
function markOf(rows: readonly string[][], delimiter: Delimiter | null): DecimalMark {
  let commas = 0;
  let points = 0;
  let ambiguous = 0;
  for (const row of rows.slice(0, rowsSearched))
    for (const cell of row) {
      if (!cell.includes(',') && !cell.includes('.')) continue;
      const mark = markIn(cell);
      if (isAmbiguous(cell)) ambiguous++;
      else if (mark === 'comma') commas++;
      else if (mark === 'point') points++;
    }
  if (commas !== points) return commas > points ? 'comma' : 'point';
  return ambiguous > 0 && (delimiter === ';' || delimiter === '\t') && !hasGroups(rows) ? 'comma' : 'point';
}

/** Whether a number has two groups of thousands: 1,234,567. */
const hasGroups = (rows: readonly string[][]) =>
  rows.slice(0, rowsSearched).some((row) => row.some((cell) => /^[-+]?\d{1,3}(?:,\d{3}){2,}$/.test(cell)));

/** The number of columns: that of most rows. */
function widthOf(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}

/** Names that are all different: a name that comes again gets a number. */
function namesOf(given: readonly string[], width: number): string[] {
  const seen = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const name = (given[index] ?? '').replace(/\s+/g, ' ').slice(0, 100) || `column ${index + 1}`;
    let own = name;
    for (let count = 2; seen.has(own); count++) own = `${name} (${count})`;
    seen.add(own);
    return own;
  });
}

/** Columns that no row has anything in: what a delimiter at the end of each line makes. */
function emptyEnds(rows: readonly string[][], width: number): number {
  let used = 0;
  for (const row of rows)
    for (let column = Math.min(row.length, width) - 1; column >= used; column--)
      if (row[column] !== '') used = column + 1;
  return width - used;
}

/** Whether a row only says how large the table is, as scikit-learn writes it: rows, and columns without the target. */
const saysSize = ([rows, columns]: readonly string[], others: number, width: number) =>
  (Number(rows) === others || Number(rows) === others - 1) && Number(columns) === width - 1;

/** Whether each row has another value, as far as different ones are counted. */
const isDistinct = ({ cells, distinctCount }: Column) =>
  distinctCount === cells.length || distinctCount > mostDistinct;

/** Makes columns of rows of cells. */
export function* tableOf(cells: Cells, reading: Reading): Sliced<Table> {
  const trimmed = cells.rows.map((row) => row.map((cell) => cell.trim()));
  const filled = [...trimmed.keys()].filter((index) => trimmed[index]?.some((cell) => cell !== ''));
  const isSize = saysSize(trimmed[0] ?? [], filled.length - 1, widthOf(trimmed));
  const above = isSize ? [...cells.above, (trimmed[0] ?? []).filter(Boolean).join(', ')] : cells.above;
  const kept = isSize ? filled.slice(1) : filled;
  const rows = kept.map((index) => trimmed[index] ?? []);
  const mark = reading.mark ?? markOf(rows, cells.delimiter);
  const header = cells.isNamed ?? reading.header ?? hasHeader(rows, mark);
  const found = header ? rows.slice(1) : rows;
  const most = widthOf(found.length > 0 ? found : rows);
  const width = most - emptyEnds(rows, most);
  checkTable(width, found.length, header, cells.delimiter);
  const names = header ? (rows[0] ?? []) : [];
  // R writes no name for the names of its rows.
  const full = header && names.length === width - 1 ? ['', ...names] : names;
  const numbers = kept.slice(header ? 1 : 0).map((index) => index + 1 + cells.skipped);
  const ragged: Ragged[] = [];
  for (const [index, row] of found.entries()) {
    let length = row.length;
    while (length > width && row[length - 1] === '') length--;
    if (length !== width && row.length !== width) ragged.push({ row: index, cells: length });
  }
  const columns: Column[] = [];
  for (const [index, name] of namesOf(full, width).entries()) {
    const told = (read: number) => cellsShare + ((1 - cellsShare) * (index + read / found.length)) / width;
    const column = found.map((row) => row[index] ?? '');
    const read = yield* columnOf(name, column, mark, told);
    const isIndex = index === 0 && full[0] === '' && isDistinct(read);
    columns.push(isIndex ? { ...read, oddity: 'row numbers' } : read);
    yield told(found.length);
  }
  const isNamed = cells.isNamed ?? false;
  const read = { delimiter: cells.delimiter, mark, header, isNamed };
  return {
    columns,
    rows: found.length,
    numbers,
    reading: read,
    above,
    ragged,
    isOpen: cells.isOpen,
    sheet: cells.sheet ?? '',
  };
}

function checkTable(width: number, rows: number, header: boolean, delimiter: Delimiter | null) {
  if (width < 2)
    throw new DataError(
      `${delimiter === null ? 'There is' : 'Read this way, the table has'} only one column. At least two are needed: one to predict, and one to predict it from.`,
      delimiter === null ? null : 'separator',
    );
  if (width > mostColumns)
    throw new DataError(
      `The table has ${whole(width)} columns; the limit is ${whole(mostColumns)}. Remove columns.`,
    );
  if (rows === 0 && header)
    throw new DataError('The table has the names of its columns, but no rows below them.');
  if (rows < leastRows)
    throw new DataError(
      `The table has ${whole(rows)} ${rows === 1 ? 'row' : 'rows'}. Add rows: at least ${leastRows} are needed.`,
    );
  if (rows > mostRows)
    throw new DataError(`The table has ${whole(rows)} rows; the limit is ${whole(mostRows)}. Remove rows.`);
}
