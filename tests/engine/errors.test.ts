// What bad input gets: an error that names the place, the value and what is allowed; nothing is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf, refusals } from './refusals.ts';
import { bytesOf, createEngine, decodeExperiment, ExperimentError, encodeExperiment } from './support.ts';

const engine = await createEngine();
const base = { version: 1, task: { id: 'circle' } };

const refusal = (experiment: unknown) => refusalOf(engine, experiment);

const table = (data: number[]) => ({ shape: [data.length / 2, 2], data });
const rows = table([1, 2, 3, 4, 5, 6, 7, 8]);
const custom = (params: object, more: object = {}) => ({
  version: 1,
  task: { id: 'custom', params },
  ...more,
});

const refused: [string, unknown, string, RegExp][] = [
  ['an unknown task', { version: 1, task: { id: 'circel' } }, 'task.id', /Did you mean circle/],
  ['an unknown loss', { ...base, loss: { id: 'cross_entropi' } }, 'loss.id', /Did you mean cross_entropy/],
  ['an unknown optimizer', { ...base, optimizer: { id: 'adamx' } }, 'optimizer.id', /Did you mean adam/],
  [
    'an unknown parameter',
    { ...base, optimizer: { id: 'adam', params: { beta: 1 } } },
    'optimizer.params.beta',
    /beta1/,
  ],
  ['an unknown key', { ...base, epochs: 3 }, 'epochs', /steps/],
  [
    'a negative rate',
    { ...base, optimizer: { id: 'sgd', params: { lr: -0.1 } } },
    'optimizer.params.lr',
    /-0.1.*greater than 0/,
  ],
  [
    'a rate of 0',
    { ...base, optimizer: { id: 'sgd', params: { lr: 0 } } },
    'optimizer.params.lr',
    /greater than 0/,
  ],
  [
    'a rate that is text',
    { ...base, optimizer: { id: 'sgd', params: { lr: '0.1' } } },
    'optimizer.params.lr',
    /"0.1"/,
  ],
  [
    'a rate that is NaN',
    { ...base, optimizer: { id: 'sgd', params: { lr: Number.NaN } } },
    'optimizer.params.lr',
    /NaN/,
  ],
  ['batch 0', { ...base, batch_size: 0 }, 'batch_size', /from 1 to 1,000,000/],
  ['half a batch', { ...base, batch_size: 1.5 }, 'batch_size', /whole number/],
  [
    'a hidden width of 0',
    { ...base, model: { id: 'mlp', params: { hidden: [4, 0] } } },
    'model.params.hidden[1]',
    /from 1/,
  ],
  [
    'a hidden width of a million',
    { ...base, model: { id: 'mlp', params: { hidden: [1e6] } } },
    'model.params.hidden[0]',
    /to 2,048/,
  ],
  [
    'too many parameters',
    { ...base, model: { id: 'mlp', params: { hidden: [2048, 2048, 2048, 2048] } } },
    'model.params.hidden',
    /10,000,000/,
  ],
  [
    'an unknown activation',
    { ...base, model: { id: 'mlp', params: { activation: 'rellu' } } },
    'model.params.activation',
    /relu/,
  ],
  [
    'a memory that no machine has',
    {
      version: 1,
      task: { id: 'digits' },
      model: { id: 'mlp', params: { hidden: [512] } },
      optimizer: { id: 'newton' },
    },
    'optimizer.id',
    /50,000,000/,
  ],
  ['a newer version', { ...base, version: 2 }, 'version', /newer/],
  ['no version', { task: { id: 'circle' } }, 'version', /^version is missing/],
  ['no task', { version: 1 }, 'task', /^task is missing/],
  ['no object', 'circle', 'experiment', /object/],
  ['a fractional seed', { ...base, seed: 0.5 }, 'seed', /whole number/],
  ['another precision', { ...base, precision: 'float16' }, 'precision', /float32/],
  ['a negative penalty', { ...base, regularization: { l2: -1 } }, 'regularization.l2', /at least 0/],
  ['a clip of 0', { ...base, gradient_clip: 0 }, 'gradient_clip', /greater than 0/],
  [
    'a triplet loss for classes',
    { ...base, loss: { id: 'triplet_margin_loss' } },
    'loss.id',
    /needs embeddings/,
  ],
  [
    'a class loss for prices',
    { version: 1, task: { id: 'houses' }, loss: { id: 'cross_entropy' } },
    'loss.id',
    /mse_loss/,
  ],
  [
    'a loss that no task here can train',
    { ...base, loss: { id: 'dpo_loss' } },
    'loss.id',
    /evaluated on tensors/,
  ],
  ['a miner for a loss without triplets', { ...base, miner: { id: 'batch_hard' } }, 'miner.id', /random/],
  [
    'all triplets of a large batch',
    { version: 1, task: { id: 'digits_embedding' }, miner: { id: 'all' }, batch_size: 500 },
    'batch_size',
    /at most 158/,
  ],
];

refusals(engine, refused);

test('a run in progress goes on when another experiment or call is refused', async () => {
  const run = await engine.createRun({ version: 1, task: { id: 'circle' } });
  const twin = await engine.createRun({ version: 1, task: { id: 'circle' } });
  run.advance(10);
  await refusal({ ...base, batch_size: 0 });
  const wrong: (() => unknown)[] = [
    () => run.advance(-1),
    () => run.advance(0.5),
    () => run.batchIndices(0),
    () => run.data('tset' as never),
    () => run.predict({ shape: [1, 3], data: [1, 2, 3] }),
    () => run.predict({ shape: [1, 2], data: [1, Number.NaN] }),
    () => run.restore(new Uint8Array(8)),
    () => run.setParameters([]),
    () =>
      run.setParameters(run.parameters().map((one) => ({ ...one, data: one.data.map(() => Number.NaN) }))),
  ];
  for (const call of wrong) assert.throws(call, ExperimentError);
  run.advance(10);
  twin.advance(20);
  assert.equal(bytesOf(run.parameters()), bytesOf(twin.parameters()));
  run.dispose();
  assert.throws(() => run.advance(1), /disposed/);
  run.dispose();
});

test('a loss names the tensor, row and number that does not fit', () => {
  const fail = (call: () => unknown, path: string) =>
    assert.throws(call, (error) => error instanceof ExperimentError && error.path === path);
  const input = { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] };
  fail(
    () => engine.evaluateLoss({ id: 'cross_entropy' }, { input, target: { shape: [2], data: [0, 3] } }),
    'target.data[1]',
  );
  fail(
    () => engine.evaluateLoss({ id: 'cross_entropy' }, { input, target: { shape: [3], data: [0, 1, 2] } }),
    'target.shape',
  );
  fail(() => engine.evaluateLoss({ id: 'mse_loss' }, { input }), 'target');
  fail(() => engine.evaluateLoss({ id: 'mse_loss' }, { input, targett: input }), 'tensors.targett');
  fail(
    () => engine.evaluateLoss({ id: 'mse_loss', reduction: 'average' as never }, { input, target: input }),
    'reduction',
  );
  fail(
    () => engine.evaluateLoss({ id: 'huber_loss', params: { delta: 0 } }, { input, target: input }),
    'params.delta',
  );
  fail(
    () =>
      engine.evaluateLoss(
        { id: 'mse_loss' },
        { input, target: { shape: [2, 3], data: [1, 2, Infinity, 4, 5, 6] } },
      ),
    'target.data[2]',
  );
  fail(
    () => engine.minimize({ function: { id: 'rosenbrock' }, optimizer: { id: 'sgd' }, start: [1], steps: 3 }),
    'start',
  );
  fail(() => engine.schedule({ id: 'cosine' }, 10, 0.1), 'schedule.id');
  for (const { id } of engine.catalog.optimizers.filter(({ closure }) => closure))
    fail(() => engine.createOptimizer({ id }, [{ shape: [1], data: [1] }]), 'optimizer.id');
  const bowl = { id: 'quadratic' };
  fail(() => engine.surface({ function: bowl, x: [1, 1], cells: 4 }), 'x');
  fail(() => engine.surface({ function: bowl, y: [0, Number.NaN], cells: 4 }), 'y[1]');
  fail(() => engine.surface({ function: bowl, cells: 0 }), 'cells');
  const steps = { function: bowl, optimizer: { id: 'sgd' }, start: [1, 1], steps: 3 };
  const milestones = [1, 0.5];
  fail(
    () => engine.minimize({ ...steps, schedule: { id: 'multi_step_lr', params: { milestones } } }),
    'schedule.params.milestones[1]',
  );
});

test('a diverging run stops at its last finite step and says so; nothing shown is NaN', async () => {
  for (const precision of ['float32', 'float64'] as const) {
    const run = await engine.createRun({
      version: 1,
      task: { id: 'houses' },
      optimizer: { id: 'sgd', params: { lr: 10 } },
      precision,
    });
    const metrics = run.advance(5000);
    assert.ok(run.stopped);
    assert.equal(run.stopped.reason, 'diverged');
    assert.equal(metrics.step, run.history.step.length);
    assert.ok(run.stopped.step >= metrics.step);
    assert.ok(run.parameters().every(({ data }) => data.every(Number.isFinite)));
    for (const name of ['batchLoss', 'penalty', 'objective', 'gradNorm', 'lr'] as const)
      assert.ok(run.history[name].every(Number.isFinite), name);
    const steps = run.history.step.length;
    run.advance(10);
    assert.equal(run.history.step.length, steps);
    run.reset();
    assert.equal(run.stopped, null);
    run.dispose();
  }
});

test('permalinks say only what differs, and come back the same', () => {
  const { catalog } = engine;
  for (const task of catalog.tasks.filter(({ kind }) => kind !== 'any'))
    assert.equal(encodeExperiment(catalog, { version: 1, task: { id: task.id } }), `task=${task.id}&v=1`);
  const text = encodeExperiment(catalog, {
    version: 1,
    task: { id: 'spiral', params: { classes: 3, noise: 0.02 } },
    model: { id: 'mlp', params: { hidden: [16, 8], activation: 'relu' } },
    optimizer: { id: 'sgd', params: { lr: 0.05, momentum: 0.9, nesterov: true } },
    schedule: { id: 'one_cycle_lr' },
    regularization: { l2: 1e-4 },
    gradient_clip: 1,
    seed: 12,
    precision: 'float64',
  });
  const back = decodeExperiment(catalog, `#${text}`);
  assert.equal(encodeExperiment(catalog, back), text);
  assert.deepEqual(back.model.params.hidden, [16, 8]);
  assert.equal(back.optimizer.params.nesterov, true);
  assert.equal(back.seed, 12);
  assert.equal(back.gradient_clip, 1);
  const own = encodeExperiment(
    catalog,
    custom({
      kind: 'classification',
      inputs: rows,
      targets: { shape: [4], data: Int32Array.of(0, 1, 0, 1) },
    }) as never,
  );
  assert.equal(encodeExperiment(catalog, decodeExperiment(catalog, own)), own);
});

test('a permalink that was cut at any place, or damaged, is refused', () => {
  const { catalog } = engine;
  const text = encodeExperiment(catalog, {
    version: 1,
    task: { id: 'circle' },
    optimizer: { id: 'sgd', params: { lr: 0.125 } },
  });
  for (let length = 0; length < text.length; length++)
    assert.throws(
      () => decodeExperiment(catalog, text.slice(0, length)),
      ExperimentError,
      text.slice(0, length),
    );
  for (const bad of [
    'optimizer.lr=1&v=1',
    'task.noise=0.1&v=1',
    'task=circle&optimizer.rate=1&v=1',
    'task=circle&optimzer.lr=1&v=1',
    'task=circle&lr=1&v=1',
    'task=%E0%A4%A&v=1',
    'task=circle&v=2',
    'task=circle&optimizer=sgd&optimizer.lr=fast&v=1',
  ])
    assert.throws(() => decodeExperiment(catalog, bad), ExperimentError, bad);
});

test('a link may set a parameter of a default without naming it', () => {
  const { catalog } = engine;
  const cases: [short: string, long: string][] = [
    ['task=digits&optimizer.lr=0.3&v=1', 'task=digits&optimizer=adam&optimizer.lr=0.3&v=1'],
    ['optimizer.lr=0.3&task=houses&v=1', 'task=houses&optimizer=sgd&optimizer.lr=0.3&v=1'],
    ['task=circle&model.hidden=6,3&v=1', 'task=circle&model=mlp&model.hidden=6,3&v=1'],
    [
      'task=digits&loss.label_smoothing=0.1&v=1',
      'task=digits&loss=cross_entropy&loss.label_smoothing=0.1&v=1',
    ],
    // The other parameters are those of the task's default, not of the descriptor.
    [
      'task=names&schedule.pct_start=0.5&v=1',
      'task=names&schedule=one_cycle_lr&schedule.max_lr=0.01&schedule.pct_start=0.5&v=1',
    ],
    [
      'task=emoji_search&loss.swap=true&v=1',
      'task=emoji_search&loss=triplet_margin_loss&loss.margin=0.4&loss.swap=true&v=1',
    ],
  ];
  for (const [short, long] of cases)
    assert.deepEqual(decodeExperiment(catalog, short), decodeExperiment(catalog, long), short);
  for (const { id, experiment } of catalog.tasks) {
    const miner = catalog.miners.find((entry) => entry.id === experiment.miner.id);
    for (const { id: name, default: value } of miner?.params ?? [])
      assert.deepEqual(
        decodeExperiment(catalog, `task=${id}&miner.${name}=${value}&v=1`),
        decodeExperiment(catalog, `task=${id}&v=1`),
      );
  }
});
