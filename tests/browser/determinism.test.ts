// The same experiment gives the same bytes in Chromium, on the page's own thread and in its worker, as in Node.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type * as Api from 'loss-playground/engine';
import { bytesOf, createEngine } from '../engine/support.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const steps = 60;
const experiments: Api.Experiment[] = [
  { version: 1, task: { id: 'digits' } },
  { version: 1, task: { id: 'houses' }, optimizer: { id: 'rmsprop' }, precision: 'float64' },
  { version: 1, task: { id: 'digits_embedding' }, schedule: { id: 'one_cycle_lr' } },
  { version: 1, task: { id: 'names' } },
];

for (const experiment of experiments)
  test(`same bytes in Chromium as in Node: ${experiment.task.id}`, async () => {
    const engine = await createEngine();
    const run = await engine.createRun(experiment);
    run.advance(steps, { evaluate: false });
    const { page } = await playground.open();
    const found = await page.evaluate(
      async ([given, count, address]) => {
        const api = (await import(address)) as typeof Api;
        const hex = (parameters: Api.NamedTensor[]) =>
          parameters
            .map(({ data }) =>
              Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), (byte) =>
                byte.toString(16).padStart(2, '0'),
              ).join(''),
            )
            .join('');
        const here = await (await api.createEngine()).createRun(given);
        here.advance(count, { evaluate: false });
        const worker = await api.createWorkerEngine();
        const there = await worker.createRun(given);
        await there.advance(count, { evaluate: false });
        const bytes = [hex(here.parameters()), hex(await there.parameters())];
        worker.terminate();
        return bytes;
      },
      [experiment, steps, new URL('engine.js', playground.url).href] as const,
    );
    const wanted = bytesOf(run.parameters());
    run.dispose();
    assert.deepEqual(found, [wanted, wanted]);
  });
