// npm run fuzz: random input, a minute for each part. `npm run fuzz -- snapshots --minutes 10` tries one part for longer;
// `npm run fuzz -- native` tries libFuzzer's targets (tests/fuzz/native).
import { build, needsOfStages } from './build.mjs';
import { fuzzNatively, nativeNeeds } from './fuzz-native.mjs';
import { capture } from './run.mjs';
import { setUp } from './setup.mjs';

const words = process.argv.slice(2);
const others = words.filter((word) => word !== 'native');

/** The parts that are tried in Node and in browsers. */
async function fuzz() {
  setUp(['chromium', ...needsOfStages(['engine', 'element'])]);
  await build(['engine', 'element']);
  const { code } = await capture(process.execPath, ['--import', 'tsx', 'tests/fuzz/fuzz.ts', ...others]);
  return code;
}

if (others.length < words.length) setUp(nativeNeeds);
const native = others.length < words.length ? await fuzzNatively(words) : 0;
// Without another part it is the only one that was asked for; numbers and options name none.
const named = others.some((word) => /^[a-z]/.test(word));
process.exit(native || (others.length === words.length || named ? await fuzz() : 0));
