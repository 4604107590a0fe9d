import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothWays, sidewaysScroll, windows } from './support/chromium.ts';
import { momentWhen } from './support/moment.ts';
import { accessibilityFaults, type Playground, startPlayground } from './support/playground.ts';
import { assertSound, assertSoundInBoth } from './support/sound.ts';

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
  for (const { name: size, window } of windows)
    test(`${name} at ${size}, light and dark: no fault, no shift, no sideways scroll, axe clean`, async () => {
      const { page, faults } = await playground.open({ experiment, ...window });
      await momentWhen(page, ({ step }) => step > 30);
      await page.getByRole('button', { name: 'Pause' }).click();
      await assertSoundInBoth(page, faults);
    });

for (const { name, window } of bothWays(360))
  test(`the unfolded settings are axe clean and fit ${name}`, async () => {
    const { page } = await playground.open(window);
    // On a phone one line stands for the settings.
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('button', { name: /More settings/ }).click();
    await page.getByLabel('seed').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await sidewaysScroll(page), null);
  });

for (const { name, window } of bothWays(360))
  test(`at ${name} nothing is drawn below 14 px and no target is below 24 px`, async () => {
    const { page } = await playground.open(window);
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

test('without JavaScript the page says what it needs', async () => {
  const { page } = await playground.open({ javaScript: false });
  assert.match((await page.locator('noscript').textContent()) ?? '', /needs JavaScript/);
});

const noWebAssembly = () => Reflect.deleteProperty(globalThis, 'WebAssembly');

for (const { name, window } of windows)
  for (const dark of [false, true])
    test(`without WebAssembly at ${name}, ${dark ? 'dark' : 'light'}: words say why, and stills show the labs`, async () => {
      const { page, faults } = await playground.open({ ...window, dark, before: noWebAssembly });
      await page
        .getByRole('alert')
        .getByText(/needs WebAssembly/)
        .waitFor();
      const pictures = page.locator('figure img');
      await pictures.first().waitFor();
      for (const picture of await pictures.all()) {
        await picture.scrollIntoViewIfNeeded();
        const { address, pixels } = await picture.evaluate(async (image: HTMLImageElement) => {
          await image.decode();
          return { address: image.currentSrc, pixels: image.naturalWidth };
        });
        assert.match(address, dark ? /-dark\.png$/ : /-light\.png$/);
        assert.equal(pixels, Number(await picture.getAttribute('width')), address);
      }
      await assertSound(page, faults);
    });

test('without WebAssembly the lab of the address has its still in sight', async () => {
  const { page } = await playground.open({ experiment: 'lab=race', before: noWebAssembly });
  const still = (lab: string) => page.locator(`figure[data-lab="${lab}"]`).first();
  const inSight = (lab: string) =>
    still(lab).evaluate(
      (figure) =>
        new Promise<void>((done) => {
          const observer = new IntersectionObserver(([entry]) => {
            if (!entry?.isIntersecting) return;
            observer.disconnect();
            done();
          });
          observer.observe(figure);
        }),
    );
  await inSight('race');
  await page.setViewportSize({ width: 360, height: 600 });
  await page.getByRole('link', { name: 'Shapes' }).click();
  await inSight('shapes');
});

test('an engine that does not compile, as without SIMD, gives way to the stills too', async () => {
  const { page } = await playground.open({
    before: () => {
      // What follows a valid head is no module that any browser knows.
      const unknown = new Blob([Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 99, 0)]);
      const Native = Worker;
      window.Worker = class extends Native {
        override postMessage(...given: [{ member?: string; args: object[] }, never]) {
          const [call] = given;
          if (call.member !== 'start') super.postMessage(...given);
          else
            void unknown.arrayBuffer().then((starter) => {
              Object.assign(call.args[0] ?? {}, { starter });
              super.postMessage(...given);
            });
        }
      };
    },
  });
  await page
    .getByRole('alert')
    .getByText(/needs WebAssembly with SIMD/)
    .waitFor();
  await page.locator('figure img').first().waitFor();
  assert.equal(await page.locator('train-lab').isVisible(), false);
});
