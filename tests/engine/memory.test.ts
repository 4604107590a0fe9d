// What a run takes of the module's memory it gives back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchedEngine } from './support.ts';

const { engine, moduleBytes } = await watchedEngine();

for (const id of ['digits', 'moons', 'names'])
  test(`${id}: twenty runs, made and disposed, need no more memory than the first ones`, async () => {
    const bytes: number[] = [];
    for (let round = 0; round < 20; round++) {
      const run = await engine.createRun({ version: 1, task: { id }, evaluate_every: 1e6 });
      run.advance(20);
      run.restore(run.snapshot());
      run.dispose();
      bytes.push(moduleBytes());
    }
    assert.equal(bytes.at(-1), bytes[1], `bytes after each run: ${bytes.join(', ')}`);
  });
