// The service worker: the site's files with their hashes, and the mark of the build in its pages.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root } from './run.mjs';

const script = 'service-worker.js';
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Pictures for browsers that cannot train. */
const isLeftOut = (path) => path === script || /^(?:guide\/)?stills\//.test(path);

/** Hashes of the files that are kept, by their paths. */
function hashesOf(folder) {
  const paths = readdirSync(folder, { recursive: true })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !isLeftOut(path))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, hashOf(readFileSync(join(folder, path)))]));
}

/** Marks the pages of a built site with its build, and writes the worker that keeps this build for visits without a network. */
export async function writeServiceWorker(folder) {
  const hashes = hashesOf(folder);
  const build = hashOf(JSON.stringify(hashes));
  for (const path of Object.keys(hashes).filter((each) => each.endsWith('.html'))) {
    const html = readFileSync(join(folder, path), 'utf8');
    const marked = html.replace('</head>', `  <meta name="build" content="${build}" />\n  </head>`);
    writeFileSync(join(folder, path), marked);
    hashes[path] = hashOf(marked);
  }
  const esbuild = await import('esbuild');
  await esbuild.build({
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    define: { build: JSON.stringify(build), files: JSON.stringify(hashes) },
    entryPoints: [join(root, 'web/site/service-worker.ts')],
    outfile: join(folder, script),
  });
}
