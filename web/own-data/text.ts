// A visitor's own text for next-token models: checks it and makes the parameters of the task `custom_text`.
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { DataError } from './data-error.ts';

/** The engine's limits: characters in total, and tokens of a vocabulary. */
export const mostCharacters = 1_000_000;
export const mostTokens = 512;

/** Units of a text that is read at all: a character has up to two, and a line may end in two. */
const mostUnits = 4 * mostCharacters;
/**
 * Marks on one character. They are sorted when a text is normalized, which takes the square of their number; no language
 * has as many (Unicode Annex 15, stream-safe text).
 */
const crowded = /\p{M}{31}/u;

/** `own`: each character of the text is a token; `letters`: a to z, and one token for everything else. */
export type TextVocabulary = 'own' | 'letters';

export interface OwnText {
  text: string;
  characters: number;
  /** Different characters including the line break. */
  different: number;
  /** The share of the text whose characters are one token together, since they are too many; 0 if there are none. */
  otherShare: number;
  /** The number of parts of the text: each is a separate text for the model, and some are held out as the test set. */
  parts: number;
  partsAre: 'passages' | 'lines' | 'sentences';
}

const cuts = [
  ['passages', /\n\n/],
  ['lines', /\n/],
  ['sentences', /(?<=[.!?]) /],
  ['sentences', /(?<=[。！？])/],
] as const;

/** A character for display: itself, or its code point if it is not printable. */
function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return /\p{C}/u.test(character)
    ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : `“${character}”`;
}

/** One way to write a text: line breaks as \\n, one blank line at most, other control characters but the tab as spaces. */
const plain = (given: string): string =>
  given
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .normalize('NFC')
    .replace(/\n(?:[^\S\n]*\n)+/g, '\n\n')
    .trim();

/** How often each character occurs; throws a DataError for what cannot be a token, with its place. */
function countCharacters(text: string, vocabulary: TextVocabulary): Map<string, number> {
  const counts = new Map<string, number>();
  let line = 1;
  let column = 0;
  let characters = 0;
  const place = () => `Line ${whole(line)}, column ${whole(column)}`;
  for (const character of text) {
    column++;
    characters++;
    if (characters > mostCharacters)
      throw new DataError(
        `The text has ${whole([...text].length)} characters; the limit is ${whole(mostCharacters)}. Remove everything from ${place().replace('Line', 'line')} on.`,
      );
    const known = counts.get(character);
    counts.set(character, (known ?? 0) + 1);
    if (character === '\n') {
      line++;
      column = 0;
    } else if (known === undefined && /\p{Cs}/u.test(character)) {
      throw new DataError(`${place()}: ${shown(character)} is half a character. Remove it.`);
    } else if (vocabulary === 'letters' && character > '\u007f')
      throw new DataError(
        `${place()}: ${shown(character)} is not a letter from a to z. Replace it, or choose the text’s own characters.`,
      );
  }
  return counts;
}

/** The token of all characters that have none of their own, as the engine calls it. */
const other = '□';

/** The share of characters without a token of their own: the line break has one, and the most frequent others. */
function shareOfOthers(counts: Map<string, number>, characters: number): number {
  const others = [...counts].filter(([character]) => character !== '\n');
  if (others.length < mostTokens) return 0;
  const kept = others
    .filter(([character]) => character !== other)
    .map(([, count]) => count)
    .toSorted((a, b) => b - a)
    .slice(0, mostTokens - 2)
    .reduce((sum, count) => sum + count, counts.get('\n') ?? 0);
  return 1 - kept / characters;
}

/** The parts of a text; throws a DataError if one of them is nearly all of it, however it is cut. */
function partsOf(text: string): Pick<OwnText, 'parts' | 'partsAre'> {
  let problem = '';
  for (const [partsAre, cut] of cuts) {
    const parts = text.split(cut).filter(Boolean);
    const sizes = new Map<string, number>();
    let total = 0;
    for (const part of parts) {
      // With the end of the part, which is a token too.
      const size = Array.from(part).length + 1;
      sizes.set(part, (sizes.get(part) ?? 0) + size);
      total += size;
    }
    // Equal parts are all in the training set, or all in the test set.
    const largest = Math.max(0, ...sizes.values());
    if (sizes.size > 1 && 20 * (total - largest) >= total) return { parts: parts.length, partsAre };
    if (sizes.size > 1)
      problem ||= `One of the ${partsAre} is, with those equal to it, ${((100 * largest) / total).toFixed(1)}% of the text. Break it into several lines, or add others, so that at least 5% of the text can be held out for testing.`;
    else if (parts.length > 1)
      problem ||= `All ${partsAre} of the text are equal. At least two different ones are needed: one for training, one for testing.`;
  }
  throw new DataError(
    problem ||
      'The text is one line of one sentence. At least two lines, passages or sentences are needed: one for training, one for testing.',
  );
}

/** Reads a text; throws a DataError that names line, column and character. */
export function readText(given: string, vocabulary: TextVocabulary): OwnText {
  if (given.length > mostUnits)
    throw new DataError(
      `The text has more than ${whole(mostUnits)} characters; the limit is ${whole(mostCharacters)}. Remove a part of it.`,
    );
  if (crowded.test(given))
    throw new DataError(
      'A character of the text has more than 30 marks, such as accents. Remove some of them.',
    );
  const text = plain(given);
  const counts = countCharacters(text, vocabulary);
  const characters = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    text,
    characters,
    different: counts.size + (counts.has('\n') ? 0 : 1),
    otherShare: vocabulary === 'own' ? shareOfOthers(counts, characters) : 0,
    ...partsOf(text),
  };
}

/** A longer text takes seconds to evaluate: the engine chooses how often. */
const quicklyEvaluated = 100_000;

/** The experiment that trains on the text. */
export const textExperiment = ({ text, characters }: OwnText, vocabulary: TextVocabulary): Experiment => ({
  version: 1,
  task: { id: 'custom_text', params: { text, vocabulary } },
  evaluate_every: characters > quicklyEvaluated ? null : 100,
});
