import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addressWhen, moment, momentWhen } from './support/moment.ts';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

test('each task is one click away', async () => {
  const { page, faults } = await playground.open();
  for (const [name, task] of [
    ['house prices', 'houses'],
    ['map of digits', 'digits_embedding'],
    ['digits', 'digits'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Tasks' }).getByRole('link', { name, exact: true }).click();
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
  // The runs that this one forked off are trained first.
  await page.waitForFunction(
    () => document.querySelector('train-lab')?.session?.experiment?.optimizer.params.lr === 0.05,
  );
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

test('a setting under More settings changes the experiment', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=circle&v=1' });
  await page.getByRole('button', { name: /More settings/ }).click();
  await page.getByLabel('Model: hidden units').fill('6, 3');
  await page.getByLabel('Model: hidden units').press('Enter');
  await addressWhen(page, /model\.hidden=6,3/);
  await page.getByLabel('Model: activation').selectOption('relu');
  await addressWhen(page, /model\.activation=relu/);
  await page.getByLabel('L2 penalty').fill('0.01');
  await page.getByLabel('L2 penalty').press('Enter');
  await addressWhen(page, /regularization\.l2=0\.01/);
  await page.getByLabel('Schedule', { exact: true }).selectOption('cosine_annealing_lr');
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

test('a refused value keeps its text and says at its field what to enter, and the run continues', async () => {
  const { page, faults } = await playground.open();
  const { step } = await momentWhen(page, (now) => now.step > 5);
  const rate = page.getByLabel('Learning rate');
  await rate.fill('-1');
  await rate.press('Enter');
  const message = page.getByRole('alert').filter({ hasText: '−1 is not a valid learning rate' });
  await message.waitFor();
  assert.equal(
    (await message.textContent())?.trim(),
    '−1 is not a valid learning rate. Enter a number greater than 0. Training continues with 0.003.',
  );
  assert.equal(await rate.getAttribute('aria-invalid'), 'true');
  assert.equal(await rate.getAttribute('aria-describedby'), await message.getAttribute('id'));
  await momentWhen(page, (now) => now.step > step + 30);
  assert.equal(await rate.inputValue(), '-1');
  assert.doesNotMatch(page.url(), /lr=-1/);
  assert.deepEqual(await accessibilityFaults(page), []);
  await rate.fill('0.002');
  await rate.press('Enter');
  await addressWhen(page, /optimizer\.lr=0\.002/);
  await message.waitFor({ state: 'detached' });
  assert.equal(await rate.getAttribute('aria-invalid'), 'false');
  assert.deepEqual(faults, []);
});

test('the value in use entered again takes a refusal back, and changes nothing', async () => {
  const { page } = await playground.open({ experiment: 'at=20&task=circle&v=1' });
  await momentWhen(page, ({ step }) => step === 20);
  const rate = page.getByLabel('Learning rate');
  await rate.fill('zero');
  await rate.press('Enter');
  const message = page.getByText(
    '"zero" is not a valid learning rate. Enter a number greater than 0. 0.03 is still in use.',
  );
  await message.waitFor();
  await rate.fill('0.03');
  await rate.press('Enter');
  await message.waitFor({ state: 'detached' });
  assert.doesNotMatch(page.url(), /fork=/);
});

test('a batch larger than the data says that it is the whole training set', async () => {
  const { page } = await playground.open({ experiment: 'task=circle&v=1' });
  await momentWhen(page, ({ step }) => step > 5);
  await page.getByLabel('Batch size').fill('5000');
  await page.getByLabel('Batch size').press('Enter');
  await page
    .getByRole('status')
    .getByText(/^Batch size 10 → 5,000\. There are \d+ training points, so each batch is the whole/)
    .waitFor();
  await page.locator('.sentence').getByText('(the whole training set)').waitFor();
});

test('a link to an experiment that cannot run says why, and the default is shown', async () => {
  const { page } = await playground.open({
    experiment: 'task=circle&model.hidden=2048,2048,2048,2048&v=1',
  });
  await page
    .getByRole('alert')
    .getByText(/^The experiment of this link cannot run\. .*at most 10,000,000/)
    .waitFor();
  await momentWhen(page, ({ step }) => step > 5);
  assert.equal(await page.getByLabel('Task', { exact: true }).inputValue(), 'digits');
  await addressWhen(page, /task=digits/);
});

test('a link may set a parameter of a default alone', async () => {
  const { page } = await playground.open({ experiment: 'task=digits&optimizer.lr=0.3&v=1' });
  await momentWhen(page, ({ step }) => step > 5);
  assert.equal(await page.getByLabel('Optimizer', { exact: true }).inputValue(), 'adam');
  assert.equal(await page.getByLabel('Learning rate').inputValue(), '0.3');
});

test('a damaged link opens what can be read of it, and says what was dropped', async () => {
  const { page } = await playground.open({
    experiment: 'task=circel&optimizer=sg&optimizer.lr=0.5&batch_size=-3&steps=77&v=1',
  });
  const note = page.getByRole('alert').filter({ hasText: 'This link is damaged' });
  await note
    .getByText(/task=circel is read as task=circle\. optimizer=sg is read as optimizer=sgd\./)
    .waitFor();
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

test('one click balances the classes, one undoes it, and the settings fit on a phone', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=digits&v=1', width: 360 });
  await moment(page);
  // On a phone one line stands for the settings.
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('button', { name: /More settings/ }).click();
  await page.getByRole('button', { name: 'Loss: weight: balanced' }).click();
  await addressWhen(page, /loss\.weight=[\d.]+(,[\d.]+){9}&/);
  const list = page.getByLabel('Loss: weight', { exact: true });
  const weights = (await list.inputValue()).split(', ').map(Number);
  assert.equal(weights.length, 10);
  assert.ok(
    weights.every((weight) => weight > 0.8 && weight < 1.25),
    `${weights}`,
  );
  await momentWhen(page, ({ step }) => step > 0);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  await page.getByRole('button', { name: 'Loss: weight: all 1' }).click();
  await addressWhen(page, /&task=digits&v=1$/);
  assert.equal(await list.inputValue(), '');
  assert.deepEqual(faults, []);
});
