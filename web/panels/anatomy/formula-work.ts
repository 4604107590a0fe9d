// One example of a loss that was typed as a formula: the formula taken apart with the example's numbers.
import type { FormulaExample, OwnedTensor, Tensor } from 'loss-playground/engine';
import { short } from '../../charts/format.ts';
import type { Part, Subject } from './example.ts';
import { formulaTree, treeOf } from './formula-tree.ts';

const row = (data: ArrayLike<number>): Tensor => ({ shape: [data.length], data: Float64Array.from(data) });

const one = (value = 0): Tensor => ({ shape: [], data: Float64Array.of(value) });

/** What of an example the formula is evaluated for. */
interface Taken {
  example: FormulaExample;
  /** Which of several numbers it is for; null if the example is one. */
  entry: number | null;
}

/** The inputs of the formula: rows; or, of a formula of single numbers, those of the entry with the largest target. */
function taken({ loss }: Subject, outputs: readonly OwnedTensor[], target: ArrayLike<number>): Taken {
  if (loss.target === 'triplet') {
    const [anchor, positive, negative] = outputs.map(({ data }) => row(data)) as [Tensor, Tensor, Tensor];
    return { example: { anchor, positive, negative }, entry: null };
  }
  const { data = [] } = outputs[0] ?? {};
  if (loss.target === 'class_index')
    return { example: { input: row(data), target: one(target[0]) }, entry: null };
  const values = Array.from(target);
  const entry = values.indexOf(Math.max(...values));
  return {
    example: { input: one(data[entry]), target: one(values[entry]) },
    entry: values.length > 1 ? entry : null,
  };
}

/** The tree of a formula; its root is the loss, or of several numbers one of those whose mean is the loss. */
export async function formulaWork(
  subject: Subject,
  outputs: readonly OwnedTensor[],
  target: ArrayLike<number>,
  value: number,
): Promise<Pick<Part, 'putIn' | 'tree' | 'note'>> {
  const { engine, loss, run, task } = subject;
  const formula = String(run.experiment.loss.params.formula);
  const { example, entry } = taken(subject, outputs, target);
  const [description, trace] = await Promise.all([
    engine.describeFormula(formula),
    engine.traceFormula(formula, example),
  ]);
  const name = entry === null ? '' : (task.classes?.[entry] ?? String(entry));
  return {
    putIn: loss.title,
    tree: formulaTree(treeOf(formula, description, trace)),
    ...(entry === null
      ? {}
      : {
          note: `The parts are those of ${name}, whose loss is ${short(trace.value)}. The loss of the example, ${short(value)}, is the mean over all ${target.length}.`,
        }),
  };
}
