// The data of one explained example.
import type { TemplateResult } from 'lit';
import type {
  LossDescriptor,
  OwnedTensor,
  TaskDescriptor,
  WorkerEngine,
  WorkerRun,
} from 'loss-playground/engine';
import type { Examples } from '../../run/examples.ts';

export interface Term {
  words: string;
  value: number;
  /** The decisive term, for example the true class. */
  main: boolean;
}

export interface Worked {
  title: string;
  loss: number;
  /** The formula with its numbers, up to the loss itself. */
  putIn: string;
  /** The title of the bars. */
  termsTitle: string;
  terms: Term[];
  /** The inputs, in words, where their columns have names. */
  inputs?: string;
  /** How much the example counts in the mean, where examples differ in that; else null. */
  weight?: number | null;
  /** Gray values of the example's pictures, if it is an image. */
  pictures: ArrayLike<number>[];
  /** The meaning of the numbers for this example. */
  sentence?: TemplateResult;
  /** Further notes on these numbers. */
  note?: string;
  /** A query with its results, on a line of distances. */
  query?: QueryLine;
  /** A list of emoji, the highest prediction first. */
  list?: ListRow[];
  /** A typed formula taken apart. */
  tree?: TemplateResult;
  /** The words of a message that weigh most. */
  words?: WordRow[];
}

export interface FoundText {
  mark: string;
  text: string;
  /** Distance from the query. */
  distance: number;
}

export interface QueryLine {
  query: string;
  right: FoundText;
  /** The nearest others, nearest first. */
  others: FoundText[];
  margin: number | null;
}

export interface ListRow {
  mark: string;
  text: string;
  truth: number;
  said: number;
  /** Its part of the loss; null where the loss compares the emoji of the list with each other. */
  loss: number | null;
}

export interface WordRow {
  word: string;
  /** How often the message contains it. */
  count: number;
  /** Its contribution to the score of the second class. */
  adds: number;
}

export interface Subject {
  engine: WorkerEngine;
  run: WorkerRun;
  loss: LossDescriptor;
  task: TaskDescriptor;
  examples: Examples;
}

export type Part = Pick<Worked, 'putIn' | 'termsTitle' | 'terms' | 'note' | 'tree'>;

/** One row of a tensor. */
export const rowOf = ({ shape, data }: OwnedTensor, row: number) => {
  const width = shape.slice(1).reduce((product, length) => product * length, 1);
  return data.subarray(row * width, (row + 1) * width);
};
