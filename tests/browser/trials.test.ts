// What the labs suggest to try, and whether it shows what they say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { definitionOf } from './support/definitions.ts';
import { momentWhen } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** Opens a lab and follows one of its suggestions. */
async function follow(lab: string, index: number): Promise<{ page: Page; faults: string[] }> {
  const { trials } = await definitionOf(lab);
  const trial = trials === 'own' ? undefined : trials[index];
  assert.ok(trial, `${lab} has a suggestion ${index}`);
  const { page, faults } = await playground.open({ experiment: `lab=${lab}` });
  await page.getByRole('link', { name: trial.words, exact: true }).click();
  await page.waitForURL((url) => url.hash.includes(trial.address.split('&')[0] ?? ''));
  return { page, faults };
}

/** What follows some words in a reading, as a number. */
async function numberAfter(page: Page, words: RegExp): Promise<number> {
  const found = (await page.locator('.reading', { hasText: words }).first().textContent()) ?? '';
  const [, number = ''] = new RegExp(`${words.source}\\s*([−\\d.,e]+)`, 's').exec(found) ?? [];
  return Number(number.replace('−', '-').replace(/[.,]$/, ''));
}

test('Shapes: cross-entropy has a slope where the squared error of probabilities has none', async () => {
  const { page, faults } = await follow('shapes', 0);
  assert.ok((await numberAfter(page, /cross-entropy is [\d.]+ with slope/)) < -0.99);
  assert.ok((await numberAfter(page, /Brier score is [\d.]+ with slope/)) > -0.01);
  assert.deepEqual(faults, []);
});

test('Shapes: the slope of Huber’s loss at an outlier is its delta', async () => {
  const { page } = await follow('shapes', 1);
  // The reading told the slope for the default delta, 1, before.
  await page.locator('.reading', { hasText: /Huber loss is [\d.]+ with slope −?0\.50*\b/ }).waitFor();
  assert.equal(await numberAfter(page, /mean squared error is [\d.]+ with slope/), 6);
});

test('Triplet: a small margin leaves one active, the hardest is one, one place costs the margin', async () => {
  const active = (page: Page) => page.locator('triplet-lab tr.active').count();
  const small = await follow('triplet', 0);
  await small.page.getByText('The margin asks for 0.2').waitFor();
  assert.equal(await active(small.page), 1);
  const top = await small.page.locator('triplet-lab').evaluate((lab) => lab.getBoundingClientRect().top);
  assert.ok(Math.abs(top) < 200, `a suggestion brings the lab back into sight: its top is at ${top}`);
  const hardest = await follow('triplet', 1);
  // The margin stood at 1 before: what changes is how many are active.
  await hardest.page.locator('triplet-lab tr.active').nth(1).waitFor({ state: 'detached' });
  assert.equal(await active(hardest.page), 1);
  const { page, faults } = await follow('triplet', 2);
  await page.getByText('Every distance is 0, so the loss equals the margin, 1.').waitFor();
  assert.deepEqual(faults, []);
});

test('Race: below 2/λ gradient descent comes down, above it climbs', async () => {
  const below = await follow('race', 0);
  await below.page.getByText('went down from').waitFor();
  assert.ok((await numberAfter(below.page, /went down from [\d.]+ to/)) < 0.01);
  const { page, faults } = await follow('race', 1);
  await page.getByText('went up from').waitFor();
  assert.ok((await numberAfter(page, /went up from [\d.]+ to/)) > 100);
  assert.deepEqual(faults, []);
});

test('Landscape: after few steps lower points are on the map', async () => {
  const { page, faults } = await follow('landscape', 1);
  await page.getByText('After 50 steps of training').waitFor();
  await page.getByText('so the trained model is not its minimum').waitFor();
  assert.deepEqual(faults, []);
});

test('Two losses: most of the gap from an ordinary start is scale', async () => {
  // The lab's first example, which it opens with, has other numbers.
  const rights = async (index: number, logs: number, squares: number) => {
    const { page } = await follow('two-losses', index);
    const words = new RegExp(`test accuracy ${logs} ?% with cross-entropy, ${squares} ?% with squared error`);
    await page.locator('two-losses-lab .reading', { hasText: words }).waitFor();
    return page;
  };
  const page = await rights(0, 96, 40);
  await page.locator('two-losses-lab .below', { hasText: 'Most of this gap is scale' }).waitFor();
  await rights(1, 97, 93);
  await rights(2, 97, 97);
});

test('Train: a rate a hundred times higher makes J leap, and the run says so', async () => {
  const { page } = await playground.open({ experiment: 'task=digits&v=1' });
  await page.getByRole('link', { name: 'Set the learning rate 100 times higher, to 0.3' }).click();
  await page.waitForURL((url) => url.hash.includes('lr=0.3'));
  const large = await playground.open({
    experiment: 'at=200&task=digits&optimizer=adam&optimizer.lr=0.3&v=1',
  });
  await large.page
    .locator('train-afterword .summary')
    .getByText('at a learning rate of 0.3 each step overshoots the minimum')
    .waitFor();
  const usual = await playground.open({ experiment: 'at=200&task=digits&v=1' });
  await usual.page.locator('train-afterword .summary').getByText('about as low').waitFor();
  assert.deepEqual([...large.faults, ...usual.faults], []);
});

test('Train tells what a run has shown once it stands, with its own numbers', async () => {
  const { page, faults } = await playground.open({
    experiment: 'at=400&task=circle&task.test_fraction=0.9&regularization.l2=0.01&v=1',
  });
  const { cost } = await momentWhen(page, ({ step }) => step === 400);
  const saw = page.locator('train-afterword .summary');
  await saw.getByText('the training cost went from').waitFor();
  const words = (await saw.textContent()) ?? '';
  const told = Number(
    /From step 0 to step 400 the training cost went from [\d.]+ to ([\d.]+)\./.exec(words)?.[1],
  );
  assert.ok(Math.abs(told - cost) < 0.0006, `${told} and ${cost}`);
  assert.match(words, /The penalty is [\d.]+, \d+% of the objective/);
  await page.getByRole('button', { name: 'Check the gradient' }).click();
  const check = page.getByText(/gradient entries against finite differences/);
  await check.waitFor();
  const [, digits] = /relative error of \de−(\d+)/.exec((await check.textContent()) ?? '') ?? [];
  assert.ok(Number(digits) >= 6, `agreement of 1e-${digits}`);
  await page.getByRole('button', { name: 'Play' }).click();
  await saw.getByText('Still training').waitFor();
  assert.deepEqual(faults, []);
});
