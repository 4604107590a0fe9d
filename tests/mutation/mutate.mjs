// npm run mutate -- losses: makes small mistakes in the C++ of an area, one at a time, and sees whether its tests notice.
// A mistake that nothing notices is a survivor: a test is missing, or the code does not matter.
//
// Areas: losses, distances, optimizers, schedules, miners. `npm run mutate -- losses focal_loss` takes one file; a number,
// as in `npm run mutate -- losses 200`, takes that many mutants, spread evenly. Not part of `npm test`.
//
// The judges are the native tests that go through the area's catalog, or whose name begins with an entry's id. Only the
// catalog is compiled anew, of the entries that the changed file is part of, and linked before what the native build has.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { areas, filesOf, judgesOf, listsOf, root } from './areas.mjs';
import { mutantsOf } from './mutants.mjs';

const work = join(root, 'build/mutation');
const changed = join(work, 'changed');
const native = join(root, 'build/native');
const objects = join(native, 'tests/cpp/CMakeFiles/loss_playground_tests.dir');
const flags = ['-std=c++20', '-O0', '-w', '-msse4.2', '-ffp-contract=off', '-fno-math-errno'];
flags.push('-isystem', '/usr/include/eigen3');
const common = join(root, 'tests/mutation/common.hpp');

/** Runs a command; true if it ends well. Endless loops are ended. */
const succeeds = (command, args) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 60_000, killSignal: 'SIGKILL' }).status === 0;

/** Runs a command that must not fail. */
function demand(command, args) {
  if (spawnSync(command, args, { stdio: 'inherit', cwd: root }).status !== 0) process.exit(1);
}

/** What becomes of a file's text in its judges' tests. */
function fateOf(area, path, text, judges) {
  const { catalog } = areas[area];
  rmSync(changed, { recursive: true, force: true });
  const texts = { ...listsOf(area, judges), [path]: text };
  for (const [name, content] of Object.entries(texts)) {
    mkdirSync(join(changed, dirname(name)), { recursive: true });
    writeFileSync(join(changed, name), content);
  }
  const part = join(work, 'part.o');
  const folders = [changed, join(root, 'cpp'), join(root, 'tests/cpp')].map((folder) => `-I${folder}`);
  const unit = join(root, `tests/mutation/${catalog}.cpp`);
  if (!succeeds('g++', [...flags, '-include', join(work, 'common.hpp'), ...folders, '-c', unit, '-o', part]))
    return 'does not compile';
  const tests = readdirSync(objects).filter((name) =>
    new RegExp(`^(main|${catalog}(_properties|_refusals|_rules)?_test)\\.cpp\\.o$`).test(name),
  );
  const program = join(work, 'judge');
  demand('g++', [
    part,
    ...tests.map((name) => join(objects, name)),
    join(native, 'libloss_playground.a'),
    '-Wl,--allow-multiple-definition',
    '-o',
    program,
  ]);
  const cases = [catalog, ...judges.map(({ id }) => id)].map((name) => `${name}:*`);
  return succeeds(program, [`-tc=${cases.join(',')}`]) ? 'survived' : 'killed';
}

/** So many of a list, spread evenly. */
const spread = (list, count) =>
  list.length <= count
    ? list
    : Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]);

const [area = 'losses', ...rest] = process.argv.slice(2);
if (!(area in areas)) {
  console.error(`No such area: ${area}. There are ${Object.keys(areas).join(', ')}.`);
  process.exit(1);
}
const limit = Number(rest.find((word) => /^\d+$/.test(word)) ?? Number.POSITIVE_INFINITY);
const only = rest.filter((word) => !/^\d+$/.test(word));
const textOf = (path) => readFileSync(join(root, 'cpp', path), 'utf8');

demand('cmake', ['--build', native, '--target', 'loss_playground_tests']);
mkdirSync(work, { recursive: true });
writeFileSync(join(work, 'common.hpp'), readFileSync(common, 'utf8'));
demand('g++', [...flags, `-I${root}cpp`, '-x', 'c++-header', join(work, 'common.hpp')]);

const mutants = spread(
  filesOf(area)
    .filter((path) => only.length === 0 || only.some((name) => path.startsWith(`${area}/${name}.`)))
    .flatMap((path) => mutantsOf(textOf(path)).map((mutant) => ({ ...mutant, path }))),
  limit,
);
const counts = { killed: 0, survived: 0, 'does not compile': 0 };
const judged = new Map();
for (const { path, number, before, after, text } of mutants) {
  if (!judged.has(path)) {
    judged.set(path, judgesOf(area, path));
    const fate = fateOf(area, path, textOf(path), judged.get(path));
    if (fate !== 'survived') throw new Error(`${path} as it is ${fate}`);
  }
  const fate = fateOf(area, path, text, judged.get(path));
  counts[fate]++;
  if (fate === 'survived') console.log(`${path}:${number}: ${before}  →  ${after}`);
}
const share = (100 * counts.killed) / Math.max(1, counts.killed + counts.survived);
console.log(
  `${mutants.length} mutants: ${counts.killed} killed, ${counts.survived} survived (${share.toFixed(1)} % killed), ${counts['does not compile']} did not compile`,
);
