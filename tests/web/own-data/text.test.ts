import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { completeExperiment } from 'loss-playground/engine';
import { DataError } from '../../../web/own-data/data-error.ts';
import { decoded } from '../../../web/own-data/encoding.ts';
import { readText, type TextVocabulary, textExperiment } from '../../../web/own-data/text.ts';
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
    const { characters, different, otherShare, parts, partsAre } = readText(text, vocabulary);
    const others = Math.round(otherShare * characters);
    return `${characters} characters, ${different} different, ${parts} ${partsAre}${others > 0 ? `, others ${others} of ${characters}` : ''}`;
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
    { name: 'of passages', text: 'ab\ncd\n\nef\n \ngh', expected: '13 characters, 9 different, 3 passages' },
    { name: 'of sentences', text: 'Ab. Cd? Ef!', expected: '11 characters, 11 different, 3 sentences' },
    {
      name: 'with Windows line ends',
      text: '\uFEFFab\r\ncd\ref',
      expected: '8 characters, 7 different, 3 lines',
    },
    { name: 'with tabs', text: 'a\tb\nc', expected: '5 characters, 5 different, 2 lines' },
    { name: 'whose accents are joined', text: 'e\u0301\néa', expected: '4 characters, 3 different, 2 lines' },
    {
      name: 'of characters beyond the first plane',
      text: '🐱\n🐶',
      expected: '3 characters, 3 different, 2 lines',
    },
    {
      name: 'of one sentence',
      text: 'ab cd',
      expected:
        'The text is one line of one sentence. At least two lines, passages or sentences are needed: one for training, one for testing.',
    },
    {
      name: 'of nothing',
      text: ' \n ',
      expected:
        'The text is one line of one sentence. At least two lines, passages or sentences are needed: one for training, one for testing.',
    },
    {
      name: 'with control characters, which are white space',
      text: '\fab\nc\u0007\v\0\u007f\u0085d\u000c',
      expected: '10 characters, 6 different, 2 lines',
    },
    {
      name: 'with half a character',
      text: 'ab\nc\ud83dd',
      expected: 'Line 2, column 2: U+D83D is half a character. Remove it.',
    },
    {
      name: 'of 512 characters',
      text: `${alphabet(511)}\n${alphabet(100)}`,
      expected: '612 characters, 512 different, 2 lines',
    },
    {
      name: 'of more than 512 characters, of which the rarest are one token',
      text: `${alphabet(510).repeat(2)}\n${alphabet(513)}`,
      expected: '1534 characters, 514 different, 2 lines, others 3 of 1534',
    },
    {
      name: 'with a line that is nearly all of it, cut at sentences',
      text: `${'A b. C d! '.repeat(20)}\na`,
      expected: '202 characters, 9 different, 41 sentences',
    },
    {
      name: 'in Chinese, on one line',
      text: '天地玄黃。宇宙洪荒。日月盈昃！',
      expected: '15 characters, 15 different, 3 sentences',
    },
    {
      name: 'with a line that is nearly all of it',
      text: `${'ab '.repeat(100)}\na`,
      expected:
        'One of the lines is, with those equal to it, 99.3% of the text. Break it into several lines, or add others, so that at least 5% of the text can be held out for testing.',
    },
    {
      name: 'of equal lines',
      text: 'ab\nab',
      expected:
        'All lines of the text are equal. At least two different ones are needed: one for training, one for testing.',
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
        'Line 2, column 2: “é” is not a letter from a to z. Replace it, or choose the text’s own characters.',
    },
    {
      name: 'with a space that has no shape',
      text: 'ab\nc\u200bd',
      vocabulary: 'letters',
      expected:
        'Line 2, column 2: U+200B is not a letter from a to z. Replace it, or choose the text’s own characters.',
    },
    {
      name: 'with thousands of marks on one character',
      text: `a${'\u0301\u0323'.repeat(100_000)}\nb`,
      expected: 'A character of the text has more than 30 marks, such as accents. Remove some of them.',
    },
    {
      name: 'that is much too long',
      text: 'abcd\n'.repeat(1_000_000),
      expected: 'The text has more than 4,000,000 characters; the limit is 1,000,000. Remove a part of it.',
    },
    {
      name: 'that is too long',
      text: 'abcd\n'.repeat(200_001),
      expected:
        'The text has 1,000,004 characters; the limit is 1,000,000. Remove everything from line 200,001, column 1 on.',
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

/** A text of a file. */
const opened = (name: string) => decoded(readFileSync(new URL(`texts/${name}`, import.meta.url))).text;

test('text: a form feed at the end of a page is white space', () => {
  const { text, parts, partsAre } = readText(opened('form-feed.txt'), 'own');
  assert.deepEqual([parts, partsAre], [10, 'lines']);
  assert.doesNotMatch(text, /[^\P{Cc}\n]/u);
  assert.match(text, /^First page of a report\nwith two lines \n/);
});

test('text: a file in Windows-1252 has its letters', () => {
  const { text } = readText(opened('windows-1252.txt'), 'own');
  assert.deepEqual(
    [...new Set(text.split('\n'))],
    ['Zoë', 'Jürgen', 'Søren', 'Lukasz', 'Renée', 'Müller', 'François', 'Núñez'],
  );
});
