// The page. The engine is not bundled into it: it is the same file that others import, copied beside the page's script,
// so that its worker, its module and its data are found beside it.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { formulas } from './formulas.mjs';
import { leanStyles } from './lean-styles.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

const shared =
  /node_modules\/(?:lit-html\/lit-html|lit-element|@lit)|d3-array\/src\/ticks|charts\/(?:canvas-picture|cursor-keys|format|mix-up-table|place-labels|step-chart|theme)|labs\/shared\/(?:add-up|controls|families|rate|sentence-styles|styles|tables|tasks|terms)|labs\/train\/(?:address|broken|examples|loss-figure|history\.ts|kept|picture(?:-keeper|-classes|-search|-tokens)?\.ts|reading|runs\.ts|scores|sentence|series|session|speed|styles|announcer|attention|teller|transport[\w-]*|words)|labs\/lab\.ts|labs\/train\/export-list/;

/** Labs import what is there already, in the shared file, and no styles: nothing is to be fetched before them. */
const plainImports = {
  name: 'imports without a helper',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

/** The first lab is asked for together with the page's script, not once that has run. */
const firstLab = {
  name: 'first lab at once',
  apply: 'build',
  transformIndexHtml: () =>
    ['shared', 'train-lab'].map((name) => ({
      tag: 'link',
      attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}.js` },
      injectTo: 'head',
    })),
};

export default defineConfig({
  root: folder('.'),
  base: './',
  publicDir: false,
  plugins: [formulas(folder('../../dist/engine.js')), leanStyles, plainImports, firstLab],
  build: {
    outDir: folder('../../dist/site'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rollupOptions: {
      external: ['loss-playground/engine'],
      output: {
        entryFileNames: 'playground.js',
        chunkFileNames: '[name].js',
        // What several labs use and the first needs anyway, in one file: many small ones compress badly.
        codeSplitting: { groups: [{ name: 'shared', test: shared }] },
        assetFileNames: '[name][extname]',
        paths: { 'loss-playground/engine': './engine.js' },
      },
    },
  },
});
