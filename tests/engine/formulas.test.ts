// Losses that are typed as formulas, through the engine's API.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment } from 'loss-playground/engine';
import { createEngine, createWorkerEngine, ExperimentError } from './support.ts';

const engine = await createEngine();

const own = (formula: string) => ({ id: 'expression', params: { formula } });
const scalar = (value: number) => ({ shape: [], data: [value] });

/** The error that a call throws. */
async function refusal(call: () => unknown): Promise<InstanceType<typeof ExperimentError>> {
  try {
    await call();
  } catch (error) {
    assert.ok(error instanceof ExperimentError, String(error));
    return error;
  }
  throw new Error('nothing was refused');
}

test('a description has the inputs, the parameters with their places, and the tasks that do not fit', () => {
  const formula = 'delta = 1.5 in 0..10\nd = input - target\nabs(d) - delta';
  const { problem, loss, parameters, locals, nodes, result, notes } = engine.describeFormula(formula);
  assert.equal(problem, null);
  assert.deepEqual(
    loss?.inputs?.map(({ id }) => id),
    ['input', 'target'],
  );
  assert.equal(loss?.own, true);
  assert.ok(loss?.misfits.triplet && loss.misfits.next_token && !loss.misfits.regression);
  const [delta] = parameters;
  assert.deepEqual(delta, { id: 'delta', value: 1.5, min: 0, max: 10, begin: 8, end: 11 });
  assert.equal(formula.slice(delta?.begin, delta?.end), '1.5');
  assert.deepEqual(locals, [{ name: 'd', node: 2 }]);
  const whole = nodes[result];
  assert.equal(formula.slice(whole?.begin, whole?.end), 'abs(d) - delta');
  assert.deepEqual(notes, []);
});

test('places count characters as JavaScript does', () => {
  const formula = '# 😀 — a comment\nδ = 2\nδ * sofplus(input)';
  const { problem } = engine.describeFormula(formula);
  assert.equal(formula.slice(problem?.begin, problem?.end), 'sofplus');
  assert.equal(problem?.nearest, 'softplus');
});

test('a formula that is wrong is refused wherever a loss is given', async () => {
  const params = { formula: 'd = 1\nabs(dd)' };
  const inputs = { input: scalar(1), target: scalar(2) };
  const evaluated = await refusal(() => engine.evaluateLoss({ id: 'expression', params }, inputs));
  assert.equal(evaluated.path, 'params.formula');
  assert.match(evaluated.message, /“dd” at line 2, character 5/);
  const experiment: Experiment = { version: 1, task: { id: 'houses' }, loss: { id: 'expression', params } };
  assert.equal((await refusal(() => engine.createRun(experiment))).path, 'loss.params.formula');
  assert.equal((await refusal(() => engine.traceFormula(params.formula, inputs))).path, 'formula');
  await refusal(() => engine.describeFormula(3 as never));
  assert.ok(engine.describeFormula('1+'.repeat(3000)).problem?.allowed.includes('4000 characters'));
});

test('a formula says which tasks it fits', async () => {
  const experiment = (task: string, formula: string): Experiment => ({
    version: 1,
    task: { id: task },
    loss: own(formula),
  });
  const triplet = 'relu(distance(anchor, positive) - distance(anchor, negative) + 1)';
  for (const [task, formula] of [
    ['houses', '-log_softmax(input)[target]'],
    ['digits', triplet],
    ['names', '(input - target)^2'],
  ] as const)
    assert.match(
      (await refusal(() => engine.createRun(experiment(task, formula)))).message,
      /formula that fits a/,
    );
});

test('the same formula gives the built-in losses’ course, to rounding', async () => {
  const pairs: [string, string, string][] = [
    ['houses', 'mse_loss', '(input - target)^2'],
    ['digits', 'cross_entropy', '-log_softmax(input)[target]'],
    [
      'circle',
      'binary_cross_entropy_with_logits',
      'target * softplus(-input) + (1 - target) * softplus(input)',
    ],
    ['names', 'cross_entropy', '-log_softmax(input)[target]'],
    [
      'triplet_lab',
      'triplet_margin_loss',
      'relu(distance(anchor, positive) - distance(anchor, negative) + 1)',
    ],
  ];
  for (const [task, id, formula] of pairs) {
    const course = async (loss: NonNullable<Experiment['loss']>) => {
      const run = await engine.createRun({ version: 1, task: { id: task }, loss, precision: 'float64' });
      const { cost, testCost, score } = run.advance(60, { evaluate: true });
      run.dispose();
      return { cost, testCost, score };
    };
    const [builtIn, typed] = [await course({ id }), await course(own(formula))];
    // The distance of the built-in triplet loss has an eps of 1e-6.
    const bound = id.startsWith('triplet') ? 1e-4 : 1e-9;
    assert.ok(
      Math.abs(builtIn.cost - typed.cost) < bound * Math.max(1, builtIn.cost),
      `${task}: ${typed.cost}`,
    );
    assert.ok(Math.abs(builtIn.testCost - typed.testCost) < bound * Math.max(1, builtIn.testCost), task);
    assert.ok(Math.abs(builtIn.score - typed.score) < 1e-2, task);
  }
});

test('a run of a formula goes on from its snapshot, and is the same in a worker', async () => {
  const experiment: Experiment = {
    version: 1,
    task: { id: 'houses' },
    loss: own('c = 2 in 0.1..10\nd = input - target\nc^2 * log1p((d / c)^2)'),
  };
  const run = await engine.createRun(experiment);
  run.advance(50);
  const bytes = run.snapshot();
  run.advance(50);
  const [wanted] = run.parameters();
  const again = await engine.createRun(experiment);
  again.restore(bytes);
  again.advance(50);
  assert.deepEqual(again.parameters()[0], wanted);
  const worker = await createWorkerEngine();
  try {
    const remote = await worker.createRun(experiment);
    await remote.advance(100);
    assert.deepEqual((await remote.parameters())[0], wanted);
    assert.equal((await worker.describeFormula('inptu')).problem?.nearest, 'input');
    const trace = await worker.traceFormula('(input - target)^2', { input: scalar(3), target: scalar(1) });
    assert.equal(trace.value, 4);
  } finally {
    await worker.terminate?.();
  }
});

test('a trace has the numbers of all parts, and refuses inputs that do not fit', async () => {
  const formula = 'p = softmax(input)\n-log(p[target])';
  const example = { input: { shape: [3], data: [0, 0, 0] }, target: scalar(1) };
  const { value, values, slopes } = engine.traceFormula(formula, example);
  assert.ok(Math.abs(value - Math.log(3)) < 1e-15);
  const { nodes } = engine.describeFormula(formula);
  const at = nodes.findIndex(({ word }) => word === 'softmax');
  assert.deepEqual([...(values[at] ?? [])], [1 / 3, 1 / 3, 1 / 3]);
  assert.deepEqual([...(slopes[at] ?? [])].map(Math.round), [0, -3, 0]);
  for (const [input, target, path] of [
    [example.input, scalar(3), 'example.target.data[0]'],
    [example.input, scalar(0.5), 'example.target.data[0]'],
    [{ shape: [0], data: [] }, scalar(0), 'example.input.data'],
    [example.input, { shape: [2], data: [0, 1] }, 'example.target.data'],
  ] as const)
    assert.equal((await refusal(() => engine.traceFormula(formula, { input, target } as never))).path, path);
});

test('a divergence with a formula is reported as with any loss', async () => {
  const run = await engine.createRun({
    version: 1,
    task: { id: 'houses' },
    loss: own('(input - target)^4'),
    optimizer: { id: 'sgd', params: { lr: 10 } },
  });
  run.advance(1000);
  assert.equal(run.stopped?.reason, 'diverged');
  assert.ok(run.parameters().every(({ data }) => data.every(Number.isFinite)));
});
