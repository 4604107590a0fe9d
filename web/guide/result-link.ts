// The result link: a reader's first answers and the runs that were made, as the part of an address after #:
//   result-1/cross-entropy=bc~7k2m/cross-entropy.run=1000:0.0949:task=digits;v=1~9x2f/end=2~m3kp
// Each entry ends with a checksum of its own; the last one counts the entries and has the checksum of everything before it.
// The test cost is the shortest decimal that is the same number to the last bit. & is written as ; in permalinks.
import { letterOf, type Outline, type OutlineChapter, questionNames } from './outline.ts';
import type { ChapterProgress, MadeRun, QuestionName } from './progress.ts';
import { sealed, unsealed } from './sealed.ts';

const version = 1;
/** Characters of a link that is read. */
export const longestResult = 60_000;
/** Characters of a permalink that is written: one with a table of the reader's own is left out. */
export const longestRun = 1000;
/** No run can be advanced further. */
const mostSteps = 1e9;

/** Something wrong with a link: what, and what to do. */
export interface Fault {
  /** Which part of the link, or `the link`. */
  part: string;
  words: string;
}

export interface Result {
  /** What could be read, by chapter. */
  chapters: Map<string, ChapterProgress>;
  faults: Fault[];
}

/** What a decoder must know. */
export interface Known {
  outline: Outline;
  /** Why the engine refuses a permalink; null where it does not. */
  refusal(experiment: string): string | null;
}

const copyAgain = 'Ask for the link again, copied with the button.';
const names: Record<QuestionName, string> = { predict: 'first question', check: 'second question' };

/** A permalink with the characters that programs take for the end of a link percent-encoded too. */
const written = (permalink: string) =>
  permalink
    .replaceAll('&', ';')
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const isMade = ({ experiment, step, testCost }: MadeRun) =>
  typeof experiment === 'string' &&
  experiment.length <= longestRun &&
  Number.isInteger(step) &&
  step > 0 &&
  Number.isFinite(testCost);

function entriesOf(id: string, progress: ChapterProgress): string[] {
  const letters = questionNames.map((name) => {
    const letter = letterOf(Number(progress[name]));
    return /^[a-z]$/.test(letter) ? letter : '-';
  });
  const runs = Array.isArray(progress.runs) ? progress.runs.filter(isMade) : [];
  return [
    ...(letters.every((letter) => letter === '-') ? [] : [`${id}=${letters.join('')}`]),
    ...runs.map((run) => `${id}.run=${run.step}:${run.testCost}:${written(run.experiment)}`),
  ];
}

/** What a link says of a reader's progress in the given chapters: the part of an address after #. */
export function encodeResult(
  chapters: readonly string[],
  progress: (chapter: string) => ChapterProgress,
): string {
  const entries = chapters.flatMap((chapter) => entriesOf(chapter, progress(chapter)));
  return sealed([`result-${version}`, ...entries.map(sealed), `end=${entries.length}`].join('/'));
}

/** The head of a link, if it is one that can be read; otherwise what is wrong with it. */
function readHead(head: string, text: string): { isReadable: boolean; fault?: Fault } {
  const part = 'the beginning';
  const [, number] = /^result-(\d{1,9})$/.exec(head) ?? [];
  if (Number(number) === version) return { isReadable: true };
  const right = `result-${version}${text.slice(head.length)}`;
  if (number === undefined || unsealed(right) !== null)
    return {
      isReadable: true,
      fault: {
        part,
        words: `“${head.slice(0, 30)}” was changed; it must be result-${version}. ${copyAgain}`,
      },
    };
  const words =
    Number(number) > version
      ? `The link was made by a newer version of the guide (${number}; this page reads ${version}). Reload this page, or open the page for results where the student read the guide.`
      : `The link was made by an older version of the guide (${number}; this page reads ${version}). Ask the student to reload the guide and copy the link again.`;
  return { isReadable: false, fault: { part, words } };
}

/** What is wrong with the end of a link, if nothing else is. */
function endFault(last: string, count: number, isWhole: boolean, hasFaults: boolean): Fault | null {
  const part = 'the end';
  const [, told] = /^end=(\d{1,6})~/.exec(last) ?? [];
  if (told === undefined)
    return {
      part,
      words: `The end of the link is missing or damaged: it may have been cut off. ${copyAgain}`,
    };
  if (Number(told) !== count)
    return { part, words: `The link says that it has ${told} entries, and ${count} are there. ${copyAgain}` };
  if (isWhole || hasFaults) return null;
  return { part, words: `The checksum of the whole link does not fit its entries. ${copyAgain}` };
}

/** Reads one entry into the result. */
function readEntry(entry: string, number: number, { chapters, faults }: Result, known: Known): void {
  const [, id = '', run = ''] = /^([\w-]{1,60})(\.run)?=/.exec(entry) ?? [];
  const part = `entry ${number}${id && ` (${id}${run && ', a run'})`}`;
  const fault = (words: string) => faults.push({ part, words });
  const text = unsealed(entry);
  if (text === null || !id) {
    fault(`It was changed on the way: its checksum does not fit. ${copyAgain}`);
    return;
  }
  const chapter = known.outline.find((each) => each.id === id);
  if (!chapter) {
    fault('This version of the guide has no such chapter. Reload this page; it may be older than the link.');
    return;
  }
  const progress = chapters.get(id) ?? {};
  const value = text.slice(id.length + run.length + 1);
  const words = run ? readRun(value, progress, known) : readAnswers(value, progress, chapter);
  for (const each of words) fault(each);
  if (Object.keys(progress).length > 0) chapters.set(id, progress);
}

/** Reads the letters of a chapter's answers; what is wrong with them. */
function readAnswers(letters: string, progress: ChapterProgress, chapter: OutlineChapter): string[] {
  if (!/^[a-z-]{2}$/.test(letters))
    return [`“${letters.slice(0, 30)}” are not the letters of two answers. ${copyAgain}`];
  if (questionNames.some((name) => progress[name] !== undefined))
    return [`The answers of this chapter are in the link twice; the first are shown. ${copyAgain}`];
  return questionNames.flatMap((name, index) => {
    const letter = letters.charAt(index);
    const { options } = chapter[name];
    const answer = letter.charCodeAt(0) - 97;
    if (letter === '-') return [];
    if (options[answer]) progress[name] = answer;
    else
      return [
        `The ${names[name]} has no answer ${letter}; its answers are a to ${letterOf(options.length - 1)}. ${copyAgain}`,
      ];
    return [];
  });
}

/** Reads a run; what is wrong with it. */
function readRun(text: string, progress: ChapterProgress, { refusal }: Known): string[] {
  const [, step = '', cost = '', link = ''] = /^(\d{1,10}):([\d.e+-]{1,30}):(.*)$/s.exec(text) ?? [];
  const testCost = Number(cost);
  if (
    !link ||
    Number(step) < 1 ||
    Number(step) > mostSteps ||
    String(testCost) !== cost ||
    !Number.isFinite(testCost)
  )
    return [`“${text.slice(0, 60)}” is not a step, a test cost and an experiment. ${copyAgain}`];
  const experiment = link.replaceAll(';', '&');
  const reason = link.length > 3 * longestRun ? 'It is too long.' : refusal(experiment);
  if (reason) return [`The engine refuses this run. ${reason} The answers are not affected.`];
  progress.runs = [...(progress.runs ?? []), { experiment, step: Number(step), testCost }];
  return [];
}

/** Reads a link, or the part after #. It never throws: what is right is in the result, what is wrong among its faults. */
export function decodeResult(link: string, known: Known): Result {
  const result: Result = { chapters: new Map(), faults: [] };
  const { faults } = result;
  const fault = (words: string) => {
    faults.push({ part: 'the link', words });
    return result;
  };
  if (link.length > longestResult)
    return fault(
      `It has ${link.length} characters; a result link has at most ${longestResult}. ${copyAgain}`,
    );
  const text = link.slice(link.indexOf('#') + 1);
  const [head = '', ...rest] = text.split('/');
  const last = rest.pop() ?? '';
  if (!last && rest.length === 0) return fault(`This is not a result link. ${copyAgain}`);
  const { isReadable, fault: headFault } = readHead(head, text);
  if (headFault) faults.push(headFault);
  if (!isReadable) return result;
  // A link that was cut off ends with an entry, or a part of one.
  const entries = last.startsWith('end=') ? rest : [...rest, last];
  for (const [index, entry] of entries.entries()) readEntry(entry, index + 1, result, known);
  const end = endFault(last, entries.length, unsealed(text) !== null, faults.length > 0);
  if (end) faults.push(end);
  return result;
}
