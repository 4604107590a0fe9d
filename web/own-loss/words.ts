// What is said of a formula: why it is invalid, and what is worth knowing of a valid one.
import type { FormulaNote, FormulaProblem } from 'loss-playground/engine';
import { brief } from '../charts/format.ts';

/** "Expected a number, a name or (, found “)”." */
export function problemWords({ given, allowed }: FormulaProblem, text: string): string {
  if (text.replace(/#.*/g, '').trim() === '') return 'Type a formula, for example (input - target)^2.';
  if (given === '') return `Expected ${allowed} before the end of the formula.`;
  const found = given === 'end of line' ? `the ${given}` : `“${given}”`;
  return `Expected ${allowed}, found ${found}.`;
}

const finds: Record<NonNullable<FormulaNote['found']>, string> = {
  infinite_loss: 'the loss is infinite',
  infinite_slope: 'the slope is infinite',
  no_loss: 'the loss is not a number',
  no_slope: 'the slope is not a number',
};

/** "input = −104 and target = 1" */
function placeWords(at: Record<string, number>): string {
  const entries = Object.entries(at).map(([name, value]) => `${name} = ${brief(value)}`);
  return entries.join(' and ');
}

/** A note as a sentence; one about a part of the formula is to be read after the part and a colon. */
export function noteWords({ kind, at, found, precision }: FormulaNote): { words: string; isOfPart: boolean } {
  switch (kind) {
    case 'unused':
      return {
        words: 'The loss does not depend on the prediction, so training cannot lower it.',
        isOfPart: false,
      };
    case 'flat':
      return {
        words: 'The slope is 0 wherever it exists, so gradient descent does not change the model.',
        isOfPart: false,
      };
    case 'unstable': {
      const where = at && Object.keys(at).length > 0 ? ` at ${placeWords(at)}` : '';
      const inPrecision = precision ? ` in ${precision}` : '';
      return { words: `${finds[found ?? 'no_loss']}${where}${inPrecision}.`, isOfPart: true };
    }
    case 'unbounded':
      return {
        words: `The loss has no minimum: it keeps falling toward ${placeWords(at ?? {})}, so training does not converge.`,
        isOfPart: false,
      };
    case 'stabler':
      return { words: 'another form neither overflows nor loses digits.', isOfPart: true };
  }
}
