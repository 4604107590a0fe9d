// The parts of `npm test`: what each needs of the machine, which stages of the build it tests, and how it is run.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPreset, needsOfStages } from './build.mjs';
import { nearest } from './nearest.mjs';
import { capture, root, run } from './run.mjs';
import { printSizes, sizes } from './sizes.mjs';

const emscripten = { emscripten: true, options: ['-DLOSS_PLAYGROUND_TESTS=ON'] };
const cppTests = ['cmake', 'ninja', 'eigen', 'doctest', 'json'];
const native = ['compiler', ...cppTests];
const generators = ['mkdocs', 'material', 'sphinx', 'hugo', 'jekyll'];

/** doctest from the same sources, built with a preset. */
const cpp = (preset, command, options) => async () => {
  buildPreset(preset, ['loss_playground_tests'], options);
  return capture(command[0], command.slice(1));
};

/** The test files of a folder, or those that are asked for. `before` makes what only they need. */
const nodeTests =
  (folder, { concurrency = 2, before = () => {} } = {}) =>
  (asked) => {
    before();
    const files = readdirSync(join(root, 'tests', folder), { recursive: true });
    const tests = files.filter((file) => file.endsWith('.test.ts')).sort();
    const paths = asked.length > 0 ? asked : tests.map((file) => `tests/${folder}/${file}`);
    return capture(process.execPath, [
      '--import',
      'tsx',
      '--test',
      '--test-reporter=spec',
      `--test-concurrency=${concurrency}`,
      ...paths,
    ]);
  };

/** A check that passes or fails as one. */
const single = (check) => async () => {
  try {
    await check();
    return { output: '1 passed, 0 failed', code: 0 };
  } catch (error) {
    return { output: `${error.message}\n0 passed, 1 failed`, code: 1 };
  }
};

function checkSizes() {
  printSizes();
  const large = sizes().filter(({ gzip, budget }) => !(gzip <= budget));
  if (large.length > 0) throw new Error(`over the size budget: ${large.map(({ name }) => name).join(', ')}`);
}

/** Some engine tests compare with a native program that runs the same experiment. */
const buildNativeRun = () => buildPreset('native', ['loss_playground_run']);

export const parts = {
  lint: { needs: ['npm', 'clang-format'], work: single(() => run(process.execPath, ['.tools/lint.mjs'])) },
  native: { needs: native, work: cpp('native', ['build/native/tests/cpp/loss_playground_tests']) },
  sanitize: { needs: native, work: cpp('sanitize', ['build/sanitize/tests/cpp/loss_playground_tests']) },
  wasm: {
    needs: ['emscripten', ...cppTests],
    work: cpp('wasm', [process.execPath, 'build/wasm/tests/cpp/loss_playground_tests.cjs'], emscripten),
  },
  setup: { needs: native, builds: ['site', 'element'], work: nodeTests('setup') },
  engine: { needs: native, builds: ['engine'], work: nodeTests('engine', { before: buildNativeRun }) },
  web: { needs: ['npm'], builds: ['engine'], work: nodeTests('web') },
  browser: {
    needs: ['chromium', 'firefox', 'webkit'],
    builds: ['site', 'element'],
    work: nodeTests('browser'),
  },
  recipes: {
    needs: ['chromium', ...generators],
    builds: ['site', 'element'],
    work: nodeTests('recipes', { concurrency: 1 }),
  },
  fuzz: {
    needs: ['chromium'],
    builds: ['element'],
    work: () => capture(process.execPath, ['--import', 'tsx', 'tests/fuzz/fuzz.ts']),
  },
  sizes: { needs: [], builds: ['site', 'element'], work: single(checkSizes) },
};

/** Everything that a part needs of the machine: for itself and for what is built before it. */
export const needsOf = (name) => [
  ...new Set([...parts[name].needs, ...needsOfStages(parts[name].builds ?? [])]),
];

/**
 * What the words after `npm test --` ask for: parts, each with the files of it that are to run (none means all). A word is
 * a part or a test file; without words every part runs.
 */
export function partsAsked(words) {
  if (words.length === 0) return new Map(Object.keys(parts).map((name) => [name, []]));
  const asked = new Map();
  for (const word of words) {
    const [, folder] = /^(?:\.\/)?tests\/(\w+)\/[\w/-]+\.test\.ts$/.exec(word) ?? [];
    const name = folder ?? word;
    if (!(name in parts))
      throw new Error(
        `There is no part "${word}". Did you mean "${nearest(word, Object.keys(parts))}"? The parts are ${Object.keys(parts).join(', ')}.`,
      );
    asked.set(name, [...(asked.get(name) ?? []), ...(folder ? [word] : [])]);
  }
  return asked;
}
