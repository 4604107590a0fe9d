// One experiment tells one story, at every speed and however it is watched; and all numbers of a moment are of one step.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, Metrics } from 'loss-playground/engine';
import { short, whole } from '../../../web/charts/format.ts';
import { historyFile } from '../../../web/exports/training-files.ts';
import { Announcer } from '../../../web/panels/announcer.ts';
import { historyTable } from '../../../web/panels/history-table.ts';
import { reading } from '../../../web/panels/reading.ts';
import { columnNames } from '../../../web/run/column-names.ts';
import { type Speed, speeds } from '../../../web/run/pace.ts';
import type { Session } from '../../../web/run/session.ts';
import { catalog, ownTable } from '../support/catalog.ts';
import { legendOf, presentOf, sessionOf, storyOf, until } from '../support/sessions.ts';
import { textOf } from '../support/text.ts';

const digits: Experiment = { version: 1, task: { id: 'digits' }, steps: 200, regularization: { l2: 0.01 } };
/** Between two evaluations. */
const between = 133;

/** Plays to the end at a speed, and tells the story of the end and of a step in between. */
async function played(session: Session, speed: Speed) {
  const announcer = new Announcer();
  const heard = new Set<string>();
  session.addEventListener('frame', () => heard.add(announcer.words(session)));
  session.chooseSpeed(speed);
  session.play();
  await until(session, () => session.status === 'ended');
  const end = await storyOf(session);
  await session.reach(between);
  await until(session, () => session.shown?.step === between);
  const middle = await storyOf(session);
  // Before there is anything to say, and while a step is evaluated, there is silence.
  heard.delete('');
  return { end, middle, heard };
}

/** Stops, looks back and ahead, takes single steps, and goes on. */
async function wander(session: Session) {
  session.chooseSpeed('3');
  session.play();
  await until(session, () => (session.metrics?.step ?? 0) > 30);
  session.pause();
  for (const step of [7, 29, 0, 71]) {
    await session.reach(step);
    // A step at which the visitor has stopped is evaluated.
    await until(session, () => session.shown?.step === step);
  }
  session.step();
  await until(session, () => session.shown?.step === 72);
}

test('one experiment at every speed, and wandered through: the same history, CSV and sentences', async () => {
  const [first, ...others] = await Promise.all(
    speeds.map(async (speed) => played(await sessionOf(digits), speed)),
  );
  assert.ok(first);
  const wandering = await sessionOf(digits);
  await wander(wandering);
  for (const other of [...others, await played(wandering, '10')]) {
    assert.deepEqual(other.end, first.end);
    assert.deepEqual(other.middle, first.middle);
    for (const words of other.heard)
      assert.ok(/paused|finished/.test(words) || first.heard.has(words), `only one speed says: ${words}`);
  }
  const { history } = first.end;
  const evaluated = history?.step.filter((_, index) => Number.isFinite(history.cost[index]));
  assert.deepEqual(evaluated?.slice(0, 6), [0, 1, 2, 4, 6, 8]);
  assert.ok(evaluated?.includes(200) && !evaluated.includes(between));
  assert.equal(first.middle.step, between);
  assert.equal(first.middle.csv, first.end.csv, 'what is evaluated for the reading enters no history');
});

test('a run that is continued past its end, and one whose speed changes on the way, record the same', async () => {
  const [steady, changing] = [await sessionOf(digits), await sessionOf(digits)];
  await steady.reach(260);
  changing.chooseSpeed('1');
  changing.play();
  await until(changing, () => (changing.metrics?.step ?? 0) >= 20);
  changing.chooseSpeed('max');
  await until(changing, () => changing.status === 'ended');
  await changing.reach(260);
  assert.deepEqual((await storyOf(changing)).csv, (await storyOf(steady)).csv);
});

test('a fork begins with one number: its own cost at the step where it left', async () => {
  const session = await sessionOf(digits);
  await session.reach(40);
  const before = session.shown?.cost;
  assert.ok(
    await session.fork({ ...digits, loss: { id: 'cross_entropy', params: { label_smoothing: 0.2 } } }),
  );
  const after = session.shown?.cost;
  assert.notEqual(after, before);
  const cost = legendOf(session)['training cost'];
  assert.equal(cost, short(after));
  assert.equal(session.history?.cost[40], after);
  await session.reach(43);
  await session.reach(40);
  assert.equal(legendOf(session)['training cost'], cost);
});

/** Experiments of all tasks, short, evaluated at 0, 5 and 10. */
function short10(id: string): Experiment {
  const given = { version: 1 as const, steps: 10, evaluate_every: 5 };
  if (id === 'custom') return ownTable('classification', { steps: 10, evaluate_every: 5 });
  if (id === 'custom_text')
    return {
      ...given,
      task: { id, params: { text: 'the cat sat on the mat\nand the dog sat on the log\n'.repeat(20) } },
    };
  return { ...given, task: { id } };
}

/** The row of a step in the CSV file, back as numbers. */
async function rowInFile(session: Session, step: number): Promise<Metrics> {
  const [head = '', ...lines] = (await historyFile(session).text()).trim().split('\r\n');
  const line = lines.find((text) => text.startsWith(`${step},`)) ?? '';
  const ids = Object.fromEntries(Object.entries(columnNames).map(([id, name]) => [name, id]));
  const cells = line.split(',');
  return Object.fromEntries(
    head
      .split(',')
      .map((name, index) => [ids[name] ?? name, cells[index] ? Number(cells[index]) : Number.NaN]),
  ) as unknown as Metrics;
}

/** The row of a step in the table. */
function rowInTable(session: Session, step: number): string | undefined {
  const words = textOf(historyTable(session.history, session.shown));
  return new RegExp(`(?:rate|[\\d–]) ${whole(step)}((?: [\\d.,e−–]+){7})`).exec(words)?.[1]?.trim();
}

for (const { id } of catalog.tasks)
  test(`${id}: legend, reading, table and CSV say the same of a step`, async () => {
    const session = await sessionOf(short10(id));
    await session.reach(10);
    for (const step of [10, 5, 0, 7]) {
      await session.reach(step);
      await until(session, () => session.shown?.step === step);
      const moment = presentOf(session);
      const { metrics } = moment;
      const legend = legendOf(session);
      const columns = ['batchLoss', 'penalty', 'objective', 'cost', 'testCost'] as const;
      for (const column of columns)
        assert.equal(legend[columnNames[column]], short(metrics[column]), `${column} at step ${step}`);
      const cells = [...columns, 'gradNorm', 'lr'] as const;
      assert.equal(rowInTable(session, step), cells.map((name) => short(metrics[name])).join(' '));
      const row = await rowInFile(session, step);
      if (step === 7) {
        assert.ok(Number.isNaN(row.cost) && Number.isFinite(metrics.cost), 'evaluated for the reading alone');
        assert.equal(row.batchLoss, metrics.batchLoss);
      } else {
        assert.deepEqual(row, { ...metrics });
        assert.equal(textOf(reading({ ...moment, metrics: row })), textOf(reading(moment)));
      }
    }
  });
