// What is said of a formula.
import type { FormulaNote, FormulaProblem } from 'loss-playground/engine';
import { noteWords, problemWords } from '../../../web/own-loss/words.ts';
import { cases } from '../support/cases.ts';

cases<{ name: string; problem: Pick<FormulaProblem, 'given' | 'allowed'>; text?: string; expected: string }>(
  'a problem',
  [
    {
      name: 'in the middle',
      problem: { given: ')', allowed: 'a number or a name' },
      expected: 'Expected a number or a name, found “)”.',
    },
    {
      name: 'at the end of a line',
      problem: { given: 'end of line', allowed: 'a number or a name' },
      expected: 'Expected a number or a name, found the end of line.',
    },
    {
      name: 'at the end',
      problem: { given: '', allowed: 'a number or a name' },
      expected: 'Expected a number or a name before the end of the formula.',
    },
    {
      name: 'of a text without a formula',
      text: ' # nothing yet\n',
      problem: { given: '', allowed: 'a number or a name' },
      expected: 'Type a formula, for example (input - target)^2.',
    },
  ],
  ({ problem, text = 'd =' }) => problemWords({ begin: 0, end: 0, ...problem }, text),
);

cases<{ name: string; note: Omit<FormulaNote, 'begin' | 'end'>; expected: string }>(
  'a note',
  [
    {
      name: 'of a place where the loss is infinite',
      note: { kind: 'unstable', at: { input: -104 }, found: 'infinite_loss', precision: 'float32' },
      expected: '…: the loss is infinite at input = −104 in float32.',
    },
    {
      name: 'of a slope that is not a number',
      note: { kind: 'unstable', at: { input: 0, target: 1 }, found: 'no_slope' },
      expected: '…: the slope is not a number at input = 0 and target = 1.',
    },
    {
      name: 'of a stabler form',
      note: { kind: 'stabler', better: '-softplus(-input)' },
      expected: '…: another form neither overflows nor loses digits.',
    },
    {
      name: 'of a formula without the prediction',
      note: { kind: 'unused' },
      expected: 'The loss does not depend on the prediction, so training cannot lower it.',
    },
    {
      name: 'of a loss without a minimum',
      note: { kind: 'unbounded', at: { input: -1000, target: 0 } },
      expected:
        'The loss has no minimum: it keeps falling toward input = −1,000 and target = 0, so training does not converge.',
    },
    {
      name: 'of a formula without slope',
      note: { kind: 'flat' },
      expected: 'The slope is 0 wherever it exists, so gradient descent does not change the model.',
    },
  ],
  ({ note }) => {
    const { words, isOfPart } = noteWords({ begin: 0, end: 0, ...note });
    return `${isOfPart ? '…: ' : ''}${words}`;
  },
);
