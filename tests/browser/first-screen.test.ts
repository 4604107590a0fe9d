import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { moment, momentWhen } from './support/moment.ts';
import {
  accessibilityFaults,
  longestTask,
  type Playground,
  startPlayground,
  steadyLongestTask,
} from './support/playground.ts';
import { assertSound } from './support/sound.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const presets = {
  'cross-entropy': '',
  'mean squared error': 'task=houses&v=1',
  triplet: 'task=digits_embedding&v=1',
};

test('the page trains without a click: steps rise and the cost falls', async () => {
  const { page, faults } = await playground.open();
  const early = await momentWhen(page, () => true);
  const later = await momentWhen(page, ({ step }) => step > early.step + 100);
  assert.ok(
    later.cost < early.cost,
    `J was ${early.cost} at step ${early.step} and ${later.cost} at step ${later.step}`,
  );
  assert.deepEqual(faults, []);
});

for (const [name, experiment] of Object.entries(presets))
  for (const width of [1280, 360])
    for (const dark of [false, true])
      test(`${name} at ${width} px, ${dark ? 'dark' : 'light'}: no fault, no shift, no sideways scroll, axe clean`, async () => {
        const { page, faults } = await playground.open({ experiment, width, dark });
        await momentWhen(page, ({ step }) => step > 30);
        await page.getByRole('button', { name: 'Pause' }).click();
        await assertSound(page, faults);
      });

test('the unfolded terms are axe clean and fit a phone', async () => {
  const { page } = await playground.open({ width: 360 });
  await page.getByRole('button', { name: /More terms/ }).click();
  await page.getByLabel('seed').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  assert.deepEqual(await accessibilityFaults(page), []);
  const [content, view] = await page.evaluate(
    () => [document.documentElement.scrollWidth, innerWidth] as const,
  );
  assert.ok(content <= view, `the page is ${content} px wide in a window of ${view} px`);
});

test('nothing is drawn below 14 px and no target is below 24 px', async () => {
  const { page } = await playground.open({ width: 360 });
  await momentWhen(page, ({ step }) => step > 5);
  const small = await page.evaluate(() => {
    const found: string[] = [];
    const visit = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        const { width, height } = element.getBoundingClientRect();
        if (width < 2 || height < 2) continue;
        const text = [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
        );
        if (
          text &&
          !element.closest('option, sup') &&
          Number.parseFloat(getComputedStyle(element).fontSize) < 14
        )
          found.push(
            `${element.localName} "${element.textContent?.trim()}" ${getComputedStyle(element).fontSize}`,
          );
        if (element.matches('button, select, input, a') && (height < 24 || width < 24))
          found.push(
            `${element.localName} ${element.ariaLabel ?? element.textContent?.trim()} ${width}×${height}`,
          );
      }
    };
    visit(document);
    return found;
  });
  assert.deepEqual(small, []);
});

test('without JavaScript, and without WebAssembly, the page says what it needs', async () => {
  const plain = await playground.open({ javaScript: false });
  assert.match((await plain.page.locator('noscript').textContent()) ?? '', /needs JavaScript/);
  const bare = await playground.open({ before: () => Reflect.deleteProperty(globalThis, 'WebAssembly') });
  await bare.page
    .getByRole('alert')
    .getByText(/needs WebAssembly/)
    .waitFor();
});

test('no task on the main thread takes longer than 50 ms once the page stands', async () => {
  const longest = await steadyLongestTask(50, async () => {
    const { page } = await playground.open();
    await momentWhen(page, ({ step }) => step > 20);
    return longestTask(page, async () => {
      const { step } = await moment(page);
      await momentWhen(page, (now) => now.step > step + 100);
    });
  });
  assert.ok(longest <= 50, `the longest task took ${longest} ms`);
});
