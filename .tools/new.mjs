// npm run new -- loss|optimizer|schedule|task|lab|chart NAME: makes the files of a new entry, a small working example to be
// changed, and puts it into its list. The examples are in .tools/new/.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withType } from './cpp-list.mjs';
import { nearest } from './nearest.mjs';
import { has, root } from './run.mjs';

/** A catalog's entry: a C++ header, its line in the list and, if it is checked against references, a fixture. */
const cppEntry = (example, folder, list, rest = {}) => ({
  example,
  files: { [`${example}.hpp`]: ({ snake }) => `cpp/${folder}/${snake}.hpp` },
  list: { file: `cpp/${folder}/list.hpp`, folder, name: list, before: rest.before },
  fixture: rest.fixture,
  next: rest.next,
});

/** How to go on with a loss, an optimizer or a schedule; PyTorch trains with the first two. */
const entrySteps = (catalog, replay) => (name) => [
  `npm run fixtures -- ${catalog} ${name}`,
  'npm test -- native',
  'npm run build',
  ...(replay ? [`npm run fixtures -- replays ${replay}-${name}`] : []),
  'npm run dev',
];

/** What each kind consists of. `example` is the name that stands in the files of .tools/new/. */
const kinds = {
  loss: cppEntry('new_loss', 'losses', 'CompactLosses', {
    fixture: { from: 'new_loss.py', to: 'tests/reference/losses_pointwise.py' },
    next: entrySteps('losses', 'loss'),
  }),
  optimizer: cppEntry('new_optimizer', 'optimizers', 'Optimizers', {
    fixture: { from: 'new_optimizer.py', to: 'tests/reference/optimizers_rules.py' },
    next: entrySteps('optimizers', 'optimizer'),
  }),
  schedule: cppEntry('new_schedule', 'schedules', 'Schedules', {
    fixture: { from: 'new_schedule.py', to: 'tests/reference/schedules.py' },
    next: entrySteps('schedules'),
  }),
  task: cppEntry('new_task', 'tasks', 'Tasks', {
    before: 'Custom',
    next: () => ['npm test -- native', 'npm run build', 'npm run dev'],
  }),
  lab: {
    example: 'new_view',
    files: {
      'lab/lab.ts': ({ kebab }) => `web/labs/${kebab}/lab.ts`,
      'lab/new-view-lab.ts': ({ kebab }) => `web/labs/${kebab}/${kebab}-lab.ts`,
    },
    next: () => ['npm run dev', 'npm test -- tests/browser/definitions.test.ts'],
  },
  chart: {
    example: 'new_chart',
    files: { 'new-chart.ts': ({ kebab }) => `web/charts/${kebab}.ts` },
    next: (_name, { kebab }) => [`import '../../charts/${kebab}.ts' in a lab`, 'npm run dev'],
  },
};

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** A name in all the ways that it is written. */
function spellings(name) {
  const words = name.split(/[_-]/);
  return {
    snake: words.join('_'),
    kebab: words.join('-'),
    pascal: words.map(capital).join(''),
    words: words.join(' '),
    sentence: capital(words.join(' ')),
  };
}

/** The text of an example under another name. */
function renamed(text, from, to) {
  const [example, name] = [spellings(from), spellings(to)];
  return Object.keys(example).reduce((now, way) => now.replaceAll(example[way], name[way]), text);
}

function demand(condition, message) {
  if (!condition) throw new Error(message);
}

/** Where a C++ struct of a name is declared, in the project's one namespace. */
function declaredIn(folder, pascal) {
  const headers = readdirSync(join(folder, 'cpp'), { recursive: true }).filter((file) =>
    file.endsWith('.hpp'),
  );
  return headers.find((file) =>
    new RegExp(`\\b(?:struct|class|enum class) ${pascal}\\b`).test(
      readFileSync(join(folder, 'cpp', file), 'utf8'),
    ),
  );
}

/** What already has the name, as a file; undefined where it is free. */
function takenBy(folder, { files, list }, name) {
  const ways = spellings(name);
  const paths = Object.values(files).map((pathOf) => pathOf(ways));
  const declared = list && declaredIn(folder, ways.pascal);
  return paths.find((path) => existsSync(join(folder, path))) ?? (declared && `cpp/${declared}`);
}

/** The first of name_2, name_3, … that is free. */
function freeName(folder, kind, name) {
  for (let number = 2; ; number++)
    if (!takenBy(folder, kind, `${name}_${number}`)) return `${name}_${number}`;
}

/** Makes a new entry in a project; the files it has written. */
export function makeNew(folder, kindName, name) {
  const names = Object.keys(kinds).join(', ');
  demand(kindName, `npm run new -- KIND NAME, where KIND is one of ${names}.`);
  const kind = kinds[kindName];
  demand(
    kind,
    `There is no kind "${kindName}". Did you mean "${nearest(kindName, Object.keys(kinds))}"? The kinds are ${names}.`,
  );
  demand(name, `Give the ${kindName} a name: npm run new -- ${kindName} ${kind.example}.`);
  const valid = name
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
    .toLowerCase();
  demand(
    /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/.test(name),
    `"${name}" is not a valid name: use lowercase letters and digits, with _ or - between words${valid ? `, for example "${valid}"` : ''}.`,
  );
  const taken = takenBy(folder, kind, name);
  demand(!taken, `"${name}" is already taken by ${taken}. "${freeName(folder, kind, name)}" is free.`);
  return write(folder, kind, name);
}

function write(folder, kind, name) {
  const ways = spellings(name);
  const example = (file) =>
    renamed(readFileSync(join(folder, '.tools/new', file), 'utf8'), kind.example, name);
  const written = [];
  for (const [file, pathOf] of Object.entries(kind.files)) {
    const path = pathOf(ways);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), example(file));
    written.push(path);
  }
  if (kind.list) {
    const { file, folder: part, name: list, before } = kind.list;
    const entry = { list, type: ways.pascal, header: `${part}/${ways.snake}.hpp`, before };
    writeFileSync(join(folder, file), withType(readFileSync(join(folder, file), 'utf8'), entry));
    written.push(file);
  }
  if (kind.fixture) {
    appendFileSync(join(folder, kind.fixture.to), example(kind.fixture.from));
    written.push(kind.fixture.to);
  }
  return written;
}

/** Other names are longer or shorter than the example's, so lines break elsewhere. */
function format(folder, files) {
  const cpp = files.filter((file) => file.endsWith('.hpp'));
  const web = files.filter((file) => file.endsWith('.ts'));
  const biome = join(root, 'node_modules/.bin/biome');
  if (cpp.length > 0 && has('clang-format')) spawnSync('clang-format', ['-i', ...cpp], { cwd: folder });
  if (web.length > 0 && existsSync(biome))
    spawnSync(biome, ['check', '--write', ...web], { cwd: folder, stdio: 'ignore' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind, name] = process.argv.slice(2);
  try {
    const files = makeNew(root, kind, name);
    format(root, files);
    console.log(`Created:\n${files.map((file) => `  ${file}`).join('\n')}`);
    console.log(
      `Edit them, then run:\n${kinds[kind]
        .next(spellings(name).snake, spellings(name))
        .map((step) => `  ${step}`)
        .join('\n')}`,
    );
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
