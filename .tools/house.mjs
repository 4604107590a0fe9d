// npm run house: the layout in numbers, and where it breaks its rules (.tools/house/rules.mjs). `npm run lint` runs it too.
import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparedIds } from './house/ids.mjs';
import { circles, crossings, refusedImports } from './house/imports.mjs';
import { filesBelow, readModules } from './house/modules.mjs';
import { aliases, idsAreNamedIn, layout, longest, titles } from './house/rules.mjs';
import { root } from './run.mjs';

const sources = ['.ts', '.mjs', '.js', '.hpp', '.cpp', '.css', '.py'];

/** Sources of the project with their number of lines. */
function sourceFiles(folder) {
  const paths = ['.tools', 'cpp', 'web', 'tests'].flatMap((part) => filesBelow(folder, part));
  return paths
    .filter((path) => sources.includes(extname(path)) && !path.includes('node_modules/'))
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return { path, text, lines: text.split('\n').length - 1 };
    });
}

/** How many of them are in each folder. */
function filesPerFolder(files) {
  const counts = new Map();
  for (const { path } of files) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

const starterBranches = (files) =>
  files
    .filter(({ path }) => path.startsWith('cpp/'))
    .flatMap(({ path, text }) => (text.match(/\bis_starter\b/g) ?? []).map(() => path));

/** Everything that is measured. `faults` has a list for each rule; all must be empty. */
export async function surveyHouse(folder = root, rules = { aliases, idsAreNamedIn, layout, longest }) {
  const files = sourceFiles(folder);
  const modules = await readModules(folder, 'web', rules.aliases);
  return {
    folders: filesPerFolder(files),
    longestFiles: files.toSorted((a, b) => b.lines - a.lines).slice(0, 12),
    crossings: crossings(modules, rules.layout),
    faults: {
      imports: refusedImports(modules, rules.layout),
      circles: circles(modules).map((group) => group.join(' <-> ')),
      ids: comparedIds(modules.filter(({ path }) => !rules.idsAreNamedIn.includes(path))),
      starter: starterBranches(files),
      length: files
        .filter(({ lines }) => lines > rules.longest)
        .map(({ path, lines }) => `${path} (${lines})`),
    },
  };
}

function print({ folders, longestFiles, crossings, faults }) {
  console.log('Files per folder');
  for (const [path, count] of folders) console.log(`${String(count).padStart(5)}  ${path}`);
  console.log('Longest files');
  for (const { path, lines } of longestFiles) console.log(`${String(lines).padStart(5)}  ${path}`);
  console.log('Imports between folders of web/');
  for (const [pair, times] of crossings) console.log(`${String(times).padStart(5)}  ${pair}`);
  console.log('Must be 0');
  for (const [rule, list] of Object.entries(faults)) {
    console.log(`${String(list.length).padStart(5)}  ${titles[rule]}`);
    for (const fault of new Set(list)) {
      const times = list.filter((other) => other === fault).length;
      console.log(`         ${fault}${times > 1 ? ` (${times} times)` : ''}`);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const survey = await surveyHouse();
  print(survey);
  process.exit(Object.values(survey.faults).some((list) => list.length > 0) ? 1 : 0);
}
