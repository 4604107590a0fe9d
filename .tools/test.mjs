// npm test: everything, one part after another, with one summary. `npm test -- native engine` runs the named parts only.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll, buildPreset } from './build.mjs';
import { capture, root, run } from './run.mjs';
import { setUp } from './setup.mjs';
import { printSizes, sizes } from './sizes.mjs';
import { countTests } from './summary.mjs';

const emscripten = { emscripten: true, options: ['-DLOSS_PLAYGROUND_TESTS=ON'] };

/** doctest from the same sources, built with a preset. */
const cpp = (preset, command, options) => async () => {
  buildPreset(
    preset,
    preset === 'wasm' ? ['loss_playground_tests'] : ['loss_playground_tests', 'loss_playground_run'],
    options,
  );
  return capture(command[0], command.slice(1));
};

/** Browsers draw with the processor here, so their tests run one after the other. */
const nodeTests =
  (folder, concurrency = 2) =>
  () => {
    const files = readdirSync(join(root, 'tests', folder)).filter((file) => file.endsWith('.test.ts'));
    const paths = files.map((file) => join('tests', folder, file));
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

const parts = {
  lint: single(() => run(process.execPath, ['.tools/lint.mjs'])),
  native: cpp('native', ['build/native/tests/cpp/loss_playground_tests']),
  sanitize: cpp('sanitize', ['build/sanitize/tests/cpp/loss_playground_tests']),
  wasm: cpp('wasm', [process.execPath, 'build/wasm/tests/cpp/loss_playground_tests.cjs'], emscripten),
  setup: nodeTests('setup'),
  engine: nodeTests('engine'),
  browser: nodeTests('browser', 1),
  recipes: nodeTests('recipes', 1),
  sizes: single(() => {
    printSizes();
    const large = sizes().filter(({ gzip, budget }) => gzip > budget);
    if (large.length > 0) throw new Error(`above the budget: ${large.map(({ name }) => name).join(', ')}`);
  }),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}

setUp('test');
await buildAll();
let passed = 0;
let failed = 0;
const summary = [];
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n=== ${name}`);
  const started = Date.now();
  let result;
  try {
    result = await part();
  } catch (error) {
    result = { output: '', code: 1 };
    console.error(error.message);
  }
  const count = countTests(result);
  passed += count.passed;
  failed += count.failed;
  summary.push(
    `${name.padEnd(10)} ${count.passed} passed, ${count.failed} failed, ${Math.round((Date.now() - started) / 1000)} s`,
  );
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
