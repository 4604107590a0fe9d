// npm run new, in a copy of the project: what it makes is listed, compiles and passes lint.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'loss-playground-new-'));
const { typesOf, withType } = (await import(new URL('../../.tools/cpp-list.mjs', import.meta.url).href)) as {
  typesOf(text: string, list: string): string[];
  withType(text: string, entry: { list: string; type: string; header: string; before?: string }): string;
};

const made = [
  ['loss', 'tolerant_loss'],
  ['optimizer', 'mean_descent'],
  ['schedule', 'inverse_time_lr'],
  ['task', 'wave'],
  ['lab', 'tolerance'],
  ['chart', 'dot-cloud'],
] as const;

function command(name: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd: copy, encoding: 'utf8' });
  assert.equal(status, 0, `${name} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}
const make = (...args: string[]) =>
  spawnSync('node', ['.tools/new.mjs', ...args], { cwd: copy, encoding: 'utf8' });
const read = (path: string) => readFileSync(join(copy, path), 'utf8');

before(() => {
  for (const part of ['.tools', '.clang-format', 'biome.json', 'tsconfig.json', 'package.json', 'cpp', 'web'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  cpSync(join(root, 'tests/reference'), join(copy, 'tests/reference'), {
    recursive: true,
    filter: (path) => !path.endsWith('.json'),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  command('git', ['init', '--quiet']);
  for (const [kind, name] of made) command('node', ['.tools/new.mjs', kind, name]);
});
after(() => rmSync(copy, { recursive: true, force: true }));

test('a new entry stands in its list, before the tables that visitors bring', () => {
  const list = (folder: string, name: string) => typesOf(read(`cpp/${folder}/list.hpp`), name);
  assert.equal(list('losses', 'CompactLosses').at(-1), 'TolerantLoss');
  assert.equal(list('optimizers', 'Optimizers').at(-1), 'MeanDescent');
  assert.equal(list('schedules', 'Schedules').at(-1), 'InverseTimeLr');
  const tasks = list('tasks', 'Tasks');
  assert.equal(tasks[tasks.indexOf('Custom') - 1], 'Wave');
  assert.match(read('cpp/losses/list.hpp'), /\n#include "losses\/tolerant_loss.hpp"\n/);
});

test('its C++ compiles without a warning, and the lists with it', () => {
  const folders = ['losses', 'optimizers', 'schedules', 'tasks'];
  const includes = folders.map((folder) => `#include "${folder}/list.hpp"\n`).join('');
  writeFileSync(join(copy, 'new.cpp'), includes);
  const flags = '-std=c++20 -fsyntax-only -msse4.2 -Wall -Wextra -Wconversion -Werror -fmax-errors=1'.split(
    ' ',
  );
  command('c++', [...flags, '-Icpp', '-isystem', '/usr/include/eigen3', 'new.cpp']);
});

test('its fixture is a function by its name', () => {
  for (const [file, name] of [
    ['losses_pointwise', 'tolerant_loss'],
    ['optimizers_rules', 'mean_descent'],
    ['schedules', 'inverse_time_lr'],
  ]) {
    command('python3', ['-m', 'py_compile', `tests/reference/${file}.py`]);
    assert.match(
      read(`tests/reference/${file}.py`),
      new RegExp(`\\n@(fixture|optimizer)\\(.*\\)\\ndef ${name}\\(`),
    );
  }
});

test('a new lab is collected with the others, and is one folder', () => {
  const ids = command('node', [
    '--input-type=module',
    '-e',
    "import { labDefinitions } from './.tools/labs.mjs'; console.log((await labDefinitions()).map(({ id }) => id).join())",
  ]);
  assert.ok(ids.trim().split(',').includes('tolerance'), ids);
  assert.ok(existsSync(join(copy, 'web/labs/tolerance/tolerance-lab.ts')));
});

test('its TypeScript compiles', () => {
  const files = ['web/labs/tolerance/lab.ts', 'web/charts/dot-cloud.ts', 'web/vite-env.d.ts'];
  writeFileSync(
    join(copy, 'new.json'),
    JSON.stringify({ extends: './tsconfig.json', include: files, compilerOptions: { noEmit: true } }),
  );
  command('node_modules/.bin/tsc', ['-p', 'new.json']);
});

test('what is made passes lint', () => {
  command('node_modules/.bin/biome', [
    'check',
    '--error-on-warnings',
    'web/labs/tolerance',
    'web/charts/dot-cloud.ts',
  ]);
  const headers = [
    'losses/tolerant_loss',
    'optimizers/mean_descent',
    'schedules/inverse_time_lr',
    'tasks/wave',
  ];
  const lists = ['losses', 'optimizers', 'schedules', 'tasks'].map((folder) => `${folder}/list`);
  command('clang-format', [
    '--dry-run',
    '-Werror',
    ...[...headers, ...lists].map((file) => `cpp/${file}.hpp`),
  ]);
});

test('nothing keeps the name of the example', () => {
  for (const [path, example] of [
    ['cpp/losses/tolerant_loss.hpp', 'loss'],
    ['cpp/optimizers/mean_descent.hpp', 'optimizer'],
    ['cpp/schedules/inverse_time_lr.hpp', 'schedule'],
    ['cpp/tasks/wave.hpp', 'task'],
    ['web/labs/tolerance/lab.ts', 'view'],
    ['web/labs/tolerance/tolerance-lab.ts', 'view'],
    ['web/charts/dot-cloud.ts', 'chart'],
  ] as const)
    assert.doesNotMatch(read(path), new RegExp(`new[_ -]?${example}`, 'i'), path);
});

test('a name that is taken, a name that is none and an unknown kind are refused with the nearest that will do', () => {
  const says = (...args: string[]) => {
    const { status, stderr } = make(...args);
    assert.equal(status, 1);
    return stderr.trim();
  };
  assert.equal(
    says('loss', 'huber_loss'),
    '"huber_loss" is already taken by cpp/losses/huber_loss.hpp. "huber_loss_2" is free.',
  );
  assert.equal(says('task', 'lion'), '"lion" is already taken by cpp/optimizers/lion.hpp. "lion_2" is free.');
  assert.equal(says('lab', 'race'), '"race" is already taken by web/labs/race/lab.ts. "race_2" is free.');
  assert.match(says('loss', 'My Loss!'), /"My Loss!" is not a valid name: .* for example "my_loss"/);
  assert.match(says('los', 'x_loss'), /no kind "los"\. Did you mean "loss"\?/);
  assert.match(says('schedule'), /Give the schedule a name: npm run new -- schedule new_schedule/);
  assert.match(says(), /KIND is one of loss, optimizer, schedule, task, lab, chart/);
});

test('a list that is put together from others gets the new type in its own part', () => {
  const text =
    '#include "a/x.hpp"\nusing All = decltype(First{} + TypeList<X>{});\nusing Other = TypeList<Y>;\n';
  assert.equal(
    withType(text, { list: 'All', type: 'A', header: 'a/a.hpp', before: 'X' }),
    '#include "a/a.hpp"\n#include "a/x.hpp"\nusing All = decltype(First{} + TypeList<A, X>{});\nusing Other = TypeList<Y>;\n',
  );
  assert.throws(() => withType(text, { list: 'None', type: 'A', header: 'a/a.hpp' }), /list of types None/);
});
