// npm run dev: the page with live reload, on the built engine. A change below web/ reloads the page; one below web/engine
// or web/data builds the engine's script first. Changes in cpp/ need `npm run build` and a reload.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build, needsOfStages } from './build.mjs';
import { root } from './run.mjs';
import { contentType, resolvePath } from './serve.mjs';
import { setUp } from './setup.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const engineName = 'loss-playground/engine';
const site = join(root, 'web/site');
const built = [join(root, 'dist'), join(root, 'dist/site')];

/** The file of the built engine or of its data that a request means. */
const builtFile = (address) => {
  const { pathname } = new URL(address, 'http://localhost');
  if (
    !/^\/(?:engine(?:-module)?\.js|\w+\.wasm|(?:first-)?catalog\.json|(?:data|stills)\/[\w.-]+)$/.test(
      pathname,
    )
  )
    return null;
  return built.map((folder) => resolvePath(folder, '/', pathname)).find(Boolean) ?? null;
};

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
    server.middlewares.use((request, response, next) => {
      const file = builtFile(request.url);
      if (!file) return next();
      response.writeHead(200, { 'content-type': contentType(file), 'cache-control': 'no-store' });
      createReadStream(file).pipe(response);
    });
    rebuildEngine(server);
  },
};

/** Builds the engine's script when its sources change, one build after another, and reloads the page. */
function rebuildEngine(server) {
  const sources = ['web/engine', 'web/data'].map((folder) => join(root, folder));
  let building = Promise.resolve();
  server.watcher.add(sources);
  server.watcher.on('all', (_event, file) => {
    if (!sources.some((folder) => file.startsWith(folder))) return;
    building = building
      .then(() => build(['engine']))
      .then(() => server.ws.send({ type: 'full-reload' }))
      .catch((error) => console.error(error.message));
  });
}

setUp(needsOfStages(['site']));
await build(['site']);
const { createServer } = await import('vite');
const server = await createServer({
  configFile: join(site, 'vite.config.mjs'),
  plugins: [builtEngine],
  server: {
    host: '127.0.0.1',
    port: Number(values.port),
    strictPort: values.port !== '0',
    fs: { allow: [root] },
  },
});
await server.listen();
console.log(`The playground is at ${server.resolvedUrls.local[0]} (Ctrl+C ends it)`);
