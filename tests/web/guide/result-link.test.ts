import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeExperiment } from 'loss-playground/engine';
import { decodeResult, encodeResult, type Known, longestResult } from '../../../web/guide/result-link.ts';
import { sealed } from '../../../web/guide/sealed.ts';
import { catalog } from '../support/catalog.ts';
import { chapterIds, done, outline, progress } from './example.ts';

const known: Known = {
  outline,
  refusal(experiment) {
    try {
      decodeExperiment(catalog, experiment);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  },
};
const lenient: Known = { outline, refusal: () => null };

const example = encodeResult(chapterIds, progress);
const read = (link: string) => decodeResult(link, known);
const faultsOf = (...entries: string[]) => read(linkOf(...entries)).faults.map(({ words }) => words);

/** A link whose checksums fit. */
const linkOf = (...entries: string[]) =>
  sealed(['result-1', ...entries.map(sealed), `end=${entries.length}`].join('/'));

test('result link: it is readable and gives back what was done', () => {
  assert.match(
    example,
    /^result-1\/cross-entropy=bc~\w{4}\/cross-entropy\.run=1000:0\.0949:task=digits;optimizer=adam;optimizer\.lr=0\.01;v=1~\w{4}\/overfitting=a-~\w{4}\/end=3~\w{4}$/,
  );
  for (const link of [example, `#${example}`, `https://example.org/guide/results.html#${example}`])
    assert.deepEqual(read(link), { chapters: new Map(Object.entries(done)), faults: [] });
});

test('result link: the test cost comes back to the last bit', () => {
  for (const testCost of [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, Math.LN10, 1e21, -1e-7]) {
    const runs = [{ experiment: 'task=digits&v=1', step: 1, testCost }];
    const { chapters, faults } = read(
      encodeResult(chapterIds, (id) => (id === 'overfitting' ? { runs } : {})),
    );
    assert.deepEqual(faults, []);
    assert.ok(Object.is(chapters.get('overfitting')?.runs?.[0]?.testCost, testCost), String(testCost));
  }
});

test('result link: characters that end a link in other programs are encoded', () => {
  const experiment = `task=digits&note=${encodeURIComponent("a/b:c (d) 'e' *f*! ~ <g>")}&v=1`;
  const runs = [{ experiment, step: 1, testCost: 1 }];
  const link = encodeResult(chapterIds, (id) => (id === 'overfitting' ? { runs } : {}));
  assert.match(link, /^[\w/=:;.~%-]+$/);
  const [run] = decodeResult(link, lenient).chapters.get('overfitting')?.runs ?? [];
  assert.equal(decodeURIComponent(run?.experiment ?? ''), decodeURIComponent(experiment));
});

test('result link: damaged storage gives a link without what is damaged', () => {
  const damaged = {
    predict: 70,
    check: 'x',
    runs: [
      { experiment: 'task=digits&v=1', step: -1, testCost: 1 },
      { step: 1, testCost: Number.NaN },
    ],
  };
  assert.equal(
    encodeResult(chapterIds, () => damaged as never),
    linkOf(),
  );
  assert.equal(
    encodeResult(chapterIds, () => ({ runs: {} }) as never),
    linkOf(),
  );
});

/** All texts that one typing error makes of a text, with what was done. */
function* typingErrors(text: string): Generator<[string, string]> {
  const characters = [...new Set(`${text}0123456789abcdefghijklmnopqrstuvwxyzAZ -_.,;:/#~%&é`)];
  for (let index = 0; index < text.length; index++) {
    const [before, character, after] = [text.slice(0, index), text.charAt(index), text.slice(index + 1)];
    for (const other of characters)
      if (other !== character)
        yield [`${before}${other}${after}`, `${index}: ${character} changed to ${other}`];
    yield [before + after, `${index}: ${character} missing`];
    yield [`${before}${character}${character}${after}`, `${index}: ${character} doubled`];
    const next = text.charAt(index + 1);
    if (next && next !== character)
      yield [`${before}${next}${character}${text.slice(index + 2)}`, `${index}: ${character}${next} swapped`];
  }
}

test('result link: every typing error in the example is found', () => {
  let count = 0;
  for (const [text, error] of typingErrors(example)) {
    assert.notEqual(decodeResult(text, lenient).faults.length, 0, error);
    count++;
  }
  assert.ok(count > 7000, String(count));
});

test('result link: a typing error in an entry leaves the other entries, and nothing wrong is read', () => {
  const [head = '', first = '', ...rest] = example.split('/');
  for (const [text, error] of typingErrors(first)) {
    if (text.includes('/') || text.includes('#')) continue;
    const { chapters, faults } = decodeResult([head, text, ...rest].join('/'), lenient);
    assert.match(faults[0]?.part ?? '', /^entry 1/, error);
    assert.equal(chapters.get('cross-entropy')?.predict, undefined, error);
    assert.deepEqual(chapters.get('cross-entropy')?.runs, done['cross-entropy']?.runs, error);
    assert.deepEqual(chapters.get('overfitting'), done.overfitting, error);
  }
});

test('result link: entries that are missing, doubled or in another order are noticed', () => {
  const [head = '', first = '', second = '', third = '', end = ''] = example.split('/');
  const faults = (...parts: string[]) =>
    read(parts.join('/')).faults.map(({ part, words }) => `${part}: ${words}`);
  assert.match(
    faults(head, second, third, end).join(),
    /^the end: The link says that it has 3 entries, and 2 are there/,
  );
  assert.match(
    faults(head, first, first, second, third, end).join(),
    /in the link twice; the first are shown.*3 entries, and 4/,
  );
  assert.match(
    faults(head, second, first, third, end).join(),
    /^the end: The checksum of the whole link does not fit/,
  );
  assert.match(
    faults(head, first, second).join(),
    /^the end: The end of the link is missing or damaged: it may have been cut off/,
  );
  assert.match(
    faults(head, first, second.slice(0, 20)).join(),
    /^entry 2 .* changed on the way.*the end: The end/,
  );
});

test('result link: another version is named, and a mistyped version is read', () => {
  const other = (version: number) => read(sealed(`result-${version}/${sealed('cross-entropy=bc')}/end=1`));
  assert.match(
    other(2)
      .faults.map(({ words }) => words)
      .join(),
    /newer version of the guide \(2; this page reads 1\)\. Reload/,
  );
  assert.match(
    other(0)
      .faults.map(({ words }) => words)
      .join(),
    /older version of the guide/,
  );
  assert.equal(other(2).chapters.size, 0);
  const mistyped = read(example.replace('result-1', 'result-7'));
  assert.equal(mistyped.chapters.size, 2);
  assert.match(mistyped.faults[0]?.words ?? '', /“result-7” was changed; it must be result-1/);
});

test('result link: what is invented is named, and the rest is read', () => {
  assert.match(faultsOf('gradient-magic=ab').join(), /no such chapter/);
  assert.match(faultsOf('__proto__=ab', 'constructor=ab').join(), /no such chapter.*no such chapter/);
  assert.deepEqual(faultsOf('cross-entropy=dc'), [
    'The first question has no answer d; its answers are a to c. Ask for the link again, copied with the button.',
  ]);
  assert.equal(read(linkOf('cross-entropy=dc')).chapters.get('cross-entropy')?.check, 2);
  assert.match(faultsOf('cross-entropy=abc').join(), /“abc” are not the letters of two answers/);
  assert.match(
    faultsOf('cross-entropy.run=10:0.5:task=digits;v=2').join(),
    /engine refuses this run.*version/,
  );
  assert.match(faultsOf('cross-entropy.run=10:0.5:task=dgits;v=1').join(), /Did you mean digits\?/);
  for (const run of [
    '0:0.5:task=digits;v=1',
    '10:0.50:task=digits;v=1',
    '10:NaN:v=1',
    '2000000000:1:v=1',
    '10:1:',
    'x',
  ])
    assert.match(
      faultsOf(`cross-entropy.run=${run}`).join(),
      /not a step, a test cost and an experiment/,
      run,
    );
});

test('result link: no text makes it throw, and a long one is refused', () => {
  const odd = [
    '',
    '#',
    '/',
    '//',
    'result-1',
    'result-1/',
    'result-1/end=0~',
    '%',
    '\0',
    '🙂/🙂~🙂',
    'result-/=/~~~~',
  ];
  for (const text of odd) assert.notEqual(read(text).faults.length, 0, JSON.stringify(text));
  assert.match(read('x'.repeat(longestResult + 1)).faults[0]?.words ?? '', /at most 60000/);
});
