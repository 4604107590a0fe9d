// npm run fuzz -- native: libFuzzer tries bytes from outside on the engine, with sanitizers, and keeps what reaches new code.
import { mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPreset } from './build.mjs';
import { capture, root } from './run.mjs';

export const nativeNeeds = ['clang', 'cmake', 'ninja', 'eigen'];

const folder = join(root, 'build', 'libfuzzer');
const targets = readdirSync(join(root, 'tests/fuzz/native'))
  .filter((file) => file.endsWith('.cpp'))
  .map((file) => `fuzz_${file.slice(0, -'.cpp'.length)}`);

/** One target, from the corpus of earlier times; whether nothing was found. */
async function tryTarget(target, seconds) {
  const program = join(folder, 'tests/fuzz/native', target);
  const [corpus, found] = ['corpus', 'found'].map((name) => join(folder, name, target));
  for (const path of [corpus, found]) mkdirSync(path, { recursive: true });
  const before = new Set(readdirSync(found));
  const { code } = await capture(program, [
    `-max_total_time=${seconds}`,
    `-artifact_prefix=${found}/`,
    '-max_len=4096',
    // Seconds for one input.
    '-timeout=60',
    '-print_final_stats=1',
    corpus,
  ]);
  console.log(`${code === 0 ? '✔' : '✖'} ${target}`);
  for (const input of readdirSync(found).filter((name) => !before.has(name)))
    console.log(`  again: ${relative(root, program)} ${relative(root, join(found, input))}`);
  return code === 0;
}

/** Tries each target for a while; the exit code. */
export async function fuzzNatively(words) {
  const { values } = parseArgs({
    args: words,
    allowPositionals: true,
    strict: false,
    options: { minutes: { type: 'string', default: '1' } },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) {
    console.error(`--minutes: ${values.minutes} is not a number above 0.`);
    return 1;
  }
  buildPreset('libfuzzer', targets);
  let failed = 0;
  for (const target of targets) failed += (await tryTarget(target, Math.ceil(60 * minutes))) ? 0 : 1;
  return failed > 0 ? 1 : 0;
}
