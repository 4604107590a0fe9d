// npm run bench: speed, as ratios measured side by side in one run. `npm run bench -- W1 micro` runs the named parts only.
import { join } from 'node:path';
import { build, buildPreset, needsOfStages } from './build.mjs';
import { root, run } from './run.mjs';
import { installNodeModules, setUp } from './setup.mjs';

const options = ['-DLOSS_PLAYGROUND_BENCH=ON'];

setUp(['chromium', 'compiler', 'doctest', 'json', ...needsOfStages(['site', 'element'])]);
installNodeModules(join(root, 'tests/bench'));
await build(['site', 'element']);
buildPreset('native', ['bench_engine', 'bench_hand_written', 'bench_micro'], { options });
buildPreset('wasm', ['bench_micro'], {
  emscripten: true,
  options: [...options, '-DLOSS_PLAYGROUND_TESTS=OFF'],
});
run(process.execPath, ['--expose-gc', '--import', 'tsx', 'tests/bench/run.ts', ...process.argv.slice(2)]);
