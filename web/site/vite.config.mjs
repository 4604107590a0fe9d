// The page. The engine is not bundled into it: it is the same file that others import, copied beside the page's script,
// so that its worker, its module and its data are found beside it.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { formulas } from './formulas.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

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
        assetFileNames: '[name][extname]',
        paths: { 'loss-playground/engine': './engine.js' },
      },
    },
  },
});
