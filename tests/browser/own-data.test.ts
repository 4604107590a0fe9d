import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { customData, readTable, TableError } from '../../web/labs/own-data/table.ts';
import { moment, momentWhen } from './support/moment.ts';
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
      (error) => error instanceof TableError && message.test(error.message),
      text,
    );
});

test('texts become a 0 or 1 for each value, and classes their number', () => {
  const table = readTable('color,size,kind\nred,1,b\nblue,2,a\nred,3,b\ngreen,4,a');
  const [color, size, kind] = table.columns;
  assert.ok(color && size && kind);
  const { inputs, targets } = customData(table, kind, [color, size], 'classification');
  assert.deepEqual(inputs, { shape: [4, 4], data: [0, 0, 1, 1, 1, 0, 0, 2, 0, 0, 1, 3, 0, 1, 0, 4] });
  assert.deepEqual(targets, { shape: [4], data: [1, 0, 1, 0] });
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
