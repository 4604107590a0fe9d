// The work on a visitor's table: it holds the table, tells what is known of it, and makes the experiment's data. It runs in a
// worker of its own, and on the page's thread where the page allows none.
import type { CustomData } from 'loss-playground/engine';
import type { Sliced } from '../../run/sliced.ts';
import { decoded, type Encoding } from '../encoding.ts';
import { type Check, checkOf } from './check.ts';
import { type Choices, firstChoices } from './choices.ts';
import type { ColumnFacts } from './columns.ts';
import { customData, searchPairs } from './custom-data.ts';
import { excelCells, isExcel, textCells } from './formats.ts';
import { type Cells, type Reading, type Table, tableOf } from './read-table.ts';

/** Rows that the preview shows. */
const shownRows = 6;
const longestShown = 60;

/** What is known of a table without its cells. */
export interface TableFacts {
  columns: ColumnFacts[];
  rows: number;
  reading: Table['reading'];
  above: string[];
  raggedRows: number;
  /** Of an unclosed quote: its row, and the lines that became one cell. */
  open: { row: number; lines: number } | null;
  sheet: string;
  /** The first rows, their longest cells cut. */
  first: string[][];
  /** Of a file of text. */
  encoding: Encoding | null;
  choices: Choices;
}

/** What is learned from. */
export interface Made {
  table: CustomData | null;
  pairs: [query: string, document: string][] | null;
}

export type Source = string | Uint8Array;

const cut = (cell: string) => (cell.length > longestShown ? `${cell.slice(0, longestShown)}…` : cell);

/** The quote that opens in the last row and does not close. */
function openQuote({ isOpen, numbers, rows, columns }: Table): TableFacts['open'] {
  if (!isOpen) return null;
  const cells = columns.map(({ cells }) => cells[rows - 1] ?? '');
  return { row: numbers[rows - 1] ?? rows, lines: cells.join('').split('\n').length };
}

function factsOf(table: Table, encoding: Encoding | null): TableFacts {
  const { columns, rows, reading, above, ragged, sheet } = table;
  return {
    columns: columns.map(({ cells, numbers, days, distinct, ...facts }) => facts),
    rows,
    reading,
    above: above.slice(0, 3).map(cut),
    raggedRows: ragged.length,
    open: openQuote(table),
    sheet,
    first: Array.from({ length: Math.min(shownRows, rows) }, (_, row) =>
      columns.map(({ cells }) => cut(cells[row] ?? '')),
    ),
    encoding,
    choices: firstChoices(table),
  };
}

/** Does sliced work, all at once or as the caller cuts it. */
export type Run = <Result>(work: Sliced<Result>) => Promise<Result>;

export class TableWork {
  #table: Table | null = null;
  #source: { text: string; encoding: Encoding | null } | null = null;
  #cells: Cells | null = null;

  /** Takes a text, or the bytes of a file, in place of the table before. */
  async open(run: Run, source: Source, reading: Reading): Promise<TableFacts> {
    this.#table = null;
    this.#cells = null;
    this.#source = null;
    if (typeof source !== 'string' && isExcel(source)) this.#cells = await excelCells(source);
    else this.#source = typeof source === 'string' ? { text: source, encoding: null } : decoded(source);
    return this.read(run, reading);
  }

  /** Reads the text again as the visitor says. */
  async read(run: Run, reading: Reading): Promise<TableFacts> {
    const source = this.#source;
    const cells = this.#cells ?? (await run(textCells(source?.text ?? '', reading)));
    this.#table = await run(tableOf(cells, reading));
    return factsOf(this.#table, source?.encoding ?? null);
  }

  check(choices: Choices): Check {
    return checkOf(this.#known(), choices);
  }

  async make(run: Run, choices: Choices): Promise<Made> {
    const table = this.#known();
    if (choices.goal === 'search') return { table: null, pairs: searchPairs(table, choices) };
    return { table: await run(customData(table, choices)), pairs: null };
  }

  #known(): Table {
    if (!this.#table) throw new Error('No table was read.');
    return this.#table;
  }
}
