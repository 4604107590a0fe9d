// Whether the first row of a table has the names of its columns.
import { type DecimalMark, isMissing, numberIn } from './numbers.ts';

/** Rows that the first one is compared with. */
const rowsSearched = 300;

/** Whole numbers that rise by the same step, as years or column numbers do. */
function isSequence(cells: readonly number[]): boolean {
  const step = (cells[1] ?? 0) - (cells[0] ?? 0);
  return (
    cells.length > 1 &&
    step > 0 &&
    cells.every(
      (value, index) => Number.isInteger(value) && (index === 0 || value - (cells[index - 1] ?? 0) === step),
    )
  );
}

/** What one column says for a header (above 0) or against it (below). */
function evidence(first: string, below: readonly string[], mark: DecimalMark): number {
  const values = below.filter((cell) => !isMissing(cell));
  if (isMissing(first) || values.length === 0) return 0;
  const numbers = values.filter((cell) => !Number.isNaN(numberIn(cell, mark))).length;
  const isNumber = !Number.isNaN(numberIn(first, mark));
  if (numbers > 0.5 * values.length) return isNumber ? -1 : 4;
  if (isNumber) return 1;
  if (values.includes(first)) return -3;
  return new Set(values).size < 0.5 * values.length ? 2 : 0;
}

/** Compares the first row with the rest. Numbers may be names too: years, or 0, 1, 2 as pandas writes them. */
export function hasHeader(rows: readonly string[][], mark: DecimalMark): boolean {
  const [first = [], ...rest] = rows.slice(0, rowsSearched);
  const isName = (cell: string) => cell !== '' && Number.isNaN(numberIn(cell, mark));
  if (rest.length === 0) return first.every(isName);
  // The names of an R table are one less than its cells.
  const shift = rest.every((row) => row.length === first.length + 1) ? 1 : 0;
  if (shift > 0) return true;
  let sum = 0;
  for (const [column, cell] of first.entries())
    sum += evidence(
      cell,
      rest.map((row) => row[column] ?? ''),
      mark,
    );
  const numbers = (row: readonly string[]) =>
    row.map((cell) => numberIn(cell, mark)).filter((value) => !Number.isNaN(value));
  const named = numbers(first);
  const isNamed =
    named.length > 1 && isSequence(named) && !rest.slice(0, 5).some((row) => isSequence(numbers(row)));
  if (isNamed) sum += named.length + 2;
  const isAllNames = first.every(isName) && new Set(first).size === first.length;
  // Nothing but texts: names, unless one occurs below.
  return sum > 0 || (sum === 0 && isAllNames);
}
