// npm run dev: the page with live reload, on the built engine. A change below web/ reloads the page; one below web/engine
// or web/data builds the engine's script first. Changes in cpp/ need `npm run build` and a reload.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bootScript } from './boot.mjs';
import { build, needsOfStages } from './build.mjs';
import { firstCatalog } from './element.mjs';
import { root } from './run.mjs';
import { resolvePath, sendFile } from './serve.mjs';
import { setUp } from './setup.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const engineName = 'loss-playground/engine';
const dist = join(root, 'dist');
const labs = join(root, 'web/labs');

/** The file that the page asks for beside its own scripts: the built engine, its data, a lab's still picture. */
function fileBeside(pathname) {
  if (/^\/(?:engine(?:-module)?\.js|\w+\.wasm|catalog\.json|data\/[\w.-]+)$/.test(pathname))
    return resolvePath(dist, '/', pathname);
  if (!pathname.startsWith('/stills/')) return null;
  return readdirSync(labs)
    .map((lab) => resolvePath(join(labs, lab), '/', pathname))
    .find(Boolean);
}

/** Answers what Vite does not have. */
async function answer(request, response, next) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const fresh = { 'cache-control': 'no-store' };
  const head = (type) => response.writeHead(200, { 'content-type': type, ...fresh });
  if (pathname === '/first-catalog.json') return head('application/json').end(firstCatalog());
  if (pathname === '/boot.js') return head('text/javascript').end(await bootScript());
  const file = fileBeside(pathname);
  if (!file) return next();
  sendFile(response, file, fresh);
}

/**
 * The engine as pages have it: its script as it was built, at the page's address, so that its worker, module and data are
 * found beside it. Vite rewrites imports, so a small module passes on what the script exports.
 */
const builtEngine = {
  name: 'built engine',
  enforce: 'pre',
  resolveId: (id) => (id === engineName ? `\0${engineName}` : null),
  load: async (id) => {
    if (id !== `\0${engineName}`) return null;
    const names = Object.keys(await import(`${pathToFileURL(join(root, 'dist/engine.js'))}?${Date.now()}`));
    return `export const { ${names.join(', ')} } = await import(/* @vite-ignore */ new URL('/engine.js', location.href).href);`;
  },
  configureServer: (server) => {
    server.middlewares.use(answer);
    followChanges(server);
  },
};

/** Reloads the page for what Vite does not follow by itself: sources of the engine, and labs that come or go. */
function followChanges(server) {
  const sources = ['web/engine', 'web/data'].map((folder) => join(root, folder));
  const reload = () => {
    server.moduleGraph.invalidateAll();
    server.ws.send({ type: 'full-reload' });
  };
  // One build after another, however fast files change.
  let building = Promise.resolve();
  server.watcher.add([...sources, labs]);
  server.watcher.on('all', (event, file) => {
    if (sources.some((folder) => file.startsWith(folder)))
      building = building
        .then(() => build(['engine']))
        .then(reload)
        .catch((error) => console.error(error.message));
    else if (event !== 'change' && file.endsWith('/lab.ts')) reload();
  });
}

setUp(needsOfStages(['engine']));
await build(['engine']);
const { createServer } = await import('vite');
const server = await createServer({
  configFile: join(root, 'web/site/vite.config.mjs'),
  plugins: [builtEngine],
  server: {
    host: '127.0.0.1',
    port: Number(values.port),
    strictPort: values.port !== '0',
    fs: { allow: [root] },
  },
});
await server.listen();
console.log(`The playground is at ${server.resolvedUrls.local[0]} (press Ctrl+C to stop)`);
