// Of several requests only the newest counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Newest } from '../../../web/own-loss/formula-text.ts';

test('Newest: while one request is answered, only the last of the others is answered next', async () => {
  const answered: string[] = [];
  const pending: (() => void)[] = [];
  const newest = new Newest(async (request: string) => {
    answered.push(request);
    await new Promise<void>((resolve) => pending.push(resolve));
  });
  const all = newest.ask('a');
  void newest.ask('ab');
  void newest.ask('abc');
  assert.deepEqual(answered, ['a']);
  assert.ok(newest.isBusy);
  pending.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(answered, ['a', 'abc']);
  pending.shift()?.();
  await all;
  assert.ok(!newest.isBusy);
});

test('Newest: a request that fails does not block the next', async () => {
  const newest = new Newest(async (request: string) => {
    if (request === 'bad') throw new Error('refused');
  });
  await assert.rejects(newest.ask('bad'));
  await newest.ask('good');
  assert.ok(!newest.isBusy);
});
