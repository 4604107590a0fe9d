// The build calls this for each `import()`: its files are known to arrive before the browser imports them.
import { scriptArrives } from '../engine/module/download.ts';

const arrived = new Map<string, Promise<void>>();

/** Resolves once a file is in the browser's cache; asked for again if it was not. */
function arrival(address: URL): Promise<void> {
  const known = arrived.get(address.href);
  if (known) return known;
  const arriving = scriptArrives(address).catch((error) => {
    arrived.delete(address.href);
    throw error;
  });
  arrived.set(address.href, arriving);
  return arriving;
}

/** Imports a script that needs these files; the first of them that is missing rejects as a DownloadError. */
export async function checkedImport<Module>(
  importing: () => Promise<Module>,
  files: string[] = [],
  importer = import.meta.url,
): Promise<Module> {
  await Promise.all(files.map((file) => arrival(new URL(file, importer))));
  return importing();
}
