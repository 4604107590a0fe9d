#!/usr/bin/env node
// npx loss-playground: the command-line tool for authors of documentation.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine, decodeExperiment } from 'loss-playground/engine';
import { copyFiles } from './copy.ts';
import { poster } from './poster.ts';

const usage = `loss-playground copy FOLDER [--force]
  Copies the files that a site needs into FOLDER. Files that it did not write itself are kept, unless --force is given.
loss-playground poster EXPERIMENT [--steps N] [--theme light|dark|auto] > poster.svg
  Trains a model and prints a still image of the run as SVG.
  EXPERIMENT is a JSON file, the text of a permalink, or - for standard input.
`;

const home = dirname(fileURLToPath(import.meta.url));
const themes = ['light', 'dark', 'auto'] as const;

async function draw(source: string, options: { steps?: string | undefined; theme?: string | undefined }) {
  const engine = await createEngine();
  // A link that was cut off is no name of a file either.
  const isLink = /^[#?]?[\w.]+=/.test(source) && !existsSync(source);
  const experiment = isLink
    ? decodeExperiment(engine.catalog, source)
    : JSON.parse(readFileSync(source === '-' ? 0 : source, 'utf8'));
  const theme = themes.find((name) => name === (options.theme ?? 'auto'));
  if (!theme) throw new Error(`"${options.theme}" is not a theme. Use one of ${themes.join(', ')}.`);
  const steps = options.steps === undefined ? {} : { steps: Number(options.steps) };
  process.stdout.write(await poster(engine, experiment, { ...steps, theme }));
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      steps: { type: 'string' },
      theme: { type: 'string' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  const [command, what] = positionals;
  if (command === 'copy' && what) copyFiles(home, what, values.force);
  else if (command === 'poster' && what) await draw(what, values);
  else {
    (values.help ? process.stdout : process.stderr).write(usage);
    process.exitCode = values.help ? 0 : 1;
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
