import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { addressWhen, momentWhen } from './support/moment.ts';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const goTo = (page: Page, step: number) =>
  page.getByRole('slider', { name: 'Step shown' }).evaluate((element, value) => {
    (element as HTMLInputElement).value = String(value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, step);

/** Steps beyond those that the scrubber can reach. */
const trainTo = (page: Page, step: number) =>
  page.evaluate((to) => document.querySelector('train-lab')?.session?.goTo(to), step);

const costs = (page: Page) =>
  page.evaluate(() => [...(document.querySelector('train-lab')?.session?.history?.batchLoss ?? [])]);

test('a setting changed at an earlier step forks a run there, which is listed and can be deleted', async () => {
  const { page, faults } = await playground.open({ experiment: 'at=80&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 80);
  const parent = await costs(page);
  await goTo(page, 30);
  await momentWhen(page, ({ step }) => step === 30);
  await page.getByLabel('Learning rate').fill('0.5');
  await page.getByLabel('Learning rate').press('Enter');
  await addressWhen(page, /optimizer\.lr=0\.5/);
  await page
    .getByRole('status')
    .getByText(/Training continues from step 30/)
    .waitFor();
  await page.getByRole('columnheader', { name: /run 1, forked at step 30/ }).waitFor();
  assert.deepEqual(
    await page
      .getByRole('row', { name: /^learning rate/ })
      .locator('td')
      .allTextContents(),
    ['0.03', '0.5'],
  );
  for (let step = 31; step <= 33; step++) {
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await momentWhen(page, (now) => now.step === step);
  }
  const fork = await costs(page);
  // The step that follows the fork sees the same model and batch; the one after it has taken a longer step.
  assert.deepEqual(fork.slice(0, 32), parent.slice(0, 32));
  assert.notEqual(fork[32], parent[32]);
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('button', { name: 'Delete run 1' }).click();
  await page.getByRole('columnheader', { name: /run 1/ }).waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
});

test('a link to a fork opens it with the runs that it branched off from', async () => {
  const { page } = await playground.open({ experiment: 'at=60&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 60);
  const first = await costs(page);
  for (const [at, rate] of [
    [20, 0.5],
    [26, 0.1],
  ] as const) {
    await trainTo(page, at + 6);
    await momentWhen(page, ({ step }) => step === at + 6);
    await goTo(page, at);
    await momentWhen(page, ({ step }) => step === at);
    await page.getByLabel('Learning rate').fill(String(rate));
    await page.getByLabel('Learning rate').press('Enter');
    await addressWhen(page, new RegExp(`optimizer\\.lr=${rate}&v=1$`));
  }
  await trainTo(page, 40);
  const { words } = await momentWhen(page, ({ step }) => step === 40);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = page.getByRole('link', { name: 'Link to this moment' });
  await link.focus();
  const address = await link.evaluate((anchor) => (anchor as HTMLAnchorElement).hash.slice(1));
  assert.match(address, /^at=40&fork=20-60-task%3Dcircle%26v%3D1&fork=26-32-[^&]*lr%3D0.5[^&]*&task=circle&/);

  const again = await playground.open({ experiment: address });
  // On the way there the runs before it pass by, step 40 of the first among them.
  await again.page.getByRole('columnheader', { name: /run 1, forked at step 20/ }).waitFor();
  await again.page.getByRole('columnheader', { name: /run 2, forked at step 26/ }).waitFor();
  assert.equal((await momentWhen(again.page, ({ step }) => step === 40)).words, words);
  assert.deepEqual(await costs(again.page), await costs(page));
  assert.deepEqual(
    await again.page.evaluate(() => document.querySelector('train-lab')?.runs[0]?.history.batchLoss),
    first,
  );
  // A deleted run is drawn no more by the link, but still followed to the fork.
  await again.page.getByRole('button', { name: 'Delete run 1' }).click();
  await addressWhen(again.page, /fork=20-20-task/);
  await again.page.getByRole('link', { name: 'run 2' }).click();
  await addressWhen(again.page, /#fork=20-60-[^&]*&task=circle&optimizer=adam&optimizer\.lr=0\.5/);
  assert.deepEqual(again.faults, []);
});

test('a link to a fork that is damaged or cannot be followed says so', async () => {
  const damaged = await playground.open({ experiment: 'at=5&fork=9-9-task%3Dcir&task=circle&v=1' });
  await damaged.page.getByRole('alert').getByText('This link could not be read').waitFor();
  const diverging = 'task=houses&optimizer=sgd&optimizer.lr=1000&v=1';
  const { page } = await playground.open({
    experiment: `fork=900-900-${encodeURIComponent(diverging)}&task=houses&v=1`,
  });
  await page.getByRole('alert').getByText('does not reach that step').waitFor();
});

test('a kept run is compared by what differs alone', async () => {
  const { page } = await playground.open({ experiment: 'at=40&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 40);
  await page.getByRole('button', { name: 'Keep this run to compare' }).click();
  await page.getByRole('columnheader', { name: /run 1/ }).waitFor();
  await page.getByLabel('Optimizer', { exact: true }).selectOption('sgd');
  await page.getByRole('row', { name: /^optimizer Adam Adam SGD/ }).waitFor();
  assert.equal(await page.getByRole('row', { name: /^batch size/ }).count(), 0);
  await page.getByRole('button', { name: /^training cost, run 1/ }).waitFor();
});

test('the losses zoom in time by key and show all again', async () => {
  const { page } = await playground.open({ experiment: 'at=200&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 200);
  const plot = page.getByRole('slider', { name: /^Losses/ });
  await plot.press('+');
  const all = page.getByRole('button', { name: 'All steps' });
  await all.waitFor();
  const range = () => page.evaluate(() => document.querySelector('train-lab')?.lossView.range);
  const near = await range();
  assert.ok(near && near[1] - near[0] <= 125, `half of an axis of 250 steps: ${near}`);
  await plot.press('Shift+ArrowLeft');
  await page.waitForFunction(
    (from) => (document.querySelector('train-lab')?.lossView.range?.[0] ?? 0) < from,
    near[0],
  );
  await all.click();
  await all.waitFor({ state: 'detached' });
});

async function taken(page: Page, name: string): Promise<Buffer> {
  const panel = page.getByRole('dialog', { name: 'Share' });
  if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Share' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

test('chart, history and experiment can be taken away', async () => {
  const { page, faults } = await playground.open({
    experiment: 'at=25&task=circle&regularization.l2=0.01&v=1',
  });
  await momentWhen(page, ({ step }) => step === 25);
  const png = await taken(page, 'PNG');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  const width = await page.evaluate(
    () => document.querySelector('train-lab')?.renderRoot.querySelector('series-chart')?.clientWidth ?? 0,
  );
  assert.equal(png.readUInt32BE(16), 2 * Math.max(640, width), 'two pixels for one, so that it stays sharp');
  const svg = (await taken(page, 'SVG')).toString();
  assert.match(svg, /^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  // Every line with its value, also a cost that was evaluated at a few steps only; the title names unit and step.
  for (const line of ['batch loss', 'objective', 'penalty', 'training cost', 'test cost'])
    assert.match(
      svg,
      new RegExp(`<text[^>]*>(?:<!--[^>]*-->)?${line}[^<]* ?(?:<!--[^>]*-->)?[^<]*\\d`),
      line,
    );
  assert.match(svg, /Loss, nats per point, step 25; batch lines smoothed/);
  assert.ok((svg.match(/<path[^>]* d="M[^"]*L/g) ?? []).length >= 6, 'all lines are drawn');
  assert.doesNotMatch(svg, /var\(|NaN|\[object/);
  const rows = (await taken(page, 'CSV')).toString().trim().split('\r\n');
  assert.equal(rows.length, 27);
  assert.match(rows[1] ?? '', /^0,/);
  assert.match(rows[0] ?? '', /^step,epoch,batch loss,penalty,objective,training cost,test cost/);
  const history = await costs(page);
  assert.equal(Number(rows[26]?.split(',')[2]), history[25]);
  assert.equal(JSON.parse((await taken(page, 'Experiment')).toString()).task.id, 'circle');
  const script = (await taken(page, 'PyTorch')).toString();
  assert.match(
    script,
    /optimizer = torch\.optim\.Adam\(model\.parameters\(\), lr=0\.03, betas=\(0\.9, 0\.999\)/,
  );
  assert.match(script, new RegExp(`SEEN = \\{1: ${history[1]?.toPrecision(9)}, `));
  assert.deepEqual(faults, []);
});
