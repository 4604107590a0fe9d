// Keeps the parts of documents that follow from the sources: what stands between `<!-- made by npm run format: NAME -->` and
// `<!-- end -->`. With --write they are written again, otherwise a part that is out of date is an error.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { labDefinitions } from './labs.mjs';
import { nearest } from './nearest.mjs';
import { root } from './run.mjs';

const documents = ['README.md', 'web/embed/README.md'];

const code = (words) => words.map((word) => `\`${word}\``).join(', ');

/** What can stand in a document, by name. */
const parts = {
  labs: async () => {
    const rows = (await labDefinitions()).map(
      ({ title, heading, id, element }) =>
        `| **${title}** | ${heading} | ${element ? `\`lab="${id}"\`` : ''} |`,
    );
    return `\n\n| lab | what it shows | in the element |\n|---|---|---|\n${rows.join('\n')}\n\n`;
  },
  views: async () => {
    const labs = (await labDefinitions()).filter(({ element }) => element);
    const [first, ...others] = labs.map(({ id }) => id);
    return `${code([first])} (default), ${code([...others, 'full'])}`;
  },
  'standalone views': async () => {
    const [first, ...others] = await labDefinitions();
    return code([first, ...others.filter(({ element }) => element?.standalone)].map(({ id }) => id));
  },
};

/** A document with its generated parts written again. */
export async function withParts(text, makers = parts) {
  const marked = /(<!-- made by npm run format: ([\w ]+) -->)([\s\S]*?)(<!-- end -->)/g;
  const made = new Map();
  for (const [, , name] of text.matchAll(marked)) {
    if (!makers[name])
      throw new Error(
        `There is no generated part "${name}". Did you mean "${nearest(name, Object.keys(makers))}"?`,
      );
    made.set(name, await makers[name]());
  }
  return text.replaceAll(marked, (_all, start, name, _old, end) => start + made.get(name) + end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const write = process.argv.includes('--write');
  for (const name of documents) {
    const path = join(root, name);
    const text = readFileSync(path, 'utf8');
    const current = await withParts(text);
    if (current === text) continue;
    if (write) writeFileSync(path, current);
    else {
      console.error(`${name}: the generated parts are out of date. Run: npm run format`);
      process.exitCode = 1;
    }
  }
}
