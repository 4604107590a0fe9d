// Experiments as scripts for PyTorch. What they do is tried where Python is, and in full where it has PyTorch.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { batchCode } from '../../web/exports/pytorch/batches.ts';
import { filled } from '../../web/exports/pytorch/call.ts';
import { pytorchScript } from '../../web/exports/pytorch/script.ts';
import { describeLoss } from '../../web/run/own-loss.ts';
import { createEngine } from './support.ts';

const engine = await createEngine();
const { catalog } = engine;
const folder = mkdtempSync(join(tmpdir(), 'pytorch-'));
after(() => rmSync(folder, { recursive: true }));

/** Six decimals are printed. */
const printedDigits = 2e-6;
const pythons = ['/usr/bin/python3', 'python3'];
const runs = (command: string, code: string) => spawnSync(command, ['-c', code]).status === 0;
const python = pythons.find((command) => runs(command, ''));
const torch = pythons.find((command) => runs(command, 'import torch'));

/** Thirty rows of three classes, each with a weight. */
function weightedTable(kind: 'classification' | 'regression', more: object = {}) {
  const ofRows = (value: (row: number) => number) => Array.from({ length: 30 }, (_, row) => value(row));
  const params = {
    kind,
    inputs: { shape: [30, 2], data: ofRows((row) => row).flatMap((row) => [row % 7, (row * row) % 11]) },
    targets: { shape: [30], data: ofRows((row) => row % 3) },
    weights: { shape: [30], data: ofRows((row) => 0.25 + (row % 4)) },
    ...more,
  };
  return { id: 'custom', params };
}

const typed = (formula: string) => ({ id: 'expression', params: { formula } });
const letters = { id: 'names', params: { examples: 60, context: 6 } };
const precise = { version: 1, precision: 'float64', steps: 40, seed: 7 };
const experiments = {
  digits: { ...precise, task: { id: 'digits' }, gradient_clip: 0.5 },
  'houses under Huber': {
    ...precise,
    task: { id: 'houses' },
    loss: { id: 'huber_loss' },
    regularization: { l1: 0.001, l2: 0.02 },
    schedule: { id: 'cosine_annealing_lr' },
  },
  'moons, focal': {
    ...precise,
    task: { id: 'moons' },
    loss: { id: 'focal_loss' },
    optimizer: { id: 'adamw', params: { decay_biases: false } },
    schedule: { id: 'warmup_cosine', params: { warmup_steps: 5 } },
  },
  'circle, Lion, plateau': {
    ...precise,
    task: { id: 'circle' },
    optimizer: { id: 'lion', params: { lr: 0.01 } },
    schedule: { id: 'reduce_lr_on_plateau', params: { interval: 3, patience: 1 } },
  },
  'houses, L-BFGS': {
    ...precise,
    task: { id: 'houses' },
    optimizer: { id: 'lbfgs' },
    batch_size: 1000,
    steps: 3,
  },
  'digits apart': { ...precise, task: { id: 'digits_embedding' }, batch_size: 20 },
  'all triplets': { ...precise, task: { id: 'triplet_lab' }, miner: { id: 'all' } },
  'contrastive pairs': { ...precise, task: { id: 'triplet_lab' }, loss: { id: 'contrastive_loss' } },
  InfoNCE: { ...precise, task: { id: 'triplet_lab' }, loss: { id: 'info_nce_loss' } },
  'emoji, random': { ...precise, task: { id: 'emoji_search' }, miner: { id: 'random' } },
  'next letter': { ...precise, task: letters },
  bigram: { ...precise, task: letters, model: { id: 'bigram' } },
  transformer: {
    ...precise,
    task: letters,
    model: { id: 'transformer', params: { width: 8, heads: 2, norm: 'rms', tied: true } },
  },
  'class weights': {
    ...precise,
    task: { id: 'circle' },
    loss: { id: 'cross_entropy', params: { weight: [1, 2.5] } },
  },
  'positive weight': {
    ...precise,
    task: { id: 'circle' },
    loss: { id: 'binary_cross_entropy_with_logits', params: { pos_weight: [3] } },
  },
  'weighted rows, named': {
    ...precise,
    task: weightedTable('regression', { columns: ['area', 'a "b"\\'], quantity: 'rent\n1', unit: 'EUR' }),
  },
  'weighted rows and classes': {
    ...precise,
    task: weightedTable('classification', { classes: ['no', 'maybe', 'yes'] }),
    loss: { id: 'cross_entropy', params: { weight: [1, 2.5, 0.5], ignore_index: 1 } },
  },
  'weighted rows, log-likelihood': {
    ...precise,
    task: weightedTable('classification'),
    loss: { id: 'nll_loss', params: { weight: [1, 2, 3] } },
  },
  'weighted rows, hinge by class': {
    ...precise,
    task: weightedTable('classification'),
    loss: { id: 'multi_margin_loss', params: { weight: [1, 2, 3] } },
  },
  'weighted rows, several outputs': {
    ...precise,
    task: weightedTable('classification'),
    loss: { id: 'binary_cross_entropy_with_logits', params: { pos_weight: [2] } },
  },
  'weighted rows, focal': { ...precise, task: weightedTable('classification'), loss: { id: 'focal_loss' } },
  'a typed formula of numbers': {
    ...precise,
    task: { id: 'houses' },
    loss: typed('under = 3 in 0..10\nd = input - target\nwhere(d < 0, under * d^2, d^2)'),
  },
  'a typed formula of classes': {
    ...precise,
    task: { id: 'digits' },
    loss: typed('gamma = 2 in 0..5\np = softmax(input)[target]\n-(1 - p)^gamma * log_softmax(input)[target]'),
  },
  'a typed formula of answers': {
    ...precise,
    task: { id: 'moons' },
    loss: typed('softplus(input) - target * input'),
  },
  'a typed formula of triplets': {
    ...precise,
    task: { id: 'triplet_lab' },
    loss: typed('softplus(distance(anchor, positive) - distance(anchor, negative))'),
  },
  'weighted rows, a typed formula': {
    ...precise,
    task: weightedTable('regression'),
    loss: typed('d = input - target; where(d < 0, 3 * d^2, d^2)'),
  },
  own: {
    ...precise,
    task: {
      id: 'custom',
      params: {
        kind: 'regression',
        inputs: { shape: [6, 1], data: [1, 2, 3, 4, 5, 6] },
        targets: { shape: [6], data: [2, 4, 5, 8, 9, 13] },
      },
    },
  },
};

/** The script of an experiment, and what the engine's run says of its batches and cost. */
async function scriptOf(experiment: (typeof experiments)[keyof typeof experiments] | object) {
  const run = await engine.createRun(experiment as Parameters<typeof engine.createRun>[0]);
  await describeLoss(engine, run.experiment);
  const text = await pytorchScript({ catalog, run, address: 'task=some&v=1', seen: new Map(), forkedAt: 0 });
  run.advance(run.experiment.steps);
  const losses = Array.from(run.history.batchLoss);
  const cost = run.history.cost.at(-1) ?? Number.NaN;
  run.dispose();
  return { text, losses, cost };
}

test("a call's placeholders take values as Python writes them, words of the run, and another entry's call", () => {
  const params = [
    { id: 'eps', type: 'number', default: 1, doc: '' },
    { id: 'length', type: 'integer', default: 0, doc: '' },
    { id: 'swap', type: 'boolean', default: false, doc: '' },
    { id: 'mode', type: 'choice', default: 'abs', choices: ['abs', 'rel'], doc: '' },
    { id: 'steps', type: 'integers', default: [1], doc: '' },
    { id: 'distance', type: 'choice', default: 'cosine', choices: ['cosine', 'manhattan'], doc: '' },
  ] as const;
  const entry = {
    id: 'some',
    title: '',
    summary: '',
    formula: '',
    params: params.map((one) => ({ ...one })),
  };
  const values = { eps: 1e-8, length: 0, swap: true, mode: 'rel', steps: [3, 5], distance: 'manhattan' };
  const fill = (text: string, more = {}) =>
    filled(text, catalog, entry as never, { ...values, ...more }, { lr: '0.1', parameters: 'w' });
  assert.equal(fill('{eps}, {swap}, {mode}, {steps}'), '1e-8, True, "rel", [3, 5]');
  assert.equal(fill('{length|0=None}, {mode|abs=None}'), 'None, "rel"');
  assert.equal(fill('{length|0={lr}}, {parameters}'), '0.1, w');
  assert.equal(fill('{length|0={lr}}', { length: 7 }), '7');
  assert.equal(fill('f({eps}{swap|false=|true=, swap=True})'), 'f(1e-8, swap=True)');
  assert.equal(fill('f({eps}{swap|false=|true=, swap=True})', { swap: false }), 'f(1e-8)');
  assert.equal(fill('lambda a, b: {distance}'), 'lambda a, b: (a - b).abs().sum(-1)');
});

test('the script of each experiment is Python', { skip: !python && 'no Python here' }, async () => {
  for (const [name, experiment] of Object.entries(experiments)) {
    const file = join(folder, 'script.py');
    writeFileSync(file, (await scriptOf(experiment)).text);
    const { status, stderr } = spawnSync(python as string, ['-m', 'py_compile', file], { encoding: 'utf8' });
    assert.equal(status, 0, `${name}: ${stderr}`);
  }
});

test('a script draws the rows that the engine draws', { skip: !python && 'no Python here' }, async () => {
  const cases = [
    { task: { id: 'circle', params: { examples: 90 } }, batch_size: 7, seed: 2 ** 40 + 3 },
    { task: { id: 'triplet_lab', params: { examples: 60 } }, batch_size: 9, seed: 5 },
    { task: { id: 'emoji_search' }, batch_size: 40, seed: 6 },
    { task: { id: 'emoji_search' }, miner: { id: 'random' }, batch_size: 40, seed: 6 },
  ];
  for (const choices of cases) {
    const run = await engine.createRun({ version: 1, ...choices });
    const { target } = run.data('train');
    const size = run.info.documents > 0 ? (choices.miner ? 3 : 2) : choices.task.id === 'circle' ? 1 : 3;
    const rows = size === 1 ? 'rows' : 'extend(rows, step)';
    const program = `SEED, BATCH_SIZE = ${choices.seed}, ${choices.batch_size}
${batchCode({ size, documents: run.info.documents }).join('\n\n')}
${size === 1 ? '' : `extend = company([${Array.from(target?.data ?? []).join(', ')}])`}
print([list(${rows}) for step, rows in zip(range(1, 31), batches(${run.info.trainRows}))])`;
    const { stdout, stderr } = spawnSync(python as string, ['-'], { input: program, encoding: 'utf8' });
    const drawn = Array.from({ length: 30 }, (_, index) => Array.from(run.batchIndices(index + 1)));
    assert.deepEqual(stdout && JSON.parse(stdout.replaceAll('.0', '')), drawn, stderr);
  }
});

test('what PyTorch has not is named, and the script stops there', async () => {
  const { text } = await scriptOf({ ...precise, task: { id: 'circle' }, optimizer: { id: 'sam' } });
  assert.match(text, /SystemExit\("PyTorch has no equivalent.*the optimizer SAM/);
  const ranking = await scriptOf({ ...precise, task: { id: 'relevance' }, steps: 1 });
  assert.match(ranking.text, /SystemExit\(".*the model embedding bag/i);
});

test('PyTorch reaches the same numbers', { skip: !torch && 'no PyTorch here' }, async (context) => {
  const found = new Map<string, Awaited<ReturnType<typeof scriptOf>>>();
  for (const [name, experiment] of Object.entries(experiments)) found.set(name, await scriptOf(experiment));
  // One process for all, since PyTorch takes long to start.
  const program = [...found].map(([name, { text, losses }]) => {
    const seen = losses.map((loss, index) => `${index + 1}: ${loss}`).join(', ');
    const script = text.replace('SEEN = {}', `SEEN = {${seen}}`);
    return `print(${JSON.stringify(`# ${name}`)})\nexec(compile(${JSON.stringify(script)}, "script", "exec"), {})`;
  });
  const { stdout, stderr } = spawnSync(torch as string, ['-'], {
    input: program.join('\n'),
    encoding: 'utf8',
  });
  const printed = new Map(stdout.split(/^# /m).map((part) => [part.slice(0, part.indexOf('\n')), part]));
  let worst = 0;
  for (const [name, { losses, cost }] of found) {
    const lines = (printed.get(name) ?? '').split('\n').map((line) => line.trim().split(/\s+/));
    const steps = lines.filter(([step]) => Number(step) > 0);
    assert.equal(steps.length, losses.length, `${name}: ${stderr}`);
    const judged = lines.find(([first, second]) => first === 'training' && second === 'cost')?.at(-1);
    const pairs = steps.map(([, here, there]) => [Number(here), Number(there)]);
    if (judged !== undefined) pairs.push([Number(judged), cost]);
    for (const [here = Number.NaN, there = Number.NaN] of pairs) {
      assert.ok(Math.abs(here - there) <= printedDigits, `${name}: ${here} and ${there}`);
      worst = Math.max(worst, Math.abs(here - there));
    }
  }
  context.diagnostic(`largest difference ${worst.toExponential(1)}`);
});
