// What the tool that writes the guide's pages makes of a chapter's entries.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHtml } from '../../../web/guide/tree.ts';
import { catalog } from '../support/catalog.ts';

const tools = (name: string) => import(new URL(`../../../.tools/${name}.mjs`, import.meta.url).href);
const { guideContents } = await tools('guide');
const contents = await guideContents();
const [chapter] = contents.chapters;

test('guide: the PyTorch code of every loss is complete', () => {
  // The code of a typed loss is that of its formula.
  const entries = catalog.losses.filter(({ own }) => !own);
  const calls = entries.map(({ id }) => contents.writer(chapter).loss(id).pytorch);
  assert.deepEqual(
    calls.filter((call) => call?.includes('{')),
    [],
  );
  assert.ok(calls.includes('torch.nn.functional.softplus(0 - (chosen - rejected)).mean()'));
  assert.ok(calls.includes('torch.nn.functional.huber_loss(input, target)'));
});

test('guide: without a script each chapter says that its run needs one, and which step the picture shows', () => {
  for (const each of contents.chapters) {
    const place = { still: { width: 2, height: 1 } };
    const html = contents.chapterTrees(each, contents.writer(each), place).map(toHtml).join('');
    assert.match(html, /The live run needs JavaScript\. The picture shows it(?: at step [\d,]+)?\.<\/p>/);
  }
});
