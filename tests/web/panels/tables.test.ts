import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'lit';
import type { RunInfo } from 'loss-playground/engine';
import { historyTable } from '../../../web/panels/history-table.ts';
import { taskFacts } from '../../../web/panels/settings.ts';
import { summarySection } from '../../../web/panels/summary.ts';
import type { Columns } from '../../../web/run/series.ts';
import { cases } from '../support/cases.ts';
import { catalog, infoOf, taskOf } from '../support/catalog.ts';
import { columns, metrics, unshowable } from '../support/columns.ts';
import { assertReadable, textOf } from '../support/text.ts';

interface Case {
  name: string;
  history: Columns | null;
  expected: string;
}

const head =
  'The losses as a table step batch loss penalty objective training cost test cost gradient norm learning rate';

cases<Case>(
  'history as a table',
  [
    { name: 'a run that has not begun', history: null, expected: head },
    { name: 'a run whose cost is not known yet', history: columns(5), expected: head },
    {
      name: 'the steps at which the cost was worked out',
      history: columns(1000, {
        cost: { 1: 2.4, 1000: 0.1 },
        testCost: { 1: 2.4 },
        penalty: 0.25,
        gradNorm: 3,
        lr: 0.003,
      }),
      expected: `${head} 1 0.500 0.250 0.750 2.400 2.400 3.000 0.003 1,000 0.500 0.250 0.750 0.100 – 3.000 0.003`,
    },
  ],
  ({ history }) => textOf(historyTable(history)),
);

test('history as a table: ten rows at the most, the last step always among them', () => {
  const cost = Object.fromEntries(Array.from({ length: 95 }, (_, index) => [index + 1, 1]));
  const steps = textOf(historyTable(columns(95, { cost })))
    .slice(head.length)
    .match(/(?<= )\d+(?= )/g);
  assert.deepEqual(steps, ['5', '15', '25', '35', '45', '55', '65', '75', '85', '95']);
});

test('history as a table: the step shown has a row, also where it was evaluated for the reading alone', () => {
  const history = columns(40, { cost: { 20: 1, 40: 0.5 } });
  const rowsAt = (step: number) =>
    textOf(historyTable(history, metrics({ step, cost: 0.75 }))).slice(head.length);
  assert.match(rowsAt(35), / 20 .* 35 – – – 0\.750 – .* 40 /);
  assert.doesNotMatch(rowsAt(40), /0\.750/);
});

test('history as a table: what is no number is a dash', () => {
  for (const bad of unshowable)
    assertReadable(
      textOf(
        historyTable(columns(3, { cost: { 3: 1 }, batchLoss: bad, testCost: bad, gradNorm: bad, lr: bad })),
      ),
      String(bad),
    );
});

interface Facts {
  name: string;
  task: string;
  info?: Partial<RunInfo>;
  expected: string;
}

cases<Facts>(
  'facts',
  [
    {
      name: 'of digits',
      task: 'digits',
      expected:
        'Data 1,797 handwritten digits, images of 8 × 8 gray values; which of the ten digits is each? 1,258 for training, 539 for testing. Model 2,410 parameters',
    },
    {
      name: 'of a table of the visitor’s own',
      task: 'custom',
      info: { trainRows: 3, testRows: 1, parameterCount: 65 },
      expected:
        'Data Your own table: one example per row, with a class or numbers to predict. 3 for training, 1 for testing. Model 65 parameters',
    },
  ],
  ({ task, info }) => textOf(taskFacts(taskOf(task), infoOf(info))),
);

test('facts: each task has a sentence of its own', () => {
  for (const task of catalog.tasks)
    assert.match(textOf(taskFacts(task, infoOf())), /^Data .+[.?] 1,258 for training/);
});

interface Told {
  name: string;
  running: boolean;
  sentences: string[] | null;
  expected: string;
}

cases<Told>(
  'what you just saw',
  [
    {
      name: 'a run on its way is not judged',
      running: true,
      sentences: ['One.'],
      expected: 'Summary Still training. Pause to see a summary. Below',
    },
    {
      name: 'a run too short to judge',
      running: false,
      sentences: null,
      expected: 'Summary No summary yet: the run has only begun. Below',
    },
    {
      name: 'sentences stand apart',
      running: false,
      sentences: ['One.', 'Two.'],
      expected: 'Summary One. Two. Below',
    },
  ],
  ({ running, sentences }) =>
    textOf(
      summarySection(running, () => sentences?.map((words) => html`${words}`) ?? null, html`<p>Below</p>`),
    ),
);
