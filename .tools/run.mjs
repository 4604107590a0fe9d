// Running commands from the project's scripts. Only Node's own modules: these run before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Debian's emcc looks for acorn where only Debian's own Node would. */
const debianModules = '/usr/share/nodejs';

/** Asked for at each command, since a command before may have installed what it names. */
const environment = () =>
  existsSync(debianModules)
    ? { ...process.env, NODE_PATH: [debianModules, process.env.NODE_PATH].filter(Boolean).join(':') }
    : process.env;

/** Whether a program is on the PATH. */
export const has = (program) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder && existsSync(join(folder, program)));

/** Runs a command in the project and waits; its output goes to ours. Throws if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment(), ...options });
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed (${result.signal ?? `exit code ${result.status}`})`);
  return result;
}

/** Runs a command, shows its output as it comes, and gives it back with the exit code. */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
        process.stdout.write(chunk);
      });
    child.on('error', (error) => resolve({ output: String(error), code: 1 }));
    child.on('close', (code) => resolve({ output, code: code ?? 1 }));
  });
}
