import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkerRun } from 'loss-playground/engine';
import { tellingWords } from '../../../web/pictures/telling-words.ts';

const words = Array.from({ length: 20 }, (_, index) => `word${index}`);

/** A trained model as it is read here: one row of weights a class, or one for both. */
const run = (rows: number[][], hidden: number[][] = []) =>
  ({
    parameters: async () => [
      { name: 'bias', shape: [rows.length], data: Float64Array.from(rows, () => 0) },
      { name: 'weight', shape: [rows.length, rows[0]?.length], data: Float64Array.from(rows.flat()) },
      ...hidden.map((data) => ({ name: 'more', shape: [1, data.length], data })),
    ],
  }) as unknown as WorkerRun;

const rising = words.map((_, index) => index);
const first = 'word0 word1 word2 word3 word4 word5 word6 word7';
const last = 'word19 word18 word17 word16 word15 word14 word13 word12';
const told = async (given: WorkerRun, names = ['wanted', 'spam']) =>
  (await tellingWords(given, words, names)).map((one) => `${one.name}: ${one.words.join(' ')}`);

test('telling words: eight for each class, the most telling first', async () => {
  const expected = [`wanted: ${first}`, `spam: ${last}`];
  assert.deepEqual(await told(run([rising])), expected);
  assert.deepEqual(await told(run([rising.map((weight) => -weight), rising])), expected);
  assert.deepEqual(await told(run([rising, rising.map((weight) => 2 * weight)])), expected);
});

test('telling words: none where weights belong to no single word and class', async () => {
  assert.deepEqual(await told(run([rising], [[1]])), []);
  assert.deepEqual(await told(run([rising]), ['a', 'b', 'c']), []);
  assert.deepEqual(await told(run([[1, 2, 3]])), []);
});
