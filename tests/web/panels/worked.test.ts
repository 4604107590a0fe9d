// Worked examples: the numbers of real runs, and formulas that a calculator agrees with.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Experiment } from 'loss-playground/engine';
import { short } from '../../../web/charts/format.ts';
import { rowOf, type Worked } from '../../../web/panels/anatomy/example.ts';
import { queryWork } from '../../../web/panels/anatomy/search-work.ts';
import { addedUp } from '../../../web/panels/anatomy/word-work.ts';
import {
  averaged,
  difference,
  listSentence,
  minusLog,
  querySentence,
  stepSentence,
  tripletSum,
} from '../../../web/panels/anatomy/words.ts';
import { work } from '../../../web/panels/anatomy/worked.ts';
import { weightsOf } from '../../../web/pictures/telling-words.ts';
import { type Chosen, examplesOf, input, labelsOf } from '../../../web/run/examples.ts';
import { cases } from '../support/cases.ts';
import { lossOf, taskFor } from '../support/catalog.ts';
import { engine } from '../support/engine.ts';
import { assertReadable, textOf } from '../support/text.ts';

/** Works examples of a run after so many steps. */
async function worked(
  experiment: Omit<Experiment, 'version'>,
  steps: number,
  list: Chosen[],
): Promise<Worked[]> {
  const run = await engine.createRun({ version: 1, ...experiment });
  await run.advance(steps);
  const subject = {
    engine,
    run,
    task: taskFor(run.experiment),
    loss: lossOf(run.experiment.loss.id),
    examples: await examplesOf(run),
  };
  const found: Worked[] = [];
  for (const chosen of list)
    found.push(
      subject.task.kind === 'search'
        ? ((await queryWork(subject, chosen.split, chosen.rows[0] ?? 0)) as Worked)
        : await work(subject, chosen),
    );
  await run.dispose();
  return found;
}

const rows = (split: 'train' | 'test', ...list: number[]): Chosen[] =>
  list.map((row) => ({ split, rows: [row] }));

test('−ln p: a calculator comes to the printed loss, from certain to hopeless', () => {
  for (let power = 0; power <= 200; power++) {
    const p = 10 ** (-power / 20) * 0.999999;
    const loss = -Math.log(p);
    const [, printed = ''] = /^−ln (.*)$/.exec(minusLog(p, loss)) ?? [];
    assert.equal(short(-Math.log(Number(printed.replace('−', '-')))), short(loss), `${p}: ${printed}`);
  }
});

interface Sum {
  name: string;
  put: string;
  expected: string;
}

cases<Sum>(
  'put in',
  [
    {
      name: 'a triplet',
      put: tripletSum(0.60812, 0.37294, 0.4, 0.63518),
      expected: 'max(0, 0.608 − 0.373 + 0.4)',
    },
    {
      name: 'a triplet without loss',
      put: tripletSum(0.5, 1.5, 0.4, 0),
      expected: 'max(0, 0.500 − 1.500 + 0.4)',
    },
    {
      name: 'a squared difference',
      put: difference(1.23456, -0.5, 3.0087, true),
      expected: '(1.2346 − (−0.5000))²',
    },
    { name: 'an absolute difference', put: difference(0.25, 1, 0.75, false), expected: '|0.250 − 1.000|' },
  ],
  ({ put }) => put,
);

test('worked numbers agree with a calculator, in classes, numbers and triplets', async () => {
  const digits = await worked({ task: { id: 'digits' } }, 30, rows('test', 0, 7, 50, 300, 500));
  for (const { putIn, loss } of digits) {
    const [, p = ''] = /^−ln p\(\d\) = −ln (\S+)$/.exec(putIn) ?? [];
    assert.equal(short(-Math.log(Number(p.replace('−', '-')))), short(loss), putIn);
  }
  const houses = await worked({ task: { id: 'houses' } }, 30, rows('test', 0, 7, 20));
  for (const { putIn, loss } of houses) {
    const [, a = '', b = ''] = /^\((.+?) − \(?([−\d.]+?)\)?\)²/.exec(putIn) ?? [];
    const plain = (text: string) => Number(text.replace('−', '-'));
    assert.equal(short((plain(a) - plain(b)) ** 2), short(loss), putIn);
  }
});

test('spam: the words that weigh most add up with the rest to the logit behind the loss', async () => {
  const file = new URL('../../../web/data/spam.words.json.gz', import.meta.url);
  const { words: vocabulary } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { words: string[] };
  const run = await engine.createRun({ version: 1, task: { id: 'spam' } });
  await run.advance(200);
  const [losses, examples, weights] = await Promise.all([
    run.exampleLosses('test'),
    examplesOf(run),
    weightsOf(run, vocabulary.length),
  ]);
  await run.dispose();
  assert.ok(weights);
  const labels = labelsOf(examples.test);
  for (const index of [0, 2, 49, 120, 300]) {
    const row = rowOf(input(examples.test), index);
    const { words = [], sentence } = addedUp(vocabulary, weights, row, ['wanted', 'spam']);
    assert.ok(words.length > 0 && words.length <= 10);
    assert.ok(words.every(({ count, word }) => count >= 1 && word.length > 0));
    const sizes = words.map(({ adds }) => Math.abs(adds));
    assert.deepEqual(
      sizes,
      sizes.toSorted((a, b) => b - a),
    );
    const told = textOf(sentence ?? '');
    const score = Number(/Here it is (−?[\d.]+)/.exec(told)?.[1]?.replace('−', '-'));
    const spam = 1 / (1 + Math.exp(-score));
    const loss = losses.data[index] ?? Number.NaN;
    assert.ok(
      Math.abs(-Math.log(labels[index] === 1 ? spam : 1 - spam) - loss) < 2e-3 * (1 + loss),
      `${told} ${loss}`,
    );
    assert.match(told, score > 0 ? /so it predicts spam\./ : /so it predicts wanted\./);
    assertReadable(told, 'spam');
  }
});

test('relevance: a list by name, the highest prediction first, with grades and parts of the loss', async () => {
  const [one, other] = await worked({ task: { id: 'relevance' } }, 60, rows('train', 5, 900));
  assert.match(one?.title ?? '', /^“[a-z -]+”, a training query with 12 emoji$/);
  for (const { list = [], putIn, loss } of [one, other] as Worked[]) {
    assert.equal(list.length, 12);
    assert.ok(list.every(({ mark, text, truth }) => mark && text && truth >= 0 && truth <= 1));
    const said = list.map((row) => row.said);
    assert.deepEqual(
      said,
      said.toSorted((a, b) => b - a),
    );
    for (const row of list) assert.ok(Math.abs((row.said - row.truth) ** 2 - (row.loss ?? 0)) < 1e-5);
    const [, sum = ''] = /^([\d.]+) ÷ 12$/.exec(putIn) ?? [];
    assert.equal(short(Number(sum) / 12), short(loss), putIn);
  }
  const [ranked] = await worked(
    { task: { id: 'relevance' }, loss: { id: 'rank_net_loss' } },
    20,
    rows('test', 3),
  );
  assert.ok(ranked?.list?.every(({ loss }) => loss === null));
  assert.match(ranked?.title ?? '', /a test query with 12 emoji$/);
});

test('distance: a pair by the names of its emoji, not by its number', async () => {
  const [pair] = await worked({ task: { id: 'embedding_distance' } }, 10, rows('train', 73550));
  assert.match(pair?.title ?? '', /^\S+ .+ and \S+ .+, a training pair$/);
  assert.doesNotMatch(pair?.title ?? '', /73/);
});

test('search: the query, its emoji and the nearest wrong one, as a triplet with the engine’s loss', async () => {
  const found = await worked({ task: { id: 'emoji_search' } }, 150, [
    ...rows('train', 1914, 1950, 5000),
    ...rows('test', 0, 1000),
  ]);
  for (const { query, loss, putIn, sentence, title } of found) {
    assert.ok(query && query.others.length === 5);
    assert.match(title, /^“.+”, a (training|test) query$/);
    const [wrong] = query.others;
    const exact = Math.max(0, query.right.distance - (wrong?.distance ?? 0) + 0.4);
    assert.ok(Math.abs(exact - loss) < 1e-3, `${exact} ${loss}`);
    const [, a = '', b = ''] = /max\(0, ([\d.]+) − ([\d.]+) \+ 0\.4\)$/.exec(putIn) ?? [];
    assert.equal(short(Math.max(0, Number(a) - Number(b) + 0.4)), short(loss), putIn);
    assert.match(
      textOf(sentence ?? ''),
      /\(anchor\) should be closer to .* \(positive\) than to any other emoji \(negative\), by a margin of 0\.4\./,
    );
  }
});

const emoji = (mark: string, text: string, distance: number) => ({ mark, text, distance });
const rain = emoji('🌦', 'sun behind rain cloud', 0.608);

interface Query {
  name: string;
  found: Parameters<typeof querySentence>[0];
  expected: string;
}

cases<Query>(
  'a query in words',
  [
    {
      name: 'whose emoji is third',
      found: {
        query: 'rain',
        right: rain,
        rank: 3,
        wrong: emoji('🌧', 'cloud with rain', 0.373),
        margin: 0.4,
        document: 'emoji',
      },
      expected:
        'The query “rain” (anchor) should be closer to 🌦 sun behind rain cloud (positive) than to any other emoji (negative), by a margin of 0.4. The nearest wrong one, 🌧 cloud with rain, is closer than the right one, which is third in the results.',
    },
    {
      name: 'whose emoji is first, by too little',
      found: {
        query: 'rain',
        right: rain,
        rank: 1,
        wrong: emoji('🌧', 'cloud with rain', 0.885),
        margin: 0.4,
        document: 'emoji',
      },
      expected:
        'The query “rain” (anchor) should be closer to 🌦 sun behind rain cloud (positive) than to any other emoji (negative), by a margin of 0.4. It is first in the results; the nearest wrong one, 🌧 cloud with rain, is 0.277 farther away, less than the margin of 0.4.',
    },
    {
      name: 'whose emoji is first, by enough',
      found: {
        query: 'rain',
        right: rain,
        rank: 1,
        wrong: emoji('🌧', 'cloud with rain', 1.2),
        margin: 0.4,
        document: 'emoji',
      },
      expected:
        'The query “rain” (anchor) should be closer to 🌦 sun behind rain cloud (positive) than to any other emoji (negative), by a margin of 0.4. It is first in the results; the nearest wrong one, 🌧 cloud with rain, is 0.592 farther away, which is enough: the loss is 0.',
    },
    {
      name: 'under a loss without a margin',
      found: {
        query: 'rain',
        right: rain,
        rank: 12,
        wrong: emoji('🌧', 'cloud with rain', 0.3),
        margin: null,
        document: 'emoji',
      },
      expected:
        'The query “rain” should be closer to 🌦 sun behind rain cloud than to any other emoji. The nearest wrong one, 🌧 cloud with rain, is closer than the right one, which is number 12 in the results.',
    },
  ],
  ({ found }) => textOf(querySentence(found)),
);

test('a list in words: its best emoji, and the number that is farthest off', () => {
  const row = (text: string, truth: number, said: number, loss: number | null) => ({
    mark: '😀',
    text,
    truth,
    said,
    loss,
  });
  const words = (...rows: Parameters<typeof listSentence>[0]) => textOf(listSentence(rows));
  assert.equal(
    words(row('a', 0, 0.5, 0.25), row('b', 1, 0.4, 0.36)),
    'The most relevant emoji, 😀 b, is second in the list. The highest error is that of 😀 b: predicted 0.400, true 1.000. This loss rates the numbers, not the order.',
  );
  assert.equal(
    words(row('a', 1, 0.5, null), row('b', 1, 0.4, null), row('c', 0, 0.1, null)),
    'The first of the 2 most relevant emoji, 😀 a, is first in the list.',
  );
});

test('a step in words, before and after it is taken', () => {
  assert.equal(
    stepSentence({ step: 1, taken: false, count: 32, noun: 'digits', alone: true, matched: false }),
    'Step 1, the next one, sees 32 digits. It averages their losses and adds the penalty: the sum is the objective, which the optimizer minimizes. It never sees the training or test cost.',
  );
  assert.equal(
    stepSentence({ step: 40, taken: true, count: 96, noun: 'queries', alone: false, matched: true }),
    'Step 40 sees 48 queries, each with a text that matches it, 96 texts in all. It computes one loss for all of them and adds the penalty: the sum is the objective, which the optimizer minimizes. It never sees the training or test cost.',
  );
});

const rent = {
  kind: 'regression',
  inputs: { shape: [6, 2], data: [40, 1, 55, 2, 60, 2, 75, 3, 80, 3, 120, 5] },
  targets: { shape: [6], data: [510, 620, 650, 800, 870, 1300] },
  columns: ['area', 'rooms'],
  quantity: 'rent',
  unit: 'EUR',
} as const;

test('an example of a table is worked with its own names and units', async () => {
  const task = { id: 'custom', params: rent as never };
  const [first] = await worked({ task, loss: { id: 'mse_loss' } }, 30, rows('train', 0));
  assert.match(first?.inputs ?? '', /^Inputs: area (40|55|60|75|80|120)\.0, rooms [1235]\.000?\.$/);
  assert.match(first?.putIn ?? '', / \(predicted rent [\d.,]+ EUR, true rent [\d.,]+ EUR\)$/);
  assert.equal(first?.weight, null);
});

test('of inputs that were made of one column only those are said that the example has', async () => {
  const inputs = { shape: [6, 3], data: [1, 0, 29, 0, 1, 2, 0, 1, 30, 1, 0, 25, 0, 1, 48, 1, 0, 63] };
  const targets = { shape: [6], data: [1, 1, 0, 0, 1, 0] };
  const columns = ['sex: female', 'sex: male', 'age'];
  const params = { kind: 'classification', inputs, targets, columns, quantity: 'survived' } as never;
  const [first] = await worked({ task: { id: 'custom', params } }, 0, rows('train', 0));
  assert.match(first?.inputs ?? '', /^Inputs: sex: (fe)?male, age \d+\.\d+\.$/);
});

test('an example of weight 2 has its own loss, and says how it counts', async () => {
  const weights = { shape: [6], data: [2, 2, 2, 2, 2, 2] };
  const [plain] = await worked({ task: { id: 'custom', params: rent as never } }, 0, rows('train', 1));
  const task = { id: 'custom', params: { ...rent, weights } as never };
  const [first] = await worked({ task }, 0, rows('train', 1));
  assert.equal(first?.loss, plain?.loss);
  assert.equal(first?.weight, 2);
  assert.equal(first?.putIn, plain?.putIn);
});

test('averaged: what is printed of the weights is what divides', () => {
  assert.deepEqual(averaged([1, 2, 6], null), { sum: 9, divisor: 3, printed: '3' });
  assert.deepEqual(averaged([1, 2, 6], [1, 0, 3]), { sum: 19, divisor: 4, printed: '4' });
  const { sum, divisor, printed } = averaged([1, 2], [1 / 3, 1e-9]);
  assert.equal(printed, '0.333333');
  assert.ok(Math.abs(sum / divisor - (1 / 3 + 2e-9) / (1 / 3 + 1e-9)) < 1e-12);
});
