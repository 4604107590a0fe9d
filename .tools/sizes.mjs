// What a visitor downloads, against its budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './run.mjs';

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

/** Raw and compressed size of the named files together. */
function measure(files) {
  const contents = files.map((file) => readFileSync(join(root, file)));
  const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);
  return {
    raw: sum(contents.map((bytes) => bytes.length)),
    gzip: sum(contents.map((bytes) => gzipSync(bytes, { level: 9 }).length)),
  };
}

/** A script of the page and all that it needs at once; what it may fetch later is left out. */
function withStaticImports(file, found = new Set(), folder = 'dist/site') {
  if (found.has(file) || file === 'engine.js') return found;
  found.add(file);
  const text = readFileSync(join(root, folder, file), 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
    withStaticImports(name, found, folder);
  return found;
}

/** What a first visit downloads of the page: the shell, the first lab, and the catalog without its explanations. */
function firstVisit() {
  const scripts = ['boot.js', ...withStaticImports('playground.js')];
  const rest = readdirSync(join(root, 'dist/site')).filter((file) =>
    /\.(css|html)$|^first-catalog/.test(file),
  );
  return [...scripts, ...rest].map((file) => `dist/site/${file}`);
}

/** All that an element downloads until its first chart stands, where it has no controls. */
function firstElement() {
  const scripts = withStaticImports('playground.js', new Set(['loss-playground.js']), 'dist');
  return [...scripts, 'engine.js', 'starter.wasm'].map((file) => `dist/${file}`);
}

/** What the editor of the visitor's own loss adds when it is first opened, in addition to the whole engine. */
function ownLoss() {
  const page = withStaticImports('playground.js');
  const scripts = [...withStaticImports('write.js'), ...withStaticImports('describe.js')];
  return [...new Set(scripts)].filter((file) => !page.has(file)).map((file) => `dist/site/${file}`);
}

/**
 * Each part with its size and its budget, which is about a tenth above what was there when it was set. A change that needs
 * more says why and raises it in the same commit.
 */
export function sizes() {
  const parts = {
    'starter.wasm': ['dist/starter.wasm'],
    'engine.js': ['dist/engine.js'],
    'catalog.json': ['dist/catalog.json'],
    page: firstVisit(),
  };
  parts['first chart'] = [...parts['starter.wasm'], ...parts['engine.js'], ...parts.page];
  parts['engine.wasm'] = ['dist/engine.wasm', 'dist/engine-module.js'];
  parts['own loss'] = ownLoss();
  parts.loader = ['dist/loss-playground.js'];
  parts['element chart'] = firstElement();
  parts.standalone = ['dist/loss-playground.standalone.js'];
  const budgets = JSON.parse(readFileSync(join(root, '.tools/sizes.json'), 'utf8'));
  return Object.entries(parts).map(([name, files]) => ({ name, ...measure(files), budget: budgets[name] }));
}

export function printSizes() {
  for (const { name, raw, gzip, budget } of sizes())
    console.log(
      `${name.padEnd(13)} ${kilobytes(raw).padStart(10)}  gzip ${kilobytes(gzip).padStart(9)}  budget ${kilobytes(budget).padStart(9)}  ${gzip <= budget ? 'ok' : 'TOO LARGE'}`,
    );
}
