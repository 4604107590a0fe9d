// A table that a visitor brings: parsed, checked, and turned into what the task `custom` takes.
import { dsvFormat } from 'd3-dsv';
import type { CustomData } from 'loss-playground/engine';
import { DataError } from './text.ts';

export interface Column {
  name: string;
  /** Numbers, or null for a column of texts. */
  numbers: Float64Array | null;
  texts: string[];
  /** Different texts, in order. */
  distinct: string[];
}

export interface Table {
  columns: Column[];
  rows: number;
}

export type TargetKind = 'classification' | 'regression';

/** Share of a column's cells that must be numbers for the rest to be taken as mistakes. */
const mostlyNumbers = 0.8;
/** Different texts of an input column that are still turned into a 0 or 1 each. */
export const mostTexts = 12;
/** Different numbers of a target that may still be classes. */
const mostClasses = 20;
const leastRows = 4;
const mostCells = 2_000_000;

const isNumber = (text: string) => text !== '' && Number.isFinite(Number(text));

/** The sign between cells: the one that the first line has most of. */
function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (sign: string) => line.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** A first row of texts above columns that hold numbers, or of texts that occur nowhere below, names the columns. */
function hasHeader(rows: string[][]): boolean {
  const [first = [], ...rest] = rows;
  if (first.some(isNumber)) return false;
  return first.some(
    (cell, column) =>
      rest.some((row) => isNumber(row[column] ?? '')) || !rest.some((row) => row[column] === cell),
  );
}

function columnOf(name: string, texts: string[], firstRow: number): Column {
  const empty = texts.indexOf('');
  if (empty >= 0)
    throw new DataError(
      `Row ${empty + firstRow}, column ${name}: the cell is empty. Fill it, or leave the row out.`,
    );
  const numeric = texts.filter(isNumber).length;
  const distinct = [...new Set(texts)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (numeric === texts.length) return { name, numbers: Float64Array.from(texts, Number), texts, distinct };
  if (numeric < mostlyNumbers * texts.length) return { name, numbers: null, texts, distinct };
  const wrong = texts.findIndex((text) => !isNumber(text));
  throw new DataError(
    `Row ${wrong + firstRow}, column ${name}: “${texts[wrong]}” is not a number, as the other cells of the column are.`,
  );
}

/** Reads text with commas, semicolons or tabs between its cells, with or without a row of names. */
export function readTable(text: string): Table {
  const rows = dsvFormat(delimiterOf(text))
    .parseRows(text.replace(/^\uFEFF/, ''))
    .map((row) => row.map((cell) => cell.trim()))
    .filter((row) => row.some((cell) => cell !== ''));
  const width = rows[0]?.length ?? 0;
  const header = rows.length > 1 && hasHeader(rows);
  const names = header
    ? (rows[0] ?? []).map((name, index) => name || `column ${index + 1}`)
    : Array.from({ length: width }, (_, index) => `column ${index + 1}`);
  const body = header ? rows.slice(1) : rows;
  const firstRow = header ? 2 : 1;
  if (width < 2)
    throw new DataError('The table needs at least two columns: one to predict from, one to predict.');
  if (body.length < leastRows)
    throw new DataError(`The table has ${body.length} rows; at least ${leastRows} are needed.`);
  if (width * body.length > mostCells)
    throw new DataError(
      `The table has ${width * body.length} cells; up to ${mostCells} can be trained on here.`,
    );
  const ragged = body.findIndex((row) => row.length !== width);
  if (ragged >= 0)
    throw new DataError(
      `Row ${ragged + firstRow} has ${body[ragged]?.length} cells; the first row has ${width}.`,
    );
  return {
    rows: body.length,
    columns: names.map((name, index) =>
      columnOf(
        name,
        body.map((row) => row[index] ?? ''),
        firstRow,
      ),
    ),
  };
}

/** What a column can be as a target: texts are classes, numbers are numbers, and a few whole numbers may be either. */
export function targetKinds({ numbers, distinct }: Column): TargetKind[] {
  if (!numbers) return ['classification'];
  const few = distinct.length <= mostClasses && numbers.every(Number.isInteger);
  return few
    ? distinct.length <= 2
      ? ['classification', 'regression']
      : ['regression', 'classification']
    : ['regression'];
}

/** Whether a column can be predicted from. */
export const canBeInput = ({ numbers, distinct }: Column): boolean =>
  numbers !== null || distinct.length <= mostTexts;

/** The columns as numbers: texts become a 0 or 1 for each of their values. */
function inputColumns(columns: Column[]): ArrayLike<number>[] {
  return columns.flatMap(({ name, numbers, texts, distinct }): ArrayLike<number>[] => {
    if (numbers) return [numbers];
    if (distinct.length > mostTexts)
      throw new DataError(
        `Column ${name} has ${distinct.length} different texts; up to ${mostTexts} can be predicted from.`,
      );
    return distinct.map((value) => texts.map((text) => (text === value ? 1 : 0)));
  });
}

/** The unit that a name gives in parentheses at its end: "lot size (ft²)". */
function unitIn({ name }: Column): { unit?: string } {
  const unit = /\(([^()]+)\)$/.exec(name)?.[1];
  return unit ? { unit } : {};
}

/** The table as the task `custom` takes it. */
export function customData(table: Table, target: Column, inputs: Column[], kind: TargetKind): CustomData {
  const columns = inputColumns(inputs);
  if (columns.length === 0) throw new DataError('Choose at least one column to predict from.');
  if (kind === 'classification' && target.distinct.length < 2)
    throw new DataError(`Column ${target.name} holds one value only; there is nothing to tell apart.`);
  const data = new Float64Array(table.rows * columns.length);
  columns.forEach((column, index) => {
    for (let row = 0; row < table.rows; row++) data[row * columns.length + index] = column[row] ?? 0;
  });
  const targets =
    kind === 'classification'
      ? target.texts.map((text) => target.distinct.indexOf(text))
      : Array.from(target.numbers ?? []);
  return {
    kind,
    inputs: { shape: [table.rows, columns.length], data: Array.from(data) },
    targets: { shape: [table.rows], data: targets },
    ...(kind === 'classification' ? { classes: target.distinct } : unitIn(target)),
  };
}
