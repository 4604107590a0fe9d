import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeExperiment } from 'loss-playground/engine';
import { type Column, canBeInput, customData, readTable, targetKinds } from '../../../web/own-data/table.ts';
import { DataError } from '../../../web/own-data/text.ts';
import { cases } from '../support/cases.ts';
import { catalog } from '../support/catalog.ts';

interface Case {
  name: string;
  text: string;
  /** Names of the columns with their values, or what is told of a table that is refused. */
  expected: string;
}

const read = (text: string) => {
  try {
    return readTable(text)
      .columns.map(
        ({ name, numbers, texts }) => `${name}: ${numbers ? [...numbers].join(' ') : texts.join(' ')}`,
      )
      .join(' | ');
  } catch (error) {
    if (error instanceof DataError) return error.message;
    throw error;
  }
};

const body = '1,2\n3,4\n5,6\n7,8';

cases<Case>(
  'table',
  [
    { name: 'without names', text: body, expected: 'column 1: 1 3 5 7 | column 2: 2 4 6 8' },
    { name: 'with names', text: `a,b\n${body}`, expected: 'a: 1 3 5 7 | b: 2 4 6 8' },
    { name: 'with a name left out', text: `a,\n${body}`, expected: 'a: 1 3 5 7 | column 2: 2 4 6 8' },
    {
      name: 'with semicolons',
      text: body.replaceAll(',', ';'),
      expected: 'column 1: 1 3 5 7 | column 2: 2 4 6 8',
    },
    {
      name: 'with tabs',
      text: body.replaceAll(',', '\t'),
      expected: 'column 1: 1 3 5 7 | column 2: 2 4 6 8',
    },
    {
      name: 'with a byte order mark, Windows line ends, blanks and empty lines',
      text: `\uFEFFa, b\r\n\r\n1 ,2\r\n3,4\r\n,\r\n5,6\r\n7,8\r\n`,
      expected: 'a: 1 3 5 7 | b: 2 4 6 8',
    },
    {
      name: 'with quoted cells',
      text: 'a,"b, c"\n1,"x, y"\n2,z\n3,z\n4,z',
      expected: 'a: 1 2 3 4 | b, c: x, y z z z',
    },
    {
      name: 'of texts whose first row occurs nowhere below has names',
      text: 'color,shape\nred,round\nblue,round\nred,square\nblue,square',
      expected: 'color: red blue red blue | shape: round round square square',
    },
    {
      name: 'of texts whose first row occurs below has none',
      text: 'red,round\nblue,round\nred,round\nblue,round',
      expected: 'column 1: red blue red blue | column 2: round round round round',
    },
    {
      name: 'of numbers in other forms',
      text: '1e3,-2\n.5,+4\n0x10,6\n7,8',
      expected: 'column 1: 1000 0.5 16 7 | column 2: -2 4 6 8',
    },
    {
      name: 'of one column',
      text: '1\n2\n3\n4',
      expected: 'The table needs at least two columns: one to predict from, one to predict.',
    },
    {
      name: 'of nothing',
      text: '',
      expected: 'The table needs at least two columns: one to predict from, one to predict.',
    },
    { name: 'of few rows', text: 'a,b\n1,2\n3,4', expected: 'The table has 2 rows; at least 4 are needed.' },
    {
      name: 'of too many cells',
      text: `${Array(1001).fill('1').join(',')}\n`.repeat(2000),
      expected: 'The table has 2002000 cells; up to 2000000 can be trained on here.',
    },
    {
      name: 'with a row too short',
      text: 'a,b\n1,2\n3\n5,6\n7,8',
      expected: 'Row 3 has 1 cells; the first row has 2.',
    },
    {
      name: 'with a row too short and no names',
      text: '1,2\n3\n5,6\n7,8',
      expected: 'Row 2 has 1 cells; the first row has 2.',
    },
    {
      name: 'with an empty cell',
      text: 'a,b\n1,2\n3,\n5,6\n7,8',
      expected: 'Row 3, column b: the cell is empty. Fill it, or leave the row out.',
    },
    {
      name: 'with a word among numbers',
      text: 'a,b\n1,2\n3,4\n5,six\n7,8\n9,10',
      expected: 'Row 4, column b: “six” is not a number, as the other cells of the column are.',
    },
    {
      name: 'with a number that is none',
      text: 'a,b\n1,2\n3,4\n5,NaN\n7,8\n9,10',
      expected: 'Row 4, column b: “NaN” is not a number, as the other cells of the column are.',
    },
    {
      name: 'with a number without an end',
      text: 'a,b\n1,2\n3,4\n5,Infinity\n7,8\n9,10',
      expected: 'Row 4, column b: “Infinity” is not a number, as the other cells of the column are.',
    },
    {
      name: 'whose numbers are fewer than four in five has texts',
      text: 'a,b\n1,2\n2,x\n3,y\n4,4\n5,5\n6,6\n7,7',
      expected: 'a: 1 2 3 4 5 6 7 | b: 2 x y 4 5 6 7',
    },
  ],
  ({ text }) => read(text),
);

const columnOf = (values: (string | number)[]): Column =>
  readTable(`c,d\n${values.map((value) => `${value},0`).join('\n')}`).columns[0] as Column;
const count = (length: number, value: (index: number) => string | number) =>
  Array.from({ length }, (_, index) => value(index));

interface Target {
  name: string;
  values: (string | number)[];
  expected: string[];
}

cases<Target>(
  'target of',
  [
    { name: 'texts is a class', values: ['x', 'y', 'x', 'y'], expected: ['classification'] },
    {
      name: 'two numbers is rather a class',
      values: [0, 1, 0, 1],
      expected: ['classification', 'regression'],
    },
    {
      name: 'a few whole numbers may be classes',
      values: [0, 1, 2, 1],
      expected: ['regression', 'classification'],
    },
    {
      name: '20 whole numbers may be classes',
      values: count(20, (i) => i),
      expected: ['regression', 'classification'],
    },
    { name: '21 whole numbers is a number', values: count(21, (i) => i), expected: ['regression'] },
    { name: 'parts is a number', values: [0.5, 1, 2, 1], expected: ['regression'] },
  ],
  ({ values }) => targetKinds(columnOf(values)),
);

test('inputs: numbers, and texts with at most 12 values', () => {
  assert.equal(canBeInput(columnOf(count(30, (i) => i))), true);
  assert.equal(canBeInput(columnOf(count(12, (i) => `t${i}`))), true);
  assert.equal(canBeInput(columnOf(count(13, (i) => `t${i}`))), false);
});

const animals = readTable('kind,legs,name\ncat,4,tom\nbird,2,kiwi\ncat,4,kit\nbird,2,owl');
const [kind, legs, name] = animals.columns as [Column, Column, Column];

test('data: texts become a 0 or 1 for each value, classes their place', () => {
  const data = customData(animals, kind, [legs, name], 'classification');
  assert.deepEqual([data.kind, data.inputs.shape], ['classification', [4, 5]]);
  assert.deepEqual(Array.from(data.inputs.data).slice(0, 10), [4, 0, 0, 0, 1, 2, 0, 1, 0, 0]);
  assert.deepEqual([...data.targets.data], [1, 0, 1, 0]);
  assert.deepEqual([...customData(animals, legs, [kind], 'regression').targets.data], [4, 2, 4, 2]);
});

test('data: what is made of a table is an experiment', () => {
  for (const [target, inputs, form] of [
    [kind, [legs], 'classification'],
    [legs, [kind], 'regression'],
  ] as const)
    assert.ok(
      completeExperiment(catalog, {
        version: 1,
        task: { id: 'custom', params: customData(animals, target, [...inputs], form) },
      }),
    );
});

interface Refused {
  name: string;
  target: Column;
  inputs: Column[];
  expected: string;
}

cases<Refused>(
  'data',
  [
    {
      name: 'from no column',
      target: kind,
      inputs: [],
      expected: 'Choose at least one column to predict from.',
    },
    {
      name: 'of one class',
      target: columnOf(['x', 'x', 'x', 'x']),
      inputs: [legs],
      expected: 'Column c holds one value only; there is nothing to tell apart.',
    },
    {
      name: 'from too many texts',
      target: kind,
      inputs: [columnOf(count(13, (i) => `t${i}`))],
      expected: 'Column c has 13 different texts; up to 12 can be predicted from.',
    },
  ],
  ({ target, inputs }) => {
    try {
      return customData(animals, target, inputs, 'classification');
    } catch (error) {
      return (error as Error).message;
    }
  },
);
