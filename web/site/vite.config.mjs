// The page. The engine is not bundled into it: it is the same file that others import, copied beside the page's script,
// so that its worker, its module and its data are found beside it.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { formulas } from './formulas.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

const shared =
  /node_modules\/(?:lit|@lit)|d3-array\/src\/ticks|charts\/(?:canvas-picture|cursor-keys|format|mix-up-table|place-labels|step-chart|theme)|labs\/shared\/(?:add-up|controls|families|sentence-styles|styles|tables|tasks|terms)|labs\/train\/(?:address|broken|examples|loss-figure|notices|history\.ts|picture(?:-keeper|-classes|-search|-tokens)?\.ts|reading|scores|series|session|speed|teller|transport[\w-]*|words)/;

export default defineConfig({
  root: folder('.'),
  base: './',
  publicDir: false,
  plugins: [formulas(folder('../../dist/engine.js'))],
  build: {
    outDir: folder('../../dist/site'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
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
