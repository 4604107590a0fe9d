// The C++ library as another project gets it: installed, found by find_package and linked.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'loss-playground-consumer-'));
after(() => rmSync(folder, { recursive: true }));

function command(name: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(status, 0, `${name} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

test('an installed library links into another project, which gets none of our flags', () => {
  const installed = join(folder, 'installed');
  const build = join(folder, 'build');
  command('cmake', '--preset', 'native');
  command('cmake', '--build', 'build/native', '--target', 'loss_playground');
  command('cmake', '--install', 'build/native', '--prefix', installed);
  command(
    'cmake',
    '-S',
    'tests/setup/consumer',
    '-B',
    build,
    `-DCMAKE_PREFIX_PATH=${installed}`,
    '-DCMAKE_BUILD_TYPE=Release',
  );
  command('cmake', '--build', build);
  assert.ok(Number(command(join(build, 'consumer'))) > 0.9);
  const targets = readFileSync(
    join(installed, 'lib/cmake/LossPlayground/LossPlaygroundTargets.cmake'),
    'utf8',
  );
  assert.doesNotMatch(targets, /-W|-ffp-contract|-msse|EIGEN_/);
});
