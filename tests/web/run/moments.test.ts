import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Moments } from '../../../web/run/moments.ts';
import { metrics } from '../support/columns.ts';

const row = (step: number) => metrics({ step, cost: 1 });

/** Two views of which one takes its time; `seen` has what each shows. */
function twoViews() {
  const moments = new Moments();
  moments.begin(row(0));
  const seen: (number | undefined)[] = [];
  const answers: (() => void)[] = [];
  moments.watch(async ({ step }) => () => {
    seen[0] = step;
  });
  moments.watch(async ({ step }) => {
    await new Promise<void>((answer) => answers.push(answer));
    return () => {
      seen[1] = step;
    };
  });
  return { moments, seen, answer: () => answers.shift()?.() };
}

test('views show a step together, with its numbers, once all of them can', async () => {
  const { moments, seen, answer } = twoViews();
  const looking = moments.look(row(10));
  assert.equal(moments.isDue(false), false, 'one step at a time');
  assert.deepEqual([moments.shown?.step, seen], [0, []]);
  answer();
  assert.equal(await looking, true);
  assert.deepEqual([moments.shown?.step, seen], [0, []]);
  moments.show();
  assert.deepEqual([moments.shown?.step, seen], [10, [10, 10]]);
});

test('a step is asked for once, unless a view has something else to show', async () => {
  const moments = new Moments();
  moments.begin(row(0));
  assert.equal(await moments.look(row(10)), true);
  assert.equal(await moments.look(row(10)), false);
  moments.refresh();
  assert.equal(await moments.look(row(10)), true);
});

test('a step stays while a run moves, so that it can be read', async () => {
  const moments = new Moments();
  moments.begin(row(0));
  assert.equal(moments.isDue(true), true);
  await moments.look(row(10));
  assert.deepEqual([moments.isDue(true), moments.isDue(false)], [false, true]);
});

test('a step stays longer where the page is drawn less often, unless the run rests', async () => {
  const moments = new Moments();
  moments.begin(row(0));
  assert.equal(moments.isDue(true, 1e6), true, 'the first numbers do not wait');
  await moments.look(row(10));
  assert.deepEqual([moments.isDue(true, 1e6), moments.isDue(false, 1e6)], [false, true]);
});

test('what was asked of a run that was replaced is not shown', async () => {
  const { moments, seen, answer } = twoViews();
  const looking = moments.look(row(10));
  moments.begin(row(0));
  answer();
  assert.equal(await looking, false);
  moments.show();
  assert.deepEqual([moments.shown?.step, seen], [0, []]);
});
