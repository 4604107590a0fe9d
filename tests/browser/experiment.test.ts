import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addressWhen, moment, momentWhen } from './support/moment.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

test('each preset is one click away and of its own family', async () => {
  const { page, faults } = await playground.open();
  for (const [name, task] of [
    [/mean squared/i, 'houses'],
    [/triplet loss/i, 'digits_embedding'],
    [/cross-entropy/i, 'digits'],
  ] as const) {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await page.waitForFunction(
      (id) =>
        document
          .querySelector('train-lab')
          ?.shadowRoot?.querySelector<HTMLSelectElement>('select[aria-label="Task"]')?.value === id,
      task,
    );
    await momentWhen(page, ({ step }) => step > 10);
  }
  assert.deepEqual(faults, []);
});

test('the sentence changes the experiment and the address, and a reload brings it back', async () => {
  const { page } = await playground.open();
  await page.getByLabel('Optimizer', { exact: true }).selectOption('sgd');
  await addressWhen(page, /optimizer=sgd/);
  const rate = page.getByLabel('Learning rate');
  await rate.fill('0.05');
  await rate.press('Enter');
  await addressWhen(page, /optimizer\.lr=0\.05/);
  await page.reload();
  await momentWhen(page, ({ step }) => step > 0);
  assert.equal(await page.getByLabel('Optimizer', { exact: true }).inputValue(), 'sgd');
  assert.equal(await page.getByLabel('Learning rate').inputValue(), '0.05');
});

test('back returns to the experiment before', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await moment(page);
  await page.getByLabel('Task', { exact: true }).selectOption('moons');
  await addressWhen(page, /task=moons/);
  await page.goBack();
  await addressWhen(page, /task=circle/);
  await page.waitForFunction(
    () =>
      document
        .querySelector('train-lab')
        ?.shadowRoot?.querySelector<HTMLSelectElement>('select[aria-label="Task"]')?.value === 'circle',
  );
  await momentWhen(page, ({ step }) => step > 0);
});

test('numbers step with the arrow keys', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  const rate = page.getByLabel('Learning rate');
  await rate.focus();
  await rate.press('ArrowUp');
  await addressWhen(page, /optimizer\.lr=0\.05/);
  await page.getByLabel('Learning rate').press('ArrowDown');
  await addressWhen(page, /optimizer\.lr=0\.02/);
});

test('numbers can be dragged sideways', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await moment(page);
  const box = await page.getByLabel('Learning rate').boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y, { steps: 6 });
  await page.mouse.up();
  await addressWhen(page, /optimizer\.lr=0\.1&/);
});

test('a term under More terms changes the experiment', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await page.getByRole('button', { name: /More terms/ }).click();
  await page.getByLabel('Model: hidden').fill('6, 3');
  await page.getByLabel('Model: hidden').press('Enter');
  await addressWhen(page, /model\.hidden=6,3/);
  await page.getByLabel('Model: activation').selectOption('relu');
  await addressWhen(page, /model\.activation=relu/);
  await page.getByLabel('l2 penalty').fill('0.01');
  await page.getByLabel('l2 penalty').press('Enter');
  await addressWhen(page, /regularization\.l2=0\.01/);
  await page.getByLabel('Schedule').selectOption('cosine_annealing_lr');
  await addressWhen(page, /schedule=cosine_annealing_lr/);
  await momentWhen(page, ({ step }) => step > 10);
  assert.deepEqual(faults, []);
});

test('only losses that fit the task are offered', async () => {
  const { page } = await playground.open({ experiment: 'task=houses&v=1' });
  await moment(page);
  const offered = await page
    .getByLabel('Loss', { exact: true })
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  assert.ok(
    offered.includes('mse_loss') &&
      !offered.includes('cross_entropy') &&
      !offered.includes('triplet_margin_loss'),
    String(offered),
  );
});

test('a refused value is marked and explained, and the run in progress goes on', async () => {
  const { page, faults } = await playground.open();
  const { step } = await momentWhen(page, (now) => now.step > 5);
  const rate = page.getByLabel('Learning rate');
  await rate.fill('-1');
  await rate.press('Enter');
  await page.getByRole('alert').getByText(/-1|−1/).waitFor();
  assert.equal(await rate.getAttribute('aria-invalid'), 'true');
  await momentWhen(page, (now) => now.step > step + 30);
  assert.doesNotMatch(page.url(), /lr=-1/);
  await rate.fill('0.002');
  await rate.press('Enter');
  await addressWhen(page, /optimizer\.lr=0\.002/);
  await page.getByRole('alert').getByText(/-1|−1/).waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
});

test('a damaged link opens what can be read of it, and says what was dropped', async () => {
  const { page } = await playground.open({
    experiment: 'task=circel&optimizer=sg&optimizer.lr=0.5&batch_size=-3&steps=77&v=1',
  });
  const note = page.getByRole('alert').filter({ hasText: 'This link is damaged' });
  await note.getByText(/task=circel is read as task=circle, optimizer=sg is read as optimizer=sgd/).waitFor();
  await note.getByText(/batch_size=-3 is left out/).waitFor();
  await momentWhen(page, ({ step }) => step > 5);
  assert.equal(await page.getByLabel('Task', { exact: true }).inputValue(), 'circle');
  assert.equal(await page.getByLabel('Optimizer', { exact: true }).inputValue(), 'sgd');
  const { steps, optimizer } =
    (await page.evaluate(() => document.querySelector('train-lab')?.session?.experiment)) ?? {};
  assert.deepEqual([steps, optimizer?.params.lr], [77, 0.5]);
});

test('a link of which nothing can be read opens the default with a plain notice', async () => {
  const { page } = await playground.open({ experiment: 'nonsense' });
  await page
    .getByRole('alert')
    .getByText(/could not be read/)
    .waitFor();
  await momentWhen(page, ({ step }) => step > 5);
  assert.equal(await page.getByLabel('Task', { exact: true }).inputValue(), 'digits');
});
