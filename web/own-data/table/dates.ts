// Dates as files have them, as days since 1970.

const day = 86_400_000;
const names = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const byParts = (year: number, month: number, date: number, rest = 0): number => {
  const time = Date.UTC(year, month - 1, date);
  const back = new Date(time);
  // The 30th of February is no date.
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === date ? time / day + rest : Number.NaN;
};

const century = (year: string) =>
  year.length > 2 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);

/** 2024-03-01, also with a time; 2024/03/01; 20 Mar 2024 and Mar 20 2024. Of others a whole column shows the order. */
function fixed(cell: string): number {
  const iso =
    /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      cell,
    );
  if (iso) {
    const [, year, month, date = '1', hour = '0', minute = '0', second = '0'] = iso;
    const rest = (Number(hour) + (Number(minute) + Number(second) / 60) / 60) / 24;
    return byParts(Number(year), Number(month), Number(date), rest);
  }
  const named = /^(?:(\d{1,2})[\s-])?([A-Za-z]{3})[a-z]*\.?[\s-](?:(\d{1,2}),?[\s-])?(\d{4}|\d{2})$/.exec(
    cell,
  );
  if (!named) return Number.NaN;
  const [, before, name = '', after, year = ''] = named;
  const month = names.indexOf(name.toLowerCase()) + 1;
  return month === 0 ? Number.NaN : byParts(century(year), month, Number(before ?? after ?? 1));
}

const sorted = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?$/;

export type DateOrder = 'month first' | 'day first';

/** The order in which a column has day and month: a number above 12 is a day. */
export function dateOrder(cells: readonly string[]): DateOrder {
  for (const cell of cells) {
    const [, first = '0', second = '0'] = sorted.exec(cell) ?? [];
    if (Number(first) > 12) return 'day first';
    if (Number(second) > 12) return 'month first';
  }
  return cells.some((cell) => /^\d{1,2}\.\d/.test(cell)) ? 'day first' : 'month first';
}

/** The day that a cell names, in days since 1970; NaN if it names none. */
export function dayIn(cell: string, order: DateOrder): number {
  if (cell.length < 6 || cell.length > 35 || !/\d/.test(cell)) return Number.NaN;
  const parts = sorted.exec(cell);
  if (!parts) return fixed(cell);
  const [, first = '', second = '', year = '', hour = '0', minute = '0'] = parts;
  const [month, date] = order === 'day first' ? [second, first] : [first, second];
  return byParts(century(year), Number(month), Number(date), (Number(hour) + Number(minute) / 60) / 24);
}
