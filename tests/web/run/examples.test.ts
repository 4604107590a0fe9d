import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OwnedTensor } from 'loss-playground/engine';
import { chosen, labelsOf, sharesOf, testExample, trainThenTest } from '../../../web/run/examples.ts';
import { viewOf } from '../../../web/run/surface.ts';
import { drawnTokens, inWords, knows, sign } from '../../../web/run/token-text.ts';
import { measuresTriplets } from '../../../web/run/triplet-distances.ts';
import { cases } from '../support/cases.ts';
import { catalog } from '../support/catalog.ts';

const tensor = (shape: number[], data: number[]): OwnedTensor => ({ shape, data: Float64Array.from(data) });

test('examples: a point is of the training set, then of the test set', () => {
  assert.deepEqual(testExample(3), { split: 'test', rows: [3] });
  assert.deepEqual(trainThenTest(10)(9), { split: 'train', rows: [9] });
  assert.deepEqual(trainThenTest(10)(10), { split: 'test', rows: [0] });
});

test('examples: class numbers, where the data have some', () => {
  assert.deepEqual(labelsOf({ label: tensor([2], [1, 0]) }), [1, 0]);
  assert.deepEqual(labelsOf({}), []);
});

test('examples: the likeliest class, the first of equals', () => {
  assert.deepEqual(chosen(tensor([2, 3], [0.2, 0.5, 0.3, 0.4, 0.4, 0.2])), [1, 0]);
});

test('examples: one probability makes two classes, cut to 0 and 1', () => {
  assert.deepEqual(chosen(tensor([3, 1], [0.2, 0.7, 0.5])), [0, 1, 0]);
  const { classes, shares } = sharesOf(tensor([2], [-1, 2]));
  assert.deepEqual([classes, ...Array.from(shares)], [2, 1, 0, 0, 1]);
});

interface Case {
  name: string;
  character: string;
  expected: [string, string];
}

cases<Case>(
  'token',
  [
    { name: 'a letter', character: 'a', expected: ['a', 'a'] },
    { name: 'a space', character: ' ', expected: ['␣', 'a space'] },
    { name: 'a tab', character: '\t', expected: ['⇥', 'a tab'] },
    { name: 'the boundary', character: '.', expected: ['·', 'the end of the word or text'] },
  ],
  ({ character }) => [sign(character, '.ab \t'), inWords(character, '.ab \t')],
);

test('token: a vocabulary of letters takes any plain text, another what it has', () => {
  assert.equal(knows('.abc', 'Hello, world'), true);
  assert.equal(knows('.abc', 'é'), false);
  assert.equal(knows('\nabé', 'é'), true);
  assert.equal(knows('\nab', 'c'), false);
  assert.equal(knows('\nab□', 'c'), false);
});

test('token: the last of the largest vocabulary stands for all other characters', () => {
  const many = `\n${String.fromCodePoint(...Array.from({ length: 510 }, (_, index) => 0x4e00 + index))}□`;
  assert.equal(knows(many, 'c'), true);
  assert.deepEqual([sign('□', many), inWords('□', many)], ['□', 'any other character']);
  assert.equal(inWords('□', '\nab□'), '□');
});

test('token: of many only the likeliest are drawn', () => {
  const shares = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      label: String(index),
      share: ((7 * index) % count) / count,
    }));
  assert.deepEqual(drawnTokens(shares(96)), shares(96));
  const drawn = drawnTokens(shares(512));
  assert.equal(drawn.length, 40);
  assert.deepEqual(
    drawn.map(({ share }) => share),
    Array.from({ length: 40 }, (_, index) => (511 - index) / 512),
  );
});

test('surfaces are seen as the catalog says', () => {
  for (const surface of catalog.functions) {
    const view = viewOf(surface);
    assert.deepEqual([view.x.from, view.x.to, view.x.title, view.y.title], [...surface.domain.x, 'x', 'y']);
    assert.equal(view.start, surface.start);
  }
});

test('losses that measure triplets have all three and a margin', () => {
  assert.deepEqual(
    catalog.losses.filter(measuresTriplets).map(({ id }) => id),
    ['triplet_margin_loss', 'triplet_margin_with_distance_loss'],
  );
});
