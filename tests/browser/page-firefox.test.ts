// The page's main flows in Firefox, with real pointer and keys.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FirefoxPage, keys } from './support/bidi.ts';
import { type Serving, servePlayground } from './support/playground.ts';

let server: Serving;
let page: FirefoxPage;
before(async () => {
  server = await servePlayground();
  page = await FirefoxPage.start();
});
after(async () => {
  await page?.stop();
  await server?.stop();
});

const open = (experiment = '') => page.open(experiment ? `${server.url}#${experiment}` : server.url);
const button = (words: string) => ({ selector: 'button', words });
const scrubber = { selector: 'input[type=range]', words: 'Step shown' };

/** The step and the cost that the page tells, once the step is at least this. */
const told = (least: number) =>
  page.until(
    `step ${least}`,
    (wanted) => {
      const words = findAll({ selector: '.reading' })[0]?.textContent ?? '';
      const [, step] = /Step ([\d,]+)\. /.exec(words.replace(/\s+/g, ' ')) ?? [];
      const cost = document.querySelector('train-lab')?.session?.shown?.cost ?? Number.NaN;
      const now = { step: Number(step?.replaceAll(',', '') ?? 0), cost };
      return step && now.step >= wanted ? now : null;
    },
    least,
  );

/** Waits until the train lab stands at this step. */
const standsAt = (step: number) =>
  page.until(
    `the run at step ${step}`,
    (wanted) => document.querySelector('train-lab')?.session?.metrics?.step === wanted,
    step,
  );

const addressHas = (part: string) =>
  page.until(`${part} in the address`, (wanted) => location.hash.includes(wanted), part);

test('Firefox: the first screen trains by itself, and its cost falls', async () => {
  await open();
  const early = await told(1);
  const later = await told(early.step + 100);
  assert.ok(later.cost < early.cost, `J was ${early.cost} and is ${later.cost}`);
  assert.deepEqual(page.faults, []);
});

test('Firefox: each loss has a task that trains', async () => {
  await open();
  for (const [words, task] of [
    ['house prices', 'houses'],
    ['map of digits', 'digits_embedding'],
    ['digits', 'digits'],
  ] as const) {
    await page.click({ selector: '.tasks a', words });
    await addressHas(`task=${task}&`);
    await page.until(
      `20 steps of ${task}`,
      (wanted) => {
        const session = document.querySelector('train-lab')?.session;
        return session?.experiment?.task.id === wanted && (session.metrics?.step ?? 0) >= 20;
      },
      task,
    );
    const current = await page.evaluate(() => findAll({ selector: '.tasks a[aria-current]' }).length);
    assert.equal(current, 1);
  }
  assert.deepEqual(page.faults, []);
});

test('Firefox: pause, step and reset', async () => {
  await open('task=circle&v=1');
  await told(5);
  await page.click(button('Pause'));
  await page.place(button('Play'));
  await page.until('the numbers of the step at which it stopped', () => {
    const { shown, metrics } = document.querySelector('train-lab')?.session ?? {};
    return metrics !== null && shown?.step === metrics?.step;
  });
  const { step } = await told(0);
  await page.click(button('Step'));
  await standsAt(step + 1);
  await page.click(button('Reset'));
  await standsAt(0);
  assert.deepEqual(page.faults, []);
});

test('Firefox: the address carries the experiment, and back and forward follow it', async () => {
  await open('task=circle&v=1');
  await told(5);
  const rate = { selector: 'input', words: 'Learning rate' };
  const isRate = (value: string) =>
    page.until(
      `the learning rate ${value}`,
      (wanted) =>
        String(document.querySelector('train-lab')?.session?.experiment?.optimizer.params.lr) === wanted,
      value,
    );
  await page.focus(rate);
  await page.press(['a'], keys.control);
  await page.press([...'0.5', keys.enter]);
  await addressHas('optimizer.lr=0.5');
  await isRate('0.5');
  await page.traverse(-1);
  await isRate('0.03');
  await page.traverse(1);
  await isRate('0.5');
  await open('task=circle&optimizer.lr=0.5&v=1');
  await told(1);
  await isRate('0.5');
  assert.deepEqual(page.faults, []);
});

test('Firefox: each lab opens from its link and draws, with no error', async () => {
  await open('task=circle&v=1');
  await told(1);
  const labs = await page.evaluate(() =>
    findAll({ selector: '.labs a' }).map((link) => link.textContent ?? ''),
  );
  assert.equal(labs.length, 9);
  for (const words of [...labs.slice(1), ...labs.slice(0, 1)]) {
    await page.click({ selector: '.labs a', words });
    await page.until(
      `a picture of ${words}`,
      (title) => {
        const here = findAll({ selector: '.labs a[aria-current]' })[0]?.textContent === title;
        return (
          here &&
          findAll({ selector: 'svg, canvas' }).some((picture) => {
            const { width, height } = picture.getBoundingClientRect();
            return width > 200 && height > 60;
          })
        );
      },
      words,
    );
    assert.deepEqual(page.faults, [], words);
  }
});

test('Firefox: a point of a triplet is dragged by pointer and moved by arrow keys', async () => {
  await open('lab=triplet&loss=triplet_margin_loss&a=0,0&p=1,0&n=0,0.5;-1.5,0;0,-2.5&v=1');
  const negative = { selector: '.handle', words: 'N1' };
  const hasRow = (part: string) =>
    page.until(
      `N1 ${part}`,
      (wanted) => findAll({ selector: 'tr', words: 'N1' }).some((row) => row.textContent?.includes(wanted)),
      part,
    );
  await hasRow('hard');
  await page.focus(negative);
  await page.press([keys.up], keys.shift);
  await addressHas('n=0,1;');
  await page.press([keys.up]);
  await hasRow('semi-hard');
  const from = await page.place({ selector: '.handle.negative .grasp' });
  const corner = await page.evaluate(() => {
    const { left, top } = findAll({ selector: 'svg[role=group]' })[0]?.getBoundingClientRect() ?? {};
    return { x: Math.round((left ?? 0) + 40), y: Math.round((top ?? 0) + 40) };
  });
  await page.drag(from, corner);
  await hasRow('easy');
  assert.deepEqual(page.faults, []);
});

test('Firefox: a run is scrubbed by keys', async () => {
  await open('at=80&task=circle&v=1');
  await standsAt(80);
  await page.focus(scrubber);
  await page.press([keys.left, keys.left, keys.left]);
  await standsAt(77);
  await page.press([keys.home]);
  await standsAt(0);
  await page.press([keys.right]);
  await standsAt(1);
  // Only steps that were reached can be shown again.
  await page.press([keys.end]);
  await standsAt(80);
  assert.deepEqual(page.faults, []);
});
