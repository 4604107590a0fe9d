// npm run build: the WebAssembly module, the engine and the page, each only when its inputs have changed.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bootScript } from './boot.mjs';
import { gapsOf } from './complete.mjs';
import { buildElement, elementFiles, firstCatalog, printIntegrity } from './element.mjs';
import { whileLocked } from './lock.mjs';
import { writeServiceWorker } from './offline.mjs';
import { has, root, run } from './run.mjs';
import { setUp } from './setup.mjs';
import { printSizes } from './sizes.mjs';
import { whenChanged } from './stamp.mjs';

const path = (...parts) => join(root, ...parts);
/** What the page needs beside its own scripts. */
const engineFiles = ['engine.js', 'engine-module.js', 'engine.wasm', 'starter.wasm', 'catalog.json', 'data'];

/** The presets name Ninja; make builds the same, on as many processors. */
const generator = () => (has('ninja') ? [] : ['-G', 'Unix Makefiles']);

/** Two commands that build at once would spoil each other's files. */
const alone = (work) => whileLocked(path('build', 'lock'), work);

/** Configures and builds a CMake preset. */
export const buildPreset = (...preset) => alone(() => configureAndBuild(...preset));

function configureAndBuild(preset, targets, { emscripten = false, options = [] } = {}) {
  const configure = ['cmake', '--preset', preset, ...generator(), ...options];
  const [command, ...args] = emscripten ? ['emcmake', ...configure] : configure;
  run(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const parallel = String(availableParallelism());
  run('cmake', ['--build', path('build', preset), '--parallel', parallel, '--target', ...targets]);
}

async function buildWasm() {
  console.log(
    'Compiling the engine to WebAssembly (a few minutes the first time, when Emscripten also builds its libraries)',
  );
  buildPreset('wasm', ['loss_playground_wasm', 'loss_playground_starter_wasm'], {
    emscripten: true,
    options: ['-DLOSS_PLAYGROUND_TESTS=OFF'],
  });
}

/** The engine's script has the loader of the starter in it; the whole engine is a script beside it. */
const wholeBeside = {
  name: 'whole engine beside the script',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/whole-engine\.ts$/ }, () => ({ path: './engine-module.js', external: true })),
};

async function bundleEngine() {
  const esbuild = await import('esbuild');
  const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8'));
  const common = {
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    external: ['node:*'],
    logLevel: 'warning',
  };
  await esbuild.build({
    ...common,
    entryPoints: [path('web/engine/index.ts')],
    outfile: path('dist/engine.js'),
    plugins: [wholeBeside],
    alias: { 'loss-playground-starter': path('build/wasm/loss_playground_starter.mjs') },
    define: { LOSS_PLAYGROUND_VERSION: JSON.stringify(version) },
  });
  await esbuild.build({
    ...common,
    entryPoints: [path('web/engine/module/whole-engine.ts')],
    outfile: path('dist/engine-module.js'),
    alias: { 'loss-playground-wasm': path('build/wasm/loss_playground.mjs') },
  });
  cpSync(path('build/wasm/loss_playground.wasm'), path('dist/engine.wasm'));
  cpSync(path('build/wasm/loss_playground_starter.wasm'), path('dist/starter.wasm'));
  mkdirSync(path('dist/data'), { recursive: true });
  for (const file of readdirSync(path('web/data')))
    if (file.endsWith('.gz')) cpSync(path('web/data', file), path('dist/data', file));
  writeTypes();
  await writeCatalog();
}

/**
 * The catalog as a file of its own: pages whose module is the starter need it, and it is read faster than told. Nothing
 * is built of one with gaps.
 */
async function writeCatalog() {
  const { createEngine } = await import(`${pathToFileURL(path('dist/engine.js'))}?${Date.now()}`);
  const { catalog } = await createEngine({ wasm: readFileSync(path('dist/engine.wasm')) });
  const gaps = gapsOf(catalog, (kind, id) => existsSync(path('tests/reference', kind, `${id}.json`)));
  if (gaps.length > 0) throw new Error(`The catalog is incomplete:\n${gaps.join('\n')}`);
  writeFileSync(path('dist/catalog.json'), JSON.stringify(catalog));
}

/** Declarations of the engine and the element, made from their sources. */
function writeTypes() {
  rmSync(path('dist/types'), { recursive: true, force: true });
  run(path('node_modules/.bin/tsc'), ['-p', path('.tools/types.json')]);
  writeFileSync(path('dist/engine.d.ts'), "export * from './types/engine/index.js';\n");
  writeFileSync(path('dist/index.d.ts'), "export * from './types/element/types.js';\n");
}

async function buildSite() {
  const vite = await import('vite');
  await vite.build({ configFile: path('web/site/vite.config.mjs'), logLevel: 'warn' });
  for (const file of engineFiles) cpSync(path('dist', file), path('dist/site', file), { recursive: true });
  for (const lab of readdirSync(path('web/labs')))
    if (existsSync(path('web/labs', lab, 'stills')))
      cpSync(path('web/labs', lab, 'stills'), path('dist/site/stills'), { recursive: true });
  writeFileSync(path('dist/site/first-catalog.json'), firstCatalog());
  writeFileSync(path('dist/site/boot.js'), await bootScript());
  const { buildGuide } = await import('./guide-pages.mjs');
  await buildGuide(path('dist/site'));
  await writeServiceWorker(path('dist/site'));
}

const cpp = ['cpp', 'CMakeLists.txt', 'CMakePresets.json'];
const types = ['web/element/types.ts', '.tools/types.json'];
const engine = [...cpp, 'web/engine', 'web/data', ...types, '.tools/build.mjs', 'package-lock.json'];
const scripts = [
  'element',
  'labs',
  'boot',
  'checked-imports',
  'offline',
  'guide',
  'guide-pages',
  'guide-sheets',
  'guide-teachers',
  'guide-text',
  'reading',
].map((name) => `.tools/${name}.mjs`);
const page = [...engine, 'web', ...scripts];

/** What the build is made of: the needs of each stage, the stage before it, what it reads and what it makes. */
const stages = {
  wasm: {
    needs: ['emscripten', 'cmake', 'ninja', 'eigen'],
    inputs: cpp,
    outputs: ['build/wasm/loss_playground.wasm', 'build/wasm/loss_playground_starter.wasm'],
    work: buildWasm,
  },
  engine: {
    needs: ['npm'],
    after: 'wasm',
    inputs: engine,
    outputs: engineFiles.map((file) => `dist/${file}`),
    work: bundleEngine,
  },
  site: {
    needs: ['npm'],
    after: 'engine',
    inputs: page,
    outputs: [
      'dist/site/index.html',
      'dist/site/boot.js',
      'dist/site/service-worker.js',
      'dist/site/engine.js',
      'dist/site/first-catalog.json',
    ],
    work: buildSite,
  },
  element: {
    needs: ['npm'],
    after: 'engine',
    inputs: page,
    outputs: elementFiles.map((file) => `dist/${file}`),
    work: buildElement,
  },
};

/** The named stages and those before them, in order. */
export function stagesUpTo(names) {
  const wanted = new Set();
  const add = (name) => {
    if (stages[name].after) add(stages[name].after);
    wanted.add(name);
  };
  names.forEach(add);
  return Object.keys(stages).filter((name) => wanted.has(name));
}

/** What building the named stages needs of the machine. */
export const needsOfStages = (names) => stagesUpTo(names).flatMap((name) => stages[name].needs);

/** Builds what is out of date of the named stages, or of all. */
export function build(names = Object.keys(stages)) {
  return alone(async () => {
    for (const name of stagesUpTo(names)) await whenChanged(root, name, stages[name], stages[name].work);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUp(needsOfStages(Object.keys(stages)));
  await build();
  printSizes();
  printIntegrity();
}
