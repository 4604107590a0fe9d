// Replaces Vite's helper around each `import()`, which preloads a script's files, by one that first makes sure that they
// arrive: a browser keeps an import that failed, so that the page could not try again.
import { join } from 'node:path';
import { root } from './run.mjs';

const helper = '\0vite/preload-helper.js';
const replacement = join(root, 'web/run/checked-import.ts');

export const checkedImports = {
  name: 'checked imports',
  enforce: 'pre',
  load: (id) =>
    id === helper ? `export { checkedImport as __vitePreload } from ${JSON.stringify(replacement)};` : null,
};

/** Options of Vite's build that give the helper the script itself and all that it needs beside the entry, which has run. */
export const importedFiles = (entry) => ({
  polyfill: false,
  resolveDependencies: (file, needed) => [...new Set([file, ...needed])].filter((name) => name !== entry),
});

/** Options of Vite that put the page's own workers next to its other files. */
export const workersBeside = (prefix = '') => ({
  format: 'es',
  rollupOptions: {
    output: { entryFileNames: `${prefix}[name].js`, chunkFileNames: `${prefix}[name].js` },
  },
});
