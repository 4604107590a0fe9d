import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainJson } from '../../../web/run/plain-json.ts';

test('a table’s numbers are lists, on one line where they are many', () => {
  assert.equal(plainJson({ data: Float64Array.of(1, 2.5) }), '{\n  "data": [\n    1,\n    2.5\n  ]\n}');
  const long = plainJson({ a: 1, data: new Float64Array(200) });
  assert.equal(long.includes('\n'), false);
  assert.deepEqual(JSON.parse(long), { a: 1, data: Array(200).fill(0) });
});
