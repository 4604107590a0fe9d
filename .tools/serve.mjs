// A small static server for the playground and its tests. It listens on this machine only.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gz': 'application/gzip',
};

export const contentType = (file) => types[extname(file)] ?? 'application/octet-stream';

/** The file that a request means, or null: only files below the folder. */
export function resolvePath(folder, prefix, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(prefix) || path.includes('\0')) return null;
  const file = normalize(join(folder, path.slice(prefix.length) || 'index.html'));
  if (file !== folder && !file.startsWith(folder + sep)) return null;
  const isFolder = entryAt(file)?.isDirectory();
  const target = isFolder ? join(file, 'index.html') : file;
  return entryAt(target)?.isFile() ? target : null;
}

/** What is at a path; undefined where nothing is, or where it may not be looked at. */
function entryAt(path) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/**
 * Sends a file. The head is written once the file is open: one that cannot be read is answered with 500, and one that
 * fails while it is sent ends the connection. The file is closed too when the client leaves early.
 */
export function sendFile(response, file, headers = {}) {
  const stream = createReadStream(file);
  const refuse = () =>
    response.writeHead(500, { 'content-type': 'text/plain' }).end('The file cannot be read');
  stream.once('error', refuse);
  stream.once('open', () => {
    stream.off('error', refuse);
    response.writeHead(200, { 'content-type': contentType(file), ...headers });
    // It destroys both ends when one fails or is closed, so no answer is possible then.
    pipeline(stream, response, () => {});
  });
}

/**
 * Serves a folder. `prefix` is the path it appears under, `/` unless given; `headers` are added to each answer. Resolves
 * to the address and a way to stop.
 */
export function serve(folder, { port = 0, prefix = '/', headers = {} } = {}) {
  const server = createServer((request, response) => {
    const file = resolvePath(folder, prefix, request.url ?? '/');
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    sendFile(response, file, { 'cache-control': 'no-cache', ...headers });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const stop = () =>
        new Promise((done) => {
          server.close(done);
          server.closeAllConnections();
        });
      resolve({ url: `http://127.0.0.1:${server.address().port}${prefix}`, stop });
    });
  });
}
