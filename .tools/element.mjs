// The element's files: a small classic script, the rest beside it, and the same with all inlined.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { formulas } from '../web/site/formulas.mjs';
import { root } from './run.mjs';

const path = (...parts) => join(root, ...parts);

/** Keys of the catalog that explain and are no part of a run. */
const explanations = new Set(['formula', 'reference', 'doc', 'summary']);

/** The catalog without its explanations: a third of the bytes. */
const leanCatalog = () =>
  JSON.stringify(
    JSON.parse(readFileSync(path('dist/catalog.json'), 'utf8'), (key, value) =>
      explanations.has(key) ? undefined : value,
    ),
  );

const catalogName = 'virtual:catalog';
const catalogModule = () => `export default JSON.parse(${JSON.stringify(leanCatalog())});`;

const catalogPlugin = {
  name: 'catalog',
  resolveId: (id) => (id === catalogName ? `\0${catalogName}` : null),
  load: (id) => (id === `\0${catalogName}` ? catalogModule() : null),
};

/** A lab asks how wide the window is; as a view in someone's column it is the column that counts. */
const columnPlugin = {
  name: 'column instead of window',
  transform: (code, id) =>
    /\/web\/(?:labs|charts|element)\/.*\.ts$/.test(id) && code.includes('@media (max-width')
      ? { code: code.replaceAll('@media (max-width', '@container (max-width'), map: null }
      : null,
};

const inTrain =
  /node_modules\/(?:lit|@lit|d3-array|fastest-levenshtein)|web\/charts\/(?:canvas-picture|format|place-labels|step-chart|theme)|web\/labs\/shared\/(?:add-up|styles|terms)|web\/labs\/train\/(?:announcer|reading|series|session|teller)|web\/engine\/|web\/element\/(?!train-controls|lab-driver|full-playground)/;
const inPicture =
  /web\/charts\/(?:decision-field|embedding-map|grey-picture|marks|mix-up-table|xy-plot)|web\/labs\/train\/(?:examples|picture[\w-]*|words)/;
const inControls =
  /web\/element\/train-controls|web\/labs\/shared\/(?:controls|sentence-styles)|web\/labs\/train\/(?:sentence|transport[\w-]*)/;

/** The rest: what an element needs first in one file, each view and what comes later in others. */
async function buildRuntime() {
  const { build } = await import('vite');
  const outDir = path('build/element');
  await build({
    configFile: false,
    root: path('web/element'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [formulas(path('dist/engine.js')), catalogPlugin, columnPlugin],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: { playground: path('web/element/runtime.ts') },
        preserveEntrySignatures: 'strict',
        external: ['loss-playground/engine'],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'playground-[name].js',
          codeSplitting: {
            groups: [
              { name: 'train', test: inTrain, priority: 3 },
              { name: 'picture', test: inPicture, priority: 2 },
              { name: 'controls', test: inControls, priority: 1 },
            ],
          },
          paths: { 'loss-playground/engine': './engine.js' },
        },
      },
    },
  });
  for (const file of readdirSync(path('dist')))
    if (/^playground(-[\w-]+)?\.js$/.test(file)) rmSync(path('dist', file));
  for (const file of readdirSync(outDir)) cpSync(join(outDir, file), path('dist', file));
}

const common = {
  bundle: true,
  minify: true,
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
};

/** The script that defines the element. */
async function buildLoader() {
  const { build } = await import('esbuild');
  await build({
    ...common,
    format: 'iife',
    entryPoints: [path('web/element/classic.ts')],
    outfile: path('dist/loss-playground.js'),
  });
}

export async function buildElement() {
  mkdirSync(path('build'), { recursive: true });
  await buildRuntime();
  await buildLoader();
}
