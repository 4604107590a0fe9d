import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeExperiment } from 'loss-playground/engine';
import { DataError } from '../../../web/own-data/data-error.ts';
import { goalsOf, withKind, withTarget } from '../../../web/own-data/table/choices.ts';
import { excelCells } from '../../../web/own-data/table/formats.ts';
import { openProblems, problemText } from '../../../web/own-data/table/problem-words.ts';
import { cases } from '../support/cases.ts';
import { catalog } from '../support/catalog.ts';
import { checkOf, choicesOf, customData, readTable } from '../support/tables.ts';
import { workbook } from '../support/workbook.ts';

const told = (text: string) => {
  try {
    return readTable(text)
      .columns.map(
        ({ name, kind, cells, missing }) =>
          `${name} (${kind}${missing ? `, ${missing} missing` : ''}): ${cells.join(' ')}`,
      )
      .join(' | ');
  } catch (error) {
    if (error instanceof DataError) return error.message;
    throw error;
  }
};

const body = '1,2\n3,4\n5,6\n7,8';
const numbers = 'column 1 (number): 1 3 5 7 | column 2 (number): 2 4 6 8';

cases<{ name: string; text: string; expected: string }>(
  'table',
  [
    { name: 'without names', text: body, expected: numbers },
    { name: 'with names', text: `a,b\n${body}`, expected: 'a (number): 1 3 5 7 | b (number): 2 4 6 8' },
    {
      name: 'with a name left out',
      text: `a,\n${body}`,
      expected: 'a (number): 1 3 5 7 | column 2 (number): 2 4 6 8',
    },
    { name: 'with tabs', text: body.replaceAll(',', '\t'), expected: numbers },
    { name: 'with bars', text: body.replaceAll(',', '|'), expected: numbers },
    { name: 'with runs of spaces', text: body.replaceAll(',', '   '), expected: numbers },
    {
      name: 'with a byte order mark, blanks and empty lines',
      text: `\uFEFF1 ,2\r\n\r\n3,4\r\n,\r\n5,6\r7,8\n`,
      expected: numbers,
    },
    {
      name: 'whose names come twice',
      text: `a,a\n${body}`,
      expected: 'a (number): 1 3 5 7 | a (2) (number): 2 4 6 8',
    },
    {
      name: 'with quotes, doubled ones, and a cell with more after them',
      text: 'a,"b ""x"""\n1,"x, y"\n2,z"\n3,z\n4,z',
      expected: 'a (number): 1 2 3 4 | b "x" (text): x, y z" z z',
    },
    {
      name: 'with headers and cells that every object has',
      text: '__proto__,constructor\n1,toString\n2,__proto__\n3,toString\n4,valueOf',
      expected: '__proto__ (number): 1 2 3 4 | constructor (text): toString __proto__ toString valueOf',
    },
    {
      name: 'below a title',
      text: `Sales of the year\n\na,b\n${body}`,
      expected: 'a (number): 1 3 5 7 | b (number): 2 4 6 8',
    },
    {
      name: 'below a comment of several lines',
      text: `/* one,\ntwo\n*/\na,b\n${body}`,
      expected: 'a (number): 1 3 5 7 | b (number): 2 4 6 8',
    },
    {
      name: 'below the size that scikit-learn writes',
      text: `4,1,x,y\n${body}`,
      expected: numbers,
    },
    {
      name: 'with the names of an R table, one less than its cells',
      text: 'x y\n1 5 6\n2 7 8\n3 9 10\n4 11 12',
      expected: 'column 1 (number): 1 2 3 4 | x (number): 5 7 9 11 | y (number): 6 8 10 12',
    },
    {
      name: 'of records of JSON',
      text: '[{"a":1,"b":"x"},{"b":"y","a":2},{"a":null,"b":"x"},{"a":4.5,"b":"y","c":{"d":1}}]',
      expected: 'a (number, 1 missing): 1 2  4.5 | b (class): x y x y | c (class, 3 missing):    {"d":1}',
    },
    {
      name: 'of a record a line',
      text: '{"a":1,"b":2}\n{"a":3,"b":4}\n{"a":5,"b":6}\n{"a":7,"b":8}\n',
      expected: 'a (number): 1 3 5 7 | b (number): 2 4 6 8',
    },
    {
      name: 'of Weka',
      text: "% comment\n@RELATION r\n@attribute 'a b' REAL\n@attribute c {x, y}\n@DATA\n1,x\n?,'y'\n3,x\n4,y\n",
      expected: 'a b (number, 1 missing): 1 ? 3 4 | c (class): x y x y',
    },
    {
      name: 'of dates',
      text: 'd,v\n31.12.2023,1\n01.02.2024,2\n2.2.2024,3\n3.2.2024,4',
      expected: 'd (date): 31.12.2023 01.02.2024 2.2.2024 3.2.2024 | v (number): 1 2 3 4',
    },
    {
      name: 'of one column',
      text: '1\n2\n3\n4',
      expected:
        'Read this way, the table has only one column. At least two are needed: one to predict, and one to predict it from.',
    },
    {
      name: 'of nothing',
      text: ' ',
      expected:
        'Read this way, the table has only one column. At least two are needed: one to predict, and one to predict it from.',
    },
    {
      name: 'of few rows',
      text: 'a,b\n1,2\n3,4',
      expected: 'The table has 2 rows. Add rows: at least 4 are needed.',
    },
    {
      name: 'of too many columns',
      text: `${Array(1001).fill('1').join(',')}\n`.repeat(5),
      expected: 'The table has 1,001 columns; the limit is 1,000. Remove columns.',
    },
    {
      name: 'of too many rows',
      text: '1,2\n'.repeat(100_001),
      expected: 'The table has 100,001 rows; the limit is 100,000. Remove rows.',
    },
    {
      name: 'of too many cells',
      text: `${Array(1000).fill('1').join(',')}\n`.repeat(20_000),
      expected: 'The table has more than 10,000,000 cells, the limit. Remove rows or columns.',
    },
    {
      name: 'of lists by column',
      text: '{"a":[1,2,3,4],"b":["x","y","x","y"]}',
      expected: 'a (number): 1 2 3 4 | b (class): x y x y',
    },
    {
      name: 'of JSON as pandas writes it',
      text: '{"a":{"0":1,"1":2,"2":3,"3":4},"b":{"0":"x","1":"y","2":"x","3":null}}',
      expected: 'a (number): 1 2 3 4 | b (class, 1 missing): x y x ',
    },
    {
      name: 'of records that are all texts',
      text: '[{"a":"x","b":"y"},{"a":"x","b":"z"},{"a":"x","b":"y"},{"a":"w","b":"z"}]',
      expected: 'a (class): x x x w | b (class): y z y z',
    },
    {
      name: 'of JSON that ends early',
      text: '[{"a":1,"b":2},{"a":3,',
      expected: 'The JSON file cannot be read: it ends early, or has a mistake.',
    },
    {
      name: 'of JSON values',
      text: '[1,2,3]',
      expected:
        'The JSON file has a list of values, not of records. It should look like [{"height": 1.5, "kind": "cat"}, …].',
    },
    {
      name: 'that is a picture',
      text: '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0',
      expected: 'The file is no table. Open a CSV, JSON, ARFF or Excel file.',
    },
    {
      name: 'of names only',
      text: 'a,b\n',
      expected: 'The table has the names of its columns, but no rows below them.',
    },
    {
      name: 'with two decimal marks is one of numbers, some of which are mistakes',
      text: 'a;b\n0,5;1\n0.25;2\n0,75;3\n0,1;4',
      expected: 'a (number): 0,5 0.25 0,75 0,1 | b (number): 1 2 3 4',
    },
    {
      name: 'with a few words among its numbers has numbers',
      text: 'a,b\n1,1\nunknown,2\n3,3\nunknown,4\n5,5',
      expected: 'a (number): 1 unknown 3 unknown 5 | b (number): 1 2 3 4 5',
    },
    {
      name: 'with a number that is too large',
      text: 'a,b\n1,1\n1e400,2\n3,3\n4,4\n5,5',
      expected: 'a (number): 1 1e400 3 4 5 | b (number): 1 2 3 4 5',
    },
    {
      name: 'of JSON without records',
      text: '{"a": 1}',
      expected:
        'The JSON file has no list of records. It should look like [{"height": 1.5, "kind": "cat"}, …].',
    },
  ],
  ({ text }) => told(text),
);

test('what separates cells, the decimal mark and the names can be said', () => {
  const names = (text: string, reading: Parameters<typeof readTable>[1]) =>
    readTable(text, reading).columns.map(({ name, kind }) => `${name} ${kind}`);
  const text = '1,5;2\n3,5;4\n5,5;6\n7,5;8\n9,5;1';
  assert.deepEqual(names(text, {}), ['column 1 number', 'column 2 number']);
  assert.deepEqual(names(text, { mark: 'point' }), ['column 1 text', 'column 2 number']);
  assert.deepEqual(names(text, { header: true, delimiter: ';' }).length, 2);
  assert.equal(readTable(text, { header: true }).columns[0]?.name, '1,5');
});

test('quotes that do not close are told, and can be ordinary characters', () => {
  const text = 'a,b\n1,2\n3,4\n5,6\n"7,8\n9,10\n11,12';
  assert.equal(readTable(text).isOpen, true);
  const plain = readTable(text, { quotes: false });
  assert.deepEqual([plain.isOpen, plain.rows, plain.columns[0]?.cells.at(-3)], [false, 6, '"7']);
});

test('a workbook is read, with its dates and empty cells', async () => {
  const cells = await excelCells(
    workbook([
      ['a', 'b'],
      [1.5, 'x'],
      [null, 'y'],
      [3, 'x'],
    ]),
  );
  assert.deepEqual(cells.rows, [
    ['a', 'b'],
    ['1.5', 'x'],
    ['', 'y'],
    ['3', 'x'],
  ]);
  await assert.rejects(excelCells(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9)), DataError);
});

const animals = readTable(
  'legs,name,kind\n4,tom,cat\n2,kiwi,bird\nNA,kit,cat\n2,owl,bird\n4,cat,cat\n4,ann,cat',
);

test('data: classes become their place, and a class of inputs a 0 or 1 each', () => {
  const table = readTable('color,size,kind\nred,1,b\nblue,2,a\nred,3,b\ngreen,4,a\nred,5,a\nblue,6,b');
  const { inputs, targets, classes, columns } = customData(table, choicesOf(table));
  assert.deepEqual(inputs.shape, [6, 4]);
  assert.deepEqual(Array.from(inputs.data).slice(0, 8), [0, 0, 1, 1, 1, 0, 0, 2]);
  assert.deepEqual([...targets.data], [1, 0, 1, 0, 0, 1]);
  assert.deepEqual(
    [classes, columns],
    [
      ['a', 'b'],
      ['color: blue', 'color: green', 'color: red', 'size'],
    ],
  );
});

test('a missing value leaves its row out, or is filled in', () => {
  const choices = choicesOf(animals);
  const legs = (filling: 'drop' | 'mean' | 'median') => {
    const columns = choices.columns.map((choice, index) => (index === 0 ? { ...choice, filling } : choice));
    return Array.from(customData(animals, { ...choices, columns }).inputs.data);
  };
  assert.deepEqual(legs('drop'), [4, 2, 2, 4, 4]);
  assert.deepEqual(legs('mean'), [4, 2, 3.2, 2, 4, 4]);
  assert.deepEqual(legs('median'), [4, 2, 4, 2, 4, 4]);
  assert.deepEqual(checkOf(animals, choicesOf(animals, { target: 0, goal: 'regression' })).left, {
    missing: 1,
    wrong: 0,
    ragged: 0,
  });
});

test('a missing class is one of its own', () => {
  const table = readTable('a,y\nx,1\ny,2\n?,3\nx,4\n,5\ny,6');
  const choices = choicesOf(table);
  assert.equal(choices.columns[0]?.filling, 'category');
  const { columns, inputs } = customData(table, choices);
  assert.deepEqual(columns, ['a: x', 'a: y', 'a: missing']);
  assert.deepEqual(Array.from(inputs.data).slice(6, 9), [0, 0, 1]);
});

const broken = readTable(
  [
    'a,b,y',
    ...Array.from(
      { length: 30 },
      (_, row) => `${row},${row === 3 || row === 7 ? 'six' : row},${row % 2 ? 'n' : 'm'}`,
    ),
    '1,2',
    '3,4,n,5',
  ].join('\n'),
);

test('problems are told by row and column, all at once, and decided by a choice', () => {
  const choices = choicesOf(broken);
  const problems = openProblems(checkOf(broken, choices), choices, 3).map(problemText);
  assert.deepEqual(problems, [
    '2 cells of columns that are used are no numbers that can be used: row 5, column b: “six” is not a number; row 9, column b: “six” is not a number.',
    '2 rows do not have 3 cells: row 32: 2 cells; row 33: 4 cells.',
  ]);
  assert.throws(() => customData(broken, choices), DataError);
  const rows = (changes: Parameters<typeof choicesOf>[1]) =>
    customData(broken, choicesOf(broken, changes)).targets.shape[0];
  assert.equal(rows({ wrong: 'drop', ragged: 'drop' }), 28);
  // A row that is too short has no class, and one that is too long is cut.
  assert.equal(rows({ wrong: 'missing', ragged: 'missing' }), 29);
  // A column that is not used has no problems.
  const unused = choices.columns.map((choice, index) =>
    index === 1 ? { ...choice, isInput: false } : choice,
  );
  assert.equal(rows({ columns: unused, ragged: 'drop' }), 30);
});

test('ten places are listed, the others counted', () => {
  const text = ['a,y', ...Array.from({ length: 100 }, (_, row) => `${row < 15 ? 'x' : row},${row}`)].join(
    '\n',
  );
  const table = readTable(text);
  const choices = choicesOf(table);
  const [problem] = openProblems(checkOf(table, choices), choices, 2);
  assert.deepEqual([problem?.places.length, problem?.more, problem?.rows], [10, 5, 15]);
});

cases<{ name: string; values: string[]; expected: string[] }>(
  'goals of',
  [
    { name: 'texts', values: ['x', 'y', 'x', 'y'], expected: ['classification', 'triplet'] },
    {
      name: 'two numbers',
      values: ['0', '1', '0', '1'],
      expected: ['classification', 'triplet', 'regression'],
    },
    {
      name: 'few whole numbers',
      values: ['0', '1', '3', '1'],
      expected: ['regression', 'classification', 'triplet'],
    },
    {
      name: 'numbers of classes',
      values: ['1', '2', '3', '1', '2', '3'],
      expected: ['classification', 'triplet', 'regression'],
    },
    { name: 'parts', values: ['0.5', '1', '2', '1'], expected: ['regression'] },
    {
      name: 'many whole numbers',
      values: Array.from({ length: 21 }, (_, index) => String(index)),
      expected: ['regression'],
    },
  ],
  ({ values }) => {
    const column = readTable(`c,d\n${values.map((value) => `${value},0`).join('\n')}`).columns[0];
    return column ? goalsOf(column, column.kind) : [];
  },
);

test('a first column without a name that differs in each row names the rows', () => {
  const rows = (first: string[]) =>
    readTable(['"",a,y', ...first.map((name, row) => `${name},${row},${row % 3}`)].join('\n'));
  assert.equal(rows(['85', '12', '91', '7']).columns[0]?.oddity, 'row numbers');
  assert.equal(rows(['85', '12', '85', '7']).columns[0]?.oddity, null);
});

test('a column to predict is no input, and the one before is one again', () => {
  const table = readTable('a,b,y\n1,2,x\n3,4,z\n5,7,x\n7,9,z\n8,1,x');
  const next = withTarget(table, choicesOf(table), 1);
  assert.deepEqual(
    [next.goal, next.columns.map(({ isInput }) => isInput)],
    ['regression', [true, false, true]],
  );
  assert.equal(withKind(table, next, 1, 'class').goal, 'classification');
});

test('the unit stands in a name, or beside its numbers', () => {
  const table = readTable('area (m²),price\n1,$10\n2,$20\n3,$30\n4,$45');
  const { quantity, unit } = customData(table, choicesOf(table));
  assert.deepEqual([quantity, unit], ['price', '$']);
  assert.deepEqual(
    (({ quantity, unit }) => [quantity, unit])(customData(table, withTarget(table, choicesOf(table), 0))),
    ['area', 'm²'],
  );
});

test('rows can count by a column of weights', () => {
  const table = readTable('a,w,y\n1,1,3\n2,2,4\n3,0,5\n4,1,7');
  const columns = choicesOf(table).columns.map((choice, index) =>
    index === 1 ? { ...choice, isInput: false } : choice,
  );
  const data = customData(table, choicesOf(table, { weights: 1, columns }));
  assert.deepEqual(data.weights, { shape: [4], data: [1, 2, 0, 1] });
  assert.deepEqual(data.columns, ['a']);
});

test('what is made of a table is an experiment', () => {
  const table = readTable('a,b,y\n1,2,x\n3,4,z\n5,7,x\n7,9,z\n8,1,x');
  for (const goal of ['classification', 'triplet'] as const) {
    const params = customData(table, choicesOf(table, { goal }));
    assert.deepEqual(
      completeExperiment(catalog, { version: 1, task: { id: 'custom', params } }).task.params,
      params,
    );
  }
});
