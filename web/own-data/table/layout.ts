// How a text is laid out as a table: what stands before it, and what separates its cells.
import { type Delimiter, firstRows } from './rows.ts';

export interface Layout {
  delimiter: Delimiter;
  /** Lines before the table that are no rows of it. */
  skipped: number;
  /** The first words of these lines. */
  above: string[];
}

/** Rows that show what separates cells. */
const rowsSearched = 400;
/** Characters of the text that are searched. */
const mostSearched = 400_000;
/** The share of rows with the same number of cells from which on a separator is taken for one. */
const mostRows = 0.9;
/** In the order of preference: where two separate alike, a comma or a space is within cells. */
const candidates: readonly Delimiter[] = ['\t', ';', '|', ',', ' '];
const commentMarks = /^\s*(?:#|%|\/\/)/;

interface Fit {
  delimiter: Delimiter;
  /** Share of the rows that have the most frequent number of cells. */
  share: number;
  cells: number;
  /** Whether the first row has as many cells, or one less of several, as R writes it. */
  fromStart: boolean;
}

function fitOf(text: string, delimiter: Delimiter): Fit {
  const rows = firstRows(text, delimiter, rowsSearched).filter((row) => row.some((cell) => cell.trim()));
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [cells, most] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0]);
  const first = rows[0]?.length ?? 0;
  const isShorter = first === cells - 1 && first > 1;
  const compared = rows.length - Number(isShorter);
  return { delimiter, cells, fromStart: first === cells || isShorter, share: most / Math.max(1, compared) };
}

/** What separates cells: the candidate that cuts nearly all rows into as many; else the one that cuts most alike. */
function bestDelimiter(text: string): Delimiter {
  const fits = candidates.map((delimiter) => fitOf(text, delimiter)).filter(({ cells }) => cells > 1);
  const good = fits.filter(({ share }) => share >= mostRows);
  const best = good.find(({ fromStart }) => fromStart) ?? good[0];
  if (best) return best.delimiter;
  // A space separates words of a text much more often than cells: only where it cuts all rows alike.
  const others = fits.filter(({ delimiter }) => delimiter !== ' ');
  return (
    others.reduce<Fit | null>((most, fit) => (most && most.share >= fit.share ? most : fit), null)
      ?.delimiter ?? ','
  );
}

/** The lines of a comment between slashes and stars at the start. */
function blockComment(lines: readonly string[]): number {
  if (!lines[0]?.startsWith('/*')) return 0;
  return lines.findIndex((line) => line.includes('*/')) + 1;
}

/** Lines before a table: `sep=;`, comments, empty ones, and a title of one cell. */
export function layoutOf(text: string, given?: Delimiter): Layout {
  const lines = text.slice(0, mostSearched).split('\n');
  let skipped = blockComment(lines);
  let named: Delimiter | undefined;
  const above: string[] = [];
  for (; skipped < lines.length - 1; skipped++) {
    const line = (lines[skipped] ?? '').trim();
    const sign = /^"?sep=(.)"?$/i.exec(lines[skipped] ?? '')?.[1];
    if (sign && skipped === 0 && candidates.includes(sign as Delimiter)) named = sign as Delimiter;
    else if (line !== '' && !commentMarks.test(line)) break;
    else if (line !== '') above.push(line);
  }
  const rest = () => lines.slice(skipped).join('\n');
  const delimiter = given ?? named ?? bestDelimiter(rest());
  const title = titleLines(rest(), delimiter);
  if (title > 0)
    above.push(
      ...lines
        .slice(skipped, skipped + title)
        .map((line) => line.trim())
        .filter(Boolean),
    );
  return { delimiter, skipped: skipped + title, above };
}

/** The lines of a title above a table: one cell, above rows that have several. */
function titleLines(text: string, delimiter: Delimiter): number {
  const rows = firstRows(text, delimiter, 6);
  // A space separates the words of a title, too.
  if (delimiter === ' ') return 0;
  const filled = rows.map((row) => row.filter((cell) => cell.trim() !== '').length);
  // In a table of two columns, one name may be left out.
  const isTitleRow = (at: number) =>
    (filled[at] ?? 2) <= 1 && (rows[at]?.length !== 2 || rows.at(-1)?.length !== 2);
  let title = 0;
  while (title < 3 && isTitleRow(title)) title++;
  const [first = 0, second = 0] = filled.slice(title);
  const isTitle = title > 0 && first > 1 && second > 1;
  return isTitle && !rows.slice(0, title).some((row) => row.join('').includes('\n')) ? title : 0;
}
