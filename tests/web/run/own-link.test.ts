// A lab's own link: what is valid of it stays, and the note says what is left out, in the words of a damaged permalink.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParameterDescriptor } from 'loss-playground/engine';
import { accepts, OwnLink, type Range } from '../../../web/run/own-link.ts';
import { cases } from '../support/cases.ts';

const range: Range = { type: 'number', min: 1, max: 10 };
const whole: Range = { type: 'integer', min: 0, max: 100000 };
const damaged = (words: string) => `This link is damaged. ${words}`;

interface Case {
  name: string;
  text: string;
  expected: { rate: number; steps: number; id: string; note: string | null };
}

const usual = { rate: 5, steps: 7, id: 'a', note: null };
const entries = [{ id: 'a' }, { id: 'b' }];

cases<Case>(
  'own link',
  [
    { name: 'empty', text: '', expected: usual },
    {
      name: 'whole',
      text: 'rate=2.5&steps=9&id=b&v=1',
      expected: { rate: 2.5, steps: 9, id: 'b', note: null },
    },
    {
      name: 'at the ends of a range',
      text: 'rate=10&steps=0&v=1',
      expected: { ...usual, rate: 10, steps: 0 },
    },
    {
      name: 'above a range',
      text: 'rate=2&steps=1e12&v=1',
      expected: {
        ...usual,
        rate: 2,
        note: damaged(
          'steps=1e12 is left out: 1000000000000 is not a valid number of steps. Enter a whole number from 0 to 100,000.',
        ),
      },
    },
    {
      name: 'no number, and none at all',
      text: 'rate=ten&steps=&v=1',
      expected: {
        ...usual,
        note: damaged(
          'rate=ten is left out: "ten" is not a valid learning rate. Enter a number from 1 to 10. steps= is left out: The number of steps is empty. Enter a whole number from 0 to 100,000.',
        ),
      },
    },
    {
      name: 'half of a whole number, and no end',
      text: 'rate=Infinity&steps=1.5&v=1',
      expected: {
        ...usual,
        note: damaged(
          'rate=Infinity is left out: "Infinity" is not a valid learning rate. Enter a number from 1 to 10. steps=1.5 is left out: 1.5 is not a valid number of steps. Enter a whole number from 0 to 100,000.',
        ),
      },
    },
    {
      name: 'a name that every object has',
      text: 'id=__proto__&constructor=1&v=1',
      expected: {
        ...usual,
        note: damaged(
          'id=__proto__ is left out: "__proto__" is not a valid entry. Enter one of a, b. constructor=1 is left out: "constructor" is not the name of a setting. Enter one of rate, steps, id.',
        ),
      },
    },
    {
      name: 'cut off',
      text: 'rate=2&stes',
      expected: {
        ...usual,
        rate: 2,
        note: damaged(
          'stes is left out: "stes" is not the name of a setting. Enter one of rate, steps, id. Did you mean steps? Its end, v=1, is missing, so settings may be missing too.',
        ),
      },
    },
  ],
  ({ text }) => {
    const link = new OwnLink(text);
    const rate = link.number('rate', 5, range, 'optimizer.params.lr');
    const steps = link.number('steps', 7, whole);
    const { id } = link.entry('id', { id: 'a' }, entries, 'entry');
    return { rate, steps, id, note: link.note };
  },
);

type Parameter = { name: string; type: ParameterDescriptor['type']; text: string; expected: unknown };

cases<Parameter>(
  'a parameter above 0, else 2 or true,',
  [
    { name: 'absent', type: 'number', text: 'v=1', expected: 2 },
    { name: 'in its range', type: 'number', text: 'p=0.5&v=1', expected: 0.5 },
    { name: 'at the end that is excluded', type: 'number', text: 'p=0&v=1', expected: 2 },
    { name: 'half of a whole number', type: 'integer', text: 'p=0.5&v=1', expected: 2 },
    { name: 'a whole number', type: 'integer', text: 'p=7&v=1', expected: 7 },
    { name: 'false', type: 'boolean', text: 'p=false&v=1', expected: false },
    { name: 'neither true nor false', type: 'boolean', text: 'p=no&v=1', expected: true },
  ],
  ({ type, text }) =>
    new OwnLink(text).parameter('p', {
      ...{ id: 'p', type, doc: '', default: type === 'boolean' ? true : 2, min: 0, above_min: true },
    }),
);

test('own link: however much is wrong with it, the note stays short', () => {
  const text = Array.from({ length: 100000 }, (_, index) => `x${index}=1`).join('&');
  const { note } = new OwnLink(text);
  assert.match(note ?? '', /And more\. Its end, v=1, is missing/);
  assert.ok((note ?? '').length < 1000);
});

test('a field accepts what a link can have', () => {
  assert.deepEqual(
    [1, 10, 2.5].map((value) => accepts(value, range)),
    [true, true, true],
  );
  assert.deepEqual(
    [0.999, 11, 'ten'].map((value) => accepts(value, range)),
    [false, false, false],
  );
  assert.deepEqual(
    [3, 2.5, 1e6].map((value) => accepts(value, whole)),
    [true, false, false],
  );
});
