import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabDefinition } from '../../../web/labs/definition.ts';
import { placeAddress, readPlace } from '../../../web/site/address.ts';

const tool = new URL('../../../.tools/labs.mjs', import.meta.url).href;
const labs: LabDefinition[] = await (await import(tool)).labDefinitions();

const cases: [hash: string, id: string, rest: string][] = [
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
  ['#lab=constructor', 'train', ''],
  ['#lab=__proto__', 'train', ''],
  ['#lab=nothing&task=xor&v=1', 'train', 'task=xor&v=1'],
  ['#lab=', 'train', ''],
];

for (const [hash, id, rest] of cases)
  test(`"${hash}" is ${id} with "${rest}"`, () => {
    const place = readPlace(labs, hash);
    assert.deepEqual({ id: place.lab.id, rest: place.rest }, { id, rest });
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
