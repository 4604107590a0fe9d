// Next-token tasks: what the API says about texts, checked against numbers computed another way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, Run } from 'loss-playground/engine';
import { createEngine, decodeExperiment, ExperimentError, encodeExperiment } from './support.ts';

const engine = await createEngine();
const names = (params: object = {}, rest: Partial<Experiment> = {}): Experiment => ({
  version: 1,
  task: { id: 'names', params: { examples: 300, ...params } },
  schedule: { id: 'constant' },
  ...rest,
});
const sum = (numbers: Iterable<number>) => Array.from(numbers).reduce((total, number) => total + number, 0);

/** Counts of each token after each other, in the training rows. */
function counts(run: Run, size: number): number[][] {
  const { input, target } = run.data('train');
  const table = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const context = input?.shape[1] ?? 0;
  for (const [row, token] of Array.from(target?.data ?? []).entries()) {
    const before = table[input?.data[row * context + context - 1] ?? 0];
    if (before) before[token] = (before[token] ?? 0) + 1;
  }
  return table;
}

test('a bigram table ends at the shares that counting gives, and its cost at their entropy', async (context) => {
  const run = await engine.createRun(
    names(
      { context: 2 },
      {
        model: { id: 'bigram' },
        // A short memory for sizes: the logits of what never follows must go far down.
        optimizer: { id: 'adam', params: { lr: 1, beta2: 0.9 } },
        schedule: { id: 'cosine_annealing_lr' },
        steps: 400,
        batch_size: 1e6,
        precision: 'float64',
        evaluate_every: 1e6,
      },
    ),
  );
  assert.ok(Math.abs(run.advance(0).cost - Math.log(27)) < 1e-12, 'starts at 27 equal choices');
  const { cost } = run.advance(400);
  const table = counts(run, 27);
  const total = sum(table.flat());
  let entropy = 0;
  for (const row of table)
    for (const count of row) if (count > 0) entropy -= (count / total) * Math.log(count / sum(row));
  context.diagnostic(`cost ${cost}, entropy ${entropy}`);
  assert.ok(Math.abs(cost - entropy) <= 1e-6, `cost ${cost}, entropy ${entropy}`);
  const afterE = run.nextToken('e');
  const row = table[5] ?? [];
  for (const [token, count] of row.entries())
    assert.ok(Math.abs((afterE[token] ?? 0) - count / sum(row)) < 1e-4, `token ${token}`);
  run.dispose();
});

test('names and passages stay whole: no training text is also a test text', async () => {
  const run = await engine.createRun(names({ context: 16, examples: 0 }));
  const texts = (split: 'train' | 'test') => {
    const { input, target } = run.data(split);
    const found = new Set<string>();
    for (const [row, token] of Array.from(target?.data ?? []).entries())
      if (token === 0) found.add(String(input?.data.slice(row * 16, row * 16 + 16)));
    return found;
  };
  const seen = texts('train');
  const unseen = texts('test');
  assert.equal(seen.size + unseen.size, 29494);
  assert.equal(unseen.size, 2949);
  for (const name of unseen) assert.ok(!seen.has(name));
  run.dispose();
});

for (const id of ['next_token_mlp', 'transformer', 'bigram'])
  test(`${id}: likelihood, cost and the losses of tokens are one and the same`, async () => {
    const run = await engine.createRun(
      names({ context: 12, examples: 60 }, { model: { id }, batch_size: 16, precision: 'float64' }),
    );
    const { testCost } = run.advance(20);
    const found = run.likelihood('test');
    assert.ok(Math.abs(found.nats - testCost) < 1e-12);
    assert.ok(Math.abs(found.bits - found.nats / Math.LN2) < 1e-12);
    assert.ok(Math.abs(found.perplexity - Math.exp(found.nats)) < 1e-9);
    assert.ok(Math.abs(found.logLikelihood + found.nats * found.tokens) < 1e-6);

    const { characters, losses, probabilities } = run.tokenLosses('Emma');
    assert.equal(characters, 'emma.');
    for (let k = 0; k < 5; k++) {
      const next = run.nextToken('emma'.slice(0, k));
      assert.ok(Math.abs(sum(next) - 1) < 1e-12);
      const p = next[run.info.characters?.indexOf(characters[k] ?? '') ?? 0] ?? Number.NaN;
      assert.ok(Math.abs(p - (probabilities[k] ?? 0)) < 1e-12, `${k}: ${p}, ${probabilities[k]}`);
      assert.ok(Math.abs(Math.log(p) + (losses[k] ?? 0)) < 1e-10);
    }
    const { maxRelativeError } = run.gradientCheck(80);
    assert.ok(maxRelativeError <= 1e-6, String(maxRelativeError));
    run.dispose();
  });

test('samples follow from their seed; temperature 0 and top_k 1 take the likeliest', async () => {
  const run = await engine.createRun(names());
  run.advance(200);
  const options = { seed: 5, max: 30 };
  assert.equal(run.sample(options), run.sample(options));
  const many = new Set(Array.from({ length: 20 }, (_, seed) => run.sample({ seed })));
  assert.ok(many.size > 10);
  for (const text of many) assert.match(text, /^[a-z]*$/);
  const likeliest = run.sample({ temperature: 0, max: 5 });
  assert.equal(likeliest, run.sample({ top_k: 1, seed: 9, max: 5 }));
  const first = run.nextToken('');
  assert.equal(likeliest[0], run.info.characters?.[first.indexOf(Math.max(...first))]);
  assert.ok(run.sample({ start: 'chri', seed: 3 }).startsWith('chri'));
  assert.equal(run.sample({ max: 0 }), '');
  run.dispose();
});

test('of a beginning longer than the model looks back on, the last tokens count', async () => {
  for (const id of ['next_token_mlp', 'transformer']) {
    const run = await engine.createRun(names({ context: 4 }, { model: { id } }));
    run.advance(5);
    assert.deepEqual(run.nextToken('annabelle'), run.nextToken('xxabelle'));
    run.dispose();
  }
});

test('Shakespeare with all its characters: capitals and line breaks stay', async () => {
  const task = { id: 'shakespeare', params: { vocabulary: 'characters', context: 6 } };
  const run = await engine.createRun({ version: 1, task });
  assert.equal(run.info.outputs, 65);
  assert.equal(run.tokenLosses('First Citizen:\nSpeak!').characters, 'First Citizen:\nSpeak!\n');
  assert.equal(run.sample({ max: 40 }).length, 40);
  run.dispose();
});

test('a corpus shorter than a batch is one batch, each row once', async () => {
  const run = await engine.createRun(names({ examples: 2 }, { batch_size: 500 }));
  assert.ok(run.info.trainRows < 500);
  const all = Array.from({ length: run.info.trainRows }, (_, row) => row);
  for (const step of [1, 2])
    assert.deepEqual(
      Array.from(run.batchIndices(step)).sort((a, b) => a - b),
      all,
    );
  assert.ok(Number.isFinite(run.advance(3).cost));
  run.dispose();
});

test('a snapshot of another model or version is refused, and the run is as before', async () => {
  const run = await engine.createRun(names());
  run.advance(5);
  const [before, state] = [run.parameters(), run.snapshot()];
  const other = await engine.createRun(names({}, { model: { id: 'transformer' } }));
  const newer = Uint8Array.from(state, (byte, index) => (index === 0 ? byte + 1 : byte));
  for (const wrong of [other.snapshot(), newer, state.slice(0, -1), new Uint8Array(0)])
    assert.throws(() => run.restore(wrong), { path: 'snapshot' });
  assert.deepEqual(run.parameters(), before);
  run.restore(state);
  assert.deepEqual(run.parameters(), before);
  run.dispose();
  other.dispose();
});

test('what does not fit is refused with its place, and nothing is lost', async () => {
  const run = await engine.createRun(names());
  const twin = await engine.createRun(names());
  run.advance(5);
  const fail = (call: () => unknown, path: string, message = /./) =>
    assert.throws(call, (error) => {
      assert.ok(error instanceof ExperimentError);
      assert.equal(error.path, path);
      assert.match(error.message, message);
      return true;
    });
  fail(() => run.nextToken('zoé'), 'text[2]', /"é" is not valid/);
  fail(() => run.tokenLosses(''), 'text', /empty/);
  fail(() => run.nextToken(3 as never), 'before');
  fail(() => run.sample({ temperature: -1 }), 'options.temperature');
  fail(() => run.sample({ max: 1e9 }), 'options.max');
  fail(() => run.predict({ shape: [1, 8], data: [0, 0, 0, 0, 0, 0, 0, 27] }), 'inputs.data[7]', /0 to 26/);
  fail(() => run.predict({ shape: [1, 8], data: [0, 0, 0, 0, 0, 0, 0, 0.5] }), 'inputs.data[7]');
  run.advance(5);
  twin.advance(10);
  assert.deepEqual(run.parameters(), twin.parameters());
  run.dispose();
  twin.dispose();
  const circle = await engine.createRun({ version: 1, task: { id: 'circle' } });
  fail(() => circle.nextToken('a'), 'task.id', /names/);
  circle.dispose();
  const refused = async (experiment: Experiment, path: string, message: RegExp) =>
    assert.rejects(engine.createRun(experiment), { path, message });
  await refused({ version: 1, task: { id: 'circle' }, model: { id: 'bigram' } }, 'model.id', /token/);
  await refused(names({}, { model: { id: 'transformer', params: { heads: 3 } } }), 'model.id', /heads/);
  await refused(
    names({}, { model: { id: 'transformer' }, loss: { id: 'mse_loss' } }),
    'loss.id',
    /cross_entropy/,
  );
});

const verses = 'Öl süß, Öl gut\nZoë fragt:\twann?\nÖl süß, Öl gut\nund dann';
const ownText = (params: object, rest: Partial<Experiment> = {}): Experiment => ({
  version: 1,
  task: { id: 'custom_text', params: { text: verses, ...params } as Record<string, string> },
  schedule: { id: 'constant' },
  ...rest,
});

test('a user’s text is learned by its own characters, and links carry it', async () => {
  const experiment = ownText({ context: 4 }, { steps: 60, batch_size: 8 });
  const run = await engine.createRun(experiment);
  const characters = [...(run.info.characters ?? '')];
  assert.deepEqual(characters, ['\n', ...[...new Set(verses.replaceAll('\n', ''))].sort()]);
  const text = [run.data('train'), run.data('test')]
    .flatMap(({ target }) => Array.from(target?.data ?? [], (token) => characters[token]))
    .join('');
  assert.deepEqual(text.trim().split('\n').sort(), verses.split('\n').sort());
  assert.ok(run.advance(60).cost < 0.7 * Math.log(characters.length));
  assert.equal(Math.abs(sum(run.nextToken('sü')) - 1) < 1e-6, true);
  const { characters: read } = run.tokenLosses('Öl');
  assert.equal(read, 'Öl\n');
  assert.ok([...run.sample({ max: 30 })].every((character) => characters.includes(character)));
  assert.throws(
    () => run.nextToken('x'),
    /text\[0\]: "x" is not valid\. Use only characters of the vocabulary: /,
  );
  const link = encodeExperiment(engine.catalog, experiment);
  const { params } = decodeExperiment(engine.catalog, link).task;
  assert.equal('text' in params && params.text, verses);
  run.dispose();
});

test('a text is cut into passages, else lines, else sentences', async () => {
  for (const [text, rows] of [
    ['ab\ncd\n\nef\n', 9],
    ['ab\r\ncd\r\n', 6],
    ['Ab. Cd! Ef', 11],
  ] as const) {
    const run = await engine.createRun(ownText({ text }));
    assert.equal(run.info.trainRows + run.info.testRows, rows, text);
    run.dispose();
  }
});

test('what a text may not hold is named with line and column', async () => {
  const faults: [object, string][] = [
    [{ vocabulary: 'letters' }, '"Ö" at line 1, column 1'],
    [{ vocabulary: 'letters', text: 'ok then\nno ë' }, '"ë" at line 2, column 4'],
    [{ vocabulary: 'characters', text: 'ok\nno 7' }, '"7" at line 2, column 4'],
    [{ text: 'one line' }, 'a single line'],
    [
      { text: `${'a'.repeat(100)}\nb` },
      'a line, passage or sentence that is, with its equals, more than 95% of the text',
    ],
    [{ text: 'ab\n'.repeat(333_334) }, 'a text of 1000002 bytes'],
  ];
  for (const [params, given] of faults)
    await assert.rejects(
      async () => engine.createRun(ownText(params)),
      (error) =>
        error instanceof ExperimentError && error.path === 'task.params.text' && error.given === given,
      given,
    );
  await assert.rejects(
    async () => engine.createRun(ownText({ text: 7 as never })),
    /task\.params\.text: 7 is not valid\. Use text\./,
  );
});

/** Lines of characters from a range of Unicode, the first ones most often. */
function chinese(lines: number, different: number): string {
  let state = 7;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return Array.from({ length: lines }, (_, line) =>
    Array.from({ length: 20 }, (_, column) => {
      const rare = (5 * line + column / 4) % different;
      return String.fromCodePoint(0x4e00 + (column % 4 === 0 ? rare : Math.floor(different * next() ** 8)));
    }).join(''),
  ).join('\n');
}

test('a text of 3,000 different characters: the 511 most frequent are tokens, the others one', async () => {
  const text = chinese(3000, 3000);
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  assert.equal(counts.size, 3001);
  const run = await engine.createRun(ownText({ text }, { steps: 60, evaluate_every: 1000 }));
  const characters = [...(run.info.characters ?? '')];
  const kept = [...counts]
    .filter(([character]) => character !== '\n')
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, 510)
    .map(([character]) => character)
    .sort();
  assert.deepEqual(characters, ['\n', ...kept, '□']);
  const before = run.advance(0).testCost;
  assert.ok(run.advance(60).testCost < before - 1, 'it learns');
  const written = run.sample({ max: 200, temperature: 1 });
  assert.ok(
    [...written].every((character) => characters.includes(character)),
    written,
  );
  assert.ok(written.includes('□') && !written.includes('\ufffd'));
  // A character without a token of its own is read as one of the others.
  const { characters: read } = run.tokenLosses('一x□');
  assert.equal(read, '一□□\n');
  assert.deepEqual(run.nextToken('x'), run.nextToken('□'));
  assert.equal(run.nextToken('一').length, 512);
  run.dispose();
});

test('512 different characters have a token each, and a bigram table of 512 rows learns', async () => {
  const line = Array.from({ length: 511 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
  const text = `${line}\n${line.slice(0, 300)}\n${line.slice(200)}`;
  const run = await engine.createRun(ownText({ text }, { model: { id: 'bigram' }, steps: 20 }));
  assert.equal(run.info.characters, `\n${line}`);
  const before = run.advance(0).cost;
  assert.ok(run.advance(20).cost < before);
  run.dispose();
});
