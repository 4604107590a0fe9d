// The package as `npm pack` makes it, installed into an empty project.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'loss-playground-package-'));

function command(name: string, args: string[], cwd = project): string {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd, encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(status, 0, `${name} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

const node = (code: string) => command(process.execPath, ['--input-type=module', '-e', code]).trim();

before(() => {
  const [packed] = JSON.parse(command('npm', ['pack', '--json', '--pack-destination', project], root));
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  command('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`]);
});
after(() => rmSync(project, { recursive: true }));

const installed = join(project, 'node_modules/loss-playground');

test('the package holds the element, the engine and its data, not the site', () => {
  for (const file of ['index.js', 'engine.js', 'engine.wasm', 'starter.wasm', 'loss-playground.js', 'data'])
    assert.ok(existsSync(join(installed, 'dist', file)), file);
  assert.equal(existsSync(join(installed, 'dist/site')), false);
  assert.equal(existsSync(join(installed, 'cpp')), false);
});

test('a server that renders pages may import the element', () => {
  assert.equal(
    node("import('loss-playground').then((api) => console.log(typeof api.LossPlayground))"),
    'function',
  );
});

test('the engine trains in Node', () => {
  const cost = node(`import { createEngine } from 'loss-playground/engine';
    const run = await (await createEngine()).createRun({ version: 1, task: { id: 'digits' } });
    console.log(run.advance(50).cost);`);
  assert.ok(Number(cost) > 0 && Number(cost) < Math.log(10), cost);
});

test('types: a page that uses the element and the engine compiles', () => {
  writeFileSync(
    join(project, 'page.ts'),
    `import { LossPlayground, type LossPlaygroundEvents } from 'loss-playground';
import { createEngine } from 'loss-playground/engine';
LossPlayground.base = '/loss-playground/';
const element = document.createElement('loss-playground');
element.experiment = { version: 1, task: { id: 'circle' } };
element.controls = 'full';
element.addEventListener('step', (event) => {
  const cost: number = (event as LossPlaygroundEvents['step']).detail.cost;
  console.log(cost, element.metrics?.step, element.error?.code === 'load');
});
export const engine = createEngine();
`,
  );
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--target',
    'es2022',
  ];
  command(join(root, 'node_modules/.bin/tsc'), [...options, '--lib', 'es2023,dom', '--types', '', 'page.ts']);
});

test('the manifest for editors names every attribute', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'dist/custom-elements.json'), 'utf8'));
  const named = manifest.modules[0].declarations[0].attributes.map(({ name }: { name: string }) => name);
  const observed = node(
    "import('loss-playground').then((api) => console.log(api.LossPlayground.observedAttributes.join()))",
  );
  assert.deepEqual(named.sort(), observed.split(',').sort());
});

test('the command copies what a site serves and draws a poster of the experiment', () => {
  command('npx', ['--offline', 'loss-playground', 'copy', 'public']);
  const copied = readdirSync(join(project, 'public'));
  for (const file of ['loss-playground.js', 'playground.js', 'engine.js', 'starter.wasm', 'data'])
    assert.ok(copied.includes(file), file);
  const svg = command('npx', ['--offline', 'loss-playground', 'poster', 'task=xor&steps=50&v=1']);
  assert.match(svg, /^<svg [^>]*viewBox="0 0 720 444"/);
  assert.match(svg, /After 50 steps: training cost 0\.\d+/);
  // The same experiment gives the same picture.
  assert.equal(svg, command('npx', ['--offline', 'loss-playground', 'poster', 'task=xor&steps=50&v=1']));
});
