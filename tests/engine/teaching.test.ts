// The ideas that the page teaches, each by the experiment that shows it. Random numbers differ from those of other
// libraries, so figures are alike, not equal.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, NamedTensor, Run } from 'loss-playground/engine';
import { createEngine } from './support.ts';

const engine = await createEngine();
const quiet = { version: 1, evaluate_every: 1e6 } as const;
const between = (value: number, low: number, high: number, what: string) =>
  assert.ok(value >= low && value <= high, `${what}: ${value} is not from ${low} to ${high}`);
const sum = (values: Iterable<number>) => Array.from(values).reduce((total, value) => total + value, 0);

test('cross-entropy is surprise: −log of the probability of the truth', () => {
  for (const [probability, nats] of [
    [1, 0],
    [0.5, Math.LN2],
    [0.1, Math.LN10],
    [0.001, 3 * Math.LN10],
  ] as const) {
    const { value } = engine.evaluateLoss(
      { id: 'binary_cross_entropy' },
      { input: { shape: [1], data: [probability] }, target: { shape: [1], data: [1] } },
    );
    assert.ok(Math.abs((value as number) - nats) < 1e-12, `p ${probability}: ${value}`);
  }
});

test('minimizing it is maximizing likelihood: a table of letter pairs goes where counting ends', async (context) => {
  const run = await engine.createRun({
    ...quiet,
    task: { id: 'names', params: { context: 1 } },
    model: { id: 'bigram' },
    optimizer: { id: 'adam', params: { lr: 0.05 } },
    schedule: { id: 'cosine_annealing_lr' },
    batch_size: 512,
    steps: 1500,
  });
  const uniform = run.advance(0).cost;
  assert.ok(Math.abs(uniform - Math.log(27)) < 1e-6);
  const counts = new Float64Array(27);
  for (const token of run.data('train').target?.data ?? []) counts[token] = (counts[token] ?? 0) + 1;
  const total = sum(counts);
  const letters = -sum(counts.map((count) => (count / total) * Math.log(count / total)));
  const pairs = run.advance(1500).cost;
  context.diagnostic(
    `nats a letter: guessing ${uniform.toFixed(3)}, letter counts ${letters.toFixed(3)}, letter pairs ${pairs.toFixed(3)}`,
  );
  between(letters, 2.8, 2.85, 'letter counts');
  between(pairs, 2.44, 2.48, 'letter pairs');
  run.dispose();
});

/** The digit network under one of two losses; a sureness above 1 makes it sure, and mostly wrong, at the start. */
async function accuracy(
  loss: 'cross_entropy' | 'mse_loss',
  optimizer: Experiment['optimizer'],
  sureness = 1,
): Promise<number> {
  const run = await engine.createRun({
    ...quiet,
    task: { id: 'digits' },
    model: {
      id: 'mlp',
      params: {
        hidden: [32],
        activation: 'tanh',
        output_activation: loss === 'mse_loss' ? 'sigmoid' : 'linear',
      },
    },
    loss: { id: loss },
    optimizer: optimizer as NonNullable<Experiment['optimizer']>,
    batch_size: 32,
    steps: 1000,
  });
  const parameters: NamedTensor[] = run.parameters();
  for (const tensor of parameters.slice(-2)) tensor.data = tensor.data.map((value) => value * sureness);
  run.setParameters(parameters);
  const { testScore } = run.advance(1000);
  run.dispose();
  return testScore;
}

test('the same net learns under cross-entropy and stalls under the squared error of probabilities', async (context) => {
  const sgd = { id: 'sgd', params: { lr: 0.1 } };
  const adam = { id: 'adam', params: { lr: 0.01 } };
  const learns = await accuracy('cross_entropy', sgd);
  const stalls = await accuracy('mse_loss', sgd);
  const hidden = await accuracy('mse_loss', adam);
  const sure = [await accuracy('cross_entropy', adam, 30), await accuracy('mse_loss', adam, 30)] as const;
  context.diagnostic(
    `unseen digits right: SGD ${learns.toFixed(3)} and ${stalls.toFixed(3)}; Adam ${hidden.toFixed(3)} under MSE; sure and wrong ${sure[0].toFixed(3)} and ${sure[1].toFixed(3)}`,
  );
  assert.ok(learns >= 0.93);
  assert.ok(stalls <= 0.65);
  assert.ok(hidden >= 0.93, 'Adam rescales gradients, which hides the weak pull');
  assert.ok(sure[0] - sure[1] >= 0.05, 'a start that is sure and wrong brings it back');
});

/** A run of one constant: a model whose one input is always 0. */
const constantOf = (values: number[], loss: string) =>
  engine.createRun({
    ...quiet,
    task: {
      id: 'custom',
      params: {
        kind: 'regression',
        inputs: { shape: [values.length, 1], data: values.map(() => 0) },
        targets: { shape: [values.length], data: values },
      },
    },
    model: { id: 'linear' },
    loss: { id: loss },
    optimizer: { id: 'sgd', params: { lr: 0.1 } },
    schedule: { id: 'cosine_annealing_lr' },
    batch_size: 1000,
    steps: 2000,
    precision: 'float64',
  });

/** The fitted constant, and the sorted numbers that it was fitted to: some were set aside. */
async function fit(values: number[], loss: string): Promise<{ constant: number; rows: number[] }> {
  const run = await constantOf(values, loss);
  run.advance(2000);
  const { targetMean, targetScale } = run.info;
  const price = (value: number) => targetMean + targetScale * value;
  const constant = price(run.predict({ shape: [1, 1], data: [0] }).data[0] ?? Number.NaN);
  const rows = Array.from(run.data('train').target?.data ?? [], price).toSorted((a, b) => a - b);
  run.dispose();
  return { constant, rows };
}

test('the squared error aims at the mean, the absolute error at the median, to the cent', async (context) => {
  const houses = await engine.createRun({ ...quiet, task: { id: 'houses' }, precision: 'float64' });
  const { targetMean, targetScale } = houses.info;
  const prices = Array.from(
    houses.data('train').target?.data ?? [],
    (value) => Math.round((targetMean + targetScale * value) * 100) / 100,
  );
  houses.dispose();
  for (const outlier of [1, 10]) {
    const values = prices.map((price, row) => (row === 0 ? price * outlier : price));
    const { constant: squared, rows } = await fit(values, 'mse_loss');
    const { constant: absolute } = await fit(values, 'l1_loss');
    const mean = sum(rows) / rows.length;
    const middle = [
      rows[Math.floor((rows.length - 1) / 2)] ?? 0,
      rows[Math.ceil((rows.length - 1) / 2)] ?? 0,
    ];
    context.diagnostic(
      `one price ×${outlier}: squared error ${squared.toFixed(2)}, mean ${mean.toFixed(2)}; absolute error ${absolute.toFixed(2)}, median ${middle.map((value) => value.toFixed(2)).join('–')}`,
    );
    assert.ok(Math.abs(squared - mean) < 0.01);
    between(absolute, (middle[0] ?? 0) - 0.01, (middle[1] ?? 0) + 0.01, 'the median');
  }
});

const places = (miner: string, lr: number, margin: number): Experiment => ({
  ...quiet,
  task: { id: 'digits_embedding' },
  loss: { id: 'triplet_margin_loss', params: { margin } },
  miner: { id: miner },
  optimizer: { id: 'adam', params: { lr } },
  batch_size: 64,
});

/** Share of all triplets of the next batch that lack some of the margin. */
function active(run: Run, margin: number): number {
  const { input, label } = run.data('train');
  const width = input?.shape[1] ?? 0;
  const rows = Array.from(run.batchIndices((run.history.step.at(-1) ?? 0) + 1));
  const data = rows.flatMap((row) => Array.from(input?.data.subarray(row * width, (row + 1) * width) ?? []));
  const points = run.predict({ shape: [rows.length, width], data });
  const size = points.shape[1] ?? 0;
  const place = (index: number) => Array.from(points.data.subarray(index * size, (index + 1) * size));
  const kind = rows.map((row) => label?.data[row]);
  const parts: [number[], number[], number[]] = [[], [], []];
  for (let a = 0; a < rows.length; a++)
    for (let p = 0; p < rows.length; p++)
      for (let n = 0; n < rows.length; n++)
        if (a !== p && kind[a] === kind[p] && kind[a] !== kind[n])
          for (const [part, index] of [a, p, n].entries()) parts[part]?.push(...place(index));
  const [anchor, positive, negative] = parts.map((part) => ({
    shape: [part.length / size, size],
    data: part,
  }));
  const { value } = engine.evaluateLoss(
    { id: 'triplet_margin_loss', params: { margin }, reduction: 'none' },
    { anchor, positive, negative } as never,
  );
  const losses = Array.from((value as { data: ArrayLike<number> }).data);
  return losses.filter((loss) => loss > 0).length / losses.length;
}

test('only triplets that lack some of the margin teach, and they get fewer', async (context) => {
  const run = await engine.createRun(places('all', 0.003, 1));
  const told: string[] = [];
  const shares: number[] = [];
  const scores: number[] = [];
  for (const step of [0, 50, 500, 1500]) {
    const { testScore } = run.advance(step - (run.history.step.at(-1) ?? 0));
    shares.push(active(run, 1));
    scores.push(testScore);
    told.push(`step ${step}: ${shares.at(-1)?.toFixed(2)} active, ${testScore.toFixed(2)} right`);
  }
  context.diagnostic(told.join('; '));
  between(shares[0] ?? 0, 0.9, 1, 'active at the start');
  between(shares[1] ?? 0, 0.2, 0.75, 'active at step 50');
  between(shares[3] ?? 0, 0, 0.08, 'active at step 1,500');
  assert.ok((scores[3] ?? 0) >= 0.9);
  run.dispose();
});

test('stuck at the margin is collapse: the hardest negatives and a large rate lead there', async (context) => {
  for (const margin of [1, 0.2]) {
    const run = await engine.createRun(places('batch_hard', 0.03, margin));
    const { batchLoss, testScore } = run.advance(600);
    const points = run.predict(run.data('test').input as never).data;
    const farthest = Math.max(...points.map((value, index) => Math.abs(value - (points[index % 2] ?? 0))));
    context.diagnostic(
      `margin ${margin}: loss ${batchLoss.toFixed(4)}, ${testScore.toFixed(2)} right, all points within ${farthest.toExponential(1)}`,
    );
    assert.ok(Math.abs(batchLoss - margin) < 0.01 * margin, `loss ${batchLoss}`);
    assert.ok(farthest < 0.02 * margin, `the points lie ${farthest} apart`);
    assert.ok(testScore < 0.7, `little better than chance: ${testScore}`);
    run.dispose();
  }
});

test('on a quadratic the edge of the rate is 2/λ_max, exactly', () => {
  const steepest = 25;
  const end = (share: number) => {
    const { values } = engine.minimize({
      function: { id: 'quadratic', params: { condition: steepest } },
      optimizer: { id: 'sgd', params: { lr: share / steepest } },
      start: [0, 1],
      steps: 400,
    });
    return { first: values[0] ?? 0, last: values.at(-1) ?? 0 };
  };
  for (const share of [0.1, 1, 1.9, 1.99]) assert.ok(end(share).last < end(share).first, `rate ${share}/λ`);
  assert.ok(end(1).last < 1e-20, 'at 1/λ the steep direction is solved at once');
  for (const share of [2.01, 2.1]) assert.ok(end(share).last > end(share).first, `rate ${share}/λ`);
});

test('the objective can fall while the cost rises: a strong penalty is part of it', async (context) => {
  const run = await engine.createRun({
    ...quiet,
    task: { id: 'houses' },
    regularization: { l2: 0 },
    precision: 'float64',
  });
  run.advance(600);
  const trained = run.parameters();
  run.dispose();
  const penalized = await engine.createRun({
    ...quiet,
    task: { id: 'houses' },
    regularization: { l2: 0.3 },
    batch_size: 1e6,
    precision: 'float64',
  });
  penalized.setParameters(trained);
  const before = penalized.advance(0).cost;
  penalized.advance(200);
  const { objective } = penalized.history;
  const after = penalized.advance(0).cost;
  context.diagnostic(
    `objective ${objective[0]?.toFixed(3)} → ${objective.at(-1)?.toFixed(3)}, cost J ${before.toFixed(3)} → ${after.toFixed(3)}`,
  );
  assert.ok((objective.at(-1) ?? 0) < (objective[0] ?? 0));
  assert.ok(after > before);
  penalized.dispose();
});
