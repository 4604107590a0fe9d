// Whether an edit changes the formula, and which formula a task opens with.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from '../../../web/formulas/describe.ts';
import { draftOf, keepDraft } from '../../../web/own-loss/draft.ts';
import { meaningOf } from '../../../web/own-loss/meaning.ts';
import { formulaFor } from '../../../web/own-loss/starting.ts';
import { cases } from '../support/cases.ts';
import { catalog, taskOf } from '../support/catalog.ts';
import { engine } from '../support/engine.ts';

const text = 'delta = 1 in 0..10\nd = input - target\ndelta * d^2';

cases<{ name: string; edited: string; expected: boolean }>(
  'an edit that changes the formula',
  [
    { name: 'a comment', edited: `# about\n${text} # here`, expected: false },
    { name: 'white space', edited: 'delta=1 in 0..10;d = input-target ; delta*d ^ 2', expected: false },
    { name: 'a number', edited: text.replace('^2', '^4'), expected: true },
    { name: 'the value of a parameter', edited: text.replace('= 1', '= 2'), expected: true },
    { name: 'its range', edited: text.replace('..10', '..9'), expected: true },
    { name: 'an operator', edited: text.replace('input -', 'input +'), expected: true },
  ],
  async ({ edited }) =>
    meaningOf(await engine.describeFormula(edited)) !== meaningOf(await engine.describeFormula(text)),
);

test('a task opens with the last formula that fits it, and a formula of the gallery only where it is meant for', async () => {
  const id = catalog.losses.find(({ own }) => own)?.id ?? '';
  const use = (formula: string) => describe(engine, { id, params: { formula } }, new Map());
  const houses = taskOf('houses');
  const digits = taskOf('digits');
  const [preset, other] = [formulaFor(houses), formulaFor(digits)];
  assert.ok(preset && other);
  assert.equal(formulaFor(null), undefined);
  await use(preset);
  assert.equal(formulaFor(digits), other);
  await use('abs(input - target)^3');
  await use('-log_softmax(input)[target] / 2');
  assert.equal(formulaFor(houses), 'abs(input - target)^3');
  assert.equal(formulaFor(digits), '-log_softmax(input)[target] / 2');
  await use(preset);
  assert.equal(formulaFor(houses), preset);
  assert.equal(formulaFor(null), preset);
});

test('a text is kept for the formula that was in use when it was typed', () => {
  keepDraft('input', 'inptu');
  assert.equal(draftOf('input'), 'inptu');
  assert.equal(draftOf('target'), 'target');
});
