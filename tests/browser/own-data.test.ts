import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { NextTokenLab } from '../../web/labs/next-token/next-token-lab.ts';
import { customData, readTable } from '../../web/own-data/table.ts';
import { DataError, readText } from '../../web/own-data/text.ts';
import { addressWhen, moment, momentWhen } from './support/moment.ts';
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

test('a table is read with or without names, with commas, semicolons or tabs', () => {
  const named = readTable('height;kind\n1.5;cat\n2;dog\n3;cat\n4;dog\n');
  assert.deepEqual(
    named.columns.map(({ name }) => name),
    ['height', 'kind'],
  );
  assert.deepEqual(Array.from(named.columns[0]?.numbers ?? []), [1.5, 2, 3, 4]);
  assert.deepEqual(named.columns[1]?.distinct, ['cat', 'dog']);
  const bare = readTable('1\t2\n3\t4\n5\t6\n7\t8');
  assert.deepEqual(
    bare.columns.map(({ name }) => name),
    ['column 1', 'column 2'],
  );
  assert.equal(readTable('"a, b",c\n"1",2\n3,4\n5,6\n7,8\r\n').columns[0]?.name, 'a, b');
});

test('what cannot be read is told with its row and column', () => {
  const faults: [string, RegExp][] = [
    ['a,b\n1,2\n3,x\n5,6\n7,8\n9,10\n1,2', /Row 3, column b: “x” is not a number/],
    ['a,b\n1,2\n3,\n5,6\n7,8', /Row 3, column b: the cell is empty/],
    ['a,b\n1,2\n3,4,5\n5,6\n7,8', /Row 3 has 3 cells; the first row has 2/],
    ['a\n1\n2\n3\n4', /at least two columns/],
    ['a,b\n1,2', /has 1 rows; at least 4/],
  ];
  for (const [text, message] of faults)
    assert.throws(
      () => readTable(text),
      (error) => error instanceof DataError && message.test(error.message),
      text,
    );
});

test('texts become a 0 or 1 for each value, and classes their number', () => {
  const table = readTable('color,size,kind\nred,1,b\nblue,2,a\nred,3,b\ngreen,4,a');
  const [color, size, kind] = table.columns;
  assert.ok(color && size && kind);
  const { inputs, targets, classes } = customData(table, kind, [color, size], 'classification');
  assert.deepEqual(inputs, { shape: [4, 4], data: [0, 0, 1, 1, 1, 0, 0, 2, 0, 0, 1, 3, 0, 1, 0, 4] });
  assert.deepEqual(targets, { shape: [4], data: [1, 0, 1, 0] });
  assert.deepEqual(classes, ['a', 'b']);
});

test('a column of numbers brings its unit, and a class column none', () => {
  const [area, price] = readTable('area (m²),price (EUR)\n1,2\n3,4\n5,6\n7,8').columns;
  const unnamed = readTable('1,2\n3,4\n5,6\n7,8');
  assert.ok(area && price && unnamed.columns[1]);
  const data = { rows: 4, columns: [area, price] };
  assert.equal(customData(data, price, [area], 'regression').unit, 'EUR');
  assert.equal(customData(data, price, [area], 'classification').unit, undefined);
  assert.equal(customData(unnamed, unnamed.columns[1], [area], 'regression').unit, undefined);
});

test('a text falls into passages, lines or sentences, and its characters are counted', () => {
  const { partsAre, parts, different, characters } = readText('\uFEFFone\r\ntwo\r\n\r\nthree\r\n', 'own');
  assert.deepEqual([partsAre, parts, different, characters], ['passages', 2, 8, 14]);
  assert.deepEqual(
    [readText('Zoë\nAnna', 'own').partsAre, readText('Hi. Ho.', 'own').partsAre],
    ['lines', 'sentences'],
  );
  // Two code points for one letter are the letter itself.
  assert.equal(readText('Zoe\u0308\nAnna', 'own').text, 'Zoë\nAnna');
});

test('what a text may not hold is told with line, column and character', () => {
  const many = Array.from({ length: 100 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
  const faults: [string, 'own' | 'letters', RegExp][] = [
    ['Anna\nZoë', 'letters', /^Line 2, column 3: “ë” is no letter from a to z/],
    ['Anna\nZ\u0007oe', 'own', /^Line 2, column 2: U\+0007 is a control character/],
    [`ab\n${many}`, 'own', /^Line 2, column 94: “九” would be the 97th different character; up to 96/],
    ['one line', 'own', /at least two lines/i],
    [
      `${'ab\n'.repeat(100_000)}abc`,
      'own',
      /has 300,003 characters; up to 300,000.*Line 100,001, column 1 is/,
    ],
  ];
  for (const [text, vocabulary, message] of faults)
    assert.throws(
      () => readText(text, vocabulary),
      (error) => error instanceof DataError && message.test(error.message),
      text.slice(0, 20),
    );
});

async function bring(text: string): Promise<OpenPage & { page: Page }> {
  const opened = await playground.open({ experiment: 'task=circle&v=1' });
  await moment(opened.page);
  await opened.page.getByRole('button', { name: 'Your own data' }).click();
  await opened.page.getByLabel(/Paste or drop a table/).fill(text);
  return opened;
}

test('a pasted table trains, and its fault is told with its place', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, index) => `${index % 7},${index % 5},${(index % 7) + 2 * (index % 5)}`,
  );
  const { page, faults } = await bring(`a,b\n1,2\n3,\n5,6\n7,8`);
  await page.getByRole('alert').getByText('Row 3, column b: the cell is empty').waitFor();
  await page.getByLabel(/Paste or drop a table/).fill(['first,second,sum', ...rows].join('\n'));
  await page.getByText('60 examples.').waitFor();
  assert.equal(await page.getByLabel('Column to predict').inputValue(), '2');
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('button', { name: 'Train on this table' }).click();
  await momentWhen(page, ({ step }) => step > 20);
  assert.match(page.url(), /task=custom/);
  const early = await moment(page);
  const later = await momentWhen(page, ({ step }) => step > early.step + 100);
  assert.ok(later.cost < early.cost, `J was ${early.cost}, then ${later.cost}`);
  assert.deepEqual(faults, []);
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
  await page.getByText('60 examples.').waitFor();
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
  await field.fill('Anna\nZ\u0007oe');
  await page.getByRole('alert').getByText('Line 2, column 2: U+0007 is a control character').waitFor();
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
  await page.getByLabel('What to bring').selectOption('text');
  await page.getByLabel(/Paste or drop a text/).fill(verse.join('\n'));
  await page.getByLabel('What to predict').selectOption('letters');
  await page.getByRole('alert').getByText('Line 4, column 1: “Ö” is no letter from a to z').waitFor();
  await page.getByLabel('What to predict').selectOption('own');
  await page.getByRole('button', { name: 'Train on this text' }).click();
  await addressWhen(page, /task=custom_text/);
  await momentWhen(page, ({ step }) => step > 5);
  assert.deepEqual(faults, []);
});
