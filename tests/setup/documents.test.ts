// The parts of the README that follow from the sources.
import assert from 'node:assert/strict';
import { test } from 'node:test';

type Makers = Record<string, () => string>;
const { withParts } = (await import(new URL('../../.tools/documents.mjs', import.meta.url).href)) as {
  withParts(text: string, makers: Makers): Promise<string>;
};

const marked = (name: string, inside: string) =>
  `<!-- made by npm run format: ${name} -->${inside}<!-- end -->`;

test('what stands between the markers is made anew, and nothing else changes', async () => {
  const makers = { labs: () => 'new', views: () => '$1' };
  const text = (labs: string, views: string) => `a ${marked('labs', labs)} b ${marked('views', views)} c`;
  const current = await withParts(text('old\nlines', ''), makers);
  assert.equal(current, text('new', '$1'));
  assert.equal(await withParts(current, makers), current);
});

test('a part that nothing makes is named, with the nearest that is made', async () => {
  await assert.rejects(
    withParts(marked('lab', ''), { labs: () => '' }),
    /no generated part "lab"\. Did you mean "labs"\?/,
  );
});
