// npm start: installs what is missing, builds what is out of date, serves the playground and opens it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, needsOfStages } from './build.mjs';
import { has, root } from './run.mjs';
import { serve } from './serve.mjs';
import { setUp } from './setup.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false } },
});

/** The command that opens an address in the reader's browser, where there is a desktop. */
function opener() {
  if (process.platform === 'darwin') return 'open';
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return has('xdg-open') ? 'xdg-open' : null;
  return null;
}

const stages = ['site'];
setUp(needsOfStages(stages));
await build(stages);
const { url } = await serve(join(root, 'dist/site'), { port: Number(values.port) });
console.log(`The playground is at ${url} (press Ctrl+C to stop)`);
const open = values['no-open'] ? null : opener();
if (open)
  spawn(open, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
