// A run at full speed: what is drawn less often, or not at all while it is out of the window, is of the last step after a
// pause.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { frames, momentWhen, stood } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** The pixels of a chart's canvas. */
const pixels = async (page: Page, chart: string): Promise<string> => {
  await frames(page);
  return page
    .locator(chart)
    .first()
    .evaluate((element) => element.shadowRoot?.querySelector('canvas')?.toDataURL() ?? '');
};

/** Redraws all charts from nothing, in other colors and back. */
async function redraw(page: Page, chart: string): Promise<{ dark: string; again: string }> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await pixels(page, chart);
  await page.emulateMedia({ colorScheme: 'light' });
  return { dark, again: await pixels(page, chart) };
}

async function pausedAfter(page: Page, steps: number): Promise<number> {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('max');
  await momentWhen(page, ({ step }) => step > steps);
  await page.getByRole('button', { name: 'Pause' }).click();
  return (await stood(page)).step;
}

const experiment = 'task=spiral&steps=100000&evaluate_every=100&v=1';

test('at full speed: after a pause numbers, losses and picture are those of the last step', async () => {
  const { page, faults } = await playground.open({ experiment });
  const step = await pausedAfter(page, 2000);
  const { reached, last, labels } = await page.evaluate(() => {
    const lab = document.querySelector('train-lab');
    const chart = lab?.shadowRoot?.querySelector('figure.loss series-chart') as unknown as {
      data: { steps: number[] };
      shadowRoot: ShadowRoot;
    };
    const labels = chart.shadowRoot.querySelector('.labels')?.textContent ?? '';
    return { reached: lab?.session?.reached, last: chart.data.steps.at(-1), labels };
  });
  assert.deepEqual([reached, last], [step, step]);
  const { cost = Number.NaN } = await page.evaluate(
    () => document.querySelector('train-lab')?.session?.shown ?? { cost: Number.NaN },
  );
  assert.ok(Number.isFinite(cost));
  assert.match(labels.replace(/\s+/g, ' '), /training cost [\d.e−]+/);
  for (const chart of ['train-lab figure.loss series-chart', 'train-lab decision-field']) {
    const drawn = await pixels(page, chart);
    const { dark, again } = await redraw(page, chart);
    assert.ok(drawn.length > 1000 && drawn !== dark, `${chart} follows the colors`);
    assert.ok(again === drawn, `${chart} is the same when it is redrawn`);
  }
  assert.deepEqual(faults, []);
});

test('at full speed: a chart out of the window is drawn when it comes into it', async () => {
  const { page, faults } = await playground.open({ experiment, height: 600 });
  const strip = 'train-lab series-chart.strip';
  await page.locator(strip).first().waitFor({ state: 'attached' });
  const early = await pixels(page, strip);
  await pausedAfter(page, 2000);
  assert.ok((await pixels(page, strip)) === early, 'nothing is drawn that nobody sees');
  await page.locator(strip).first().scrollIntoViewIfNeeded();
  const drawn = await pixels(page, strip);
  assert.ok(drawn !== early);
  assert.ok((await redraw(page, strip)).again === drawn);
  await page.locator('train-lab train-afterword .summary').getByText('From step 0').waitFor();
  assert.deepEqual(faults, []);
});
