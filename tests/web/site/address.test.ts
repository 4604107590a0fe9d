import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabDefinition } from '../../../web/labs/definition.ts';
import { placeAddress, readPlace } from '../../../web/site/address.ts';
import { unknownLabWords } from '../../../web/site/unknown-lab.ts';

const tool = new URL('../../../.tools/labs.mjs', import.meta.url).href;
const labs: LabDefinition[] = await (await import(tool)).labDefinitions();

const cases: [hash: string, id: string, rest: string, unknown?: string][] = [
  ['', 'train', ''],
  ['#', 'train', ''],
  ['#task=circle&v=1', 'train', 'task=circle&v=1'],
  ['#at=40&task=circle&v=1', 'train', 'at=40&task=circle&v=1'],
  ['#lab=train&task=xor&v=1', 'train', 'task=xor&v=1'],
  ['#triplet', 'triplet', ''],
  ['#lab=triplet', 'triplet', ''],
  ['#triplet&loss=triplet_margin_loss&v=1', 'triplet', 'loss=triplet_margin_loss&v=1'],
  ['#lab=next-token&task=names&v=1', 'next-token', 'task=names&v=1'],
  ['#shape', 'shapes', ''],
  ['#lab=shape&loss=huber_loss&v=1', 'shapes', 'loss=huber_loss&v=1'],
  // No lab has such a name, though every object has.
  ['#constructor', 'train', 'constructor'],
  ['#lab=constructor', 'train', '', 'constructor'],
  ['#lab=__proto__', 'train', '', '__proto__'],
  ['#lab=nothing&task=xor&v=1', 'train', 'task=xor&v=1', 'nothing'],
  ['#lab=a%20b&task=xor&v=1', 'train', 'task=xor&v=1', 'a%20b'],
  ['#lab=', 'train', ''],
];

for (const [hash, id, rest, unknown] of cases)
  test(`"${hash}" is ${id} with "${rest}"`, () => {
    const place = readPlace(labs, hash);
    assert.deepEqual([place.lab.id, place.rest, place.unknown], [id, rest, unknown]);
  });

test('a lab that does not exist is named, with the closest one and what is shown instead', () => {
  assert.match(
    unknownLabWords(labs, 'constructor'),
    /^lab: "constructor" is not valid\. Use one of train, .*\. Train is shown instead\.$/,
  );
  assert.match(unknownLabWords(labs, 'triplets'), /Did you mean triplet\?/);
  assert.ok(unknownLabWords(labs, 'x'.repeat(100_000)).length < 400);
});

test('an address that was written is read as it was meant', () => {
  for (const lab of labs)
    for (const rest of ['', 'task=circle&v=1'])
      assert.deepEqual(readPlace(labs, placeAddress(labs, lab, rest)), { lab, rest });
});

test('the first lab with something to show has the plain permalink', () => {
  const [first] = labs;
  assert.ok(first);
  assert.equal(placeAddress(labs, first, 'task=circle&v=1'), '#task=circle&v=1');
  assert.equal(placeAddress(labs, first, ''), '#lab=train');
});
