// The rows of a text. Papa Parse reads them; a large text in pieces, so that progress is shown and the work can be canceled.
import Papa from 'papaparse';
import type { Sliced } from '../../run/sliced.ts';

export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

/** Rows that are read at a time. */
const rowsAtOnce = 5000;

interface Piece {
  data: string[][];
  errors: { type: string }[];
  meta: { cursor: number };
}

/** Reads up to `preview` rows; `meta.cursor` is where the next one begins. */
function piece(text: string, delimiter: string, preview: number, quotes = true): Piece {
  const quoteChar = quotes ? '"' : '\0';
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar, preview, fastMode: false } as never);
  return parser.parse(text, 0, false) as Piece;
}

/** Runs of spaces outside quotes as one space each, none at the ends of lines. */
const singleSpaces = (text: string) =>
  text.replace(/("(?:[^"]|"")*")|[^\S\n]+/g, (_, quoted?: string) => quoted ?? ' ').replace(/^ | $/gm, '');

/** A text of one kind of line break; with runs of spaces as one, where these separate cells. */
const prepared = (text: string, delimiter: Delimiter): string =>
  delimiter === ' ' ? singleSpaces(text) : text;

/** The first rows. */
export const firstRows = (text: string, delimiter: Delimiter, most: number): string[][] =>
  piece(prepared(text, delimiter), delimiter, most).data;

export interface Rows {
  rows: string[][];
  /** Whether the last row has quotes that open and do not close. */
  isOpen: boolean;
}

/** All rows, with the number of cells so far told to `check`, which throws where there are too many. */
export function* allRows(
  given: string,
  delimiter: Delimiter,
  quotes: boolean,
  check: (rows: number, cells: number) => void,
): Sliced<Rows> {
  const text = prepared(given, delimiter);
  const rows: string[][] = [];
  let cells = 0;
  let isOpen = false;
  for (let at = 0; at < text.length; ) {
    const found = piece(at === 0 ? text : text.slice(at), delimiter, rowsAtOnce, quotes);
    for (const row of found.data) {
      rows.push(row);
      cells += row.length;
    }
    check(rows.length, cells);
    isOpen = found.errors.some(({ type }) => type === 'Quotes');
    if (found.data.length < rowsAtOnce || found.meta.cursor <= 0) break;
    at += found.meta.cursor;
    yield at / text.length;
  }
  return { rows, isOpen };
}
