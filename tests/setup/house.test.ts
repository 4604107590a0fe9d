// The checks of the layout, on small projects made for them.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

interface Survey {
  folders: [string, number][];
  longestFiles: { path: string; lines: number }[];
  crossings: [string, number][];
  faults: Record<'imports' | 'circles' | 'ids' | 'starter' | 'length', string[]>;
}
const { surveyHouse } = (await import(new URL('../../.tools/house.mjs', import.meta.url).href)) as {
  surveyHouse(folder: string, rules: object): Promise<Survey>;
};

const rules = {
  aliases: { 'loss-playground/engine': 'web/engine/index.ts' },
  idsAreNamedIn: ['web/site/default.ts'],
  longest: 5,
  layout: {
    'web/site': { from: ['web/labs', 'web/ui', 'web/engine'] },
    'web/labs': { from: ['web/ui', 'web/engine'] },
    'web/engine': { from: [] },
    'web/engine/module': { from: ['web/engine/api'] },
    'web/engine/api': { from: [] },
    'web/ui': { from: [], types: ['web/engine/api', 'web/engine/index.ts'] },
  },
};

/** The survey of a project with these files. */
async function survey(files: Record<string, string>): Promise<Survey> {
  const folder = mkdtempSync(join(tmpdir(), 'house-'));
  try {
    for (const part of ['.tools', 'cpp', 'web', 'tests']) mkdirSync(join(folder, part));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await surveyHouse(folder, rules);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const faultsOf = async (rule: keyof Survey['faults'], files: Record<string, string>) =>
  (await survey(files)).faults[rule];
const refused = (files: Record<string, string>) => faultsOf('imports', files);
const circles = (files: Record<string, string>) => faultsOf('circles', files);
const ids = (text: string) => faultsOf('ids', { 'web/labs/a.ts': text });

test('an import against the direction is refused and named, however it is written', async () => {
  const says = ['web/engine/run.ts imports web/labs/a.ts: web/engine may not import web/labs'];
  const a = { 'web/labs/a.ts': 'export const a = 1;\nexport type A = 1;' };
  for (const text of [
    "import { a } from '../labs/a.ts';",
    "import '../labs/a.ts';",
    "export * from '../labs/a.ts';",
    "const later = () => import('../labs/a.ts');",
    "import type { A } from '../labs/a.ts';",
    "type A = import('../labs/a.ts').A;",
  ])
    assert.deepEqual(await refused({ ...a, 'web/engine/run.ts': text }), says, text);
});

test('an import in the direction, within a folder, of a package or in a comment is not refused', async () => {
  const files = {
    'web/labs/a.ts': "// import '../site/main.ts';\nimport '../engine/api/types.ts';\nimport 'lit';",
    'web/site/main.ts': "import '../labs/a.ts';\nimport './rest.ts';",
    'web/site/rest.ts': "import 'loss-playground/engine';",
    'web/engine/index.ts': "export * from './module/load.ts';",
    'web/engine/module/load.ts': "import '../api/types.ts';",
    'web/engine/api/types.ts': "const text = 'import ../../labs/a.ts';",
  };
  assert.deepEqual(await refused(files), []);
});

test('a part of a folder may have rules of its own', async () => {
  const files = { 'web/engine/api/types.ts': "import '../module/load.ts';", 'web/engine/module/load.ts': '' };
  assert.deepEqual(await refused(files), [
    'web/engine/api/types.ts imports web/engine/module/load.ts: web/engine/api may not import web/engine/module',
  ]);
});

test('where only types are allowed, a value is refused', async () => {
  const engine = { 'web/engine/index.ts': 'export type A = 1;\nexport const b = 1;' };
  const slider = (text: string) => refused({ ...engine, 'web/ui/slider.ts': text });
  assert.deepEqual(await slider("import type { A } from 'loss-playground/engine';"), []);
  assert.deepEqual(await slider("import { type A } from 'loss-playground/engine';"), []);
  assert.equal((await slider("import { type A, b } from 'loss-playground/engine';")).length, 1);
});

test('a file outside the layout is named', async () => {
  assert.deepEqual(await refused({ 'web/other/a.ts': '' }), [
    'web/other/a.ts is not in a folder of the layout',
  ]);
});

test('a circle is found through several modules and through types, and a module that is only near it is not in it', async () => {
  const files = {
    'web/labs/a.ts': "import './b.ts';\nimport './d.ts';",
    'web/labs/b.ts': "const c = () => import('./c.ts');",
    'web/labs/c.ts': "import type { A } from './a.ts';",
    'web/labs/d.ts': '',
    'web/labs/e.ts': "import './a.ts';",
  };
  assert.deepEqual(await circles(files), ['web/labs/a.ts <-> web/labs/b.ts <-> web/labs/c.ts']);
  assert.deepEqual(await circles({ ...files, 'web/labs/c.ts': '' }), []);
});

test('ids compared with strings are found in every form', async () => {
  for (const text of [
    "if (loss.id === 'mse_loss') draw();",
    "if ('spiral' !== run?.experiment.task.id) draw();",
    "const { id } = loss; if (id == 'x') draw();",
    "const lossId = ''; if (lossId === `x`) draw();",
    "switch (task.id) { case 'digits': draw(); }",
    'if (/rank|list/.test(loss.id)) draw();',
    "if (loss.id.startsWith('triplet')) draw();",
    'if (loss.id.match(/rank/)) draw();',
    "if (['a', 'b'].includes(loss.id)) draw();",
    "const some = new Set(['a', 'b']); if (some.has(loss.id)) draw();",
    "const names: Record<string, string> = { a: 'A', b: 'B' }; draw(names[loss.id]);",
    "const names = { a: 'A', b: 'B' }; if (loss.id in names) draw();",
  ])
    assert.deepEqual(await ids(text), ['web/labs/a.ts:1'], text);
});

test('ids compared with each other, other strings and the one default are no fault', async () => {
  for (const text of [
    'if (loss.id === other.id) draw();',
    "if (loss.family === 'triplet') draw();",
    'const found = losses.find(({ id }) => id === wanted);',
    'if (known.has(loss.id)) draw();',
    'const byId = Object.fromEntries(pairs); draw(byId[loss.id]);',
    "const units = { a: 'A' }; draw(units[loss.unit]);",
    "// loss.id === 'mse_loss'",
  ])
    assert.deepEqual(await ids(text), [], text);
  const first = { 'web/site/default.ts': "if (lab.id === 'train') open();" };
  assert.deepEqual(await faultsOf('ids', first), []);
});

test('long files and branches for the starter are named; files are counted by folder', async () => {
  const { faults, folders, longestFiles } = await survey({
    'web/site/long.ts': '\n'.repeat(6),
    'web/site/short.ts': '\n',
    'cpp/a.hpp': 'if constexpr (is_starter) return;\n',
  });
  assert.deepEqual(faults.length, ['web/site/long.ts (6)']);
  assert.deepEqual(faults.starter, ['cpp/a.hpp']);
  assert.deepEqual(folders, [
    ['cpp', 1],
    ['web/site', 2],
  ]);
  assert.equal(longestFiles[0]?.path, 'web/site/long.ts');
});

test('imports between folders are counted', async () => {
  const { crossings } = await survey({
    'web/labs/a.ts': "import '../ui/a.ts';\nimport './b.ts';",
    'web/labs/b.ts': "import '../ui/a.ts';",
    'web/ui/a.ts': '',
  });
  assert.deepEqual(crossings, [['web/labs -> web/ui', 2]]);
});
