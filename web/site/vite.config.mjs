// The page. The engine is not bundled into it: it is the same file that others import, copied beside the page's script,
// so that its worker, its module and its data are found next to it. Chunks follow imports: what main.ts imports is the
// first download, whatever is imported by a call comes when it is called.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { checkedImports, importedFiles, workersBeside } from '../../.tools/checked-imports.mjs';
import { collectedChapters } from '../../.tools/guide.mjs';
import { collectedLabs, withLabs } from '../../.tools/labs.mjs';
import { formulas } from './formulas.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: folder('.'),
  base: './',
  publicDir: false,
  plugins: [
    formulas(folder('../../dist/engine.js')),
    collectedChapters(),
    collectedLabs(),
    checkedImports,
    { name: 'labs in the shell', transformIndexHtml: withLabs },
  ],
  worker: workersBeside(),
  build: {
    outDir: folder('../../dist/site'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: importedFiles('playground.js'),
    rollupOptions: {
      // The first lab is imported by a call like the others, but is part of the first download.
      checks: { ineffectiveDynamicImport: false, pluginTimings: false },
      external: ['loss-playground/engine'],
      output: {
        entryFileNames: 'playground.js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name][extname]',
        // What main.ts imports, directly or not, in one file, even if other modules import it too: many small files compress badly.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
        paths: { 'loss-playground/engine': './engine.js' },
      },
    },
  },
});
