import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeExperiment } from 'loss-playground/engine';
import { DataError } from '../../../web/own-data/data-error.ts';
import { mostPairs, type Pair, readPairs, searchExperiment } from '../../../web/own-data/search.ts';
import { catalog } from '../support/catalog.ts';

const numbered = (count: number, length = 1): Pair[] =>
  Array.from({ length: count }, (_, index) => [`query ${index}`, `document ${index}`.repeat(length)]);

test('pairs: cells are on one line, and what cannot be used is left out and counted', () => {
  const found = readPairs([
    ['When\tare you\r\nopen?', ' From 9\u00a0to 18. '],
    ['When are you open?', 'From 9 to 18.'],
    ['', 'Nobody asked.'],
    ['No answer?', ' \f '],
    ['???', 'no word'],
    ['half \ud83d', 'one'],
    ['何時', '九時'],
  ]);
  assert.deepEqual(found, {
    pairs: [
      ['When are you open?', 'From 9 to 18.'],
      ['half', 'one'],
      ['何時', '九時'],
    ],
    documents: 3,
    empty: 3,
    repeated: 1,
  });
});

test('pairs: what is made of them is an experiment of a line each', () => {
  const experiment = completeExperiment(
    catalog,
    searchExperiment([
      ['a', 'one'],
      ['b\n', 'two'],
      ['a', 'one'],
    ]),
  );
  assert.deepEqual(
    [experiment.task.id, (experiment.task.params as { pairs: string }).pairs],
    ['custom_search', 'a\tone\nb\ttwo'],
  );
});

test('pairs: too few and too many are refused with what to do', () => {
  const faults: [Pair[], RegExp][] = [
    [[], /^No pair has both a query and a document\. At least two different documents are needed/],
    [[['a', '']], /^No pair has both/],
    [
      [
        ['a', 'one'],
        ['b', 'one'],
      ],
      /^All pairs have the same document\. At least two/,
    ],
    [
      [['', ''], ...numbered(mostPairs + 1)],
      /^There are more than 20,000 pairs\. Remove everything from pair 20,002 on\.$/,
    ],
    [
      numbered(100, 2000),
      /^The pairs have more than 1,000,000 characters\. Remove everything from pair 4\d on\.$/,
    ],
  ];
  for (const [pairs, message] of faults)
    assert.throws(
      () => readPairs(pairs),
      (error) => error instanceof DataError && message.test(error.message),
    );
  assert.equal(readPairs(numbered(mostPairs)).pairs.length, mostPairs);
});

test('pairs: of many the embeddings are smaller, and more steps are planned', () => {
  const settings = (count: number) => {
    const { task, steps } = completeExperiment(catalog, searchExperiment(numbered(count)));
    return [(task.params as { dimensions: number }).dimensions, steps];
  };
  assert.deepEqual(
    [settings(2000), settings(2001)],
    [
      [256, 200],
      [64, 1500],
    ],
  );
});
