import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { sidewaysScroll } from './chromium.ts';
import { visibleText } from './moment.ts';
import { accessibilityFaults, layoutShift } from './playground.ts';

/** What holds of every page that stands: axe clean, nothing moved, no sideways scroll, no NaN, no fault so far. */
export async function assertSound(page: Page, faults: string[]): Promise<void> {
  assert.deepEqual(await accessibilityFaults(page), []);
  const shifts = await layoutShift(page);
  assert.ok(
    shifts.reduce((sum, { share }) => sum + share, 0) < 0.01,
    `layout shift ${JSON.stringify(shifts, null, 2)}`,
  );
  assert.equal(await sidewaysScroll(page), null);
  assert.doesNotMatch(await visibleText(page), /NaN|Infinity|undefined/);
  assert.deepEqual(faults, []);
}

/** The same in both color schemes; they change colors alone, so that one visit shows both. */
export async function assertSoundInBoth(page: Page, faults: string[]): Promise<void> {
  await assertSound(page, faults);
  await page.emulateMedia({ colorScheme: 'dark' });
  await assertSound(page, faults);
}
