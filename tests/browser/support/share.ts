// What the page hands out stands in a panel that the button Share opens.
import type { Page } from 'playwright-core';

/** Opens the panel Share; nothing is changed where it is open. */
export async function openShare(page: Page): Promise<void> {
  const panel = page.getByRole('dialog', { name: 'Share' });
  if (await panel.isVisible()) return;
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await panel.waitFor();
}
