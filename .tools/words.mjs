// npm run words: all texts that people read, one per line with file and line. With --check it reports phrases that the
// project does not use (.tools/words.json); `npm run lint` runs that.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, walk } from './house/modules.mjs';
import { root } from './run.mjs';
import { phrasesIn } from './words/phrases.mjs';
import { textsOfCatalog, textsOfCpp, textsOfHtml, textsOfMarkdown, textsOfModule } from './words/texts.mjs';

const written = /\.(ts|mjs|js|jsx|hpp|cpp|py|md|mdx|html|vue|svelte|css|json|txt|sh|ya?ml)$/;

/** The text files of the named files and folders. */
const filesOf = (folder, places) =>
  places
    .filter((place) => existsSync(join(folder, place)))
    .flatMap((place) => (statSync(join(folder, place)).isDirectory() ? filesBelow(folder, place) : [place]))
    .filter((path) => written.test(path) && !/(^|\/)node_modules\/|package-lock|\/replays\//.test(path));

const isIn = (path, places) => places.some((place) => path === place || path.startsWith(`${place}/`));

/** Unwanted phrases below a folder: those in checked files, and how many are in files that await their edit. */
export function surveyWords(folder, { phrases, checked, exempt, awaiting }) {
  const faults = [];
  const waiting = new Map();
  for (const path of filesOf(folder, checked).filter((file) => !isIn(file, exempt))) {
    const found = phrasesIn(readFileSync(join(folder, path), 'utf8'), phrases);
    const place = awaiting.find((one) => isIn(path, [one]));
    if (place && found.length > 0) waiting.set(place, (waiting.get(place) ?? 0) + found.length);
    if (!place) faults.push(...found.map((fault) => ({ path, ...fault })));
  }
  return { faults, waiting };
}

/** How texts are read from each kind of file; `parse` gives the syntax tree of a module. */
const readers = (parse) => ({
  '.ts': (text, path) => textsOfModule(parse(path, text), walk),
  '.mjs': (text, path) => textsOfModule(parse(path, text), walk),
  '.html': textsOfHtml,
  '.md': textsOfMarkdown,
  '.mdx': textsOfMarkdown,
  '.hpp': textsOfCpp,
  '.cpp': textsOfCpp,
});

/** All texts below a folder as lines `file:line  text`. */
async function listing(folder) {
  const { parseSync } = await import('vite');
  const read = readers((path, text) => parseSync(path, text).program);
  const lines = [];
  const places = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', '.tools', 'web', 'cpp'];
  for (const path of filesOf(folder, places)) {
    const text = readFileSync(join(folder, path), 'utf8');
    for (const { index, text: words } of read[extname(path)]?.(text, path) ?? [])
      lines.push(`${path}:${text.slice(0, index).split('\n').length}  ${words}`);
  }
  const catalog = join(folder, 'dist/catalog.json');
  if (existsSync(catalog))
    for (const { path, text } of textsOfCatalog(JSON.parse(readFileSync(catalog, 'utf8'))))
      lines.push(`catalog:${path}  ${text}`);
  return lines;
}

function check() {
  const config = JSON.parse(readFileSync(join(root, '.tools/words.json'), 'utf8'));
  const { faults, waiting } = surveyWords(root, config);
  for (const [place, count] of waiting) console.log(`${place}: ${count} phrases await their edit`);
  for (const { path, line, found, better } of faults)
    console.error(`${path}:${line}: “${found}” is not a word of this project. Use: ${better}`);
  if (faults.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) check();
  else console.log((await listing(root)).join('\n'));
}
