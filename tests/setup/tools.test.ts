// The project's own commands: what is built again, what is served, what the build refuses.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Tools {
  gapsOf(catalog: object, hasFixture: (kind: string, id: string) => boolean): string[];
  resolvePath(folder: string, prefix: string, address: string): string | null;
  whenChanged(
    folder: string,
    name: string,
    files: { inputs: string[]; outputs: string[] },
    work: () => void,
  ): Promise<boolean>;
}

const modules = await Promise.all(
  ['complete', 'serve', 'stamp'].map(
    (name) => import(new URL(`../../.tools/${name}.mjs`, import.meta.url).href),
  ),
);
const tools = Object.assign({}, ...modules) as Tools;

test('the commands load before any package is installed: they are what installs them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'));
  try {
    for (const part of ['.tools', 'web/site', 'package.json'])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    for (const name of ['build', 'parts', 'setup', 'sizes', 'serve', 'stamp', 'summary']) {
      const { status, stderr } = spawnSync(process.execPath, ['-e', `import('./.tools/${name}.mjs')`], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${name}: ${stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the lock file names the optional packages of every platform, and no download address', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages))
    for (const name of Object.keys(optionalDependencies))
      assert.ok(
        `${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages,
        `${name} of ${path}`,
      );
  assert.doesNotMatch(text, /"resolved"/);
});

test('work is done when an input changed or an output is gone, and not otherwise', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loss-playground-'));
  const files = { inputs: ['in'], outputs: ['out'] };
  let times = 0;
  const work = () => {
    times++;
    writeFileSync(join(folder, 'out'), 'made');
  };
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/a'), '1');
  assert.equal(await tools.whenChanged(folder, 'it', files, work), true);
  assert.equal(await tools.whenChanged(folder, 'it', files, work), false);
  writeFileSync(join(folder, 'in/b'), '2');
  assert.equal(await tools.whenChanged(folder, 'it', files, work), true);
  rmSync(join(folder, 'out'));
  assert.equal(await tools.whenChanged(folder, 'it', files, work), true);
  assert.equal(times, 3);
});

test('work that fails is done again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loss-playground-'));
  writeFileSync(join(folder, 'in'), '1');
  writeFileSync(join(folder, 'out'), 'old');
  const fail = () => {
    throw new Error('no');
  };
  const files = { inputs: ['in'], outputs: ['out'] };
  await assert.rejects(tools.whenChanged(folder, 'it', files, fail), /no/);
  assert.equal(await tools.whenChanged(folder, 'it', files, () => {}), true);
});

test('the build names what an entry of the catalog lacks, and the command that makes its fixture', () => {
  const words = { title: 'loss', summary: 'A loss.', formula: 'x' };
  const params = [{ id: 'margin', doc: 'How far.' }];
  const whole = { id: 'whole', ...words, params, pytorch: { call: 'loss(input, {margin|0=None})' } };
  const bare = { id: 'bare', ...words, formula: '', params: [{ id: 'margin', doc: '' }] };
  const torn = { ...whole, id: 'torn', pytorch: { call: 'loss(input, {gamma})' } };
  const plain = { id: 'plain', ...words, params };
  const has = (kind: string, id: string) => kind === 'losses' && id !== 'bare';
  const told = [
    { ...whole, id: 'none', pytorch: { missing: 'PyTorch has none.' } },
    { ...whole, id: 'own', pytorch: { call: '', without: 'other margin' } },
  ];
  assert.deepEqual(tools.gapsOf({ losses: [whole, ...told], models: [plain] }, has), []);
  assert.deepEqual(tools.gapsOf({ losses: [whole, bare, torn], schedules: [whole] }, has), [
    'losses: bare has no title, summary or formula',
    'losses: bare.margin is not documented',
    'losses: bare has neither a PyTorch equivalent (pytorch.call) nor a reason why there is none (pytorch.missing)',
    'losses: torn uses {gamma} in pytorch, which is not a parameter',
    'losses: torn does not say how margin is used in PyTorch: add it to pytorch.call or to pytorch.without',
    'losses: bare has no fixture tests/reference/losses/bare.json',
    'schedules: whole has no fixture tests/reference/schedules/whole.json',
    'Generate the fixtures with:',
    '  npm run fixtures -- losses bare',
    '  npm run fixtures -- schedules whole',
  ]);
});

test('only files below the served folder are handed out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loss-playground-'));
  writeFileSync(join(folder, 'index.html'), '');
  assert.equal(tools.resolvePath(folder, '/sub/', '/sub/'), join(folder, 'index.html'));
  assert.equal(tools.resolvePath(folder, '/sub/', '/index.html'), null);
  assert.equal(tools.resolvePath(folder, '/', '/none'), null);
  for (const address of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/%00', '/%E0%A4%A'])
    assert.equal(tools.resolvePath(folder, '/', address), null);
});

test('npm start builds, prints the address and serves the page', async () => {
  const child = spawn('npm', ['start', '--', '--no-open'], { cwd: root, detached: true });
  try {
    let address: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      address = /is at (http:\S+)/.exec(line)?.[1];
      if (address) break;
    }
    assert.ok(address);
    const page = await fetch(address);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<title>Loss Playground<\/title>/);
    const wasm = await fetch(new URL('engine.wasm', address));
    assert.equal(wasm.headers.get('content-type'), 'application/wasm');
    await wasm.arrayBuffer();
    assert.equal((await fetch(new URL('none', address))).status, 404);
  } finally {
    if (child.pid) process.kill(-child.pid);
  }
});
