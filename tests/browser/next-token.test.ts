import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CompleteExperiment } from 'loss-playground/engine';
import type { Page } from 'playwright-core';
import type { NextTokenLab } from '../../web/labs/next-token/next-token-lab.ts';
import { createEngine } from '../engine/support.ts';
import { windows } from './support/chromium.ts';
import { addressWhen } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';
import { assertSoundInBoth } from './support/sound.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** A few names, so that cost is soon known. */
const small = 'lab=next-token&task=names&task.examples=400&schedule=constant&steps=300&evaluate_every=50&v=1';
const tuned =
  'lab=next-token&task=shakespeare&optimizer=adamw&optimizer.lr=0.003&schedule=constant&fine_tuning.initial=names&evaluate_every=25&steps=60&v=1';

const ended = (page: Page) => page.getByText('finished: training cost').waitFor({ state: 'attached' });
const numbers = (text: string) =>
  (text.match(/\d[\d,.]*/g) ?? []).map((found) => Number(found.replaceAll(',', '')));

for (const { name, window } of windows)
  test(`next token at ${name}, light and dark: no fault, no shift, no sideways scroll, axe clean`, async () => {
    const { page, faults } = await playground.open({ experiment: small, ...window });
    await ended(page);
    await assertSoundInBoth(page, faults);
  });

test('the bars are the engine’s probabilities after what the visitor types', async () => {
  const { page } = await playground.open({ experiment: small });
  await ended(page);
  const shares = () =>
    page
      .locator('token-bars')
      .evaluate((bars) => (bars as unknown as { tokens: { label: string; share: number }[] }).tokens);
  const before = await shares();
  assert.equal(before.length, 27);
  assert.ok(Math.abs(before.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-5);
  await page.locator('token-picture input').fill('zoeyzoey');
  await page.waitForFunction((old) => {
    const find = (root: ParentNode): Element | null =>
      root.querySelector('token-bars') ??
      Array.from(root.querySelectorAll('*'))
        .map((each) => each.shadowRoot && find(each.shadowRoot))
        .find(Boolean) ??
      null;
    const bars = find(document) as unknown as { tokens: { share: number }[] };
    return bars.tokens[1]?.share !== old;
  }, before[1]?.share);
  await page.locator('token-picture input').fill('né');
  await page.getByText(/The model knows only/).waitFor();
});

test('the losses of a text add up to the sum that is printed', async () => {
  const { page } = await playground.open({ experiment: small });
  await ended(page);
  await page.getByLabel('Text', { exact: true }).last().fill('Emma');
  await page.getByText('The losses of the 5 letters').waitFor();
  const losses = await page
    .locator('surprise-columns')
    .evaluate(
      (columns) => (columns as unknown as { tokens: { loss: number; probability: number }[] }).tokens,
    );
  assert.equal(losses.length, 5);
  const sum = losses.reduce((total, { loss }) => total + loss, 0);
  for (const { loss, probability } of losses) assert.ok(Math.abs(loss + Math.log(probability)) < 1e-9);
  const [, told] = numbers((await page.locator('text-losses .reading').textContent()) ?? '');
  assert.ok(Math.abs((told ?? Number.NaN) - sum) < 0.01, `${told} is told, ${sum} is the sum`);
});

test('fine-tuning tells how much of the first text is forgotten, and draws it', async () => {
  const { page } = await playground.open({ experiment: tuned });
  await ended(page);
  const words = (await page.locator('next-token-lab .forgetting').textContent()) ?? '';
  const [first = 0, last = 0] = numbers(words.slice(words.indexOf('went from')));
  assert.ok(first < 2.1, `the stored model begins at ${first}`);
  assert.ok(last > first + 0.05, `cost on names went from ${first} to ${last}`);
  await page.getByRole('button', { name: /test cost, names/ }).waitFor();
});

test('before the first step of fine-tuning the bars are those of the model that it starts from', async () => {
  const { page } = await playground.open({
    experiment: small.replace('lab=next-token', 'lab=next-token&at=0'),
  });
  const bars = page.locator('token-bars');
  await bars.waitFor();
  await page.waitForFunction(
    () =>
      (
        document.querySelector('next-token-lab')?.shadowRoot?.querySelector('token-picture') as {
          shares?: unknown[];
        }
      )?.shares?.length,
  );
  // The first bars that differ from those of the run before, and the step at which they come.
  const first = page.evaluate(async () => {
    const lab = document.querySelector('next-token-lab') as unknown as Element & {
      session: { metrics: { step: number }; experiment: CompleteExperiment };
    };
    const picture = lab.shadowRoot?.querySelector('token-picture') as unknown as {
      shares: { label: string; share: number }[];
    };
    const before = picture.shares;
    while (picture.shares === before) await new Promise((done) => requestAnimationFrame(done));
    const { experiment, metrics } = lab.session;
    return { experiment, step: metrics.step, shares: picture.shares.map(({ share }) => share) };
  });
  await page.getByLabel('Text', { exact: true }).first().selectOption('fine_tuning');
  const { experiment, step, shares } = await first;
  assert.equal(step, 0);
  const run = await (await createEngine()).createRun(experiment);
  run.nextToken('ma').forEach((share, token) => {
    assert.ok(
      Math.abs(share - (shares[token] ?? 0)) < 1e-6,
      `token ${token}: ${shares[token]} is drawn, ${share} is right`,
    );
  });
  run.dispose();
});

test('another lesson is a new run and a link', async () => {
  const { page } = await playground.open({ experiment: small });
  await ended(page);
  await page.getByLabel('Model', { exact: true }).selectOption('bigram');
  await page.waitForFunction(() => location.hash.includes('bigram'));
  await page.locator('next-token-lab .bar .reading').waitFor();
  await page.goBack();
  await page.waitForFunction(() => !location.hash.includes('bigram'));
});

test('the rate in the sentence is the one that training goes up to', async () => {
  const { page, faults } = await playground.open({ experiment: 'lab=next-token' });
  const rate = page.getByLabel('Learning rate');
  await page.getByText('at a learning rate of up to').waitFor();
  assert.equal(await rate.inputValue(), '0.01');
  await rate.fill('0.02');
  await rate.press('Enter');
  await addressWhen(page, /schedule\.max_lr=0\.02&/);
  await page
    .locator('.change')
    .getByText(/^Maximum learning rate 0\.01 → 0\.02\./)
    .waitFor();
  // A link to the fork opens the fork.
  await page.getByRole('button', { name: 'Pause' }).click();
  const again = await playground.open({ experiment: new URL(page.url()).hash.slice(1) });
  await again.page.waitForFunction(
    () =>
      (document.querySelector('next-token-lab') as NextTokenLab | null)?.session?.experiment?.schedule.params
        .max_lr === 0.02,
  );
  assert.deepEqual([...faults, ...again.faults], []);
});
