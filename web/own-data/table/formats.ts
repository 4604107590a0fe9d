// Files that are no plain text with rows: records of JSON, Weka's ARFF, Excel workbooks. A reader of workbooks is loaded only
// when one comes.
import type { Sliced } from '../../run/sliced.ts';
import { DataError } from '../data-error.ts';
import { type Cells, cellsOf, mostCells, mostRows, type Reading } from './read-table.ts';

const plainCells = (rows: string[][], more: Partial<Cells> = {}): Cells => ({
  rows,
  delimiter: null,
  skipped: 0,
  above: [],
  isOpen: false,
  ...more,
});

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : value instanceof Date
      ? value.toISOString().replace(/T00:00:00\.000Z$/, '')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);

type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list for each column, or as pandas writes it, an object from row to value. */
function byColumns(value: Json): string[][] | null {
  const columns = Object.values(value).map((column) => (isRecord(column) ? Object.values(column) : column));
  const [first] = columns;
  if (!Array.isArray(first) || columns.length < 2) return null;
  if (!columns.every((column) => Array.isArray(column) && column.length === first.length)) return null;
  if (first.some((cell) => typeof cell === 'object' && cell !== null)) return null;
  const cells = columns as unknown[][];
  return [Object.keys(value), ...first.map((_, row) => cells.map((column) => textOf(column[row])))];
}

/** The list of records in a JSON value: itself, or the first list in it. */
function recordsIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? (Object.values(value).find(Array.isArray) ?? null) : null;
}

/** A JSON value, or one a line; undefined for a text that is neither. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const shape = 'It should look like [{"height": 1.5, "kind": "cat"}, …].';

/** The cells of a list of records, of a list of lists, or of a list for each column; null for a text that is no JSON. */
export function jsonCells(text: string): Cells | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const value = jsonIn(text);
  if (value === undefined) {
    if (/^\s*(?:\[\s*[[{]|\{\s*")/.test(text))
      throw new DataError('The JSON file cannot be read: it ends early, or has a mistake.');
    return null;
  }
  const columns = isRecord(value) && byColumns(value);
  if (columns) return plainCells(columns, { isNamed: true });
  const records = recordsIn(value);
  if (!records || records.length === 0) throw new DataError(`The JSON file has no list of records. ${shape}`);
  if (records.length > mostRows + 1 || records.length * Object.keys(records[0] ?? {}).length > mostCells)
    throw new DataError('The JSON file has more records than a table can have. Remove some.');
  if (records.every(Array.isArray)) return plainCells(records.map((row) => (row as unknown[]).map(textOf)));
  if (!records.some(isRecord))
    throw new DataError(`The JSON file has a list of values, not of records. ${shape}`);
  const wrong = records.findIndex((record) => !isRecord(record));
  if (wrong >= 0)
    throw new DataError(`Record ${wrong + 1} of the JSON file is no object like the others. Remove it.`);
  const names = [...new Set((records as Json[]).flatMap((record) => Object.keys(record)))];
  const rows = (records as Json[]).map((record) => names.map((name) => textOf(record[name])));
  return plainCells([names, ...rows], { isNamed: true });
}

/** The cells of an ARFF file; null for other texts. */
export function* arffCells(text: string): Sliced<Cells | null> {
  const at = /^\s*@data[^\n]*\n/im.exec(text);
  if (!/^\s*@relation\b/im.test(text.slice(0, 20_000)) || !at) return null;
  const head = text.slice(0, at.index);
  const names = [...head.matchAll(/^\s*@attribute\s+(?:'([^']*)'|"([^"]*)"|(\S+))/gim)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
  const body = text
    .slice(at.index + at[0].length)
    .replace(/^\s*%.*$/gm, '')
    .replace(/(^|,)\s*'((?:[^'\\]|\\.)*)'/gm, '$1"$2"');
  const cells = yield* cellsOf(body, { delimiter: ',' });
  const above = head.split('\n').length - 1;
  return {
    ...cells,
    delimiter: null,
    rows: [names, ...cells.rows],
    skipped: above,
    above: [],
    isNamed: true,
  };
}

const cellsIn = (rows: readonly (readonly unknown[])[]) =>
  rows.reduce((sum, row) => sum + row.filter((cell) => cell !== null).length, 0);

/** The reader of workbooks, which is a file of its own. */
async function excelReader() {
  try {
    return await import('read-excel-file/universal');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DataError(
      'What reads Excel files could not be loaded. Check the connection and open the file again.',
    );
  }
}

/** The cells of a workbook's largest sheet. */
export async function excelCells(bytes: Uint8Array): Promise<Cells> {
  const { default: readSheets } = await excelReader();
  try {
    const sheets = await readSheets(bytes.slice().buffer);
    const [first, ...others] = sheets;
    if (!first) throw new DataError('The Excel file has no sheet.');
    const largest = others.reduce(
      (best, sheet) => (cellsIn(sheet.data) > cellsIn(best.data) ? sheet : best),
      first,
    );
    const rows = largest.data.map((row) => row.map(textOf));
    return plainCells(rows, others.length > 0 ? { sheet: largest.sheet } : {});
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(
      `The Excel file could not be read (${error instanceof Error ? error.message : error}). Save it as CSV and open that.`,
    );
  }
}

/** A workbook is a zip file. */
export const isExcel = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Characters that show whether a file is a text. */
const mostSearched = 4096;
const noText = /(?!\s)\p{Cc}/gu;

/** Refuses a picture and other files that are no text. */
function checkText(text: string) {
  const start = text.slice(0, mostSearched);
  if ((start.match(noText)?.length ?? 0) > 0.02 * start.length)
    throw new DataError('The file is no table. Open a CSV, JSON, ARFF or Excel file.');
}

/** The cells of a text of any kind. */
export function* textCells(given: string, reading: Reading): Sliced<Cells> {
  checkText(given);
  const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  return jsonCells(text) ?? (yield* arffCells(text)) ?? (yield* cellsOf(text, reading));
}
