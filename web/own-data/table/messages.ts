// What the page and the worker that reads tables say to each other.
import type { DataError } from '../data-error.ts';
import type { Check } from './check.ts';
import type { Choices } from './choices.ts';
import type { Reading } from './read-table.ts';
import type { Made, Source, TableFacts } from './work.ts';

export type Asked =
  | { ask: 'open'; source: Source; reading: Reading }
  | { ask: 'read'; reading: Reading }
  | { ask: 'check'; choices: Choices }
  | { ask: 'make'; choices: Choices };

export interface Answers {
  open: TableFacts;
  read: TableFacts;
  check: Check;
  make: Made;
}

/** The share of the work that is done, the answer, or why there is none; `refused` where the data are at fault. */
export type Told =
  | { share: number }
  | { answer: Answers[keyof Answers] }
  | { refused: string; doubt: DataError['doubt'] }
  | { failed: string };
