import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { bothWays } from './support/chromium.ts';
import { labs } from './support/labs.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

/** Pairs of labels of a picture whose boxes share more than a pixel, and labels that leave the picture. */
const faultsOf = (page: Page, picture: string) =>
  page
    .locator(picture)
    .first()
    .evaluate((element) => {
      const svg = element.shadowRoot?.querySelector('svg');
      if (!svg) return ['no picture'];
      const frame = svg.getBoundingClientRect();
      // A text's box is as high as its line; its letters fill the middle.
      const labels = [...svg.querySelectorAll('text')].map((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { words: text.textContent?.trim() ?? '', left, right, top: top + 1, bottom: bottom - 1 };
      });
      const faults = labels
        .filter(({ left, right }) => left < frame.left - 1 || right > frame.right + 9)
        .map(({ words }) => `“${words}” leaves the picture`);
      labels.forEach((one, index) => {
        for (const other of labels.slice(index + 1)) {
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (across > 0 && down > 0) faults.push(`“${one.words}” and “${other.words}” overlap`);
        }
      });
      return [...faults, ...(labels.length > 2 ? [] : ['no labels'])];
    });

const triplets = 'lab=triplet&loss=triplet_margin_loss';
const scenes = {
  'as it opens': 'lab=triplet',
  'with two rings close together': `${triplets}&loss.margin=0.2&v=1`,
  'with all points in one place': `${triplets}&a=0,0&p=0,0&n=0,0;0,0;0,0;0,0;0,0;0,0;0,0;0,0;0,0&v=1`,
  'with a crowd and points in the corners': `${triplets}&a=0,0&p=0.3,0&n=0.3,0.2;0.4,-0.2;-0.2,0.2;0,0.4;0.5,0.1;-0.3,-0.2;3,3;-3,3;3,-3&v=1`,
  'with rings beyond the frame': `${triplets}&loss.margin=3&a=0,0&p=2.9,0&n=0,2.9;-2.9,0;0,-2.9&v=1`,
};

for (const [name, experiment] of Object.entries(scenes))
  for (const { name: size, window } of bothWays(360))
    test(`Triplet ${name} at ${size}: no two labels overlap, whether forces or distances are drawn`, async () => {
      const { page } = await playground.open({ experiment, ...window });
      await page.locator('triplet-map').getByRole('button').first().waitFor();
      assert.deepEqual(await faultsOf(page, 'triplet-map'), []);
      await page.getByRole('button', { name: 'Distances' }).click();
      await page.locator('triplet-map .spoke').first().waitFor({ state: 'attached' });
      assert.deepEqual(await faultsOf(page, 'triplet-map'), []);
    });

/** Labels of a contour map that a line of equal height or a path runs through. */
const crossedLabels = (page: Page) =>
  page
    .locator('contour-map')
    .first()
    .evaluate((element) => {
      const svg = element.shadowRoot?.querySelector('svg');
      const segments = [...(svg?.querySelectorAll('.level, .track') ?? [])].flatMap((path) =>
        (path.getAttribute('d') ?? '').split('M').flatMap((piece) => {
          const points = piece
            .split(/[LZ]/)
            .filter(Boolean)
            .map((point) => point.trim().split(' ').map(Number));
          return points
            .slice(1)
            .map((to, index) => ({ kind: path.getAttribute('class'), from: points[index] ?? to, to }));
        }),
      );
      const labels = [...(svg?.querySelectorAll('text.height, text.words') ?? [])] as SVGTextElement[];
      const crossed = labels.flatMap((label) => {
        const { x, y, width, height } = label.getBBox();
        // Letters fill the middle of their line.
        const inside = ([px = 0, py = 0]: number[]) =>
          px > x + 1 && px < x + width - 1 && py > y + 3 && py < y + height - 3;
        const line = segments.find(({ from, to }) =>
          Array.from({ length: 201 }, (_, part) =>
            from.map((start, axis) => start + ((to[axis] ?? 0) - start) * (part / 200)),
          ).some(inside),
        );
        return line ? [`“${label.textContent}” is crossed by a ${line.kind}`] : [];
      });
      return segments.length > 20 ? crossed : ['no lines'];
    });

const landscape = (experiment: string) => ({
  address: `lab=landscape&${experiment}`,
  ready: (page: Page) => page.getByText('All places are measured.').waitFor({ state: 'attached' }),
});
const contours = {
  'Landscape of moons': landscape('task=moons&steps=300&v=1'),
  'Landscape of houses': landscape('task=houses&steps=100&v=1'),
  'Landscape along random directions': landscape('look=random:1&task=xor&steps=60&v=1'),
  Race: labs.Race,
  'Race in the valley': {
    address: 'lab=race&on=rosenbrock&steps=100&seeds=2&v=1',
    ready: (page: Page) => page.getByText('The race is over.').waitFor({ state: 'attached' }),
  },
  'Reference of an optimizer': labs['Reference of an optimizer'],
};

for (const [name, lab] of Object.entries(contours))
  for (const { name: size, window } of bothWays(360))
    test(`${name} at ${size}: no two labels of the map overlap, and no line crosses one`, async () => {
      const { page } = await playground.open({ experiment: lab?.address ?? '', ...window });
      await lab?.ready(page);
      await page.locator('contour-map .height').first().waitFor();
      assert.deepEqual(await faultsOf(page, 'contour-map'), []);
      assert.deepEqual(await crossedLabels(page), []);
    });
