// The element's files: a small classic script, the rest beside it, and the same with all inlined.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './run.mjs';

const path = (...parts) => join(root, ...parts);

/** What must be there for the element to be built. */
export const elementFiles = [
  'loss-playground.js',
  'playground.js',
  'loss-playground.standalone.js',
  'index.js',
  'module.js',
  'cli.js',
  'index.d.ts',
  'custom-elements.json',
];

/** Keys of the catalog that explain and are no part of a run. */
const explanations = new Set(['formula', 'reference', 'doc', 'summary', 'pytorch']);

/** The catalog without its explanations: a third of the bytes. */
const leanCatalog = () =>
  JSON.stringify(
    JSON.parse(readFileSync(path('dist/catalog.json'), 'utf8'), (key, value) =>
      explanations.has(key) ? undefined : value,
    ),
  );

/** The same with what the page says of its tasks from the start. */
export function firstCatalog() {
  const { tasks } = JSON.parse(readFileSync(path('dist/catalog.json'), 'utf8'));
  const lean = JSON.parse(leanCatalog());
  for (const [index, { summary }] of tasks.entries()) lean.tasks[index].summary = summary;
  return JSON.stringify(lean);
}

const catalogName = 'virtual:catalog';
const catalogModule = () => `export default JSON.parse(${JSON.stringify(leanCatalog())});`;

const catalogPlugin = {
  name: 'catalog',
  resolveId: (id) => (id === catalogName ? `\0${catalogName}` : null),
  load: (id) => (id === `\0${catalogName}` ? catalogModule() : null),
};

const inColumn = (code) => code.replaceAll('@media (max-width', '@container (max-width');

/** A lab asks how wide the window is; as a view in someone's column it is the column that counts. */
const columnPlugin = {
  name: 'column instead of window',
  transform: (code, id) =>
    /\/web\/(?:labs|charts|element)\/.*\.ts$/.test(id) ? { code: inColumn(code), map: null } : null,
};

const inTrain =
  /node_modules\/(?:lit|@lit|d3-array|leven)|web\/charts\/(?:canvas-picture|format|place-labels|step-chart|theme)|web\/labs\/shared\/(?:add-up|styles|terms)|web\/labs\/train\/(?:announcer|broken|history\.ts|kept|reading|scores|series|session|speed|teller)|web\/engine\/|web\/element\/(?!train-controls|lab-driver|full-playground)/;
const inPicture =
  /web\/charts\/(?:decision-field|embedding-map|grey-picture|marks|mix-up-table|xy-plot)|web\/labs\/train\/(?:examples|picture[\w-]*|words)/;
const inControls =
  /web\/element\/train-controls|web\/labs\/shared\/(?:controls|rate|sentence-styles)|web\/labs\/train\/(?:sentence|transport[\w-]*)/;

/** The rest: what an element needs first in one file, each view and what comes later in others. */
async function buildRuntime() {
  const { build } = await import('vite');
  // What has packages is loaded once they are installed.
  const { formulas } = await import('../web/site/formulas.mjs');
  const { leanStyles } = await import('../web/site/lean-styles.mjs');
  const outDir = path('build/element');
  await build({
    configFile: false,
    root: path('web/element'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [formulas(path('dist/engine.js')), catalogPlugin, columnPlugin, leanStyles],
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

/** The starter's loader instead of a bare name. */
const starterLoader = path('build/wasm/loss_playground_starter.mjs');

/**
 * The engine's script as the text of a function of its address: what stands alone runs it on the page, or gives its text
 * to a worker.
 */
async function engineFunction(version) {
  const { build } = await import('esbuild');
  const wholeByAddress = {
    name: 'whole engine by address',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\/web\/engine\/module\/create-engine\.ts$/ }, ({ path: file }) => ({
        contents: readFileSync(file, 'utf8').replace(
          "import('./whole-engine.ts')",
          "import(new URL('./engine-module.js', import.meta.url).href)",
        ),
        loader: 'ts',
      })),
  };
  const { outputFiles } = await build({
    ...common,
    format: 'iife',
    globalName: 'engine',
    write: false,
    external: ['node:*'],
    entryPoints: [path('web/engine/index.ts')],
    plugins: [wholeByAddress],
    alias: { 'loss-playground-starter': starterLoader },
    define: { LOSS_PLAYGROUND_VERSION: JSON.stringify(version), 'import.meta.url': 'home' },
  });
  return `function lossPlaygroundEngine(home){${outputFiles[0].text};return engine}`;
}

/** Modules that stand for what is inlined; `textOfFunction` is how the engine's own text is had. */
async function inlined(engine, textOfFunction) {
  const { withLeanStyles } = await import('../web/site/lean-styles.mjs');
  const starter = gzipSync(readFileSync(path('dist/starter.wasm')), { level: 9 }).toString('base64');
  const modules = {
    [catalogName]: catalogModule(),
    'virtual:engine': `const engine = ${engine};\nexport default engine;\nexport const text = ${textOfFunction};`,
    'virtual:starter': `export default '${starter}';`,
    'loss-playground/engine': `import engine from 'virtual:engine'; import { home } from '${path('web/element/home.ts')}';
      const api = engine(home); export const { serve, decodeExperiment, encodeExperiment, ExperimentError, completeExperiment, fits } = api;`,
  };
  return {
    name: 'inlined',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(virtual:\w+|loss-playground\/engine)$/ }, ({ path: name }) => ({
        path: name,
        namespace: 'inlined',
      }));
      onResolve({ filter: /\/(source|views)\.ts$/ }, ({ path: name }) => ({
        path: path('web/element', `${name.match(/(\w+)\.ts$/)[1]}-inlined.ts`),
      }));
      onLoad({ filter: /.*/, namespace: 'inlined' }, ({ path: name }) => ({
        contents: modules[name],
        resolveDir: root,
      }));
      onLoad({ filter: /\/web\/(?:labs|charts|element)\/.*\.ts$/ }, ({ path: file }) => ({
        contents: withLeanStyles(inColumn(readFileSync(file, 'utf8'))),
        loader: 'ts',
      }));
    },
  };
}

const besideIndex = {
  name: 'runtime beside the index',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/runtime\.ts$/ }, () => ({ path: './module.js', external: true })),
};

/** One classic script with all of it, and the same as a module whose heavy part is a chunk of its own. */
async function buildInlined() {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8'));
  const engine = await engineFunction(version);
  const alone = { ...common, define: { 'import.meta.url': '"inlined:/"' } };
  await build({
    ...alone,
    format: 'iife',
    entryPoints: [path('web/element/standalone.ts')],
    outfile: path('dist/loss-playground.standalone.js'),
    plugins: [await inlined(engine, 'String(engine)')],
  });
  await build({
    ...alone,
    format: 'esm',
    entryPoints: [path('web/element/runtime.ts')],
    outfile: path('dist/module.js'),
    // Bundlers may rewrite a function, so its text stands beside it.
    plugins: [await inlined(engine, JSON.stringify(engine))],
  });
  await build({
    ...common,
    format: 'esm',
    entryPoints: [path('web/element/index.ts')],
    outfile: path('dist/index.js'),
    plugins: [besideIndex],
  });
}

/** What a page may ask its browser to check before it runs a script from elsewhere. */
export function printIntegrity() {
  for (const file of ['loss-playground.js', 'loss-playground.standalone.js']) {
    const hash = createHash('sha384')
      .update(readFileSync(path('dist', file)))
      .digest('base64');
    console.log(`${file.padEnd(30)} integrity="sha384-${hash}"`);
  }
}

export async function buildElement() {
  mkdirSync(path('build'), { recursive: true });
  await buildRuntime();
  await buildLoader();
  await buildInlined();
  await buildCommand();
  writeDescriptions();
}

/** The command that copies the files and draws posters, in Node. */
async function buildCommand() {
  const { build } = await import('esbuild');
  await build({
    ...common,
    format: 'esm',
    platform: 'node',
    entryPoints: [path('web/exports/poster/cli.ts')],
    outfile: path('dist/cli.js'),
    plugins: [
      {
        name: 'engine beside the command',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^loss-playground\/engine$/ }, () => ({ path: './engine.js', external: true })),
      },
    ],
  });
}

/** Types and a manifest, for editors. */
function writeDescriptions() {
  const types = readFileSync(path('web/element/types.ts'), 'utf8').replaceAll(
    '../engine/types.ts',
    './engine.js',
  );
  writeFileSync(path('dist/index.d.ts'), types);
  cpSync(path('web/element/custom-elements.json'), path('dist/custom-elements.json'));
}
