// npm test: everything, one part after another, with one summary. `npm test -- native engine` runs these parts, with no
// more set-up than they need; `npm test -- tests/engine/worker.test.ts` runs one file.
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { needsOf, parts, partsAsked } from './parts.mjs';
import { setUp } from './setup.mjs';
import { countTests, failedFiles } from './summary.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { needs: { type: 'boolean', default: false } },
});

/** The parts to run, or a message and the end. */
function readParts() {
  try {
    return partsAsked(positionals);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

/** Builds what a part tests and runs it. A build that fails is a failed part, so that the others still run. */
async function runPart({ builds = [], work }, files) {
  try {
    if (builds.length > 0) await build(builds);
    return await work(files);
  } catch (error) {
    console.error(error.message);
    return { output: '', code: 1 };
  }
}

/** How to run again what failed. */
const again = (name, { output }) => [
  `npm test -- ${name}`,
  ...failedFiles(output).map((file) => `npm test -- ${file}`),
];

const asked = readParts();
if (values.needs) {
  for (const name of asked.keys()) console.log(`${name.padEnd(10)} ${needsOf(name).join(', ')}`);
  process.exit(0);
}
setUp([...new Set([...asked.keys()].flatMap(needsOf))]);
const total = { passed: 0, failed: 0 };
const summary = [];
const failures = [];
for (const [name, files] of asked) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const result = await runPart(parts[name], files);
  const { passed, failed } = countTests(result);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(...again(name, result));
  const seconds = Math.round((Date.now() - started) / 1000);
  summary.push(`${name.padEnd(10)} ${passed} passed, ${failed} failed, ${seconds} s`);
}
console.log(`\n${summary.join('\n')}\n`);
if (failures.length > 0) console.log(`Rerun only what failed:\n  ${failures.join('\n  ')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
