import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { sidewaysScroll } from './chromium.ts';
import { visibleText } from './moment.ts';
import { accessibilityFaults, layoutShift } from './playground.ts';

/** What holds of every page that stands: axe clean, nothing moved, no sideways scroll, no NaN, no fault so far. */
export async function assertSound(page: Page, faults: string[]): Promise<void> {
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.ok((await layoutShift(page)) < 0.01, `layout shift ${await layoutShift(page)}`);
  assert.equal(await sidewaysScroll(page), null);
  assert.doesNotMatch(await visibleText(page), /NaN|Infinity|undefined/);
  assert.deepEqual(faults, []);
}
