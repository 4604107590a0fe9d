// npm run dev, on a copy of the project that may be changed.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'loss-playground-dev-'));
let browser: Browser;
let server: ChildProcess;
let address: string;

/** The address that the command prints. */
async function printedAddress(child: ChildProcess): Promise<string> {
  assert.ok(child.stdout);
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /is at (http:\S+)/.exec(line)?.[1];
    if (found) return found;
  }
  throw new Error('npm run dev ended without an address');
}

before(async () => {
  const parts =
    '.tools web cpp tests/reference CMakeLists.txt CMakePresets.json package.json package-lock.json dist build/stamps biome.json tsconfig.json';
  const modules = ['loss_playground', 'loss_playground_starter'].flatMap((name) =>
    ['mjs', 'wasm'].map((ending) => `build/wasm/${name}.${ending}`),
  );
  for (const part of [...parts.split(' '), ...modules])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  server = spawn('npm', ['run', 'dev'], {
    cwd: copy,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  address = await printedAddress(server);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
});
after(async () => {
  await browser.close();
  if (server.pid) process.kill(-server.pid);
  rmSync(copy, { recursive: true, force: true });
});

test('the page trains on the built engine, and loads again when a lab or the engine changes or a lab is added', async () => {
  const page = await browser.newPage();
  await page.goto(address);
  const trained = () =>
    page
      .getByText(/Step [1-9]/)
      .first()
      .waitFor();
  await trained();
  for (const file of ['web/labs/train/train-lab.ts', 'web/engine/index.ts']) {
    const loaded = page.waitForEvent('load');
    writeFileSync(join(copy, file), `${readFileSync(join(copy, file), 'utf8')}\n// changed\n`);
    await loaded;
    await trained();
  }
  const loaded = page.waitForEvent('load');
  assert.equal(spawnSync('node', ['.tools/new.mjs', 'lab', 'tolerance'], { cwd: copy }).status, 0);
  await loaded;
  await page.getByRole('link', { name: 'Tolerance' }).click();
  await page.getByText('The loss is 1.000, its slope −2.000.').waitFor();
});
