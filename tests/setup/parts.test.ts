// What `npm test` installs for a part, what it runs, and how it counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';

interface Need {
  met(): boolean;
  packages: string[];
  cmakeDownloads?: boolean;
}
interface Tools {
  missingNeeds(names: string[], list?: Record<string, Need>): Need[];
  installCommands(packages: string[], rights: { root: boolean; sudo: boolean }): string[][];
  installMessage(packages: string[]): string;
  parts: Record<string, unknown>;
  needsOf(part: string): string[];
  nativeNeeds: string[];
  partsAsked(words: string[]): Map<string, string[]>;
  stagesUpTo(names: string[]): string[];
  countTests(result: { output: string; code: number }): { passed: number; failed: number };
  failedFiles(output: string): string[];
}

const modules = await Promise.all(
  ['build', 'fuzz-native', 'parts', 'setup', 'summary'].map(
    (name) => import(new URL(`../../.tools/${name}.mjs`, import.meta.url).href),
  ),
);
const tools = Object.assign({}, ...modules) as Tools;

const needs: Record<string, Need> = {
  cmake: { met: () => false, packages: ['cmake'] },
  emscripten: { met: () => true, packages: ['emscripten'] },
  chromium: { met: () => false, packages: ['chromium'] },
};

test('only what is asked for and missing is installed', () => {
  const missing = (names: string[]) => tools.missingNeeds(names, needs).flatMap(({ packages }) => packages);
  assert.deepEqual(missing(['cmake', 'emscripten', 'npm']), ['cmake']);
  assert.deepEqual(missing(['emscripten']), []);
  assert.throws(() => missing(['chromum']), /no requirement chromum/);
});

test('the C++ tests need neither Emscripten nor a browser, a documentation generator or npm packages', () => {
  for (const part of ['native', 'sanitize'])
    assert.deepEqual(tools.needsOf(part), ['compiler', 'cmake', 'ninja', 'eigen', 'doctest', 'json']);
  assert.deepEqual(tools.needsOf('lint'), ['npm', 'clang-format']);
});

test('every part names needs that the set-up knows', () => {
  for (const part of Object.keys(tools.parts))
    assert.doesNotThrow(() => tools.missingNeeds(tools.needsOf(part)), part);
  assert.doesNotThrow(() => tools.missingNeeds(tools.nativeNeeds));
});

test('a stage is built after the stages that it is made from', () => {
  assert.deepEqual(tools.stagesUpTo(['engine']), ['wasm', 'engine']);
  assert.deepEqual(tools.stagesUpTo(['element', 'site']), ['wasm', 'engine', 'site', 'element']);
});

test('words name parts or files; without words everything runs; an unknown word gets the nearest part', () => {
  assert.deepEqual([...tools.partsAsked([]).keys()], Object.keys(tools.parts));
  const files = tools.partsAsked(['tests/engine/worker.test.ts', './tests/engine/run.test.ts', 'lint']);
  assert.deepEqual(Object.fromEntries(files), {
    engine: ['tests/engine/worker.test.ts', './tests/engine/run.test.ts'],
    lint: [],
  });
  assert.throws(() => tools.partsAsked(['engin']), /no part "engin"\. Did you mean "engine"\?/);
});

test('packages are installed as root or through sudo without a password', () => {
  const asRoot = tools.installCommands(['cmake'], { root: true, sudo: false });
  assert.deepEqual(asRoot[0], ['apt-get', 'update', '-qq']);
  assert.deepEqual(asRoot[1]?.slice(-2), ['--no-install-recommends', 'cmake']);
  const throughSudo = tools.installCommands(['cmake'], { root: false, sudo: true });
  for (const command of throughSudo) assert.deepEqual(command.slice(0, 2), ['sudo', '-n']);
});

test('who may not install is told the exact command', () => {
  const message = tools.installMessage(['cmake', 'chromium']);
  assert.match(message, /missing: cmake, chromium\./);
  assert.match(
    message,
    /sudo apt-get update && sudo apt-get install -y --no-install-recommends cmake chromium\n/,
  );
});

test('tests are counted from what doctest and Node print; a part that ran none has failed', () => {
  const doctest = '[doctest] test cases:  12 |  11 passed | 1 failed | 0 skipped';
  assert.deepEqual(tools.countTests({ output: doctest, code: 1 }), { passed: 11, failed: 1 });
  const node = 'ℹ tests 3\nℹ pass 3\nℹ fail 0\n';
  assert.deepEqual(tools.countTests({ output: node, code: 0 }), { passed: 3, failed: 0 });
  assert.deepEqual(tools.countTests({ output: '', code: 0 }), { passed: 0, failed: 1 });
  assert.deepEqual(tools.countTests({ output: node, code: 139 }), { passed: 3, failed: 1 });
});

test('the files of failed tests are named once each', () => {
  const output = `✖ failing tests:

test at tests/engine/worker.test.ts:12:3
✖ one
test at /home/someone/loss-playground/tests/engine/worker.test.ts:30:1
✖ another
test at tests/engine/tokens.test.ts:1:1
✖ a third
`;
  assert.deepEqual(tools.failedFiles(output), ['tests/engine/worker.test.ts', 'tests/engine/tokens.test.ts']);
});
