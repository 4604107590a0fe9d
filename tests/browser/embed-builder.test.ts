// From what the page shows to lines for someone else's page, which are then tried.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Elements, heard, script, stepOf } from './support/elements.ts';
import { momentWhen } from './support/moment.ts';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';
import { openShare } from './support/share.ts';

let playground: Playground;
let elements: Elements;
before(async () => {
  [playground, elements] = await Promise.all([startPlayground(), Elements.start()]);
});
after(() => Promise.all([playground.stop(), elements.stop()]));

test('the lines for a plain page train what the playground showed', async () => {
  const { page, faults } = await playground.open({ experiment: 'at=3&task=moons&steps=80&v=1' });
  await momentWhen(page, ({ step }) => step === 3);
  await openShare(page);
  await page.getByRole('button', { name: 'Embed this' }).click();
  await page.getByLabel('Readers can change').selectOption('also loss and learning rate');
  const lines = page.getByRole('region', { name: 'the page', exact: true });
  const text = (await lines.textContent()) ?? '';
  assert.match(text, /experiment="task=moons&amp;steps=80&amp;v=1" controls="loss lr" autoplay="visible"/);
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(faults, []);
  const other = await elements.open({ head: script, body: text.replace(/<script[^>]*><\/script>/, '') });
  await stepOf(other.page, 3);
  assert.equal(
    await other.page.evaluate(() => document.querySelector('loss-playground')?.complete?.steps),
    80,
  );
});

test('every generator has its lines, and the view of the lab in sight is taken', async () => {
  const { page, faults } = await playground.open({
    experiment: 'lab=shapes&loss=huber_loss&loss.delta=0.5&v=1',
  });
  await page.getByText(/Outlier, at 3/).waitFor();
  await openShare(page);
  await page.getByRole('button', { name: 'Embed this' }).click();
  const menu = page.getByLabel('Page', { exact: true });
  for (const name of await menu.locator('option').allTextContents()) {
    await menu.selectOption(name);
    const lines = (await page.locator('embed-builder pre').allTextContents()).join('\n');
    assert.match(lines, /huber_loss/, name);
    assert.doesNotMatch(lines, /undefined|null/, name);
  }
  await menu.selectOption('HTML');
  const text = (await page.getByRole('region', { name: 'the page', exact: true }).textContent()) ?? '';
  const other = await elements.open({ head: script, body: text.replace(/<script[^>]*><\/script>/, '') });
  await heard(other.page, 'ready');
  await other.page
    .locator('shapes-lab')
    .getByText(/Huber loss/)
    .first()
    .waitFor();
  await openShare(page);
  await page.getByRole('button', { name: 'Embed this' }).click();
  assert.equal(await page.locator('embed-builder').count(), 0);
  assert.deepEqual(faults, []);
});
