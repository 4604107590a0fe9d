// The pairs of a lab's own address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPairs, writePairs } from '../../../web/run/address-pairs.ts';
import { cases } from '../support/cases.ts';

interface Pairs {
  name: string;
  text: string;
  expected: [string, string][];
}

cases<Pairs>(
  'pairs',
  [
    { name: 'none', text: '', expected: [] },
    {
      name: 'two',
      text: 'a=1&b=2',
      expected: [
        ['a', '1'],
        ['b', '2'],
      ],
    },
    { name: 'encoded', text: 'a=1%262', expected: [['a', '1&2']] },
    { name: 'encoded badly', text: 'a=%E0%A4%A', expected: [['a', '%E0%A4%A']] },
    { name: 'no pair', text: 'hello&=1&a=', expected: [['a', '']] },
    { name: 'an equals sign in the value', text: 'a=b=c', expected: [['a', 'b=c']] },
    { name: 'the last of one name counts', text: 'a=1&a=2', expected: [['a', '2']] },
  ],
  ({ text }) => [...readPairs(text)],
);

test('pairs: what is written is read again, with commas as they are', () => {
  const pairs: [string, string][] = [
    ['a', '1,2'],
    ['b', 'x & y=z'],
  ];
  assert.equal(writePairs(pairs), 'a=1,2&b=x%20%26%20y%3Dz');
  assert.deepEqual([...readPairs(writePairs(pairs))], pairs);
});
