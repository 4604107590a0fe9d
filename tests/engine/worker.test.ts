// The engine in a worker, and its bindings: the same names everywhere.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEngine, createWorkerEngine, ExperimentError, root } from './support.ts';

const engine = await createEngine();

test('the worker has the same names, refuses with the same errors, and ends', async () => {
  const worker = await createWorkerEngine();
  assert.deepEqual(worker.catalog, engine.catalog);
  assert.equal(worker.version, engine.version);
  await assert.rejects(
    worker.createRun({ version: 1, task: { id: 'circel' } }),
    (error) => error instanceof ExperimentError && error.nearest === 'circle',
  );
  const run = await worker.createRun({ version: 1, task: { id: 'moons' } });
  const here = await engine.createRun({ version: 1, task: { id: 'moons' } });
  const names = [
    ...Object.getOwnPropertyNames(Object.getPrototypeOf(here)),
    ...Object.getOwnPropertyNames(here),
  ].filter((name) => name !== 'constructor');
  for (const name of names) assert.ok(name in run, name);
  assert.equal((await run.advance(5)).step, 5);
  assert.equal(await run.stopped, null);
  const optimizer = await worker.createOptimizer({ id: 'adam' }, [{ shape: [1], data: [1] }]);
  await optimizer.step([{ shape: [1], data: [1] }]);
  assert.equal(await optimizer.lr, 0.001);
  await run.dispose();
  await assert.rejects(run.advance(1));
  worker.terminate();
});

test('the hand-written list of bindings is what the module exports', async () => {
  const declared = readFileSync(join(root, 'web/engine/module/bindings.ts'), 'utf8').matchAll(
    /^ {2}(?!instantiateWasm)(\w+)\(/gm,
  );
  const files = readdirSync(join(root, 'cpp/bindings')).filter((file) => file.endsWith('.cpp'));
  const registered = files.flatMap((file) => [
    ...readFileSync(join(root, `cpp/bindings/${file}`), 'utf8').matchAll(/emscripten::function\("(\w+)"/g),
  ]);
  const names = (matches: Iterable<RegExpMatchArray>) => [...matches].map((match) => match[1]).sort();
  assert.deepEqual(names(declared), names(registered));
});
