// The page. The engine is not bundled into it: it is the same file that others import, copied beside the page's script,
// so that its worker, its module and its data are found beside it. Chunks follow imports: what main.ts imports is the
// first download, whatever is imported by a call comes when it is called.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { collectedLabs, withLabs } from '../../.tools/labs.mjs';
import { formulas } from './formulas.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: folder('.'),
  base: './',
  publicDir: false,
  plugins: [
    formulas(folder('../../dist/engine.js')),
    collectedLabs(),
    { name: 'labs in the shell', transformIndexHtml: withLabs },
  ],
  build: {
    outDir: folder('../../dist/site'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: {
      // The first lab is asked for by a call like the others, and is there already.
      checks: { ineffectiveDynamicImport: false, pluginTimings: false },
      external: ['loss-playground/engine'],
      output: {
        entryFileNames: 'playground.js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name][extname]',
        // What main.ts imports, directly or not, in one file, whatever else imports it too: many small ones compress badly.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
        paths: { 'loss-playground/engine': './engine.js' },
      },
    },
  },
});
