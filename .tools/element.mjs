// The element's files: a small classic script, the rest beside it, and the same with all inlined.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkedImports, importedFiles, workersBeside } from './checked-imports.mjs';
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

/** What the element's sources need to be built: once the packages are installed. */
export async function runtimePlugins() {
  const [{ formulas }, { collectedChapters }, { collectedLabs }] = await Promise.all([
    import('../web/site/formulas.mjs'),
    import('./guide.mjs'),
    import('./labs.mjs'),
  ]);
  return [
    formulas(path('dist/engine.js')),
    catalogPlugin,
    collectedChapters(),
    collectedLabs(),
    checkedImports,
  ];
}

/** The rest: what its entry imports is the first download, each view and what comes later are files of their own. */
async function buildRuntime() {
  const { build } = await import('vite');
  const outDir = path('build/element');
  await build({
    configFile: false,
    root: path('web/element'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: await runtimePlugins(),
    worker: workersBeside('playground-'),
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: importedFiles('playground.js'),
      rollupOptions: {
        checks: { ineffectiveDynamicImport: false, pluginTimings: false },
        input: { playground: path('web/element/runtime.ts') },
        // The entry may export more than `mount`: what later files share with it.
        preserveEntrySignatures: 'allow-extension',
        external: ['loss-playground/engine'],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'playground-[name].js',
          // What the entry imports, directly or not, in one file, whatever else imports it too.
          codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
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

/** Where a file X-inlined.ts stands beside X.ts, it takes its place in scripts that stand alone. */
const inlinedFiles = {
  name: 'inlined files',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path: name, resolveDir }) => {
      const file = join(resolveDir, name.replace(/\.ts$/, '-inlined.ts'));
      return existsSync(file) ? { path: file } : null;
    }),
};

/**
 * The engine's script as the text of a function of its address: what stands alone runs it on the page, or gives its text
 * to a worker.
 */
async function engineFunction(version) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...common,
    format: 'iife',
    globalName: 'engine',
    write: false,
    external: ['node:*'],
    entryPoints: [path('web/engine/index.ts')],
    plugins: [inlinedFiles],
    alias: { 'loss-playground-starter': starterLoader },
    define: { LOSS_PLAYGROUND_VERSION: JSON.stringify(version), 'import.meta.url': 'home' },
  });
  return `function lossPlaygroundEngine(home){${outputFiles[0].text};return engine}`;
}

/** Modules that the build generates for standalone scripts; `textOfFunction` is an expression for the engine's source text. */
async function inlinedModules(engine, textOfFunction) {
  const { labsModule } = await import('./labs.mjs');
  const starter = gzipSync(readFileSync(path('dist/starter.wasm')), { level: 9 }).toString('base64');
  const modules = {
    [catalogName]: catalogModule(),
    'virtual:labs': await labsModule(({ element }) => element?.standalone),
    'virtual:engine': `const engine = ${engine};\nexport default engine;\nexport const text = ${textOfFunction};`,
    'virtual:starter': `export default '${starter}';`,
  };
  return {
    name: 'modules made by the build',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^virtual:\w+$/ }, ({ path: name }) => ({ path: name, namespace: 'made' }));
      onLoad({ filter: /.*/, namespace: 'made' }, ({ path: name }) => ({
        contents: modules[name],
        resolveDir: root,
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
  const alone = {
    ...common,
    define: { 'import.meta.url': '"inlined:/"' },
    alias: { 'loss-playground/engine': path('web/element/engine-inlined.ts') },
  };
  await build({
    ...alone,
    format: 'iife',
    entryPoints: [path('web/element/standalone.ts')],
    outfile: path('dist/loss-playground.standalone.js'),
    plugins: [inlinedFiles, await inlinedModules(engine, 'String(engine)')],
  });
  await build({
    ...alone,
    format: 'esm',
    entryPoints: [path('web/element/runtime.ts')],
    outfile: path('dist/module.js'),
    // Bundlers may rewrite a function, so its text stands beside it.
    plugins: [inlinedFiles, await inlinedModules(engine, JSON.stringify(engine))],
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
  await writeManifest();
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

/** A manifest for editors. */
async function writeManifest() {
  const { labDefinitions } = await import('./labs.mjs');
  const views = (await labDefinitions()).flatMap(({ id, element }) => (element ? [id] : []));
  const manifest = JSON.parse(readFileSync(path('web/element/custom-elements.json'), 'utf8'));
  const [{ attributes }] = manifest.modules[0].declarations;
  const lab = attributes.find(({ name }) => name === 'lab');
  lab.type = { text: [...views, 'guide', 'full'].map((name) => `'${name}'`).join(' | ') };
  writeFileSync(path('dist/custom-elements.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
