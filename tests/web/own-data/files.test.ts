// Files as people really have them, each with its right reading.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decoded } from '../../../web/own-data/encoding.ts';
import { firstChoices } from '../../../web/own-data/table/choices.ts';
import { customData, readTable } from '../support/tables.ts';

const folder = new URL('tables/', import.meta.url);
const read = (file: string) => {
  const { text, encoding } = decoded(readFileSync(new URL(file, folder)));
  return { table: readTable(text), encoding };
};

interface Right {
  delimiter: string;
  mark?: 'comma';
  encoding?: 'Windows-1252';
  above?: string[];
  /** Each column with its kind and first values; ✓ where it is an input, → where it is to predict. */
  columns: string[];
}

const ripe = ['✓ length number 4.54 5.02', '✓ width number 4.54 3.49', '→ ripe class ja nein'];

const right: Record<string, Right> = {
  'comment-line.csv': { delimiter: ',', above: ['# measured in the field'], columns: ripe },
  'decimal-comma.csv': {
    delimiter: ';',
    mark: 'comma',
    columns: ['✓ laenge number 4.54 5.02', '✓ breite number 4.54 3.49', '→ hoehe number 5.58 3.7'],
  },
  'decimal-comma-class.csv': {
    delimiter: ';',
    mark: 'comma',
    columns: [
      '✓ laenge number 4.54 5.02',
      '✓ breite number 4.54 3.49',
      '✓ hoehe number 5.58 3.7',
      '→ reif class ja nein',
    ],
  },
  'excel-sep-line.csv': { delimiter: ';', columns: ripe },
  'missing-NA.csv': {
    delimiter: ',',
    columns: ['✓ mpg number 18.1 20.1', '✓ hp number, 8 missing, NaN 139.5', '→ weight number 3350 2218'],
  },
  'missing-empty.csv': {
    delimiter: ',',
    columns: ['✓ age number, 1 missing, 36 40', '✓ fare number 90.85 69.73', '→ survived number 1 0'],
  },
  'numeric-header.csv': {
    delimiter: ',',
    columns: [
      '✓ 0 number 4.54 5.02',
      '✓ 1 number 4.54 3.49',
      '✓ 2 number 5.58 3.7',
      '→ target class ja nein',
    ],
  },
  'pandas-index.csv': {
    delimiter: ',',
    columns: [
      '– column 1 number 0 1',
      '✓ 0 number 0.956 0.085',
      '✓ 1 number 0.948 0.835',
      '✓ 2 number 0.057 0.736',
      '→ target number 0 1',
    ],
  },
  'quoted-commas-in-header.csv': {
    delimiter: ';',
    columns: [
      '✓ length, cm number 4.54 5.02',
      '✓ width, cm number 4.54 3.49',
      '→ ripe, yes or no class ja nein',
    ],
  },
  'quoted-newline-semicolon.csv': {
    delimiter: ';',
    columns: ['✓ length (cm) number 4.54 5.02', '– note class a\nb a\nb', '→ ripe class ja nein'],
  },
  'r-row-names.csv': { delimiter: ',', columns: ['– column 1 number 1 2', ...ripe] },
  'spaces.csv': { delimiter: ' ', columns: ripe },
  'thousands.csv': { delimiter: ',', columns: ['✓ sqft number 1815 2008', '→ price number 275113 303178'] },
  'trailing-delimiter.csv': {
    delimiter: ',',
    columns: ['✓ a number 4.54 5.02', '✓ b number 4.54 3.49', '→ y number 5.58 3.7'],
  },
  'typographic-minus.csv': {
    delimiter: ',',
    columns: ['✓ a number 4.54 5.02', '✓ b number 4.54 -3.49', '→ y number 5.58 3.7'],
  },
  'windows-1252.csv': {
    delimiter: ',',
    encoding: 'Windows-1252',
    columns: ['✓ length number 4.54 5.02', '✓ width number 4.54 3.49', '→ city class Zürich Zörich'],
  },
  'years-header.csv': {
    delimiter: ',',
    columns: [
      '– country text C0 C1',
      '✓ 1952 number 36.3 40.2',
      '✓ 1957 number 37.3 41.2',
      '→ 1962 number 38.3 42.2',
    ],
  },
};

test('each file has its right reading here', () => {
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(right).sort());
});

for (const [file, expected] of Object.entries(right))
  test(`table ${file}`, () => {
    const { table, encoding } = read(file);
    const choices = firstChoices(table);
    const found = table.columns.map(({ name, kind, missing, numbers, cells }, index) => {
      const role = index === choices.target ? '→' : choices.columns[index]?.isInput ? '✓' : '–';
      const values = kind === 'number' ? Array.from(numbers ?? []) : cells;
      return `${role} ${name} ${kind}${missing > 0 ? `, ${missing} missing,` : ''} ${values.slice(0, 2).join(' ')}`;
    });
    assert.deepEqual(found, expected.columns);
    assert.deepEqual(
      {
        delimiter: table.reading.delimiter,
        mark: table.reading.mark,
        encoding,
        above: table.above,
        ragged: table.ragged,
      },
      {
        delimiter: expected.delimiter,
        mark: expected.mark ?? 'point',
        encoding: expected.encoding ?? 'UTF-8',
        above: expected.above ?? [],
        ragged: [],
      },
    );
    const data = customData(table, choices);
    assert.ok(data.inputs.data.every(Number.isFinite) && data.targets.data.every(Number.isFinite));
  });
