import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChapterProgress } from '../../../web/guide/progress.ts';
import { columnsOf, markOf, resultsCsv, summaryOf } from '../../../web/guide/results-table.ts';
import { outline } from './example.ts';

const student = (name: string, answers: ChapterProgress) => ({
  name,
  chapters: new Map([['cross-entropy', answers]]),
});
const students = [
  student('Ana', { predict: 2, check: 1 }),
  student('Ben', { predict: 1 }),
  student('=Cleo, "C"', { predict: 1, check: 2 }),
  student('Dan', { predict: 0 }),
];

test('results: a chapter that nobody answered has no column', () => {
  assert.deepEqual(
    columnsOf(outline, students).map(({ chapter, question }) => `${chapter.id} ${question}`),
    ['cross-entropy predict', 'cross-entropy check'],
  );
  assert.deepEqual(columnsOf(outline, []), []);
});

test('results: an answer is right, wrong with its letter, or missing', () => {
  const columns = columnsOf(outline, students);
  assert.deepEqual(
    students.map((each) => columns.map((column) => markOf(each, column))),
    [
      ['right', { wrong: 'b' }],
      [{ wrong: 'b' }, 'none'],
      [{ wrong: 'b' }, 'right'],
      [{ wrong: 'a' }, 'none'],
    ],
  );
});

test('results: a question has its most frequent wrong option with the idea behind it', () => {
  const [predict, check] = columnsOf(outline, students).map((column) => summaryOf(students, column));
  assert.deepEqual(
    [predict?.answered, predict?.right, predict?.wrong],
    [4, 1, { letter: 'b', text: 'About 1', idea: 'the loss counts mistakes', count: 2 }],
  );
  assert.deepEqual([check?.answered, check?.right, check?.wrong?.letter], [2, 1, 'b']);
  const right = students.slice(0, 1);
  const [column] = columnsOf(outline, right);
  assert.ok(column);
  assert.equal(summaryOf(right, column).wrong, null);
});

test('results: CSV has a row per student, and no name is a formula', () => {
  assert.equal(
    resultsCsv(outline, students),
    `student,1 cross-entropy predict,1 cross-entropy check
Ana,right,b
Ben,b,
"'=Cleo, ""C""",b,right
Dan,a,
`,
  );
});
