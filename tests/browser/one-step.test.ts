// While a run plays, all that is painted in a frame is of one step.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Elements } from './support/elements.ts';
import { type Painted, paintedFrames } from './support/painted.ts';
import { type Playground, startPlayground } from './support/playground.ts';

let playground: Playground;
let elements: Elements;
before(async () => {
  [playground, elements] = await Promise.all([startPlayground(), Elements.start()]);
});
after(() => Promise.all([playground.stop(), elements.stop()]));

const frames = 150;
const long = 'evaluate_every=10&steps=100000&v=1';
const lab = ['train-lab'];

interface View {
  address: string;
  path: readonly string[];
  speed: string;
}

const views: Record<string, View> = {
  Train: { address: `task=digits&${long}`, path: lab, speed: '1' },
  'Train, three steps a frame': { address: `task=digits&${long}`, path: lab, speed: '3' },
  'Train, full speed': { address: `task=digits&${long}`, path: lab, speed: 'max' },
  Anatomy: { address: `lab=anatomy&task=digits&${long}`, path: lab, speed: '1' },
  'Anatomy, full speed': { address: `lab=anatomy&task=digits&${long}`, path: lab, speed: 'max' },
  'A plane': { address: `task=circle&${long}`, path: lab, speed: '10' },
  Houses: { address: `task=houses&${long}`, path: lab, speed: '3' },
  'A search': { address: `task=emoji_search&${long}`, path: lab, speed: '1' },
  Embeddings: { address: `task=digits_embedding&${long}`, path: lab, speed: '1' },
  'Next token': { address: `lab=next-token&task=names&${long}`, path: ['next-token-lab'], speed: 'max' },
};

const wholeNumber = (words = '') => Number(words.replaceAll(',', ''));
const counted = (reading: string) => wholeNumber(/([\d,]+) of [\d,]+ test/.exec(reading)?.[1]);
const numbers = (words: string) =>
  (words.match(/\d[\d,]*(?:\.\d+)?(?:e−\d+)?/g) ?? []).map((text) =>
    text.replaceAll(',', '').replace('−', '-'),
  );

/** What the last digit of a printed number stands for. */
function unitOf(text: string): number {
  const [digits = '', exponent = 0] = text.split('e');
  return 10 ** (Number(exponent) - (digits.split('.')[1]?.length ?? 0));
}

/** Whether two printed numbers are the same one, of which one may have more digits. */
const agree = (one = '', other = '') =>
  Math.abs(Number(one) - Number(other)) <= 0.51 * Math.max(unitOf(one), unitOf(other));

/** What disagrees in a frame. */
function faultsOf({ step, reading, legend, sum, right, columns }: Painted): string[] {
  const faults: string[] = [];
  const labeled = /, step ([\d,]+)/.exec(legend)?.[1];
  if (labeled !== undefined && wholeNumber(labeled) !== step) faults.push(`legend of step ${labeled}`);
  const [count] = right;
  if (count !== undefined && counted(reading) !== count) faults.push(`${count} correct in the matrix`);
  const cost = /training cost ([\d.,]+)/.exec(legend)?.[1];
  const beside = /[Tt]raining cost ([\d.,]+)/.exec(sum)?.[1];
  if (cost && beside && cost !== beside) faults.push(`training cost ${cost} and ${beside}`);
  if (columns && sum && step > 0) {
    const [batch, objective, train] = numbers(columns);
    const [first, , total, compared] = numbers(sum);
    if (!agree(batch, first) || !agree(objective, total) || !agree(train, compared))
      faults.push(`columns ${columns}, sum ${sum}`);
  }
  return faults.map((fault) => `step ${step}: ${fault}, “${reading}”`);
}

/** Goes back to a step of a paused run: what is painted there. */
async function paintedAt(page: Page, path: readonly string[], step: number): Promise<Painted> {
  await page.evaluate(
    async ([tags, at]) => {
      let root: ParentNode = document;
      let view: Element | null = null;
      for (const tag of tags) {
        view = root.querySelector(`${tag}:not([hidden])`);
        root = view?.shadowRoot ?? document;
      }
      await (view as unknown as { session: { reach(step: number): Promise<void> } }).session.reach(at);
    },
    [path, step] as const,
  );
  for (;;) {
    const [painted] = await paintedFrames(page, path, 1);
    if (painted?.step === step) return painted;
  }
}

/** Of several, some that lie apart. */
const some = <One>(all: One[]) => all.filter((_, index) => index % Math.ceil(all.length / 5) === 0);

/** The reading and the pictures; in place of the sum there may be a message. */
const drawn = ({ step, reading, right, columns, pictures }: Painted) => ({
  step,
  reading,
  right,
  columns,
  pictures,
});

/** All frames agree in themselves, with each other, and with what the paused run shows at their steps. */
async function assertOneStep(page: Page, path: readonly string[], speed: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption(speed);
  for (;;) {
    const [now] = await paintedFrames(page, path, 1);
    if (now && now.step > 0 && Object.keys(now.pictures).length > 0) break;
  }
  // A busy machine shows fewer steps in as many frames.
  const seen: Painted[] = [];
  let steps: Painted[] = [];
  while (steps.length < 4) {
    seen.push(...(await paintedFrames(page, path, frames)));
    steps = [...new Map(seen.map((painted) => [painted.step, painted])).values()];
  }
  assert.deepEqual([...new Set(seen.flatMap(faultsOf))], []);
  for (const painted of steps)
    for (const other of seen) if (other.step === painted.step) assert.deepEqual(drawn(other), drawn(painted));
  await page.getByRole('button', { name: 'Pause' }).click();
  for (const painted of some(steps))
    assert.deepEqual(drawn(await paintedAt(page, path, painted.step)), drawn(painted));
}

for (const [name, { address, path, speed }] of Object.entries(views))
  test(`${name}: sentence, legend, sum and pictures are of one step in every frame`, async () => {
    const { page, faults } = await playground.open({ experiment: address });
    await assertOneStep(page, path, speed);
    assert.deepEqual(faults, []);
  });

for (const speed of ['1', 'max'])
  test(`the element at speed ${speed}: sentence, legend and picture are of one step in every frame`, async () => {
    const experiment = `task=digits&${long}`.replaceAll('&', '&amp;');
    const { page, errors } = await elements.open({
      body: `<loss-playground controls="full" autoplay experiment="${experiment}"></loss-playground>`,
      height: 1000,
    });
    await assertOneStep(page, ['loss-playground', 'loss-playground-train'], speed);
    assert.deepEqual(errors, []);
  });

test('Train: the step taken apart below is of the same step, with the example that is selected', async () => {
  const { page, faults } = await playground.open({ experiment: `task=digits&${long}` });
  await page
    .getByRole('button', { name: /: show one with its numbers/ })
    .first()
    .click();
  await page.locator('example-drawer .worked').waitFor();
  await page.locator('anatomy-section').scrollIntoViewIfNeeded();
  await page.locator('anatomy-section .worked').waitFor();
  await assertOneStep(page, lab, '1');
  assert.deepEqual(faults, []);
});

test('Two losses: both matrices are of the accuracies above them in every frame', async () => {
  const { page, faults } = await playground.open({ experiment: 'lab=two-losses&steps=5000&v=1' });
  const path = ['two-losses-lab'];
  await page.locator('two-losses-lab mix-up-table').first().waitFor();
  const seen = await paintedFrames(page, path, frames);
  const told = seen.map(({ titles, right }) => ({ titles, right: right.join(' and ') }));
  assert.ok(new Set(told.map(({ right }) => right)).size >= 4);
  for (const { titles, right } of seen)
    assert.deepEqual(
      right.map((count) => `${Math.round((100 * count) / 539)}% correct`),
      titles,
    );
  assert.deepEqual(faults, []);
});
