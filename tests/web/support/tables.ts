// A visitor's table, read without a pause.
import { checkOf } from '../../../web/own-data/table/check.ts';
import { type Choices, firstChoices, type TextFeatures } from '../../../web/own-data/table/choices.ts';
import * as made from '../../../web/own-data/table/custom-data.ts';
import { textCells } from '../../../web/own-data/table/formats.ts';
import { type Reading, type Table, tableOf } from '../../../web/own-data/table/read-table.ts';
import * as words from '../../../web/own-data/table/words.ts';
import type { Sliced } from '../../../web/run/sliced.ts';

export function finished<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

export const readTable = (text: string, reading: Reading = {}): Table =>
  finished(tableOf(finished(textCells(text, reading)), reading));

/** Choices for a table: the first ones, with some changed. */
export const choicesOf = (table: Table, changes: Partial<Choices> = {}): Choices => ({
  ...firstChoices(table),
  ...changes,
});

export const customData = (table: Table, choices: Choices) => finished(made.customData(table, choices));

export const wordColumns = (texts: readonly string[], features: TextFeatures) =>
  finished(words.wordColumns(texts, features));

export { checkOf };
