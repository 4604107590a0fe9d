// The static server: what it cannot read, and clients that leave, cost one request and nothing else.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

interface Tool {
  serve(folder: string): Promise<{ url: string; stop(): Promise<void> }>;
  sendFile(response: ServerResponse, file: string): void;
}

const { serve, sendFile } = (await import(new URL('../../.tools/serve.mjs', import.meta.url).href)) as Tool;
const folder = mkdtempSync(join(tmpdir(), 'loss-playground-serve-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'index.html'), 'the page');
writeFileSync(join(folder, 'large.wasm'), Buffer.alloc(20_000_000));

test('a file that cannot be read is an answer, not the end of the server', async () => {
  const files = ['none.html', '.', 'index.html'];
  let turn = 0;
  const server = createServer((_, response) => sendFile(response, join(folder, files[turn++] ?? '')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // The first cannot be opened, the second can be opened but not read.
  assert.equal((await fetch(url)).status, 500);
  await assert.rejects(fetch(url).then((answer) => answer.text()));
  assert.equal(await (await fetch(url)).text(), 'the page');
  server.closeAllConnections();
  server.close();
});

/** How often this process has a file open. */
const openings = (file: string) =>
  readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === file;
    } catch {
      return false;
    }
  }).length;

const skip = process.platform === 'linux' ? false : 'open files are listed on Linux only';

test('a client that leaves early leaves no file open', { skip }, async () => {
  const { url, stop } = await serve(folder);
  const port = Number(new URL(url).port);
  for (let client = 0; client < 20; client++)
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write('GET /large.wasm HTTP/1.1\r\nhost: x\r\n\r\n'),
      );
      socket.once('data', () => socket.destroy());
      socket.once('close', () => resolve());
    });
  // Later requests are answered after the server has seen that the earlier clients left.
  for (let request = 0; request < 20 && openings(join(folder, 'large.wasm')) > 0; request++)
    assert.equal(await (await fetch(url)).text(), 'the page');
  assert.equal(openings(join(folder, 'large.wasm')), 0);
  await stop();
});
