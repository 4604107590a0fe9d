// Two commands that build in one folder: the second waits for the first, and not for one that is dead.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { after, test } from 'node:test';

const script = new URL('../../.tools/lock.mjs', import.meta.url).href;
const { whileLocked } = (await import(script)) as {
  whileLocked<Result>(lock: string, work: () => Result): Result;
};

const folder = mkdtempSync(join(tmpdir(), 'locks-'));
after(() => rmSync(folder, { recursive: true }));

interface Holder {
  child: ChildProcess;
  lines: Interface;
  next(): Promise<string>;
}

/** A process that says when it has the lock, and gives it back when its input ends. */
function startHolder(lock: string): Holder {
  const work = `import { whileLocked } from ${JSON.stringify(script)};
    await whileLocked(${JSON.stringify(lock)}, async () => {
      console.log('has it');
      for await (const _ of process.stdin);
      console.log('done');
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', work], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const answers = lines[Symbol.asyncIterator]();
  return { child, lines, next: async () => (await answers.next()).value as string };
}

test('the second command waits and says for whom, and begins when the first has ended', async () => {
  const lock = join(folder, 'build', 'waiting');
  const first = startHolder(lock);
  assert.equal(await first.next(), 'has it');
  const second = startHolder(lock);
  assert.equal(
    await second.next(),
    `Waiting for another command that builds in this folder (process ${first.child.pid})`,
  );
  first.child.stdin?.end();
  assert.equal(await first.next(), 'done');
  assert.equal(await second.next(), 'has it');
  second.child.stdin?.end();
  await once(second.child, 'exit');
  assert.ok(!existsSync(lock));
});

test('the lock of a command that was killed is taken over', async () => {
  const lock = join(folder, 'build', 'stale');
  const killed = startHolder(lock);
  assert.equal(await killed.next(), 'has it');
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  assert.deepEqual(readdirSync(lock), [String(killed.child.pid)]);
  assert.deepEqual(
    whileLocked(lock, () => readdirSync(lock)),
    [String(process.pid)],
  );
  assert.ok(!existsSync(lock));
});

test('a command takes its own lock again, and gives it back once, also after a failure', async () => {
  const lock = join(folder, 'build', 'own');
  const build = whileLocked(lock, async () => {
    whileLocked(lock, () => undefined);
    assert.ok(existsSync(lock));
    throw new Error('does not compile');
  });
  await assert.rejects(build, /does not compile/);
  assert.ok(!existsSync(lock));
  assert.throws(() => whileLocked(lock, () => assert.fail('at once')), /at once/);
  assert.ok(!existsSync(lock));
});
