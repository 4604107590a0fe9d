// A text that a visitor brings for next-token models: checked, and turned into what the task `custom_text` takes.
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';

/** Data that a visitor brings and that cannot be used: the line and column, counted as an editor does, and why. */
export class DataError extends Error {}

/** What the engine takes: characters in all, and different ones with the line break. */
export const mostCharacters = 300_000;
export const mostDifferent = 96;

/** `own`: each character of the text is a token; `letters`: a to z, and one sign for all else. */
export type TextVocabulary = 'own' | 'letters';

export interface OwnText {
  text: string;
  characters: number;
  different: number;
  /** What the text falls into: each is a text of its own to the model, and some are set aside unseen. */
  parts: number;
  partsAre: 'passages' | 'lines' | 'sentences';
}

const cuts = [
  ['passages', /\n[^\S\n]*\n\s*/],
  ['lines', /\n/],
  ['sentences', /(?<=[.!?]) /],
] as const;

/** A character as it can be shown: itself, or its number where it has no shape. */
function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return /\p{C}/u.test(character)
    ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : `“${character}”`;
}

const controls = /^[\p{Cc}\p{Cs}]$/u;

/** Reads a text; throws a DataError that names line, column and character. */
export function readText(given: string, vocabulary: TextVocabulary): OwnText {
  const text = given
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .trim();
  const different = new Set(['\n']);
  let line = 1;
  let column = 0;
  let characters = 0;
  const place = () => `Line ${whole(line)}, column ${whole(column)}`;
  for (const character of text) {
    column++;
    characters++;
    if (characters > mostCharacters)
      throw new DataError(
        `The text has ${whole([...text].length)} characters; up to ${whole(mostCharacters)} can be learnt here. ${place()} is the first beyond.`,
      );
    if (character === '\n') {
      line++;
      column = 0;
      continue;
    }
    if (character !== '\t' && controls.test(character))
      throw new DataError(`${place()}: ${shown(character)} is a control character. Leave it out.`);
    if (vocabulary === 'letters' && character > '\u007f')
      throw new DataError(
        `${place()}: ${shown(character)} is no letter from a to z. Learn the text’s own characters instead, or replace it.`,
      );
    different.add(character);
    if (vocabulary === 'own' && different.size > mostDifferent)
      throw new DataError(
        `${place()}: ${shown(character)} would be the ${different.size}th different character; up to ${mostDifferent} can be told apart.`,
      );
  }
  for (const [partsAre, cut] of cuts) {
    const parts = text.split(cut).filter(Boolean).length;
    if (parts > 1) return { text, characters, different: different.size, parts, partsAre };
  }
  throw new DataError(
    'The text is one line of one sentence. At least two lines, passages or sentences are needed: one to learn from, one unseen.',
  );
}

/** The text as the task `custom_text` takes it. */
export const textExperiment = ({ text }: OwnText, vocabulary: TextVocabulary): Experiment => ({
  version: 1,
  task: { id: 'custom_text', params: { text, vocabulary } },
  evaluate_every: 100,
});
