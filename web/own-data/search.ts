// A visitor's own pairs of query and document: cleans them and makes the parameters of the task `custom_search`.
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { DataError } from './data-error.ts';

/** The engine's limits. */
export const mostPairs = 20_000;
export const mostPairCharacters = 1_000_000;

export type Pair = readonly [query: string, document: string];

export interface OwnPairs {
  pairs: Pair[];
  documents: number;
  /** Pairs that were left out: with an empty query or document, and those that were there before. */
  empty: number;
  repeated: number;
}

/** A cell on one line: line breaks, tabs and control characters are white space; half a character is left out. */
const oneLine = (text: string) =>
  text
    .replace(/\p{Cs}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
/** As the engine takes them: a text without a letter or a digit has no words. Other characters beyond ASCII count. */
const hasWord = (text: string) => /[A-Za-z0-9]|[^\0-\x7f\u2000-\u207f]/.test(text);

/** The pairs that can be used; throws a DataError where too few or too many are left. */
export function readPairs(given: readonly Pair[]): OwnPairs {
  const found: OwnPairs = { pairs: [], documents: 0, empty: 0, repeated: 0 };
  const seen = new Set<string>();
  const documents = new Set<string>();
  let characters = 0;
  for (const [index, cells] of given.entries()) {
    const [query = '', document = ''] = cells.map(oneLine);
    const line = `${query}\t${document}`;
    if (!hasWord(query) || !hasWord(document)) found.empty++;
    else if (seen.has(line)) found.repeated++;
    else {
      seen.add(line);
      documents.add(document);
      found.pairs.push([query, document]);
      characters += Array.from(line).length + 1;
    }
    if (found.pairs.length > mostPairs)
      throw new DataError(
        `There are more than ${whole(mostPairs)} pairs. Remove everything from pair ${whole(index + 1)} on.`,
      );
    if (characters > mostPairCharacters)
      throw new DataError(
        `The pairs have more than ${whole(mostPairCharacters)} characters. Remove everything from pair ${whole(index + 1)} on.`,
      );
  }
  found.documents = documents.size;
  if (documents.size < 2)
    throw new DataError(
      `${documents.size === 0 ? 'No pair has both a query and a document' : 'All pairs have the same document'}. At least two different documents are needed, each with a query.`,
    );
  return found;
}

/** From more pairs on the settings of the emoji search, which has 10,170, find more of the queries held out. */
const few = 2000;
const ofMany = {
  model: { id: 'embedding_bag', params: { embedding: 64 } },
  optimizer: { id: 'adam', params: { lr: 0.06 } },
  steps: 1500,
};

/** The experiment that trains a search on pairs. */
export const searchExperiment = (given: readonly Pair[]): Experiment => pairsExperiment(readPairs(given));

export function pairsExperiment({ pairs: cells }: OwnPairs): Experiment {
  const pairs = cells.map((pair) => pair.join('\t')).join('\n');
  if (cells.length <= few) return { version: 1, task: { id: 'custom_search', params: { pairs } } };
  return { version: 1, task: { id: 'custom_search', params: { pairs, dimensions: 64 } }, ...ofMany };
}
