// Places in a formula: the line with carets, and the text with something else there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marked, replaced } from '../../../web/own-loss/places.ts';
import { cases } from '../support/cases.ts';

const text = 'd = input - targt\nabs(d)';

cases<{ name: string; begin: number; end: number; expected: string }>(
  'carets',
  [
    { name: 'below a name', begin: 12, end: 17, expected: 'd = input - targt|            ^^^^^' },
    { name: 'on the second line', begin: 22, end: 23, expected: 'abs(d)|    ^' },
    { name: 'at the end of the formula', begin: 24, end: 24, expected: 'abs(d)|      ^' },
    {
      name: 'of a place over two lines, on the first',
      begin: 12,
      end: 24,
      expected: 'd = input - targt|            ^^^^^',
    },
  ],
  ({ begin, end }) => {
    const { line, carets } = marked(text, { begin, end });
    return `${line}|${carets}`;
  },
);

test('replaced: only the place changes', () => {
  assert.equal(replaced(text, { begin: 12, end: 17 }, 'target'), 'd = input - target\nabs(d)');
});
