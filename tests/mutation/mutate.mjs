// npm run mutate -- losses: makes small mistakes in the C++ of an area, one at a time, and sees whether its tests notice.
// A mistake that nothing notices is a survivor: a test is missing, or the code does not matter.
//
// Areas: losses and distances, where each mutant is one small program of a loss and its fixture; optimizers, schedules and
// miners, where each is a build of the native tests. `npm run mutate -- losses focal_loss` takes one file; a number, as in
// `npm run mutate -- losses 200`, takes that many mutants, spread evenly. Not part of `npm test`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutantsOf } from './mutants.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const work = join(root, 'build/mutation');
const read = (path) => readFileSync(join(root, path), 'utf8');
const headers = (folder) =>
  readdirSync(join(root, 'cpp', folder)).filter(
    (name) => name.endsWith('.hpp') && !/^(catalog|loss_of|loss)\.hpp$/.test(name),
  );
const flags = [
  '-std=c++20',
  '-O0',
  '-w',
  '-ffp-contract=off',
  '-fno-math-errno',
  '-isystem',
  '/usr/include/eigen3',
  `-I${root}/tests/cpp`,
  `-DREFERENCE_FOLDER="${root}tests/reference"`,
  `-DDATA_FOLDER="${root}web/data"`,
];

/** Runs a command; true if it ends well. Endless loops are ended. */
const succeeds = (command, args) =>
  new Promise((done) => {
    const child = spawn(command, args, { stdio: 'ignore', timeout: 60_000 });
    child.on('close', (code) => done(code === 0));
  });

/** Losses that include a header, directly or through another: their fixtures judge it. */
function judges(path) {
  const direct = headers('losses').filter((name) =>
    read(`cpp/losses/${name}`).includes(`#include "${path}"`),
  );
  const own =
    path.startsWith('losses/') && /LossDescriptor descriptor/.test(read(`cpp/${path}`))
      ? [path.slice(7)]
      : [];
  const found = new Set(own);
  for (const name of own.length ? [] : direct)
    if (/LossDescriptor descriptor/.test(read(`cpp/losses/${name}`))) found.add(name);
    else for (const other of judges(`losses/${name}`)) found.add(other);
  if (found.size === 0 && path.startsWith('distances/'))
    for (const name of ['contrastive_loss.hpp', 'triplet_margin_with_distance_loss.hpp']) found.add(name);
  return [...found];
}

const typeOf = (header) =>
  /struct (\w+)[^;{]*\{\n {2}static constexpr LossDescriptor/.exec(read(`cpp/losses/${header}`))[1];

/** Whether a mutant, in an overlay folder, is noticed by any of the losses that it belongs to. */
async function noticed(path, text, judging, slot) {
  const overlay = join(work, `slot${slot}`);
  rmSync(overlay, { recursive: true, force: true });
  mkdirSync(join(overlay, path, '..'), { recursive: true });
  writeFileSync(join(overlay, path), text);
  for (const header of judging) {
    const program = join(overlay, 'program');
    const built = await succeeds('g++', [
      ...flags,
      `-I${overlay}`,
      `-I${root}cpp`,
      `-DMUTANT_HEADER="losses/${header}"`,
      `-DMUTANT_TYPE=${typeOf(header)}`,
      join(root, 'tests/mutation/one_loss.cpp'),
      join(work, 'check_one.o'),
      '-o',
      program,
    ]);
    if (!built) return 'does not compile';
    if (!(await succeeds(program, []))) return 'killed';
  }
  return 'survived';
}

/** The same with the file itself changed, a build of the native tests, and the cases of an area. */
async function noticedByTests(path, text, area) {
  const original = read(`cpp/${path}`);
  writeFileSync(join(root, 'cpp', path), text);
  try {
    if (
      !(await succeeds('cmake', ['--build', join(root, 'build/native'), '--target', 'loss_playground_tests']))
    )
      return 'does not compile';
    return (await succeeds(join(root, 'build/native/tests/cpp/loss_playground_tests'), [
      `-tc=*${area.replace(/s$/, '')}*`,
    ]))
      ? 'survived'
      : 'killed';
  } finally {
    writeFileSync(join(root, 'cpp', path), original);
  }
}

const [area = 'losses', ...rest] = process.argv.slice(2);
const limit = Number(rest.find((word) => /^\d+$/.test(word)) ?? Infinity);
const only = rest.filter((word) => !/^\d+$/.test(word));
const small = area === 'losses' || area === 'distances';
mkdirSync(work, { recursive: true });
if (
  small &&
  spawnSync(
    'g++',
    [
      ...flags,
      `-I${root}cpp`,
      '-c',
      join(root, 'tests/mutation/check_one.cpp'),
      '-o',
      join(work, 'check_one.o'),
    ],
    { stdio: 'inherit' },
  ).status !== 0
)
  process.exit(1);

let mutants = headers(area)
  .filter((name) => only.length === 0 || only.includes(name.replace('.hpp', '')))
  .flatMap((name) =>
    mutantsOf(read(`cpp/${area}/${name}`)).map((mutant) => ({ ...mutant, path: `${area}/${name}` })),
  );
if (mutants.length > limit)
  mutants = mutants.filter(
    (_, index) =>
      Math.floor((index * limit) / mutants.length) !== Math.floor(((index - 1) * limit) / mutants.length),
  );

const counts = { killed: 0, survived: 0, 'does not compile': 0 };
const survivors = [];
const queue = mutants.entries();
async function take(slot) {
  for (const [, { path, number, before, after, text }] of queue) {
    const fate = small
      ? await noticed(path, text, judges(path), slot)
      : await noticedByTests(path, text, area);
    counts[fate]++;
    if (fate === 'survived') survivors.push(`${path}:${number}: ${before}  →  ${after}`);
  }
}
await Promise.all(
  Array.from({ length: small ? Math.min(2, availableParallelism()) : 1 }, (_, slot) => take(slot)),
);
for (const line of survivors.sort()) console.log(line);
const judged = counts.killed + counts.survived;
console.log(
  `${mutants.length} mutants: ${counts.killed} killed, ${counts.survived} survived (${((100 * counts.killed) / Math.max(1, judged)).toFixed(1)} % killed), ${counts['does not compile']} did not compile`,
);
