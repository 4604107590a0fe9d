// The command for authors of documentation: what it overwrites, and how it fails.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'loss-playground-command-'));
after(() => rmSync(folder, { recursive: true }));
const script = join(folder, 'loss-playground.js');
const record = join(folder, 'loss-playground.files.json');

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('copy: what it wrote is replaced, what others wrote is not, unless forced', () => {
  assert.equal(run('copy', folder).status, 0);
  assert.ok(readdirSync(join(folder, 'data')).length > 3);
  const original = readFileSync(script);
  assert.equal(run('copy', folder).status, 0);

  // A file of an earlier version is in the record.
  writeFileSync(script, 'earlier');
  const names = JSON.parse(readFileSync(record, 'utf8'));
  const earlier = createHash('sha256').update('earlier').digest('hex');
  writeFileSync(record, JSON.stringify({ ...names, 'loss-playground.js': earlier }));
  assert.equal(run('copy', folder).status, 0);
  assert.deepEqual(readFileSync(script), original);

  writeFileSync(script, 'changed by hand');
  const refused = run('copy', folder);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /loss-playground\.js was not written by this command.*--force/);
  assert.equal(readFileSync(script, 'utf8'), 'changed by hand');

  assert.equal(run('copy', folder, '--force').status, 0);
  assert.deepEqual(readFileSync(script), original);
});

test('copy: nothing is written if one file would be overwritten, with or without a record', () => {
  const other = mkdtempSync(join(tmpdir(), 'loss-playground-command-'));
  try {
    writeFileSync(join(other, 'catalog.json'), '{}');
    for (const text of [null, 'not JSON', '{"__proto__":"x"}', 'null']) {
      if (text !== null) writeFileSync(join(other, 'loss-playground.files.json'), text);
      const { status, stderr } = run('copy', other);
      assert.equal(status, 1);
      assert.match(stderr, /catalog\.json was not written/);
      assert.equal(readFileSync(join(other, 'catalog.json'), 'utf8'), '{}');
      assert.equal(readdirSync(other).includes('engine.js'), false);
    }
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('poster: an image of a run, or a reason and a failure', () => {
  const drawn = run('poster', 'task=circle&v=1', '--steps', '5');
  assert.equal(drawn.status, 0);
  assert.match(drawn.stdout, /^<svg/);
  const failing: [args: string[], reason: RegExp][] = [
    [
      ['task=houses&optimizer.lr=10&v=1', '--steps', '5000'],
      /^Training diverged: at step \d+ .* smaller learning rate/,
    ],
    [['task=circle&seed=3'], /^link: an incomplete link/],
    [['task=circle&constructor.x=1&v=1'], /^constructor\.x: "constructor" is not valid/],
    [['task=circle&v=1', '--theme', 'purple'], /^"purple" is not a theme. Use one of light, dark, auto/],
    [['task=circle&v=1', '--steps', 'many'], /^steps: NaN is not valid/],
    [['none.json'], /no such file/],
  ];
  for (const [args, reason] of failing) {
    const { status, stdout, stderr } = run('poster', ...args);
    assert.equal(status, 1, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, reason);
  }
});
