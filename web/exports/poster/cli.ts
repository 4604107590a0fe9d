#!/usr/bin/env node
// npx loss-playground: what a writer of documentation needs at a desk.
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine, decodeExperiment, ExperimentError } from 'loss-playground/engine';
import { poster } from './poster.ts';

const usage = `loss-playground copy FOLDER
  Copies the files that a site serves.
loss-playground poster EXPERIMENT [--steps N] [--theme light|dark|auto] > poster.svg
  A still picture of a training. EXPERIMENT is a JSON file, the text of a permalink, or - for standard input.
`;

const home = dirname(fileURLToPath(import.meta.url));
const served =
  /^(loss-playground(\.standalone)?\.js|playground[\w-]*\.js|engine(-module)?\.js|(engine|starter)\.wasm|catalog\.json|data)$/;

function copy(folder: string) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(home))
    if (served.test(name)) cpSync(join(home, name), join(folder, name), { recursive: true });
}

async function draw(source: string, options: { steps?: string | undefined; theme?: string | undefined }) {
  const engine = await createEngine();
  const isLink = /(^|&)v=\d+$/.test(source);
  const experiment = isLink
    ? decodeExperiment(engine.catalog, source)
    : JSON.parse(readFileSync(source === '-' ? 0 : source, 'utf8'));
  const theme = (['light', 'dark'] as const).find((name) => name === options.theme) ?? 'auto';
  const steps = options.steps === undefined ? {} : { steps: Number(options.steps) };
  process.stdout.write(await poster(engine, experiment, { ...steps, theme }));
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { steps: { type: 'string' }, theme: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [command, what] = positionals;
  if (command === 'copy' && what) copy(what);
  else if (command === 'poster' && what) await draw(what, values);
  else {
    (values.help ? process.stdout : process.stderr).write(usage);
    process.exitCode = values.help ? 0 : 1;
  }
}

main().catch((error: Error) => {
  process.stderr.write(
    `${error instanceof ExperimentError || error instanceof SyntaxError ? error.message : error}\n`,
  );
  process.exitCode = 1;
});
