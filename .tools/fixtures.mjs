// npm run fixtures: generates the numbers that the engine is checked against (tests/reference/README.md). `-- losses huber_loss`
// makes one file.
import { existsSync } from 'node:fs';
import { build, needsOfStages } from './build.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';

const asked = process.argv.slice(2);
/** Replays follow runs of the built engine. */
const stages = asked.length === 0 || asked[0] === 'replays' ? ['engine'] : [];
/** The Python that Debian's torch is installed for; another one may come first on the PATH. */
const debianPython = '/usr/bin/python3';

setUp(['torch', ...needsOfStages(stages)]);
await build(stages);
run(existsSync(debianPython) ? debianPython : 'python3', ['tests/reference/make.py', ...asked]);
