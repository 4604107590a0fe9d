import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { NextTokenLab } from '../../web/labs/next-token/next-token-lab.ts';
import { workbook } from '../web/support/workbook.ts';
import { addressWhen, moment, momentWhen, stood } from './support/moment.ts';
import {
  accessibilityFaults,
  type OpenPage,
  type Playground,
  startPlayground,
} from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

async function bring(text: string): Promise<OpenPage & { page: Page }> {
  const opened = await playground.open({ experiment: 'task=circle&v=1' });
  await moment(opened.page);
  await opened.page.getByRole('button', { name: 'Your own data' }).click();
  await opened.page.getByLabel(/Paste or drop a table/).fill(text);
  return opened;
}

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `${index % 7},${index % 5},${(index % 7) + 2 * (index % 5)}`);

test('a pasted table trains, and its faults are told with their places and ways out', async () => {
  const wrong = ['first,second,sum', ...rowsOf(57), '1,two,3', '1,2', '1,1,1,1'];
  const { page, faults } = await bring(wrong.join('\n'));
  const problems = page.getByRole('alert');
  await problems.getByText('row 59, column second: “two” is not a number').waitFor();
  await problems.getByText('row 60: 2 cells').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await problems.getByText('1 cell of columns that are used is no number that can be used').first().waitFor();
  await page.getByRole('button', { name: 'Treat as missing' }).click();
  await page.getByRole('button', { name: 'Drop the 2 rows' }).click();
  await page.getByText('57 of 60 rows are used. Left out: 1 for a value that is no number, 2 for').waitFor();
  assert.equal(await page.getByLabel('Column to predict').inputValue(), '2');
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await page.waitForURL(/task=custom/);
  await momentWhen(page, ({ step }) => step > 20);
  const early = await moment(page);
  const later = await momentWhen(page, ({ step }) => step > early.step + 100);
  assert.ok(later.cost < early.cost, `J was ${early.cost}, then ${later.cost}`);
  await page.getByRole('button', { name: 'More settings' }).click();
  assert.equal(await page.getByLabel('Task: test fraction').inputValue(), '0.3');
  assert.deepEqual(faults, []);
});

test('what was guessed of a table is shown, and can be changed', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, row) => `${row},"1,${100 + row}",${row % 3 ? 'NA' : row},${row % 2 ? 'x' : 'y'}`,
  );
  const { page, faults } = await bring(['id,a,b,kind', ...rows].join('\n'));
  await page.getByText('40 rows, 4 columns.').waitFor();
  await page.getByText('1100 to 1139').waitFor();
  assert.equal(await page.getByRole('checkbox', { name: 'id', exact: true }).isChecked(), false);
  await page.getByText('Names or numbers of the rows, so not used.').waitFor();
  await page.getByText('More than half is missing, so not used.').waitFor();
  await page.getByText('All 40 rows are used.').waitFor();
  await page.getByRole('checkbox', { name: 'b', exact: true }).check();
  await page.getByText('All 40 rows are used.').waitFor();
  await page.getByLabel('Missing values of b').selectOption('drop');
  await page.getByText('14 of 40 rows are used. Left out: 26 for a missing value.').waitFor();
  await page.getByLabel('Decimal mark').selectOption('comma');
  await page.getByText('1.1 to 1.139').waitFor();
  await page.getByLabel('First row').selectOption('data');
  await page.getByText('41 rows, 4 columns.').waitFor();
  await page.getByLabel('Separator').selectOption('|');
  await page.getByRole('alert').getByText('Read this way, the table has only one column.').waitFor();
  await page.getByRole('button', { name: 'Use commas as separators' }).click();
  await page.getByText('41 rows, 4 columns.').waitFor();
  await page.getByLabel('First row').selectOption('names');
  await page.getByLabel('Decimal mark').selectOption('point');
  await page.getByLabel('Type of a').selectOption('class');
  await page.getByText('40 classes', { exact: true }).waitFor();
  await page.getByLabel('Column to predict').selectOption('1');
  await page.getByLabel('Kind of target').selectOption('classification');
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(faults, []);
});

/** Opens a file of a name, as its bytes. */
const choose = (page: Page, name: string, bytes: Uint8Array | string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: Buffer.from(bytes) });

test('files of other kinds are read: Windows-1252, JSON, Excel', async () => {
  const { page, faults } = await bring('');
  const latin = Buffer.from(
    [
      'price,city',
      ...Array.from({ length: 8 }, (_, row) => `${row + 1},${row % 2 ? 'Z\xfcrich' : 'K\xf6ln \x80'}`),
    ].join('\n'),
    'latin1',
  );
  await choose(page, 'cities.csv', latin);
  await page.getByText('The file is not UTF-8; it was read as Windows-1252.').waitFor();
  await page.getByRole('cell', { name: 'Köln €' }).first().waitFor();
  // A file that is shown in part is not cut within a character.
  await choose(
    page,
    'long.csv',
    ['a,b', ...Array.from({ length: 9000 }, (_, row) => `é${row},${row % 7}`)].join('\n'),
  );
  await page.getByText('9,000 rows, 2 columns.').waitFor();
  assert.match(await page.getByLabel(/Paste or drop a table/).inputValue(), /^a,b\né0,0\né1,1\n/);
  await choose(
    page,
    'records.json',
    JSON.stringify(Array.from({ length: 6 }, (_, row) => ({ a: row, b: row * row }))),
  );
  await page.getByText('6 rows, 2 columns.').waitFor();
  await choose(
    page,
    'book.xlsx',
    workbook([['a', 'b'], ...Array.from({ length: 5 }, (_, row) => [row, 2 * row])]),
  );
  await page.getByText('5 rows, 2 columns.').waitFor();
  await choose(page, 'book.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3));
  await page.getByRole('alert').getByText('Save it as CSV and open that.').waitFor();
  assert.deepEqual(faults, []);
});

test('without its worker a table is read on the page, and without its reader a workbook is not', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await moment(page);
  await page.route('**/table-worker.js', (route) => route.abort());
  await page.route('**/universal.js', (route) => route.abort());
  await page.getByRole('button', { name: 'Your own data' }).click();
  await page.getByLabel(/Paste or drop a table/).fill('a,b\n1,2\n3,4\n5,6\n7,8');
  await page.getByText('4 rows, 2 columns.').waitFor();
  await choose(
    page,
    'book.xlsx',
    workbook([
      ['a', 'b'],
      [1, 2],
    ]),
  );
  await page.getByRole('alert').getByText('What reads Excel files could not be loaded.').waitFor();
  assert.deepEqual(
    faults.filter((fault) => !/table-worker|universal|ERR_FAILED/.test(fault)),
    [],
  );
});

test('messages of one’s own are told apart by their words', async () => {
  const messages = Array.from({ length: 60 }, (_, row) =>
    row % 2 ? `spam,win money now with offer ${row}` : `wanted,see you at lunch then my friend ${row}`,
  );
  const { page, faults } = await bring(['label,message', ...messages].join('\n'));
  await page.getByText('60 rows, 2 columns.').waitFor();
  await page.getByLabel('Features of texts').selectOption('words and trigrams');
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await momentWhen(page, ({ step, cost }) => step > 20 && cost < 0.1);
  await page.locator('mix-up-table').getByRole('rowheader', { name: 'wanted' }).waitFor();
  assert.deepEqual(faults, []);
});

test('questions of one’s own find their answers', async () => {
  const answers = [
    'We open at nine in the morning.',
    'The price is ten euros a day.',
    'Bring a helmet and a lamp.',
    'Pay by card or in cash.',
  ];
  const words = ['opening hours', 'costs a day', 'what to bring', 'ways to pay'];
  const pairs = Array.from(
    { length: 40 },
    (_, row) => `"${words[row % 4]} ${'abcdefghij'[row % 10]}","${answers[row % 4]}"`,
  );
  const { page, faults } = await bring(['question,answer', ...pairs].join('\n'));
  await page.getByLabel('Kind of target').selectOption('search');
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await page.waitForURL(/task=custom_search/);
  await momentWhen(page, ({ step }) => step > 20);
  assert.deepEqual(faults, []);
});

/** Drops a file on the page, as a visitor does. */
const drop = (page: Page, name: string, text: string) =>
  page.evaluate(
    ([file, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], file));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text] as const,
  );

/** The file that the page offers as “Experiment”. */
const savedExperiment = async () => {
  const file = document.querySelector('train-lab')?.exports.find(({ words }) => words === 'Experiment');
  const made = await file?.make();
  return made ? await new Response(made).text() : '';
};

test('a saved experiment is dropped on the page and goes on, its data with it', async () => {
  const { page, faults } = await bring(['first,second,sum', ...rowsOf(60)].join('\n'));
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await page.waitForURL(/task=custom/);
  const { cost } = await momentWhen(page, ({ step }) => step === 0 || step > 0);
  assert.ok(Number.isFinite(cost));
  const saved = await page.evaluate(savedExperiment);
  const other = await playground.open({ experiment: 'lab=shapes' });
  await other.page.locator('shapes-lab').waitFor();
  await drop(other.page, 'custom-experiment.json', saved);
  await momentWhen(other.page, ({ step }) => step >= 0);
  await other.page.waitForFunction(
    () => document.querySelector('train-lab')?.session?.experiment?.task.id === 'custom',
  );
  assert.equal(await other.page.evaluate(savedExperiment), saved);
  // A table is dropped as well, and a damaged experiment says what is wrong with it.
  await drop(other.page, 'table.csv', ['a,b', ...rowsOf(9).map((row) => row.slice(0, 3))].join('\n'));
  await other.page.getByText('9 rows, 2 columns.').waitFor();
  await drop(other.page, 'broken.json', '{"version":1,"task":{"id":"cirle"}}');
  await other.page.getByRole('alert').getByText('circle').waitFor();
  assert.deepEqual([...faults, ...other.faults], []);
});

/** A header, and rows of as many numbers as a digit has pixels, each near the mean of its kind of tree. */
function leaves(): string {
  const kinds = ['ash', 'birch', 'cedar'];
  const header = [...Array.from({ length: 64 }, (_, column) => `m${column + 1}`), 'tree'];
  const rows = Array.from({ length: 60 }, (_, row) => {
    const numbers = Array.from(
      { length: 64 },
      (_, column) => (row % 3) * (column % 4) + ((row * column) % 5),
    );
    return [...numbers, kinds[row % 3]];
  });
  return [header, ...rows].map((line) => line.join(',')).join('\n');
}

test('a table of 64 columns is no digit, and its classes have their names', async () => {
  const { page, faults } = await bring(leaves());
  await page.getByText('60 rows, 65 columns.').waitFor();
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await momentWhen(page, ({ step }) => step > 5);
  const mixUps = page.locator('mix-up-table');
  for (const name of ['ash', 'birch', 'cedar']) {
    await mixUps.getByRole('columnheader', { name }).waitFor();
    await mixUps.getByRole('rowheader', { name }).waitFor();
  }
  assert.equal(await mixUps.locator('canvas').count(), 0);
  assert.deepEqual(faults, []);
});

const verse = [
  'Der Mond ist aufgegangen',
  'die goldnen Sternlein prangen',
  'am Himmel hell und klar',
  'Öl süß',
];

test('a pasted text trains a model of its own characters', async () => {
  const { page, faults } = await playground.open({ experiment: 'lab=next-token' });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Your own text' }).click();
  const field = page.getByLabel(/Paste or drop a text/);
  await field.fill('one line');
  await page.getByRole('alert').getByText('at least two lines').waitFor();
  await field.fill(Array.from({ length: 40 }, (_, index) => verse[index % 4]).join('\n'));
  await page.getByText(/different ones with the line break, in 40 lines/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('button', { name: 'Train on this text' }).click();
  await page
    .getByRole('img', { name: /^Probabilities of what comes after/ })
    .getByText('ü', { exact: true })
    .waitFor();
  await page.locator('token-picture input').fill('die gold');
  await page.waitForFunction(() => {
    const lab = document.querySelector('next-token-lab') as NextTokenLab | null;
    return (lab?.session?.metrics?.cost ?? 9) < 0.3;
  });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('img', { name: /after “die gold”: most likely n,/ }).waitFor();
  assert.match(page.url(), /task=custom_text/);
  await page.getByLabel('Model', { exact: true }).selectOption('bigram');
  await page
    .getByRole('img', { name: /^Probabilities of what comes after/ })
    .getByText('ü', { exact: true })
    .waitFor();
  assert.deepEqual(faults, []);
});

test('Train takes a text too, and refuses letters beyond a to z where they are asked for', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await moment(page);
  await page.getByRole('button', { name: 'Your own data' }).click();
  await page.getByLabel('Kind of data').selectOption('text');
  await page.getByLabel(/Paste or drop a text/).fill(verse.join('\n'));
  await page.getByLabel('Characters to predict').selectOption('letters');
  await page.getByRole('alert').getByText('Line 4, column 1: “Ö” is not a letter from a to z').waitFor();
  await page.getByLabel('Characters to predict').selectOption('own');
  await page.getByRole('button', { name: 'Train on this text' }).click();
  await addressWhen(page, /task=custom_text/);
  await momentWhen(page, ({ step }) => step > 5);
  assert.deepEqual(faults, []);
});

/** A file with a table of so many numbers. */
const tableFile = (rows: number, columns: number) => ({
  name: 'large.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => ((row * 7919 + column * 104_729) % 10_007) / 97).join(),
    ).join('\n'),
  ),
});

test('a large table is read while the page answers, and Cancel leaves what was there before', async () => {
  const few = 'a,b\n1,2\n3,4\n5,6\n7,8';
  const { page, faults } = await bring(few);
  await page.getByText('4 rows, 2 columns.').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  const { step } = await stood(page);
  await page.locator('input[type=file]').setInputFiles(tableFile(100_000, 20));
  const reading = page.getByRole('status').getByText('Reading the data.');
  await reading.waitFor();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await momentWhen(page, (now) => now.step === step + 1);
  assert.equal(await reading.count(), 1, 'the table was read before the page answered');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await reading.waitFor({ state: 'hidden' });
  await page.getByText('4 rows, 2 columns.').waitFor();
  assert.equal(await page.getByLabel(/Paste or drop a table/).inputValue(), few);
  assert.deepEqual(faults, []);
});

test('a table of 100,000 rows is read and trained on, and its settings change', async () => {
  const { page, faults } = await bring('');
  await page.locator('input[type=file]').setInputFiles(tableFile(100_000, 3));
  await page.getByText('100,000 rows, 3 columns.').waitFor();
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await addressWhen(page, /task=custom/);
  await momentWhen(page, ({ step }) => step > 5);
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('sgd');
  await addressWhen(page, /optimizer=sgd/);
  await momentWhen(page, ({ step }) => step > 5);
  assert.deepEqual(faults, []);
});

test('a long text is pasted in place of all, and only its beginning is shown', async () => {
  const { page, faults } = await bring('a,b');
  const rows = Array.from({ length: 9000 }, (_, row) => `${row},${row % 7}`).join('\n');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows);
  const field = page.getByLabel(/Paste or drop a table/);
  await field.press('Control+a');
  await field.press('Control+v');
  await page.getByText('9,000 rows, 2 columns.').waitFor();
  assert.equal((await field.inputValue()).length, 20_001);
  assert.deepEqual(faults, []);
});
