import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestPaste, mostLinks, readPasted } from '../../../web/guide/pasted.ts';
import { encodeResult } from '../../../web/guide/result-link.ts';
import { cases } from '../support/cases.ts';
import { chapterIds, progress } from './example.ts';

const link = `https://example.org/a/guide/results.html#${encodeResult(chapterIds, progress)}`;
const hash = link.slice(link.indexOf('#') + 1);
const folded = (width: number) => link.replaceAll(new RegExp(`.{${width}}`, 'g'), '$&\n');

cases(
  'names before links',
  [
    { name: 'none', text: link, expected: [['', link]] },
    { name: 'a name and a tab', text: `Ana Müller\t${link}`, expected: [['Ana Müller', link]] },
    { name: 'a name and a colon', text: `Ana: ${link}`, expected: [['Ana', link]] },
    { name: 'a hyphen belongs to a name', text: `Jean-Luc - ${link}`, expected: [['Jean-Luc', link]] },
    {
      name: 'cells of CSV',
      text: `Ana,${link},2\n"Ben, B.","${link}"`,
      expected: [
        ['Ana', link],
        ['Ben, B.', link],
      ],
    },
    { name: 'semicolons', text: `Ana;${link};x`, expected: [['Ana', link]] },
    {
      name: 'two in a line',
      text: `Ana ${link} Ben ${link}`,
      expected: [
        ['Ana', link],
        ['Ben', link],
      ],
    },
    {
      name: 'two without a space',
      text: `${link},${link}`,
      expected: [
        ['', link],
        ['', link],
      ],
    },
    {
      name: 'an e-mail',
      text: `Hello,\n\nhere is my result:\n> <${link}>.\n\nSee results.html for more.\nhttps://example.org/x\n`,
      expected: [['', link]],
    },
    {
      name: 'a list',
      text: `* Ana (${link})\r\n* Ben ${link}.`,
      expected: [
        ['Ana', link],
        ['Ben', link],
      ],
    },
    { name: 'the part after # alone', text: `Ana ${hash}`, expected: [['Ana', hash]] },
    { name: 'nothing', text: 'No link here.\n\n', expected: [] },
  ],
  ({ text }) => readPasted(text).links.map(({ name, link: found }) => [name, found]),
);

test('pasted text: a link that a mail program has folded is put together, wherever that was', () => {
  for (let width = link.indexOf('result-1') + 9; width < link.length; width++) {
    const { links } = readPasted(`Ana ${folded(width)}\nThanks,\nAna`);
    assert.deepEqual(links, [{ name: 'Ana', line: 1, link }], String(width));
  }
});

test('pasted text: lines are counted as the text has them', () => {
  const { links } = readPasted(`a\r\n\r\n${folded(90)}\n${link}`);
  assert.deepEqual(
    links.map(({ line }) => line),
    [3, 3 + Math.ceil(link.length / 90)],
  );
});

test('pasted text: a link with any character changed or missing is still found', () => {
  for (let index = 0; index < link.length; index++)
    for (const other of ['', 'x', '~']) {
      const { links } = readPasted(`Ana ${link.slice(0, index)}${other}${link.slice(index + 1)}`);
      assert.equal(links.length, 1, `${index} ${other}`);
      assert.equal(links[0]?.name, 'Ana', `${index} ${other}`);
    }
});

test('pasted text: what is too much is left out, and said', () => {
  const many = readPasted(`${link}\n`.repeat(mostLinks + 1));
  assert.equal(many.links.length, mostLinks);
  assert.match(many.notes.join(), /first 500 of 501 links/);
  assert.match(readPasted('x'.repeat(longestPaste + 1)).notes.join(), /first 2,000,000 characters/);
});
