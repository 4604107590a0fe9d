import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trigramsIn, wordsIn } from '../../../web/own-data/table/words.ts';
import { choicesOf, customData, readTable, wordColumns } from '../support/tables.ts';

test('texts are read by their words and trigrams', () => {
  assert.deepEqual(wordsIn("It's Zoë, 2 times."), ['it', 's', 'zoë', '2', 'times']);
  assert.deepEqual(trigramsIn('abc'), ['·ab', 'abc', 'bc·']);
  const { names, columns } = wordColumns(['free free money', 'money now', 'now or then', 'free'], 'words');
  assert.deepEqual(names, ['“free”', '“money”', '“now”']);
  assert.deepEqual(Array.from(columns[0] ?? []), [Math.log1p(2), 0, 0, Math.log1p(1)]);
  const text =
    'label,text\nspam,win free money now\nham,see you later then\nspam,free money for you now\nham,later then or now';
  const table = readTable(text);
  const choices = choicesOf(table);
  assert.deepEqual([table.columns[choices.target]?.name, choices.columns[1]?.isInput], ['label', true]);
  assert.ok(customData(table, choices).columns?.includes('text: “free”'));
});
