import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeExperiment } from 'loss-playground/engine';
import { DataError, readText, type TextVocabulary, textExperiment } from '../../../web/own-data/text.ts';
import { cases } from '../support/cases.ts';
import { catalog } from '../support/catalog.ts';

interface Case {
  name: string;
  text: string;
  vocabulary?: TextVocabulary;
  /** What was found, or what is told of a text that is refused. */
  expected: string;
}

const read = (text: string, vocabulary: TextVocabulary = 'own') => {
  try {
    const { characters, different, parts, partsAre } = readText(text, vocabulary);
    return `${characters} characters, ${different} different, ${parts} ${partsAre}`;
  } catch (error) {
    if (error instanceof DataError) return error.message;
    throw error;
  }
};

/** So many different characters, from A on in Unicode. */
const alphabet = (length: number) =>
  String.fromCodePoint(...Array.from({ length }, (_, index) => 0x100 + index));

cases<Case>(
  'text',
  [
    { name: 'of lines', text: 'ab\ncd\n\n', expected: '5 characters, 5 different, 2 lines' },
    { name: 'of passages', text: 'ab\ncd\n\nef\n \ngh', expected: '14 characters, 10 different, 3 passages' },
    { name: 'of sentences', text: 'Ab. Cd? Ef!', expected: '11 characters, 11 different, 3 sentences' },
    {
      name: 'with Windows line ends',
      text: '\uFEFFab\r\ncd\ref',
      expected: '8 characters, 7 different, 3 lines',
    },
    { name: 'with tabs', text: 'a\tb\nc', expected: '5 characters, 5 different, 2 lines' },
    { name: 'whose accents are joined', text: 'e\u0301\né', expected: '3 characters, 2 different, 2 lines' },
    {
      name: 'of characters beyond the first plane',
      text: '🐱\n🐶',
      expected: '3 characters, 3 different, 2 lines',
    },
    {
      name: 'of one sentence',
      text: 'ab cd',
      expected:
        'The text is one line of one sentence. At least two lines, passages or sentences are needed: one to learn from, one unseen.',
    },
    {
      name: 'of nothing',
      text: ' \n ',
      expected:
        'The text is one line of one sentence. At least two lines, passages or sentences are needed: one to learn from, one unseen.',
    },
    {
      name: 'with a control character',
      text: 'ab\nc\u0007d',
      expected: 'Line 2, column 2: U+0007 is a control character. Leave it out.',
    },
    {
      name: 'with half a character',
      text: 'ab\nc\ud83dd',
      expected: 'Line 2, column 2: U+D83D is a control character. Leave it out.',
    },
    {
      name: 'of 96 characters',
      text: `${alphabet(95)}\na`.replace('a', 'Ā'),
      expected: '97 characters, 96 different, 2 lines',
    },
    {
      name: 'of more than 96 characters',
      text: `a\n${alphabet(96)}`,
      expected: 'Line 2, column 95: “Ş” would be the 97th different character; up to 96 can be told apart.',
    },
    {
      name: 'of letters',
      text: 'Ab, c!\nd',
      vocabulary: 'letters',
      expected: '8 characters, 8 different, 2 lines',
    },
    {
      name: 'with a letter of another alphabet',
      text: 'ab\ncé',
      vocabulary: 'letters',
      expected:
        'Line 2, column 2: “é” is no letter from a to z. Learn the text’s own characters instead, or replace it.',
    },
    {
      name: 'with a space that has no shape',
      text: 'ab\nc\u200bd',
      vocabulary: 'letters',
      expected:
        'Line 2, column 2: U+200B is no letter from a to z. Learn the text’s own characters instead, or replace it.',
    },
    {
      name: 'that is too long',
      text: 'abcd\n'.repeat(60_001),
      expected:
        'The text has 300,004 characters; up to 300,000 can be learnt here. Line 60,001, column 1 is the first beyond.',
    },
  ],
  ({ text, vocabulary }) => read(text, vocabulary),
);

test('text: what is made of one is an experiment', () => {
  for (const vocabulary of ['own', 'letters'] as const) {
    const experiment = textExperiment(readText('ab\ncd', vocabulary), vocabulary);
    const { task, evaluate_every } = completeExperiment(catalog, experiment);
    assert.deepEqual(
      [task.id, (task.params as { text: string }).text, evaluate_every],
      ['custom_text', 'ab\ncd', 100],
    );
  }
});
