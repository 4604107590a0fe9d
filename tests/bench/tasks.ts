// The longest task on a page's main thread, while the page trains and while it measures a landscape.
import type { Page } from 'playwright-core';
import { momentWhen } from '../browser/support/moment.ts';
import { startPlayground } from '../browser/support/playground.ts';
import { figures, markdownTable, spread } from './statistics.ts';
import { longestTask } from './trace.ts';

interface Situation {
  title: string;
  experiment: string;
  /** Whether the page has started it. */
  begun: (page: Page) => Promise<unknown>;
  during: (page: Page) => Promise<unknown>;
}

const situations: Situation[] = [
  {
    title: '100 steps of the first run',
    experiment: '',
    begun: (page) => momentWhen(page, ({ step }) => step > 20),
    during: async (page) => {
      const { step } = await momentWhen(page, () => true);
      return momentWhen(page, (now) => now.step > step + 100);
    },
  },
  {
    title: 'a landscape is measured',
    experiment: 'lab=landscape&task=circle&steps=100&v=1',
    begun: (page) =>
      page
        .locator('landscape-lab .sum')
        .getByText(/of 3,721 places/)
        .waitFor(),
    during: (page) => page.getByText('All places are measured.').waitFor({ state: 'attached' }),
  },
];

/** Measures each situation so many times, in a page of its own. */
export async function measureTasks(rounds: number) {
  const playground = await startPlayground();
  try {
    const data: Record<string, number[]> = {};
    for (const { title, experiment, begun, during } of situations) {
      data[title] = [];
      for (let round = 0; round < rounds; round++) {
        const { page } = await playground.open({ experiment });
        await begun(page);
        data[title]?.push(await longestTask(page, () => during(page)));
        await page.context().close();
      }
    }
    const rows = Object.entries(data).map(([title, times]) => {
      const { median, least, most } = spread(times);
      return [title, figures(median), figures(least), figures(most)];
    });
    const head = ['longest task, ms of processor time', 'median', 'least', 'most'];
    return { text: markdownTable(head, rows), data };
  } finally {
    await playground.stop();
  }
}
