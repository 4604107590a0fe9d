// The visitor's own loss: typed, corrected, trained, taken apart, linked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { addressWhen, moment, momentWhen } from './support/moment.ts';
import {
  accessibilityFaults,
  type PageOptions,
  type Playground,
  startPlayground,
} from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const asymmetric = 'd = input - target\nwhere(d < 0, 3 * d^2, d^2)';
const linked = (formula: string) =>
  `task=houses&loss=expression&loss.formula=${encodeURIComponent(formula)}&v=1`;

const editorOf = (page: Page) => page.getByLabel('Formula of the loss');

/** Opens the editor from the menu of losses. */
async function write(options: PageOptions = {}) {
  const opened = await playground.open({ experiment: 'task=houses&v=1', ...options });
  const { page } = opened;
  await moment(page);
  await page.getByLabel('Loss', { exact: true }).selectOption({ label: 'Your own…' });
  await editorOf(page).waitFor();
  return opened;
}

test('from the first screen to a model that is trained with a formula of the gallery', async () => {
  const { page, faults } = await playground.open();
  await moment(page);
  await page.getByLabel('Task', { exact: true }).selectOption({ label: 'house prices' });
  await addressWhen(page, /task=houses/);
  await page.getByLabel('Loss', { exact: true }).selectOption({ label: 'Your own…' });
  await page.getByText('A prediction below the target costs three times as much').waitFor();
  assert.match(await editorOf(page).inputValue(), /^under = 3 in 0\.\.10$/m);
  await page.getByRole('button', { name: 'Cauchy loss' }).click();
  await addressWhen(page, /log1p/);
  await page.getByRole('slider', { name: /Your own loss and its slope/ }).waitFor();
  await page.getByText('As a PyTorch function').click();
  await page.getByText('return c ** 2 / 2 * torch.log1p((d / c) ** 2)').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  const early = await momentWhen(page, ({ step }) => step > 20);
  const later = await momentWhen(page, ({ step }) => step > early.step + 200);
  assert.ok(later.cost < early.cost, `${early.cost}, then ${later.cost}`);
  assert.deepEqual(faults, []);
});

test('a mistake is marked with a caret, its nearest name is one click away, and the last formula stays in use', async () => {
  const { page, faults } = await write();
  await editorOf(page).fill(asymmetric);
  await addressWhen(page, /loss\.formula=d/);
  const good = page.url();
  await editorOf(page).fill('d = input - targt\nabs(d)');
  const problem = page.locator('.problem');
  await problem.getByText('found “targt”').waitFor();
  assert.equal(await problem.locator('.carets').textContent(), `${' '.repeat(12)}^^^^^`);
  assert.equal(await editorOf(page).getAttribute('aria-invalid'), 'true');
  assert.equal(page.url(), good);
  await problem.getByRole('button', { name: 'target' }).click();
  await addressWhen(page, /abs\(d\)|abs%28d%29/);
  assert.equal(await editorOf(page).inputValue(), 'd = input - target\nabs(d)');
  assert.equal(await editorOf(page).getAttribute('aria-invalid'), 'false');
  assert.deepEqual(faults, []);
});

test('a slider changes the number in the text, and the run uses it once it is released', async () => {
  const { page, faults } = await write();
  await editorOf(page).fill(
    'delta = 1 in 0..10\nd = input - target\nwhere(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))',
  );
  const slider = page.getByRole('slider', { name: 'delta' });
  await slider.waitFor();
  await slider.press('ArrowRight');
  await page.waitForURL(/1\.05/);
  assert.match(await editorOf(page).inputValue(), /^delta = 1\.05 in 0\.\.10\n/);
  assert.deepEqual(faults, []);
});

/** The element that has the focus, also inside shadow roots. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.localName;
  });

/** Waits until the engine has answered for the text in the editor. */
async function described(page: Page, text: string) {
  await page
    .locator('own-loss')
    .and(page.locator(':visible'))
    .evaluate(async (editor, wanted) => {
      const { said } = editor as HTMLElementTagNameMap['own-loss'];
      if (said?.text === wanted) return;
      await new Promise<void>((resolve) => {
        const look = () =>
          (editor as HTMLElementTagNameMap['own-loss']).said?.text === wanted
            ? resolve()
            : requestAnimationFrame(look);
        look();
      });
    }, text);
}

test('the browser takes back what a slider, the gallery and a suggestion did, one at a time', async () => {
  const { page, faults } = await write();
  assert.equal(await focused(page), 'textarea');
  const first = await editorOf(page).inputValue();
  const slider = page.getByRole('slider', { name: 'under', exact: true });
  const box = await slider.boundingBox();
  assert.ok(box);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 0.3 * box.width, y);
  await page.mouse.down();
  for (const share of [0.4, 0.5, 0.7]) await page.mouse.move(box.x + share * box.width, y);
  await page.mouse.up();
  const slid = await editorOf(page).inputValue();
  assert.notEqual(slid, first);
  assert.equal(await focused(page), 'input');
  await page.getByRole('button', { name: 'Cauchy loss' }).click();
  assert.equal(await focused(page), 'button');
  await editorOf(page).focus();
  await page.keyboard.press('Control+z');
  assert.equal(await editorOf(page).inputValue(), slid);
  await page.keyboard.press('Control+z');
  assert.equal(await editorOf(page).inputValue(), first);
  await editorOf(page).fill('abs(input - targt)');
  await page.locator('.problem').getByRole('button', { name: 'target' }).click();
  assert.equal(await focused(page), 'textarea');
  await page.keyboard.type('/1');
  assert.equal(await editorOf(page).inputValue(), 'abs(input - target/1)');
  assert.deepEqual(faults, []);
});

test('a formula is offered again after another loss, and an invalid text after closing', async () => {
  const { page, faults } = await write();
  await editorOf(page).fill(asymmetric);
  await addressWhen(page, /loss\.formula=d/);
  await editorOf(page).fill(`${asymmetric} +`);
  await page.locator('.problem pre').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Edit your loss' }).click();
  await page.locator('.problem pre').waitFor();
  assert.equal(await editorOf(page).inputValue(), `${asymmetric} +`);
  await editorOf(page).fill(asymmetric);
  await described(page, asymmetric);
  await page.getByLabel('Loss', { exact: true }).selectOption({ label: 'mean squared error' });
  await editorOf(page).waitFor({ state: 'detached' });
  await page.getByLabel('Loss', { exact: true }).selectOption({ label: 'Your own…' });
  await editorOf(page).waitFor();
  await described(page, asymmetric);
  assert.equal(await editorOf(page).inputValue(), asymmetric);
  assert.deepEqual(faults, []);
});

test('a comment restarts nothing', async () => {
  const { page, faults } = await write();
  await editorOf(page).fill(asymmetric);
  await addressWhen(page, /loss\.formula=d/);
  const address = page.url();
  const commented = `# about\n${asymmetric}`;
  await editorOf(page).fill(commented);
  await described(page, commented);
  assert.equal(page.url(), address);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Edit your loss' }).click();
  assert.equal(await editorOf(page).inputValue(), commented);
  assert.deepEqual(faults, []);
});

test('in the closed menu an arrow opens the editor and leaves the focus in the menu', async () => {
  const { page, faults } = await playground.open({ experiment: 'task=houses&v=1' });
  await moment(page);
  await page.getByLabel('Loss', { exact: true }).focus();
  await page.keyboard.press('End');
  await editorOf(page).waitFor();
  await described(page, await editorOf(page).inputValue());
  assert.equal(await focused(page), 'select');
  assert.deepEqual(faults, []);
});

test('a curve has gaps where the formula has no value, and says where', async () => {
  const { page, faults } = await write();
  await editorOf(page).fill('sqrt(input - target)');
  await page.getByText('No finite value where the prediction is below 0.').waitFor();
  await page.getByRole('slider', { name: /Your own loss and its slope/ }).waitFor();
  assert.deepEqual(faults, []);
});

test('an unstable part is named, and its stabler form is one click away', async () => {
  const { page, faults } = await write({ experiment: 'task=digits&v=1' });
  await editorOf(page).fill('-log(softmax(input)[target])');
  await page.getByRole('button', { name: 'Use -log_softmax(input)[target]' }).click();
  assert.equal(await editorOf(page).inputValue(), '-log_softmax(input)[target]');
  await addressWhen(page, /log_softmax/);
  assert.deepEqual(faults, []);
});

test('a formula that does not fit the task says so, and is not used', async () => {
  const { page } = await write();
  const before = page.url();
  await editorOf(page).fill('softplus(distance(anchor, positive) - distance(anchor, negative))');
  await page.locator('.problem').getByText('The last formula that fits stays in use.').waitFor();
  assert.equal(page.url(), before);
  assert.match(
    (await page.getByRole('group', { name: 'Formula', exact: true }).textContent()) ?? '',
    /otherwise/,
  );
});

test('a link opens its formula, which trains and is taken apart into parts that add up', async () => {
  const { page, faults } = await playground.open({ experiment: linked(asymmetric) });
  const early = await momentWhen(page, ({ step }) => step > 20);
  const later = await momentWhen(page, ({ step }) => step > early.step + 200);
  assert.ok(later.cost < early.cost, `${early.cost}, then ${later.cost}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.locator('anatomy-section').scrollIntoViewIfNeeded();
  const tree = page.locator('anatomy-section .tree');
  await tree.waitFor();
  const root = await tree.locator('li').first().locator('b').first().textContent();
  const total = await page.locator('anatomy-section .put-in b').textContent();
  assert.equal(root, total);
  await page.reload();
  await momentWhen(page, ({ step }) => step > 0);
  await page.getByRole('button', { name: 'Edit your loss' }).click();
  assert.equal(await editorOf(page).inputValue(), asymmetric);
  assert.deepEqual(faults, []);
});

for (const dark of [false, true])
  for (const width of [360, 1280])
    test(`the editor is accessible, ${dark ? 'dark' : 'light'}, ${width} px`, async () => {
      const { page, faults } = await playground.open({
        dark,
        width,
        height: 800,
        experiment: linked(asymmetric),
      });
      await moment(page);
      if (width < 720) await page.getByRole('button', { name: 'Change' }).click();
      await page.getByRole('button', { name: 'Edit your loss' }).click();
      await page.getByRole('slider', { name: /Your own loss and its slope/ }).waitFor();
      await editorOf(page).fill('d = input - targt');
      await page.locator('.problem pre').waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(sideways <= 0, `the page is ${sideways} px too wide`);
      assert.deepEqual(faults, []);
    });
