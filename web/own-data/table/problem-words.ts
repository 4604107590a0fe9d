// What is wrong with a table, in one message: each problem by row and column, the first ten and a count.
import { plural, whole } from '../../charts/format.ts';
import type { Check, WrongCell } from './check.ts';
import type { Choices } from './choices.ts';
import { mostDistinct, mostNumber } from './columns.ts';

const shown = (cell: string) => `“${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}”`;

const tooLarge = (cell: string) => Math.abs(Number(cell)) > mostNumber;

/** A column without a name is named by its number. */
const columnWords = (name: string) => (/^column \d+$/.test(name) ? name : `column ${name}`);

const place = ({ row, column, cell, kind }: WrongCell) =>
  `row ${whole(row)}, ${columnWords(column)}: ${shown(cell)} is ${tooLarge(cell) ? 'too large' : `not a ${kind}`}`;

const counted = (count: number, noun: string) => `${whole(count)} ${count === 1 ? noun : plural(noun)}`;

/** How many different cells a column has, as far as they are counted. */
export const distinctWords = (count: number): string =>
  count > mostDistinct ? `more than ${whole(mostDistinct)}` : whole(count);

export interface Problem {
  /** What is wrong, before the list of places. */
  title: string;
  places: string[];
  /** Places that are not listed. */
  more: number;
  /** Which choice decides it. */
  repair: 'wrong' | 'ragged';
  /** Rows that have the problem. */
  rows: number;
}

/** Problems that the visitor has not decided yet. */
export function openProblems(check: Check, choices: Choices, width: number): Problem[] {
  const problems: Problem[] = [];
  if (check.wrongCells > 0 && choices.wrong === null)
    problems.push({
      title: `${counted(check.wrongCells, 'cell')} of columns that are used ${check.wrongCells === 1 ? 'is no number' : 'are no numbers'} that can be used:`,
      places: check.wrong.map(place),
      more: check.wrongCells - check.wrong.length,
      repair: 'wrong',
      rows: check.wrongRows,
    });
  if (check.raggedRows > 0 && choices.ragged === null)
    problems.push({
      title: `${counted(check.raggedRows, 'row')} ${check.raggedRows === 1 ? 'does' : 'do'} not have ${whole(width)} cells:`,
      places: check.ragged.map(({ row, cells }) => `row ${whole(row)}: ${counted(cells, 'cell')}`),
      more: check.raggedRows - check.ragged.length,
      repair: 'ragged',
      rows: check.raggedRows,
    });
  return problems;
}

/** The problem as a text. */
export const problemText = ({ title, places, more }: Problem): string =>
  `${title} ${places.join('; ')}${more > 0 ? `; and ${whole(more)} more` : ''}.`;

/** The words of the button that leaves the rows out. */
export const dropWords = ({ rows }: Problem): string =>
  rows === 1 ? 'Drop this row' : `Drop the ${counted(rows, 'row')}`;
