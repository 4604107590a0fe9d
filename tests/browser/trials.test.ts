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

test('Shapes: cross-entropy pulls where the squared error of probabilities does not', async () => {
  const { page, faults } = await follow('shapes', 0);
  assert.ok((await numberAfter(page, /cross-entropy is [\d.]+ and pulls with slope/)) < -0.99);
  assert.ok((await numberAfter(page, /Brier score is [\d.]+ and pulls with slope/)) > -0.01);
  assert.deepEqual(faults, []);
});

test('Shapes: an outlier pulls at Huber’s loss with its delta', async () => {
  const { page } = await follow('shapes', 1);
  assert.equal(await numberAfter(page, /Huber loss is [\d.]+ and pulls with slope/), 0.5);
  assert.equal(await numberAfter(page, /mean squared error is [\d.]+ and pulls with slope/), 6);
});

test('Triplet: a small margin leaves one negative, the hardest is one, one place costs the margin', async () => {
  const teaching = (page: Page) => page.locator('triplet-lab tr.teaches').count();
  const small = await follow('triplet', 0);
  await small.page.getByText('with the margin 0.200 on top').waitFor();
  assert.equal(await teaching(small.page), 1);
  const top = await small.page.locator('triplet-lab').evaluate((lab) => lab.getBoundingClientRect().top);
  assert.ok(Math.abs(top) < 200, `a suggestion brings the lab back into sight: its top is at ${top}`);
  const hardest = await follow('triplet', 1);
  // The margin stood at 1 before: what changes is how many teach.
  await hardest.page.locator('triplet-lab tr.teaches').nth(1).waitFor({ state: 'detached' });
  assert.equal(await teaching(hardest.page), 1);
  const { page, faults } = await follow('triplet', 2);
  await page.getByText('is only 0.000 farther').waitFor();
  assert.equal(await numberAfter(page, /asked for: loss/), 1);
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

test('Landscape: after few steps lower places are in sight', async () => {
  const { page, faults } = await follow('landscape', 1);
  await page.getByText('What you just saw: after 50 steps').waitFor();
  await page.getByText('The lowest place seen here').waitFor();
  assert.deepEqual(faults, []);
});

test('Two losses: Adam hides the weak pull, and a sure and wrong start brings it back', async () => {
  const rights = async (page: Page) => {
    await page.getByText('What you just saw: after 1,000 steps').waitFor();
    return Promise.all([numberAfter(page, /cross-entropy reads/), numberAfter(page, /squared error/)]);
  };
  const [hidden, stalled] = [await follow('two-losses', 0), await follow('two-losses', 1)];
  const [more = 0, less = 0] = await rights(hidden.page);
  assert.ok(more > 93 && Math.abs(more - less) < 4, `${more} and ${less}`);
  const [learnt = 0, behind = 0] = await rights(stalled.page);
  assert.ok(learnt > 93 && behind < learnt - 8, `${learnt} and ${behind}`);
});

test('Train: a rate a hundred times higher makes J leap, and the run says so', async () => {
  const { page } = await playground.open({ experiment: 'task=digits&v=1' });
  await page.getByRole('link', { name: 'Set the rate 100 times higher, to 0.3' }).click();
  await page.waitForURL((url) => url.hash.includes('lr=0.3'));
  const large = await playground.open({
    experiment: 'at=200&task=digits&optimizer=adam&optimizer.lr=0.3&v=1',
  });
  await large.page.locator('train-afterword .summary').getByText('A step at rate 0.300 is longer').waitFor();
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
  await saw.getByText('Cost J went from').waitFor();
  const words = (await saw.textContent()) ?? '';
  const told = Number(/Cost J went from [\d.]+ to ([\d.]+) on/.exec(words)?.[1]);
  assert.ok(Math.abs(told - cost) < 0.0006, `${told} and ${cost}`);
  assert.match(words, /The penalty is [\d.]+, \d+ % of the objective/);
  await page.getByRole('button', { name: 'Check the gradient' }).click();
  const check = page.getByText(/numbers of the gradient were held against differences/);
  await check.waitFor();
  const [, digits] = /agree to \de−(\d+)/.exec((await check.textContent()) ?? '') ?? [];
  assert.ok(Number(digits) >= 6, `agreement of 1e-${digits}`);
  await page.getByRole('button', { name: 'Play' }).click();
  await saw.getByText('The run goes on').waitFor();
  assert.deepEqual(faults, []);
});
