// Results of a class as tables: who answered what, and how each question was answered.
import {
  letterOf,
  type Outline,
  type OutlineChapter,
  type OutlineQuestion,
  questionNames,
} from './outline.ts';
import type { ChapterProgress, QuestionName } from './progress.ts';

export interface Student {
  name: string;
  chapters: ReadonlyMap<string, ChapterProgress>;
}

export interface Column {
  chapter: OutlineChapter;
  question: QuestionName;
}

/** An answer: right, a wrong option with its letter, or none. */
export type Mark = 'right' | 'none' | { wrong: string };

/** The questions of all chapters that someone has answered. */
export function columnsOf(outline: Outline, students: readonly Student[]): Column[] {
  const isAnswered = ({ id }: OutlineChapter) =>
    students.some(({ chapters }) => questionNames.some((name) => chapters.get(id)?.[name] !== undefined));
  return outline
    .filter(isAnswered)
    .flatMap((chapter) => questionNames.map((question) => ({ chapter, question })));
}

const answerOf = ({ chapters }: Student, { chapter, question }: Column) =>
  chapters.get(chapter.id)?.[question];

export function markOf(student: Student, column: Column): Mark {
  const answer = answerOf(student, column);
  if (answer === undefined) return 'none';
  return questionOf(column).options[answer]?.right ? 'right' : { wrong: letterOf(answer) };
}

const questionOf = ({ chapter, question }: Column): OutlineQuestion => chapter[question];

/** How a question was answered by all. */
export interface Summary {
  column: Column;
  ask: string;
  answered: number;
  right: number;
  /** The wrong option that was chosen most often; the first of several. */
  wrong: { letter: string; text: string; idea: string; count: number } | null;
}

export function summaryOf(students: readonly Student[], column: Column): Summary {
  const { ask, options } = questionOf(column);
  const counts = options.map(
    (_, option) => students.filter((student) => answerOf(student, column) === option).length,
  );
  const wrong = options.map(({ right }, option) => (right ? 0 : (counts[option] ?? 0)));
  const most = Math.max(...wrong);
  const option = wrong.indexOf(most);
  const sum = (list: readonly number[]) => list.reduce((total, count) => total + count, 0);
  return {
    column,
    ask,
    answered: sum(counts),
    right: sum(counts) - sum(wrong),
    wrong:
      most > 0
        ? {
            letter: letterOf(option),
            text: options[option]?.text ?? '',
            idea: options[option]?.idea ?? '',
            count: most,
          }
        : null,
  };
}

/** A cell of a CSV file. A program that opens it must not take a name for a formula. */
const cell = (text: string) => {
  const harmless = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** The table as CSV: a row per student; `right`, the letter of the wrong first answer, or nothing. */
export function resultsCsv(outline: Outline, students: readonly Student[]): string {
  const columns = columnsOf(outline, students);
  const head = [
    'student',
    ...columns.map(({ chapter, question }) => `${chapter.number} ${chapter.id} ${question}`),
  ];
  const rows = students.map((student) => [
    student.name,
    ...columns.map((column) => {
      const mark = markOf(student, column);
      if (mark === 'none') return '';
      return mark === 'right' ? mark : mark.wrong;
    }),
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}
