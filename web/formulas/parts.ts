// The parts of a formula, by what they mean.
import type { FormulaDescription, FormulaNode } from 'loss-playground/engine';

/** What a formula is a function of: one number and its target, logits and a class, or three embeddings. */
export type Subject = 'number' | 'class' | 'triplet';

export interface Reader {
  node(place: number): FormulaNode;
  /** What an argument of a node is. */
  arg(node: FormulaNode, index: number): FormulaNode;
  subject: Subject;
  /** The number is a logit, which the formula turns into a probability. */
  isLogit: boolean;
}

function subjectOf({ loss }: FormulaDescription): Subject {
  if (loss?.target === 'triplet') return 'triplet';
  return loss?.target === 'class_index' ? 'class' : 'number';
}

export function reader(description: FormulaDescription): Reader {
  const node = (place: number) => description.nodes[place] as FormulaNode;
  return {
    node,
    arg: ({ args }, index) => node(args[index] as number),
    subject: subjectOf(description),
    isLogit: description.loss?.target === 'real' && description.loss.family === 'cross_entropy',
  };
}
