// npm run bench: speed, as ratios measured side by side in one run.
import { buildAll, buildPreset } from './build.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';

setUp('test');
await buildAll();
buildPreset('native', ['loss_playground_run']);
run(process.execPath, ['--import', 'tsx', 'tests/bench/run.ts']);
