// npm run reading: how long the chapters of the guide are and how easily they read: words, minutes, and the
// Flesch–Kincaid grade, about the school year that a text suits (Kincaid and others 1975).
import { fileURLToPath } from 'node:url';
import { guideContents } from './guide.mjs';

/** Words a minute of someone who learns from a text, and minutes for a run and for thinking about two questions. */
const wordsPerMinute = 200;
const otherMinutes = 2;

/** About the number of syllables: groups of vowels, without a silent e at the end. */
const syllablesIn = (word) =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/(?<=[^aeiouyl])e$/, '')
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );

/** Words, minutes and grade of a text. A formula or a number is one word of one syllable. */
export function readingOf(text) {
  const words = text.match(/[\p{L}\d][\p{L}\d.,’'%-]*/gu) ?? [];
  const sentences = text.match(/[.?!:](?=[\s”)]|$)/g)?.length ?? 1;
  const syllables = words.reduce((sum, word) => sum + (/\d/.test(word) ? 1 : syllablesIn(word)), 0);
  return {
    words: words.length,
    minutes: words.length / wordsPerMinute + otherMinutes,
    grade: (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59,
  };
}

/** A tree without the meanings of terms, which open only when they are asked for. */
const withoutMeanings = (tree) => {
  if (typeof tree === 'string') return tree;
  const [tag, attributes, ...children] = tree;
  return attributes.class === 'meaning' ? '' : [tag, attributes, ...children.map(withoutMeanings)];
};

/** The paragraphs and options of a chapter as it is read: with the feedback of one option per question. */
function textOf({ predict, check, run, mistake, ...chapter }, { writer, wordsOf }) {
  const blocks = [
    chapter.intro,
    predict.ask,
    ...predict.options.map(({ text }) => `${text}.`),
    predict.options.find(({ right }) => right).feedback,
    run.instruction,
    chapter.see,
    ...(chapter.choices ?? []).flatMap(({ when, why, instead }) => [`${when}.`, why, instead]),
    chapter.why,
    mistake.claim,
    mistake.answer,
    check.ask,
    ...check.options.map(({ text }) => `${text}.`),
    check.options.find(({ right }) => right).feedback,
  ];
  const words = writer({ ...chapter, predict, check, run, mistake });
  return blocks.flatMap((block) => words.blocks(block).map(withoutMeanings).map(wordsOf)).join('\n');
}

/** What each chapter takes to read. */
export const readings = (contents) =>
  contents.chapters.map((chapter) => ({ id: chapter.id, ...readingOf(textOf(chapter, contents)) }));

/** The minutes that a chapter takes on average. */
export function usualMinutes(contents) {
  const minutes = readings(contents).map((reading) => reading.minutes);
  return Math.round(minutes.reduce((sum, each) => sum + each, 0) / minutes.length);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { id, words, minutes, grade } of readings(await guideContents()))
    console.log(
      `${id.padEnd(24)} ${String(words).padStart(4)} words  ${minutes.toFixed(1)} minutes  grade ${grade.toFixed(1)}`,
    );
