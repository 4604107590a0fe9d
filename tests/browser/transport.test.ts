import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { moment, momentWhen, stood, visibleText } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

test('pause, step, back, reset and play work from the keyboard', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 10);
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await page.getByRole('button', { name: 'Play' }).waitFor();
  const paused = (await stood(page)).step;
  await page.getByRole('button', { name: 'Step', exact: true }).press('Enter');
  await momentWhen(page, ({ step }) => step === paused + 1);
  await page.getByRole('button', { name: 'Back' }).press(' ');
  await momentWhen(page, ({ step }) => step === paused);
  await page.getByRole('button', { name: 'Reset' }).press('Enter');
  await momentWhen(page, ({ step }) => step === 0);
  await page.getByRole('button', { name: 'Play' }).press('Enter');
  await momentWhen(page, ({ step }) => step > 20);
  assert.deepEqual(faults, []);
});

test('a run that ends by itself tells the cost of its last step, however seldom it is worked out', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&evaluate_every=7&steps=40&v=1' });
  const ended = await momentWhen(page, ({ step }) => step === 40);
  await page.getByRole('slider', { name: 'Step shown' }).fill('12');
  await momentWhen(page, ({ step }) => step === 12);
  await page.getByRole('slider', { name: 'Step shown' }).fill('40');
  assert.equal((await momentWhen(page, ({ step }) => step === 40)).cost, ended.cost);
  assert.deepEqual(faults, []);
});

test('the scrubber goes back to the same numbers', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 60);
  await page.getByRole('button', { name: 'Pause' }).click();
  const slider = page.getByRole('slider', { name: 'Step shown' });
  const goTo = (step: number) =>
    slider.evaluate((element, value) => {
      (element as HTMLInputElement).value = String(value);
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }, step);
  await goTo(40);
  const first = await momentWhen(page, ({ step }) => step === 40);
  await goTo(13);
  const other = await momentWhen(page, ({ step }) => step === 13);
  assert.notEqual(other.cost, first.cost);
  await goTo(40);
  assert.equal((await momentWhen(page, ({ step }) => step === 40)).words, first.words);
});

test('the losses themselves go back to a step, by key and by pointer', async () => {
  const { page, faults } = await playground.open({ experiment: 'at=90&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 90);
  const plot = page.getByRole('slider', { name: /^Losses/ });
  await plot.press('Home');
  await plot.press('ArrowRight');
  await plot.press('Enter');
  await momentWhen(page, ({ step }) => step === 1);
  const box = await plot.boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await momentWhen(page, ({ step }) => step > 20 && step < 70);
  assert.deepEqual(faults, []);
});

test('a cursor moves along the chart with the arrow keys and tells its numbers', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 30);
  await page.getByRole('button', { name: 'Pause' }).click();
  const plot = page.getByRole('slider', { name: /^Losses/ });
  await plot.focus();
  await plot.press('Home');
  await plot.press('ArrowRight');
  assert.match((await plot.getAttribute('aria-valuetext')) ?? '', /^step 1: batch loss \d/);
  await plot.getByText(/^step 1: batch loss \d/).waitFor();
  await plot.press('Escape');
  assert.ok(await plot.locator('canvas').isVisible(), 'the chart is still drawn');
});

test('a line is switched off and on by its label', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  const label = page.getByRole('button', { name: /^test cost/ });
  await label.press('Enter');
  await page.getByRole('button', { name: /^test cost/, pressed: false }).waitFor();
  await label.press('Enter');
  await page.getByRole('button', { name: /^test cost/, pressed: true }).waitFor();
});

test('a run stops at its planned length and goes on if played again', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&steps=50&v=1' });
  const further = page.getByRole('button', { name: 'Train on' });
  await further.waitFor();
  assert.equal((await moment(page)).step, 50);
  await further.click();
  await momentWhen(page, ({ step }) => step > 60);
});

test('training pauses while the tab is hidden', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 5);
  const hide = (hidden: boolean) =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => state });
      Object.defineProperty(document, 'visibilityState', {
        configurable: true,
        get: () => (state ? 'hidden' : 'visible'),
      });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  const frames = (count: number) =>
    page.evaluate(async (wanted) => {
      for (let frame = 0; frame < wanted; frame++) await new Promise((done) => requestAnimationFrame(done));
    }, count);
  await hide(true);
  await frames(10);
  const { step } = await moment(page);
  await frames(30);
  assert.equal((await moment(page)).step, step);
  await hide(false);
  await momentWhen(page, (now) => now.step > step + 10);
});

test('a diverged run says what happened, and a button restarts it with a lower learning rate', async () => {
  const { page, faults } = await playground.open({
    experiment: 'task=houses&optimizer=sgd&optimizer.lr=10&v=1',
  });
  const restart = page.getByRole('button', { name: 'Restart with 1' });
  await restart.waitFor();
  assert.doesNotMatch(await visibleText(page), /NaN|Infinity/);
  await restart.click();
  await page.waitForFunction(
    () =>
      document
        .querySelector('train-lab')
        ?.shadowRoot?.querySelector<HTMLInputElement>('input[aria-label="Learning rate"]')?.value === '1',
  );
  assert.deepEqual(faults, []);
});
