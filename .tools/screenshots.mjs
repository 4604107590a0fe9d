// npm run screenshots: the pictures of the README, from the built page in Chromium.
import { join } from 'node:path';
import { buildAll } from './build.mjs';
import { root } from './run.mjs';
import { serve } from './serve.mjs';
import { setUp } from './setup.mjs';

/** File name, address and the step at which the picture is taken. */
const pictures = [
  ['cross-entropy', 'task=digits&v=1', 420],
  ['mean-squared-error', 'task=houses&v=1', 300],
  ['triplet', 'task=digits_embedding&v=1', 900],
];

setUp('test');
await buildAll();
const { chromium } = await import('playwright-core');
const server = await serve(join(root, 'dist/site'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
for (const [name, address, step] of pictures) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(`${server.url}#${address}`);
  await page.waitForFunction(
    (wanted) => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) >= wanted,
    step,
  );
  // A click by the mouse would scroll the button into view.
  await page.getByRole('button', { name: 'Pause' }).evaluate((button) => button.click());
  await page.screenshot({ path: join(root, `web/site/pictures/${name}.png`) });
  await page.close();
}
await browser.close();
await server.stop();
