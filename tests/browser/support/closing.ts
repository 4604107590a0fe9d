// Pages of a test that has ended would train on beside those of the next.
import { afterEach } from 'node:test';
import type { BrowserContext } from 'playwright-core';

const opened = new Set<BrowserContext>();

/** Closes a browser's context, with all its pages, once the test that opened it has ended. */
export function closeAfterTest(context: BrowserContext): void {
  opened.add(context);
}

afterEach(async () => {
  await Promise.all([...opened].map((context) => context.close()));
  opened.clear();
});
