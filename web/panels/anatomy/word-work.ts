// Explains a message word by word, if the model has one weight for each word and class.
import { vocabulary, type WordWeights, weightsOf } from '../../pictures/telling-words.ts';
import { input } from '../../run/examples.ts';
import { rowOf, type WordRow, type Worked } from './example.ts';
import type { RowSubject } from './list-work.ts';
import { wordsSentence } from './words.ts';

/** How many words are listed. */
const listed = 10;

/** The contribution of each word of a message to the score of the second class; nothing for other tasks and models. */
export async function wordWork({ run, task, examples, chosen }: RowSubject): Promise<Partial<Worked>> {
  const [first, second] = task.classes ?? [];
  const words = task.words ? await vocabulary(task) : null;
  const weights = words && (await weightsOf(run, words.length));
  if (!words || !weights || first === undefined || second === undefined) return {};
  return addedUp(words, weights, rowOf(input(examples[chosen.split]), chosen.rows[0] ?? 0), [first, second]);
}

/** A message's row of ln(1 + count) of each word, added up with the weights of a linear model. */
export function addedUp(
  words: readonly string[],
  { lean, bias }: WordWeights,
  row: ArrayLike<number>,
  classes: readonly [string, string],
): Pick<Worked, 'words' | 'sentence'> {
  const all = words.flatMap((word, index): WordRow[] => {
    const value = row[index] ?? 0;
    return value > 0
      ? [{ word, count: Math.round(Math.expm1(value)), adds: value * (lean[index] ?? 0) }]
      : [];
  });
  const score = all.reduce((sum, { adds }) => sum + adds, bias);
  const rows = all.sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds)).slice(0, listed);
  return { words: rows, sentence: wordsSentence(rows, classes, score) };
}
