// The wording check of npm run lint, and the list of npm run words, on small texts made for them.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'vite';

const tool = (name: string) => import(new URL(`../../.tools/${name}`, import.meta.url).href);
interface Found {
  line: number;
  found: string;
  better: string;
}
const { phrasesIn } = (await tool('words/phrases.mjs')) as {
  phrasesIn(text: string, phrases: Record<string, string>): Found[];
};
const { textsOfCpp, textsOfHtml, textsOfMarkdown, textsOfModule } = (await tool('words/texts.mjs')) as Record<
  'textsOfCpp' | 'textsOfHtml' | 'textsOfMarkdown',
  (text: string) => { index: number; text: string }[]
> & { textsOfModule(program: unknown, walk: unknown): { text: string }[] };
const { walk } = await tool('house/modules.mjs');
const { surveyWords } = (await tool('words.mjs')) as {
  surveyWords(
    folder: string,
    config: Record<'checked' | 'exempt' | 'awaiting', string[]> & { phrases: Record<string, string> },
  ): { faults: (Found & { path: string })[]; waiting: Map<string, number> };
};

const phrases = { 'by heart': 'memorize', 'colour*': 'color', mend: 'fix' };
const linesIn = (text: string) => phrasesIn(text, phrases).map(({ line, found }) => `${line} ${found}`);

test('a phrase is found in any case, as whole words, with its line and a better one', () => {
  assert.deepEqual(phrasesIn('good\nLearnt By Heart.', phrases), [
    { line: 2, found: 'By Heart', better: 'memorize' },
  ]);
  assert.deepEqual(linesIn('recommend, amended, mended'), []);
  assert.deepEqual(linesIn('mend it'), ['1 mend']);
  assert.deepEqual(linesIn('Colours and\n\ncolouring'), ['1 Colours', '3 colouring']);
});

test('a line break does not hide a phrase, nor do the marks of a comment', () => {
  assert.deepEqual(linesIn('// learned by\n// heart\nconst x = 1;'), ['1 by heart']);
  assert.deepEqual(linesIn('  /// learned by\n  /// heart'), ['1 by heart']);
  assert.deepEqual(linesIn('/**\n * learned by\n * heart\n */'), ['2 by heart']);
});

test('checked files are reported by path; files that await their edit are only counted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'words-'));
  try {
    for (const [path, text] of Object.entries({
      'web/done/a.ts': '// by heart',
      'web/later/b.ts': '// by heart, a colour',
      'web/later.ts': '// mend',
      'README.md': 'A colour.',
      'web/list.ts': '// by heart',
      'other/c.ts': '// by heart',
    })) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { faults, waiting } = surveyWords(folder, {
      phrases,
      checked: ['web', 'README.md', 'absent'],
      exempt: ['web/list.ts'],
      awaiting: ['web/later'],
    });
    assert.deepEqual(faults.map(({ path, line, found }) => `${path}:${line} ${found}`).sort(), [
      'README.md:1 colour',
      'web/done/a.ts:1 by heart',
      'web/later.ts:1 mend',
    ]);
    assert.deepEqual([...waiting], [['web/later', 2]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('texts of templates and strings are listed, code is not', () => {
  const source = `
    const style = css\`.a { color: red; margin: 0 auto; }\`;
    const kind = 'mean';
    const words = \`Step \${step} is the last one\`;
    const label = 'Pause the run';
    const view = html\`<p class="a" title="What it shows">The loss is <b>\${loss}</b> here.</p><script>const a = 1;</script>\`;`;
  const texts = textsOfModule(parseSync('a.ts', source).program, walk).map(({ text }) => text);
  assert.deepEqual(texts.sort(), [
    'Pause the run',
    'Step … is the last one',
    'The loss is … here.',
    'What it shows',
  ]);
});

test('texts of pages, documents and C++ are listed where they are', () => {
  assert.deepEqual(
    textsOfHtml('<h1>A loss</h1><!-- no text --><img alt="A chart">').map(({ text }) => text),
    ['A chart', 'A loss'],
  );
  assert.deepEqual(
    textsOfMarkdown('# Title\n\nOne sentence\nin two lines.\n\n```js\ncode();\n```\n').map(
      ({ text }) => text,
    ),
    ['# Title', 'One sentence in two lines.'],
  );
  const source = 'f("id", "The first "\n  "sentence.", R"(\\frac{a}{b} c d)");\n// a "comment with text"';
  const texts = textsOfCpp(source);
  assert.deepEqual(texts, [{ index: source.indexOf('"The'), text: 'The first sentence.' }]);
});
