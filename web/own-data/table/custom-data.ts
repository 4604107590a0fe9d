// A table as the parameters of the task `custom`, under the visitor's choices.
import type { CustomData } from 'loss-playground/engine';
import { whole } from '../../charts/format.ts';
import type { Sliced } from '../../run/sliced.ts';
import { DataError } from '../data-error.ts';
import { checkOf, leftOut, valuesOf } from './check.ts';
import type { Choices, ColumnChoice, Filling } from './choices.ts';
import { type Column, mostInputClasses } from './columns.ts';
import { isMissing } from './numbers.ts';
import { distinctWords, openProblems, problemText } from './problem-words.ts';
import { leastRows, mostCells, mostColumns, type Table } from './read-table.ts';
import { mostWords, wordColumns } from './words.ts';

/** A column of the inputs, with a value for each row that is used. */
interface Input {
  name: string;
  values: ArrayLike<number>;
}

const rowsAtOnce = 2000;
const longestName = 200;

const shortName = (name: string) => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name);

/** The value in place of one that is missing; 0 where such rows are left out. */
function filled(values: Float64Array, filling: Filling): number {
  if (filling === 'drop') return 0;
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return 0;
  if (filling === 'mean') return known.reduce((sum, value) => sum + value / known.length, 0);
  const middle = known.length >> 1;
  return known.length % 2 === 1
    ? (known[middle] ?? 0)
    : ((known[middle - 1] ?? 0) + (known[middle] ?? 0)) / 2;
}

function numberInput({ name }: Column, all: Float64Array, rows: readonly number[], filling: Filling): Input {
  const values = new Float64Array(rows.length);
  for (const [place, row] of rows.entries()) values[place] = all[row] ?? Number.NaN;
  const instead = filled(values, filling);
  for (const [place, value] of values.entries()) if (Number.isNaN(value)) values[place] = instead;
  return { name, values };
}

/** A 0 or 1 for each class (one-hot), and for a value that is missing where it is a class of its own. */
function classInputs(
  { name, distinct, distinctCount }: Column,
  cells: readonly string[],
  filling: Filling,
): Input[] {
  if (distinctCount > mostInputClasses)
    throw new DataError(
      `Column ${name} has ${distinctWords(distinctCount)} different texts; as an input it can have up to ${mostInputClasses}. Leave this column out, or use it as text.`,
    );
  const one = (title: string, is: (cell: string) => boolean): Input => ({
    name: `${name}: ${title}`,
    values: Uint8Array.from(cells, (cell) => Number(is(cell))),
  });
  const classes = distinct.map((text) => one(text, (cell) => cell === text));
  const hasMissing = filling === 'category' && cells.some(isMissing);
  return hasMissing ? [...classes, one('missing', isMissing)] : classes;
}

function* inputsOf(table: Table, choices: Choices, rows: readonly number[]): Sliced<Input[]> {
  const used = table.columns.flatMap((column, index): [Column, ColumnChoice][] => {
    const choice = choices.columns[index];
    const isInput = choice?.isInput && index !== choices.target && index !== choices.weights;
    return isInput ? [[column, choice]] : [];
  });
  const inputs: Input[] = [];
  for (const [index, [column, { kind, filling }]] of used.entries()) {
    yield (0.8 * index) / used.length;
    const values = valuesOf(column, kind);
    const cells = () => rows.map((row) => column.cells[row] ?? '');
    if (values) inputs.push(numberInput(column, values, rows, filling));
    else if (kind === 'class') inputs.push(...classInputs(column, cells(), filling));
    else {
      const { names, columns } = yield* wordColumns(cells(), choices.features);
      if (names.length === 0)
        throw new DataError(`Column ${column.name} has no word that comes in two rows. Leave it out.`);
      inputs.push(
        ...names.map((name, at) => ({ name: `${column.name}: ${name}`, values: columns[at] ?? [] })),
      );
    }
  }
  return inputs;
}

function checkInputs(inputs: readonly Input[], rows: number) {
  if (inputs.length === 0) throw new DataError('Choose at least one column to predict from.');
  const most = mostColumns + 2 * mostWords;
  if (inputs.length > most)
    throw new DataError(
      `The inputs are ${whole(inputs.length)} numbers a row, with one for each class and word; the limit is ${whole(most)}. Leave columns out.`,
    );
  if (inputs.length * rows > mostCells)
    throw new DataError(
      `The inputs are ${whole(inputs.length * rows)} numbers, with one for each class and word; the limit is ${whole(mostCells)}. Leave columns out.`,
    );
}

/** The name of a column without the unit in parentheses at its end, and that unit: "lot size (ft²)". */
export function quantityIn({ name, sign }: Column): { quantity: string; unit?: string } {
  const [, words = '', inside] = /^(.*?)\s*\(([^()]+)\)$/.exec(name) ?? [];
  const unit = inside ?? (sign || undefined);
  return { quantity: words || name, ...(unit ? { unit } : {}) };
}

function targetsOf(column: Column, { goal, columns, target }: Choices, rows: readonly number[]) {
  const numbers = valuesOf(column, columns[target]?.kind === 'date' ? 'date' : 'number');
  if (goal === 'regression') {
    const data = rows.map((row) => numbers?.[row] ?? Number.NaN);
    if (data.some(Number.isNaN))
      throw new DataError(
        `Column ${column.name} has cells that are no numbers. Predict it as a class, or choose another column.`,
      );
    if (data.every((value) => value === data[0]))
      throw new DataError(
        `Column ${column.name} has only one value, so there is nothing to predict. Choose another column.`,
      );
    return { data, ...quantityIn(column) };
  }
  const present = new Set(rows.map((row) => column.cells[row] ?? ''));
  const classes = column.distinct.filter((text) => present.has(text));
  if (column.distinct.length === 0)
    throw new DataError(
      `Column ${column.name} has ${distinctWords(column.distinctCount)} different values; the limit is 1,000 classes. Choose another column.`,
    );
  if (classes.length < 2)
    throw new DataError(
      `Column ${column.name} has only one value, so there is nothing to predict. Choose another column.`,
    );
  const places = new Map(classes.map((text, index) => [text, index]));
  return {
    data: rows.map((row) => places.get(column.cells[row] ?? '') ?? 0),
    quantity: quantityIn(column).quantity,
    classes: classes.map(shortName),
  };
}

function weightsOf(
  { columns }: Table,
  { weights }: Choices,
  rows: readonly number[],
): Pick<CustomData, 'weights'> {
  const column = weights === null ? undefined : columns[weights];
  if (!column) return {};
  const data = rows.map((row) => column.numbers?.[row] ?? 0);
  const wrong = data.findIndex((weight) => weight < 0);
  if (wrong >= 0)
    throw new DataError(
      `Column ${column.name} has the weight ${data[wrong]}; weights are 0 or more. Choose another column of weights.`,
    );
  if (data.every((weight) => weight === 0))
    throw new DataError(`All weights in column ${column.name} are 0. Choose another column of weights.`);
  return { weights: { shape: [rows.length], data } };
}

/** The rows that are used; refuses a table with problems that are not decided. */
export function usedRows(table: Table, choices: Choices): number[] {
  const problems = openProblems(checkOf(table, choices), choices, table.columns.length);
  if (problems.length > 0) throw new DataError(problems.map(problemText).join(' '));
  const left = leftOut(table, choices);
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter((row) => left[row] === 0);
  if (rows.length < leastRows)
    throw new DataError(
      `Only ${rows.length} ${rows.length === 1 ? 'row is' : 'rows are'} left without missing values; at least ${leastRows} are needed. Fill them in, or leave a column out.`,
    );
  return rows;
}

/** The table as parameters of the task `custom`. */
export function* customData(table: Table, choices: Choices): Sliced<CustomData> {
  const target = table.columns[choices.target];
  if (!target) throw new DataError('Choose a column to predict.');
  const rows = usedRows(table, choices);
  const { data: targets, ...facts } = targetsOf(target, choices, rows);
  const inputs = yield* inputsOf(table, choices, rows);
  checkInputs(inputs, rows.length);
  const data = new Float64Array(rows.length * inputs.length);
  for (let row = 0, place = 0; row < rows.length; row++) {
    for (const { values } of inputs) data[place++] = values[row] ?? 0;
    if (row % rowsAtOnce === rowsAtOnce - 1) yield 0.8 + (0.2 * row) / rows.length;
  }
  return {
    kind: choices.goal === 'search' ? 'classification' : choices.goal,
    inputs: { shape: [rows.length, inputs.length], data },
    targets: { shape: [rows.length], data: targets },
    columns: inputs.map(({ name }) => shortName(name)),
    ...weightsOf(table, choices, rows),
    ...facts,
  };
}

/** The pairs of a search: each row's texts, and the text that it is to find. */
export function searchPairs(table: Table, choices: Choices): [query: string, document: string][] {
  const document = table.columns[choices.target];
  const query = table.columns.find((_, index) => choices.columns[index]?.isInput && index !== choices.target);
  if (!document || !query) throw new DataError('Choose a column of texts to search with.');
  return usedRows(table, choices).map((row) => [query.cells[row] ?? '', document.cells[row] ?? '']);
}
