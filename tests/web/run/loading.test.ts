// Work that waits for a file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadedOrMissing, loadsOnce, missing, untilLoaded } from '../../../web/run/loading.ts';

const absent = (name: string) => Object.assign(new Error(`${name} is missing.`), { name: 'DownloadError' });
/** All that waits for nothing else has been done. */
const settled = () => new Promise((done) => setImmediate(done));

test('work waits while its file is missing, says so once, and goes on when tried again', async () => {
  let tries = 0;
  const work = async () => {
    tries++;
    if (tries < 3) throw absent('a.js');
    return 'done';
  };
  const [first, second] = [untilLoaded(work), untilLoaded(() => Promise.reject(absent('a.js')))];
  await settled();
  assert.deepEqual(missing.messages, ['a.js is missing.']);
  missing.retry();
  assert.deepEqual(missing.messages, []);
  await settled();
  missing.retry();
  assert.equal(await first, 'done');
  assert.equal(tries, 3);
  assert.equal(await Promise.race([second, 'waits']), 'waits');
});

test('work that was tried too early is tried again once another finds the file', async () => {
  let isBack = false;
  const work = async () => {
    const found = isBack;
    await settled();
    if (!found) throw absent('b.js');
    return 'done';
  };
  const first = untilLoaded(work);
  await settled();
  await settled();
  const second = untilLoaded(work);
  isBack = true;
  missing.retry();
  assert.deepEqual(await Promise.all([first, second]), ['done', 'done']);
  assert.equal(missing.messages.includes('b.js is missing.'), false);
});

test('other errors reject', async () => {
  const wrong = new Error('a mistake');
  await assert.rejects(
    untilLoaded(() => Promise.reject(wrong)),
    wrong,
  );
});

test('what is loaded once is the same for all callers', async () => {
  let loads = 0;
  const load = loadsOnce(async () => ++loads);
  assert.deepEqual(await Promise.all([load(), load()]), [1, 1]);
});

test('what nobody waits for is not missing', () => {
  const again = () => assert.fail('nobody waits');
  missing.add('a.js is missing.', again);
  missing.drop(again);
  missing.retry();
});

test('a drawing waits for what is loaded, or found to be missing, whichever is first', async () => {
  await loadedOrMissing(Promise.resolve());
  const waits = loadedOrMissing(new Promise(() => {}));
  missing.add('a.js is missing.', () => {});
  await waits;
  missing.retry();
});
