// npm run lint: format, lint, types, generated documents, layout and wording; `npm run format` fixes what it can.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { setUp } from './setup.mjs';

const cppFiles = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((file) => join(folder, String(file)))
    .filter((file) => /\.[ch]pp$/.test(file) && statSync(join(root, file)).isFile());

const write = process.argv.includes('--write');
setUp(['npm', 'clang-format']);
const failures = [];
for (const [command, ...args] of [
  [
    'clang-format',
    ...(write ? ['-i'] : ['--dry-run', '-Werror']),
    ...cppFiles('cpp'),
    ...cppFiles('tests/cpp'),
    ...cppFiles('tests/bench/native'),
    ...cppFiles('.tools/new'),
  ],
  ['node_modules/.bin/biome', 'check', '--error-on-warnings', ...(write ? ['--write'] : []), '.'],
  ['node_modules/.bin/tsc', '--noEmit'],
  [process.execPath, '.tools/documents.mjs', ...(write ? ['--write'] : [])],
  [process.execPath, '.tools/house.mjs'],
  [process.execPath, '.tools/words.mjs', '--check'],
]) {
  try {
    run(command, args);
  } catch {
    failures.push(args.find((word) => word.endsWith('.mjs')) ?? command);
  }
}
if (failures.length > 0) {
  console.error(`Failed: ${failures.join(', ')}. npm run format fixes what it can`);
  process.exit(1);
}
