// A table of cases: one test a row.
import assert from 'node:assert/strict';
import { test } from 'node:test';

interface Row {
  /** What is special here; the rest of the test's name after the function's. */
  name: string;
  expected: unknown;
}

export function cases<Case extends Row>(
  subject: string,
  rows: readonly Case[],
  actual: (row: Case) => unknown,
): void {
  for (const row of rows)
    test(`${subject}: ${row.name}`, async () => assert.deepEqual(await actual(row), row.expected));
}
