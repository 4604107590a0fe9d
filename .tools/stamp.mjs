// Does a stage of the build only when its inputs have changed since it was last done.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path).sort()) yield* filesUnder(join(path, entry));
}

/** One number for the contents of files and folders. */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesUnder(join(root, path)))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** Runs `work` unless the inputs are as they were when it last ended well and all outputs are there. */
export async function whenChanged(root, name, { inputs, outputs }, work) {
  const stamp = join(root, 'build', 'stamps', name);
  const now = fingerprint(root, inputs);
  const done = outputs.every((path) => existsSync(join(root, path)));
  if (done && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}
