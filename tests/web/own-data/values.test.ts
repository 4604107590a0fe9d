import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decoded } from '../../../web/own-data/encoding.ts';
import { dateOrder, dayIn } from '../../../web/own-data/table/dates.ts';
import { numberIn } from '../../../web/own-data/table/numbers.ts';
import { cases } from '../support/cases.ts';
import { readTable } from '../support/tables.ts';

cases<{ name: string; expected: number }>(
  'number',
  [
    { name: '1,815', expected: 1815 },
    { name: '1 815', expected: 1815 },
    { name: '1\u00a0815.5', expected: 1815.5 },
    { name: "1'815", expected: 1815 },
    { name: '1,234,567.8', expected: 1_234_567.8 },
    { name: '12,34', expected: Number.NaN },
    { name: '$ 12.50', expected: 12.5 },
    { name: '-$12', expected: -12 },
    { name: '12 €', expected: 12 },
    { name: '85 %', expected: 85 },
    { name: '−3', expected: -3 },
    { name: '–3.5', expected: -3.5 },
    { name: '1e3', expected: 1000 },
    { name: '.5', expected: 0.5 },
    { name: '+4', expected: 4 },
    { name: '0x10', expected: Number.NaN },
    { name: 'Infinity', expected: Number.NaN },
    { name: '12 apples', expected: Number.NaN },
    { name: '2020-01-02', expected: Number.NaN },
    { name: ',', expected: Number.NaN },
  ],
  ({ name }) => numberIn(name, 'point'),
);

cases<{ name: string; expected: number }>(
  'number with a decimal comma',
  [
    { name: '4,54', expected: 4.54 },
    { name: '1.815,5', expected: 1815.5 },
    { name: '1.815', expected: 1815 },
    { name: '1,815', expected: 1.815 },
    { name: '1.81', expected: Number.NaN },
  ],
  ({ name }) => numberIn(name, 'comma'),
);

cases<{ name: string; expected: number }>(
  'date',
  [
    { name: '1970-01-02', expected: 1 },
    { name: '1970-01-02T12:00:00Z', expected: 1.5 },
    { name: '1/2/1970', expected: 1 },
    { name: 'Jan 2 1970', expected: 1 },
    { name: '2 January 1970', expected: 1 },
    { name: '1970-02-30', expected: Number.NaN },
    { name: '3.14', expected: Number.NaN },
    { name: 'May be', expected: Number.NaN },
  ],
  ({ name }) => dayIn(name, dateOrder([name])),
);

test('a file is read as what it is', () => {
  const utf16 = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
  assert.deepEqual(decoded(Uint8Array.of(0xff, 0xfe, ...utf16('Zoë'))), { text: 'Zoë', encoding: 'UTF-16' });
  assert.deepEqual(decoded(utf16('a,b\n1,2\n')), { text: 'a,b\n1,2\n', encoding: 'UTF-16' });
  assert.deepEqual(decoded(Uint8Array.from(Buffer.from('Zoë'))), { text: 'Zoë', encoding: 'UTF-8' });
  assert.deepEqual(decoded(Uint8Array.of(0x5a, 0x6f, 0xeb)), { text: 'Zoë', encoding: 'Windows-1252' });
});

test('a long column whose last cell is no date has no dates', () => {
  const day = (row: number) => new Date(86_400_000 * row).toISOString().slice(0, 10);
  const rows = Array.from({ length: 10_010 }, (_, row) => `${day(row)},${row % 9}`);
  assert.equal(readTable(['d,v', ...rows].join('\n')).columns[0]?.kind, 'date');
  assert.equal(readTable(['d,v', ...rows, 'soon,1'].join('\n')).columns[0]?.kind, 'text');
});
