// What the engine says of files that do not come, or are not what they should be.
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { download, downloadJson } from '../../web/engine/module/download.ts';
import { fetchPacked, loadBindings } from '../../web/engine/module/load.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** The address of a file that is answered in some way. */
async function file(name: string, answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`);
}

const content =
  (bytes: string | Uint8Array, type = 'application/octet-stream'): RequestListener =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': type }).end(bytes);

const rejects = (work: Promise<unknown>, message: RegExp) =>
  assert.rejects(work, (error: Error) => {
    assert.equal(error.name, 'DownloadError');
    assert.match(error.message, message);
    return true;
  });

test('a file that comes whole is what was sent', async () => {
  assert.equal(await (await download(await file('a.txt', content('a,b\n')))).text(), 'a,b\n');
  assert.deepEqual(await downloadJson(await file('a.json', content('{"a":1}'))), { a: 1 });
  const packed = await file('a.gz', content(gzipSync('a,b\n')));
  assert.equal(new TextDecoder().decode(await fetchPacked(packed)), 'a,b\n');
});

test('a server that unpacks gzip files without saying so is understood', async () => {
  const unpacked = await file('a.gz', content('a,b\n'));
  assert.equal(new TextDecoder().decode(await fetchPacked(unpacked)), 'a,b\n');
});

test('a status is named', async () =>
  rejects(
    download(await file('a.wasm', (_request, response) => response.writeHead(404).end())),
    /^a\.wasm could not be loaded: the server answered with status 404\.$/,
  ));

for (const [what, answer] of Object.entries({
  'by its type': content('Sign in', 'text/html; charset=utf-8'),
  'by its content': content('\n <!DOCTYPE html><p>Sign in'),
}))
  test(`a web page in place of a file is recognized ${what}`, async () => {
    const page = /could not be loaded: the server answered with a web page/;
    await rejects(downloadJson(await file('catalog.json', answer)), page);
    await rejects(fetchPacked(await file('digits.table.gz', answer)), page);
  });

test('a connection that goes silent in the middle of a file is given up', async () => {
  const scope = globalThis as { lossPlaygroundPatience?: number };
  scope.lossPlaygroundPatience = 40;
  try {
    const half = await file('a.gz', (_request, response) => response.writeHead(200).write('half'));
    await rejects(download(half), /^a\.gz could not be loaded: nothing has arrived for 1 s\.$/);
  } finally {
    Reflect.deleteProperty(scope, 'lossPlaygroundPatience');
  }
});

test('a server that cannot be reached is named as that', async () => {
  const address = await file('a.gz', (request) => request.socket.destroy());
  await rejects(download(address), /the server cannot be reached/);
});

test('damaged files are named as that', async () => {
  const damaged = /could not be loaded: the file is damaged/;
  await rejects(downloadJson(await file('a.json', content('{"a":'))), damaged);
  await rejects(fetchPacked(await file('a.gz', content(gzipSync('a,b\n').subarray(0, 12)))), damaged);
  const wasm = await file('a.wasm', content('neither page nor module'));
  const asks = (options: object) =>
    new Promise((_done, failed) => {
      (options as { instantiateWasm(imports: object, done: () => void): void }).instantiateWasm({}, () =>
        failed(new Error('it was compiled')),
      );
    });
  await rejects(loadBindings(asks as never, wasm), damaged);
});
