// Names from outside that every object inherits: they are unknown like any other unknown name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  completeExperiment,
  createEngine,
  createWorkerEngine,
  decodeExperiment,
  ExperimentError,
  fits,
} from './support.ts';

const engine = await createEngine();
const { catalog } = engine;
const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

/** The path of the error that a call is refused with. */
function pathOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof ExperimentError, String(error));
    return error.path;
  }
  assert.fail('it was accepted');
}

for (const name of inherited)
  test(`in a link: ${name}`, () => {
    const cases: [link: string, path: string][] = [
      [`${name}=1`, name],
      [`${name}.x=1`, `${name}.x`],
      [`task=${name}`, 'task.id'],
      [`task=circle&task.${name}=5`, `task.params.${name}`],
      [`task=circle&optimizer=${name}`, 'optimizer.id'],
      [`task=circle&optimizer.${name}=5`, `optimizer.params.${name}`],
      [`task=circle&regularization.${name}=5`, `regularization.${name}`],
      [`task=circle&fine_tuning.${name}=5`, `fine_tuning.${name}`],
      [`task=circle&precision=${name}`, 'precision'],
      [
        `task=custom&task.table=${JSON.stringify({ kind: 'regression' }).replace('kind', name)}`,
        `task.params.${name}`,
      ],
    ];
    for (const [link, path] of cases)
      assert.equal(
        pathOf(() => decodeExperiment(catalog, `${link}&v=1`)),
        path,
        link,
      );
  });

for (const name of inherited)
  test(`in an experiment and in calls: ${name}`, () => {
    const own = (value: unknown) => JSON.parse(`{"${name}":${JSON.stringify(value)}}`);
    const circle = { version: 1, task: { id: 'circle' } };
    const complete = (given: object) => () => completeExperiment(catalog, { ...circle, ...given });
    assert.equal(
      pathOf(() => completeExperiment(catalog, JSON.parse(`{"${name}":1}`))),
      name,
    );
    assert.equal(pathOf(complete({ task: { id: name } })), 'task.id');
    assert.equal(pathOf(complete({ optimizer: { id: 'sgd', params: own(1) } })), `optimizer.params.${name}`);
    assert.equal(
      pathOf(complete({ model: { id: 'mlp', params: { activation: name } } })),
      'model.params.activation',
    );
    assert.equal(
      pathOf(() => engine.evaluateLoss({ id: name }, {})),
      'id',
    );
    assert.equal(
      pathOf(() => engine.evaluateLoss({ id: 'mse_loss' }, own({ shape: [1], data: [1] }))),
      `tensors.${name}`,
    );
    assert.equal(
      pathOf(() => engine.schedule({ id: name }, 3, 1)),
      'schedule.id',
    );
    assert.equal(
      pathOf(() => engine.createOptimizer({ id: name }, [])),
      'optimizer.id',
    );
    const [loss] = catalog.losses;
    assert.ok(loss);
    assert.equal(fits({ kind: name as never }, loss), true);
  });

test('a link sets no parameter of a parameter or of a number, and no table of a task without one', () => {
  const cases: [link: string, path: string][] = [
    ['task=circle&optimizer.lr.x=5', 'optimizer.params.lr.x'],
    ['task=circle&seed.a=1', 'seed.a'],
    ['task=circle&seed=1&seed.a=1', 'seed.a'],
    ['task=circle&seed=null', 'seed'],
    ['task=circle&regularization=5', 'regularization'],
    ['task=circle&regularization.l2.x=5', 'regularization.l2.x'],
    ['task.table={}', 'task'],
    ['task=circle&task.table={}', 'task.params.table'],
    ['task=custom&task.table=[]', 'task.table'],
    ['task=custom&task.table=null&task.kind=regression', 'task.table'],
    [`task=custom&task.table=${'['.repeat(100_000)}`, 'task.table'],
    ['task=circle&seed=1&seed=2', 'link'],
  ];
  for (const [link, path] of cases)
    assert.equal(
      pathOf(() => decodeExperiment(catalog, `${link}&v=1`)),
      path,
      link,
    );
});

test('a link that lost its end names what else is wrong with it', () => {
  const refusal = (link: string) => {
    try {
      decodeExperiment(catalog, link);
    } catch (error) {
      assert.ok(error instanceof ExperimentError);
      return error.message;
    }
    return '';
  };
  assert.match(
    refusal('task=circel&seed=3'),
    /^task\.id: "circel".*circle.*ends with v=1.*Did you mean circle\?/,
  );
  assert.match(
    refusal('task=circle&seed=3'),
    /^link: an incomplete link is not valid. Use a link that ends with v=1/,
  );
});

test('a worker is asked for nothing but the listed members', async () => {
  const worker = await createWorkerEngine();
  const run = await worker.createRun({ version: 1, task: { id: 'circle' } });
  await assert.rejects(
    run.advance((() => 1) as never),
    (error) => error instanceof ExperimentError && error.path === 'advance',
  );
  assert.equal((await run.advance(2)).step, 2);
  worker.terminate();
});
