// Packs a data set for the web: node web/data/pack.mjs digits|houses|spam|names|shakespeare|emoji SOURCE. See README.md for the sources.
//
// A packed table holds whole numbers, little endian: "LPT1", rows (4 bytes), columns (4 bytes), each column's width in
// bytes (1, 2 or 4), then the columns one after the other; all of it in gzip. Names are sorted, and each is the number of
// letters that it shares with the one before (a byte below 32) and its other letters. Emoji are a line each, fields apart by
// tabs: the emoji, its group's number, its description, its tags.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Columns of whole numbers as a packed table. */
function packTable(columns) {
  const rows = columns[0].length;
  const widths = columns.map((column) => (column.every((value) => value < 256) ? 1 : column.every((value) => value < 65536) ? 2 : 4));
  const head = Buffer.alloc(12);
  head.write('LPT1', 'latin1');
  head.writeUInt32LE(rows, 4);
  head.writeUInt32LE(columns.length, 8);
  const body = columns.map((column, index) => {
    const bytes = Buffer.alloc(rows * widths[index]);
    column.forEach((value, row) => {
      bytes.writeUIntLE(value, row * widths[index], widths[index]);
    });
    return bytes;
  });
  return Buffer.concat([head, Buffer.from(widths), ...body]);
}

const transpose = (rows) => rows[0].map((_, column) => rows.map((row) => row[column]));
const write = (name, bytes) => writeFileSync(new URL(name, import.meta.url), gzipSync(bytes, { level: 9 }));
const lines = (text) => text.trim().split(/\r?\n/);

const sets = {
  digits: (text) => write('digits.table.gz', packTable(transpose(lines(text).map((line) => line.split(',').map(Number))))),
  houses: (text) => {
    const cell = (value) => (value === '"yes"' ? 1 : value === '"no"' ? 0 : Number(value));
    write('houses.table.gz', packTable(transpose(lines(text).slice(1).map((line) => line.split(',').map(cell)))));
  },
  spam: (text) => {
    const { vocabulary, documents } = JSON.parse(text);
    const rows = documents.map(({ label, counts }) => {
      const row = new Array(vocabulary.length).fill(0);
      for (const [word, count] of counts) row[word] = Math.min(count, 255);
      return [...row, label];
    });
    write('spam.table.gz', packTable(transpose(rows)));
    write('spam.words.json.gz', JSON.stringify({ words: vocabulary, subjects: documents.map(({ subject }) => subject) }));
  },
  names: (text) => {
    let before = '';
    const packed = lines(text)
      .sort()
      .map((name) => {
        let shared = 0;
        while (shared < Math.min(before.length, name.length) && before[shared] === name[shared]) shared++;
        before = name;
        return String.fromCharCode(shared) + name.slice(shared);
      });
    write('names.txt.gz', packed.join(''));
  },
  shakespeare: (text) => write('shakespeare.txt.gz', text),
  emoji: (text) => {
    const rows = JSON.parse(text).items.map(({ emoji, group, label, tags }) => [emoji, group, label, ...tags].join('\t'));
    write('emoji.txt.gz', rows.join('\n'));
  },
};

const [name, source] = process.argv.slice(2);
if (!(name in sets) || !source) {
  console.error(`usage: node web/data/pack.mjs ${Object.keys(sets).join('|')} SOURCE`);
  process.exit(1);
}
sets[name](readFileSync(source, 'utf8'));
