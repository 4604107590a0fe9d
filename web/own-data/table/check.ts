// Which rows of a table are used under the visitor's choices, and which cells and rows are wrong.
import type { Choices } from './choices.ts';
import type { Column, ColumnKind } from './columns.ts';
import { isMissing } from './numbers.ts';
import type { Table } from './read-table.ts';

/** A cell that its column cannot have. */
export interface WrongCell {
  /** Number of the row in the file. */
  row: number;
  column: string;
  cell: string;
  kind: ColumnKind;
}

export interface Check {
  /** Rows that are used. */
  rows: number;
  /** Rows that are left out for a missing value, for a cell that is wrong, and for their length. */
  left: { missing: number; wrong: number; ragged: number };
  /** The first cells that are wrong, and how many there are in how many rows. */
  wrong: WrongCell[];
  wrongCells: number;
  wrongRows: number;
  ragged: { row: number; cells: number }[];
  raggedRows: number;
}

/** As many problems are listed. */
export const mostListed = 10;

/** The numbers of a column that is used as numbers or dates. */
export const valuesOf = ({ numbers, days }: Column, kind: ColumnKind): Float64Array | null =>
  kind === 'number' ? numbers : kind === 'date' ? days : null;

/** A column that is used, and how. */
export interface Used {
  column: Column;
  kind: ColumnKind;
  /** A row without its value is left out. */
  drops: boolean;
}

/** The columns that are used: inputs, the target and the weights. */
export function usedColumns({ columns }: Table, choices: Choices): Used[] {
  return columns.flatMap((column, index): Used[] => {
    const choice = choices.columns[index];
    if (!choice) return [];
    const isTarget = index === choices.target;
    const isWeight = index === choices.weights;
    if (!isTarget && !isWeight && !choice.isInput) return [];
    // A number that is a class, or a text, has no cell that is wrong.
    const asNumber = isWeight || (isTarget ? choices.goal === 'regression' && choice.kind !== 'date' : false);
    const kind = asNumber ? 'number' : isTarget && choices.goal !== 'regression' ? 'class' : choice.kind;
    return [{ column, kind, drops: isTarget || isWeight || choice.filling === 'drop' }];
  });
}

/** Whether some of its cells are there and are none that it can have. */
const hasWrong = ({ column, kind }: Used) => kind === 'number' && column.noNumbers > 0;

/** Whether a cell is there and is none that its column can have. */
function isWrong({ column, kind }: Used, row: number): boolean {
  const values = valuesOf(column, kind);
  return values !== null && Number.isNaN(values[row]) && !isMissing(column.cells[row] ?? '');
}

/** Marks the rows that are left out: 1 for a missing value, 2 for a cell that is wrong, 3 for their length. */
export function leftOut(table: Table, choices: Choices): Uint8Array {
  const left = new Uint8Array(table.rows);
  for (const used of usedColumns(table, choices)) {
    const { cells, missing } = used.column;
    const dropsWrong = hasWrong(used) && (choices.wrong === 'drop' || used.drops);
    if (!dropsWrong && (missing === 0 || !used.drops)) continue;
    for (let row = 0; row < table.rows; row++) {
      if (used.drops && isMissing(cells[row] ?? '')) left[row] ||= 1;
      else if (dropsWrong && isWrong(used, row)) left[row] = 2;
    }
  }
  if (choices.ragged === 'drop') for (const { row } of table.ragged) left[row] = 3;
  return left;
}

export function checkOf(table: Table, choices: Choices): Check {
  const left = leftOut(table, choices);
  const wrong: WrongCell[] = [];
  const wrongRows = new Set<number>();
  let wrongCells = 0;
  for (const used of usedColumns(table, choices)) {
    if (!hasWrong(used)) continue;
    for (let row = 0; row < table.rows; row++) {
      if (!isWrong(used, row)) continue;
      wrongCells++;
      wrongRows.add(row);
      wrong.push({
        row: table.numbers[row] ?? row + 1,
        column: used.column.name,
        cell: used.column.cells[row] ?? '',
        kind: used.kind,
      });
    }
  }
  const count = (reason: number) => left.reduce((sum, each) => sum + Number(each === reason), 0);
  return {
    rows: count(0),
    left: { missing: count(1), wrong: count(2), ragged: count(3) },
    wrong: wrong.sort((a, b) => a.row - b.row).slice(0, mostListed),
    wrongCells,
    wrongRows: wrongRows.size,
    ragged: table.ragged
      .slice(0, mostListed)
      .map(({ row, cells }) => ({ row: table.numbers[row] ?? row + 1, cells })),
    raggedRows: table.ragged.length,
  };
}
