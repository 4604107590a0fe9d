// A typed formula taken apart with the numbers of one example.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormulaDescription, FormulaNode, FormulaTrace } from 'loss-playground/engine';
import { numbersInWords, treeOf } from '../../../web/panels/anatomy/formula-tree.ts';

const formula = 'd = input - 1\nd * d';
const node = (kind: FormulaNode['kind'], word: string, begin: number, end: number, ...args: number[]) => ({
  kind,
  word,
  begin,
  end,
  args,
  row: false,
});

const description = {
  nodes: [
    node('input', 'input', 4, 9),
    node('number', '1', 12, 13),
    node('operator', '-', 4, 13, 0, 1),
    node('local', 'd', 14, 15, 2),
    node('local', 'd', 18, 19, 2),
    node('operator', '*', 14, 19, 3, 4),
  ],
  result: 5,
} as Partial<FormulaDescription> as FormulaDescription;

const numbers = (...values: number[]) => values.map((value) => Float64Array.of(value));
const trace: FormulaTrace = {
  value: 4,
  values: numbers(3, 1, 2, 2, 2, 4),
  slopes: numbers(4, -4, 4, 2, 2, 1),
};

test('treeOf: the root is the loss, and a name is taken apart where it occurs first', () => {
  const { text, values, parts } = treeOf(formula, description, trace);
  assert.equal(text, 'd * d');
  assert.deepEqual([...(values as Float64Array)], [4]);
  assert.deepEqual(
    parts.map((part) => [part.text, part.parts.map((one) => one.text)]),
    [
      ['d', ['input - 1']],
      ['d', []],
    ],
  );
  assert.deepEqual(
    parts[0]?.parts[0]?.parts.map((part) => part.text),
    ['input'],
  );
});

test('numbersInWords: a long row is counted', () => {
  assert.equal(numbersInWords([0.5]), '0.500');
  assert.equal(numbersInWords([1, 2]), '1.000, 2.000');
  assert.equal(numbersInWords([1, 2, 3, 4]), '1.000, 2.000, … (4)');
});
