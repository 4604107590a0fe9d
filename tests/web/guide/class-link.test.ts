import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settableKind, settingFault } from '../../../web/guide/class-data.ts';
import {
  dataIn,
  decodeClass,
  encodeClass,
  longestClassLink,
  withClass,
} from '../../../web/guide/class-link.ts';
import { sealed } from '../../../web/guide/sealed.ts';
import { factWords } from '../../../web/site/guide/class-run.ts';
import { cases } from '../support/cases.ts';
import { catalog } from '../support/catalog.ts';
import { outline } from './example.ts';

const setting = { seed: 7, data: 'task=spam&task.test_fraction=0.5' };
const example = encodeClass('cross-entropy', setting);
const faultOf = (hash: string, chapter = 'cross-entropy') => {
  const read = decodeClass(hash, chapter);
  return 'fault' in read ? read.fault : null;
};

test('class link: it is readable and gives back what was set', () => {
  assert.match(example, /^class-1\/cross-entropy\/seed=7\/task=spam;task\.test_fraction=0\.5~\w{4}$/);
  assert.deepEqual(decodeClass(`#${example}`, 'cross-entropy'), { setting });
  assert.deepEqual(decodeClass(encodeClass('x', { seed: 0 }), 'x'), { setting: { seed: 0 } });
});

test('class link: each typing error is found', () => {
  for (let index = 0; index < example.length; index++)
    for (const other of ['', '0', 'x', '/', '~', example.charAt(index).repeat(2)]) {
      const text = example.slice(0, index) + other + example.slice(index + 1);
      if (text !== example) assert.match(faultOf(text) ?? '', /changed or cut off/, text);
    }
});

cases(
  'class link',
  [
    {
      name: 'of another chapter',
      hash: example,
      chapter: 'overfitting',
      expected: 'It is for the chapter “cross-entropy”',
    },
    {
      name: 'of a newer version',
      hash: sealed('class-2/cross-entropy/seed=7'),
      expected: 'It was made by a newer version',
    },
    {
      name: 'that sets nothing',
      hash: sealed('class-1/cross-entropy'),
      expected: 'It sets neither a seed nor data',
    },
    {
      name: 'that sets something else',
      hash: sealed('class-1/cross-entropy/seed=x'),
      expected: '“seed=x” is not a seed and',
    },
    {
      name: 'that is too long',
      hash: 'x'.repeat(longestClassLink + 1),
      expected: 'It is longer than a class link',
    },
  ],
  ({ hash, chapter = 'cross-entropy', expected }) =>
    faultOf(hash, chapter)?.slice(0, String(expected).length),
);

cases(
  'a run with what a class sets',
  [
    { name: 'a seed', run: 'task=digits&v=1', given: { seed: 7 }, expected: 'task=digits&seed=7&v=1' },
    {
      name: 'another seed',
      run: 'task=digits&seed=2&v=1',
      given: { seed: 7 },
      expected: 'task=digits&seed=7&v=1',
    },
    {
      name: 'other data',
      run: 'task=digits&task.examples=50&loss=mse_loss&v=1',
      given: setting,
      expected: 'task=spam&task.test_fraction=0.5&loss=mse_loss&seed=7&v=1',
    },
    { name: 'no run of an experiment', run: 'loss=mse_loss', given: setting, expected: 'loss=mse_loss' },
  ],
  ({ run, given }) => withClass(run, given),
);

test('class link: of a playground link only the data are used', () => {
  assert.equal(
    dataIn('https://example.org/#lab=train&at=60&task=spam&task.test_fraction=0.5&optimizer=sgd&v=1'),
    'task=spam&task.test_fraction=0.5',
  );
  assert.equal(dataIn('https://example.org/'), '');
});

test('class link: a chapter whose text names its data keeps them, and takes a seed', () => {
  const [chapter] = outline;
  assert.ok(chapter);
  const named = { ...chapter, namesData: true } as const;
  const faultWith = (given: typeof setting | { seed: number }) => {
    const read = decodeClass(encodeClass('x', given), 'x', true);
    return 'fault' in read ? read.fault : null;
  };
  assert.match(faultWith(setting) ?? '', /^The text of this chapter is about its own data/);
  assert.equal(faultWith({ seed: 7 }), null);
  assert.match(
    settingFault(catalog, named, setting) ?? '',
    /^The text of this chapter is about its own data/,
  );
  assert.equal(settingFault(catalog, named, { seed: 7 }), null);
  assert.equal(settableKind(catalog, named), null);
  assert.equal(settableKind(catalog, chapter), 'classification');
});

cases(
  'class link: what becomes of gray numbers',
  [
    { name: 'all of them', shown: 4, expected: /; each becomes that of your run/ },
    { name: 'a part', shown: 1, expected: /\. Some become those of your run .* the others stay gray\.$/ },
    { name: 'none', shown: 0, expected: /with seed 1, and stay\.$/ },
    { name: 'with other data', given: setting, shown: 4, expected: /own data and seed 1\.$/ },
  ].map(({ expected, ...rest }) => ({ ...rest, words: expected, expected: true })),
  ({ given = { seed: 7 }, shown, words }) => words.test(factWords(given, 4, shown)),
);
