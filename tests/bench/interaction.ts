// How evenly frames come while a visitor hovers, scrubs and drags, and how soon a scrub is answered.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../engine/support.ts';
import { frameIntervals } from './frames.ts';
import { launch, serveFolder } from './pages.ts';
import { measureScrubs } from './scrub.ts';
import { figures, markdownTable, quantile } from './statistics.ts';

const seconds = 5;

interface Way {
  title: string;
  address: string;
  /** What the pointer goes over, from side to side. */
  target: (page: Page) => Locator;
  /** With the button pressed. */
  pressed: boolean;
}

const ways: Way[] = [
  {
    title: 'hovering over the losses while a run trains',
    address: 'task=digits&steps=100000&v=1',
    target: (page) => page.getByRole('slider', { name: /^Losses/ }),
    pressed: false,
  },
  {
    title: 'scrubbing a run of digits',
    address: 'at=400&task=digits&v=1',
    target: (page) => page.getByRole('slider', { name: 'Step shown' }),
    pressed: true,
  },
  {
    title: 'dragging a point in Triplet',
    address: 'lab=triplet',
    target: (page) => page.getByRole('button', { name: /^N1/ }).locator('.shape'),
    pressed: true,
  },
];

async function intervalsOf(page: Page, { target, pressed }: Way): Promise<number[]> {
  const box = await target(page).boundingBox();
  if (!box) throw new Error('There is nothing to point at.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const reach = Math.max(60, box.width * 0.4);
  await page.mouse.move(x, y);
  if (pressed) await page.mouse.down();
  let over = false;
  const measured = frameIntervals(page, seconds).finally(() => {
    over = true;
  });
  for (let turn = 0; !over; turn += 0.05) await page.mouse.move(x + reach * Math.sin(turn), y);
  if (pressed) await page.mouse.up();
  return measured;
}

export async function measureInteraction() {
  const server = await serveFolder(join(root, 'dist/site'));
  const browser = await launch();
  const data = [];
  for (const way of ways) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${server.url}#${way.address}`);
    await way.target(page).waitFor();
    await page.waitForTimeout(2000);
    const intervals = await intervalsOf(page, way);
    data.push({
      title: way.title,
      frames: intervals.length,
      median: quantile(intervals, 0.5),
      percentile95: quantile(intervals, 0.95),
      longest: Math.max(...intervals),
    });
    await page.close();
  }
  const scrubs = await measureScrubs(browser, server.url);
  await browser.close();
  await server.stop();
  const table = (
    title: string,
    list: { title: string; median: number; percentile95: number; longest: number }[],
  ) =>
    markdownTable(
      [title, 'median', '95th percentile', 'longest'],
      list.map(({ title, median, percentile95, longest }) => [
        title,
        ...[median, percentile95, longest].map(figures),
      ]),
    );
  return {
    text: [
      table(`${seconds} s each, ms between frames`, data),
      table('ms from the scrub to that step drawn', scrubs),
    ].join('\n\n'),
    data: { frames: data, scrubs },
  };
}
