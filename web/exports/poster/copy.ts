// `loss-playground copy`: the files of a site into a folder, over none that the command did not write itself.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const served =
  /^(loss-playground(\.standalone)?\.js|playground[\w-]*\.js|engine(-module)?\.js|(engine|starter)\.wasm|catalog\.json|data)$/;

/** The file in which the command remembers what it wrote: names with the SHA-256 of their contents. */
const record = 'loss-playground.files.json';

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The names of the files that a site needs, those in folders too. */
const namesIn = (home: string): string[] =>
  readdirSync(home)
    .filter((name) => served.test(name))
    .flatMap((name) =>
      statSync(join(home, name)).isDirectory()
        ? readdirSync(join(home, name)).map((inner) => `${name}/${inner}`)
        : [name],
    );

/** What an earlier call wrote into a folder; nothing if its record is absent or damaged. */
function writtenBefore(folder: string): Map<string, unknown> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(join(folder, record), 'utf8'))));
  } catch {
    return new Map();
  }
}

/**
 * Copies what a site needs from `home`. Throws before anything is written if that would overwrite a file that an earlier
 * call has not written, or that was changed since, unless `force` is set.
 */
export function copyFiles(home: string, folder: string, force: boolean): void {
  const hashes = new Map(namesIn(home).map((name) => [name, hashOf(join(home, name))]));
  const before = writtenBefore(folder);
  const isForeign = (name: string) => {
    const file = join(folder, name);
    if (!existsSync(file)) return false;
    const present = statSync(file).isFile() ? hashOf(file) : null;
    return present !== before.get(name) && present !== hashes.get(name);
  };
  const foreign = force ? [] : [...hashes.keys()].filter(isForeign);
  if (foreign.length > 0)
    throw new Error(
      `Not copied: ${foreign.map((name) => join(folder, name)).join(', ')} ${foreign.length > 1 ? 'were' : 'was'} not written by this command, or changed since. Choose another folder, or overwrite with --force.`,
    );
  for (const name of hashes.keys()) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(home, name), join(folder, name));
  }
  writeFileSync(join(folder, record), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
