// Every lab opens on the page and in the element, with what its definition says of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { labDefinitions } from './support/definitions.ts';
import { Elements } from './support/elements.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
let elements: Elements;
before(async () => {
  [playground, elements] = await Promise.all([startPlayground(), Elements.start()]);
});
after(() => Promise.all([playground.stop(), elements.stop()]));

const labs = await labDefinitions();

for (const lab of labs)
  for (const address of [`lab=${lab.id}`, lab.id, ...(lab.element?.aliases ?? [])])
    test(`#${address} opens ${lab.title}: title, heading, words, link and things to try`, async () => {
      const { page, faults } = await playground.open({ experiment: address });
      await page.locator(`${lab.tag}:not([hidden])`).waitFor();
      await page.getByRole('heading', { level: 1, name: lab.heading, exact: true }).waitFor();
      const title = lab === labs[0] ? 'Loss Playground' : `${lab.title} · Loss Playground`;
      await page.waitForFunction((wanted) => document.title === wanted, title);
      assert.equal(await page.locator('.about:not([hidden]) > span').textContent(), lab.about);
      const current = page.getByRole('navigation', { name: 'Labs' }).locator('[aria-current=page]');
      assert.equal(await current.textContent(), lab.title);
      if (lab.trials !== 'own')
        for (const { words, watch } of lab.trials) {
          await page.getByRole('link', { name: words, exact: true }).waitFor();
          await page.getByText(watch, { exact: true }).waitFor();
        }
      assert.deepEqual(faults, []);
    });

test('the navigation lists every lab in the order of the definitions', async () => {
  const { page } = await playground.open();
  const links = page.getByRole('navigation', { name: 'Labs' }).getByRole('link');
  assert.deepEqual(
    await links.allTextContents(),
    labs.map(({ title }) => title),
  );
});

for (const lab of labs)
  for (const name of lab.element ? [lab.id, ...(lab.element.aliases ?? [])] : [])
    test(`<loss-playground lab="${name}"> shows ${lab.title}`, async () => {
      const { page, errors } = await elements.open({
        body: `<loss-playground lab="${name}"><p>fallback</p></loss-playground>`,
      });
      await page.locator('loss-playground .live').waitFor();
      const drawn = await page.evaluate(() => {
        const box = document.querySelector('loss-playground')?.shadowRoot?.querySelector('.box');
        return [...(box?.children ?? [])].map(({ localName }) => localName);
      });
      // The first has a view of its own, whose parts can be hidden.
      assert.equal(drawn.length, 2);
      if (lab !== labs[0]) assert.equal(drawn[1], lab.tag);
      assert.deepEqual(errors, []);
    });

test('an unknown view is refused with the names of all', async () => {
  const { page } = await elements.open({ body: '<loss-playground lab="constructor"></loss-playground>' });
  const message = await page.waitForFunction(() => document.querySelector('loss-playground')?.error?.message);
  const names = labs.flatMap(({ id, element }) => (element ? [id] : []));
  assert.equal(
    await message.jsonValue(),
    `lab="constructor" is no view; use one of ${[...names, 'guide', 'full'].join(', ')}`,
  );
});
