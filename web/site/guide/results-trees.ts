// The tables of the page for results, as trees.
import { letterOf, type Outline, type OutlineChapter, questionNames } from '../../guide/outline.ts';
import type { MadeRun, QuestionName } from '../../guide/progress.ts';
import {
  type Column,
  columnsOf,
  type Mark,
  markOf,
  type Student,
  summaryOf,
} from '../../guide/results-table.ts';
import type { Tree } from '../../guide/tree.ts';

const questionWords: Record<QuestionName, string> = { predict: 'Predict', check: 'Check' };
const hidden = (words: string): Tree => ['span', { class: 'visually-hidden' }, words];

/** A table that scrolls by itself where it is wider than the page. */
const scrolling = (words: string, ...rows: Tree[]): Tree => [
  'div',
  { class: 'scrolling', role: 'region', 'aria-label': words, tabindex: '0' },
  ['table', {}, ['caption', { class: 'visually-hidden' }, words], ...rows],
];

const header = (words: readonly string[]): Tree => [
  'thead',
  {},
  ['tr', {}, ...words.map((each): Tree => ['th', { scope: 'col' }, each])],
];

const chapterLink = ({ id, number, title }: OutlineChapter): Tree => [
  'a',
  { href: `${id}.html`, title },
  String(number),
  hidden(`, ${title}`),
];

function markTree(mark: Mark): Tree {
  if (mark === 'none')
    return ['td', { class: 'none' }, ['span', { 'aria-hidden': 'true' }, '–'], hidden('not answered')];
  if (mark === 'right') return ['td', {}, ['span', { 'aria-hidden': 'true' }, '✓'], hidden('correct')];
  return ['td', { class: 'wrong' }, hidden('wrong: '), mark.wrong];
}

/** A row per student, a column per question. */
export function answersTree(outline: Outline, students: readonly Student[]): Tree {
  const columns = columnsOf(outline, students);
  const chapters = [...new Set(columns.map(({ chapter }) => chapter))];
  return scrolling(
    'First answers, a row per student',
    [
      'thead',
      {},
      [
        'tr',
        {},
        ['th', { scope: 'col', rowspan: '2' }, 'Student'],
        ...chapters.map(
          (chapter): Tree => [
            'th',
            { scope: 'colgroup', colspan: String(questionNames.length) },
            chapterLink(chapter),
          ],
        ),
      ],
      ['tr', {}, ...columns.map(({ question }): Tree => ['th', { scope: 'col' }, questionWords[question]])],
    ],
    [
      'tbody',
      {},
      ...students.map(
        (student): Tree => [
          'tr',
          {},
          ['th', { scope: 'row' }, student.name],
          ...columns.map((column) => markTree(markOf(student, column))),
        ],
      ),
    ],
  );
}

function summaryRow(students: readonly Student[], column: Column): Tree {
  const { ask, answered, right, wrong } = summaryOf(students, column);
  return [
    'tr',
    {},
    ['th', { scope: 'row' }, `${column.chapter.number} ${questionWords[column.question]}`],
    ['td', {}, ask],
    ['td', { class: 'count' }, `${right} of ${answered}`],
    ['td', {}, wrong ? `${wrong.letter}, ${wrong.count} of ${answered}: “${wrong.text}”` : 'none'],
    ['td', {}, wrong?.idea ?? ''],
  ];
}

/** How each question was answered. */
export const summaryTree = (outline: Outline, students: readonly Student[]): Tree =>
  scrolling(
    'How each question was answered',
    header(['Chapter', 'Question', 'Correct', 'Most frequent wrong answer', 'Idea behind it']),
    ['tbody', {}, ...columnsOf(outline, students).map((column) => summaryRow(students, column))],
  );

/** The answers of one student, in words. */
export function oneStudentTree(outline: Outline, student: Student): Tree {
  const rows = columnsOf(outline, [student]).map((column): Tree => {
    const { chapter, question } = column;
    const answer = student.chapters.get(chapter.id)?.[question];
    const option = answer === undefined ? undefined : chapter[question].options[answer];
    const verdict = option?.right ? 'correct' : option && `wrong: ${option.idea ?? ''}`;
    return [
      'tr',
      {},
      ['th', { scope: 'row' }, ['a', { href: `${chapter.id}.html` }, `${chapter.number}, ${chapter.title}`]],
      ['td', {}, chapter[question].ask],
      ['td', {}, option && answer !== undefined ? `${letterOf(answer)}: ${option.text}` : 'not answered'],
      ['td', {}, verdict ?? ''],
    ];
  });
  return scrolling('First answers', header(['Chapter', 'Question', 'First answer', 'Result']), [
    'tbody',
    {},
    ...rows,
  ]);
}

export interface ListedRun {
  student: string;
  chapter: OutlineChapter;
  run: MadeRun;
}

export const runsOf = (outline: Outline, students: readonly Student[]): ListedRun[] =>
  students.flatMap(({ name, chapters }) =>
    outline.flatMap((chapter) =>
      (chapters.get(chapter.id)?.runs ?? []).map((run) => ({ student: name, chapter, run })),
    ),
  );

const runAddress = ({ chapter, run }: ListedRun) =>
  `../#lab=${chapter.lab ?? 'train'}&${chapter.lab ? '' : `at=${run.step}&`}${run.experiment}`;

/** Labels of prepared runs, by chapter and permalink. */
export type Labels = ReadonlyMap<string, string>;

/** What a run trains: the label of a prepared one, or the settings; a table is not read out. */
function runWords({ chapter, run }: ListedRun, labels: Labels): string {
  const label = labels.get(`${chapter.id} ${run.experiment}`);
  if (label) return label;
  const pairs = run.experiment.split('&').filter((pair) => !/^(v|task\.table)=/.test(pair));
  return pairs.map((pair) => decodeURIComponent(pair)).join(', ');
}

const runRow = (listed: ListedRun, index: number, labels: Labels): Tree => {
  const { student, chapter, run } = listed;
  const words = runWords(listed, labels);
  return [
    'tr',
    {},
    ['th', { scope: 'row' }, student],
    ['td', {}, String(chapter.number)],
    ['td', { class: 'experiment' }, ['a', { href: runAddress(listed) }, words]],
    ['td', { class: 'count' }, run.step.toLocaleString('en-US')],
    ['td', { class: 'count' }, String(run.testCost)],
    [
      'td',
      {},
      [
        'button',
        { type: 'button', 'data-index': String(index) },
        'Repeat',
        hidden(` the run of ${student}, ${words}`),
      ],
      ['span', { class: 'outcome', role: 'status' }],
    ],
  ];
};

/** The runs that were made, each with a button that repeats it. */
export const runsTree = (runs: readonly ListedRun[], labels: Labels): Tree =>
  scrolling(
    'Runs that were made',
    header(['Student', 'Chapter', 'Run', 'Step', 'Test cost', 'The same again?']),
    ['tbody', {}, ...runs.map((run, index) => runRow(run, index, labels))],
  );
