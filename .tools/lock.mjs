// One building command at a time in a folder: two would write the same files.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Milliseconds between two looks at another command's lock. */
const interval = 200;

/** The locks of this process, and how often each was taken. */
const held = new Map();

/** Runs work on the file system where some failures are expected; whether it did not fail so. */
function succeeds(expected, work) {
  try {
    work();
    return true;
  } catch (error) {
    if (!expected.includes(error.code)) throw error;
    return false;
  }
}

/** A lock is a folder with a file named after the process; it gets its name with the file already in it. */
function tryToTake(lock) {
  const own = mkdtempSync(`${lock}-`);
  writeFileSync(join(own, String(process.pid)), '');
  const taken = succeeds(['ENOTEMPTY', 'EEXIST'], () => renameSync(own, lock));
  if (!taken) rmSync(own, { recursive: true });
  return taken;
}

/** Removes the lock of one process, and no other's. */
function removeLockOf(lock, pid) {
  rmSync(join(lock, pid), { force: true });
  succeeds(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => rmdirSync(lock));
}

/** The process that holds a lock, if there is one. */
function holderOf(lock) {
  let holder;
  succeeds(['ENOENT'], () => {
    [holder] = readdirSync(lock);
  });
  return holder;
}

/** A process of another user is alive, too. */
const lives = (pid) =>
  succeeds(['ESRCH'], () => {
    succeeds(['EPERM'], () => process.kill(Number(pid), 0));
  });

function take(lock) {
  mkdirSync(dirname(lock), { recursive: true });
  let told = false;
  while (!tryToTake(lock)) {
    const holder = holderOf(lock);
    if (holder === undefined) continue;
    if (!lives(holder)) {
      removeLockOf(lock, holder);
      continue;
    }
    if (!told) console.log(`Waiting for another command that builds in this folder (process ${holder})`);
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, interval);
  }
}

/** Does work, which may be a promise, while this process alone has the lock; it may take the lock again within. */
export function whileLocked(lock, work) {
  const times = held.get(lock) ?? 0;
  if (times === 0) take(lock);
  held.set(lock, times + 1);
  const release = () => {
    const left = held.get(lock) - 1;
    held.set(lock, left);
    if (left === 0) removeLockOf(lock, String(process.pid));
  };
  let result;
  try {
    result = work();
  } catch (error) {
    release();
    throw error;
  }
  if (result instanceof Promise) return result.finally(release);
  release();
  return result;
}
