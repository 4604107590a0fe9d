// The guide in class: result links that students copy, the table that a teacher makes of them, class links, sheets.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { OutlineChapter } from '../../web/guide/outline.ts';
import type { ChapterProgress } from '../../web/guide/progress.ts';
import { encodeResult } from '../../web/guide/result-link.ts';
import {
  accessibilityFaults,
  type PageOptions,
  type Playground,
  startPlayground,
} from './support/playground.ts';

let playground: Playground;
let chapters: OutlineChapter[];
before(async () => {
  playground = await startPlayground();
  const tools = (name: string) => import(new URL(`../../.tools/${name}.mjs`, import.meta.url).href);
  const [{ guideContents }, { outlineOf }] = await Promise.all([tools('guide'), tools('guide-teachers')]);
  chapters = outlineOf(await guideContents());
});
after(() => playground.stop());

const guide = (path = '', options: PageOptions = {}) =>
  playground.open({ ...options, path: `guide/${path}` });

/** The chapter that the tests run: the first whose run is an experiment in the element's own view. */
const chapter = (): OutlineChapter => {
  const found = chapters.find(({ lab, runs }) => !lab && runs[0]?.experiment === 'task=digits&v=1');
  assert.ok(found);
  return found;
};

const linkOf = (progress: Record<string, ChapterProgress>) =>
  `${playground.url}guide/results.html#${encodeResult(
    chapters.map(({ id }) => id),
    (id) => progress[id] ?? {},
  )}`;

const rightOf = (question: 'predict' | 'check') =>
  chapter()[question].options.findIndex(({ right }) => right);
const wrongOf = (question: 'predict' | 'check') =>
  chapter()[question].options.findIndex(({ right }) => !right);

/** Thirty students: ten have both answers right, the others the same wrong first one and no second. */
const pasted = () =>
  Array.from({ length: 30 }, (_, index) => {
    const answers =
      index < 10 ? { predict: rightOf('predict'), check: rightOf('check') } : { predict: wrongOf('predict') };
    return `Student ${index + 1}\t${linkOf({ [chapter().id]: answers })}`;
  }).join('\n');

/** Answers the first question, and trains so many steps. */
async function study(page: Page, steps: number): Promise<void> {
  await page.locator('.predict input').nth(rightOf('predict')).check();
  await page.locator('loss-playground').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('loss-playground')?.metrics);
  await page.evaluate(() => document.querySelector('loss-playground')?.play());
  await page.waitForFunction(
    (least) => (document.querySelector('loss-playground')?.metrics?.step ?? 0) >= least,
    steps,
  );
  await page.evaluate(() => document.querySelector('loss-playground')?.pause());
}

/** Waits until the page has kept a run. */
const runKept = (page: Page) =>
  page.waitForFunction(() => localStorage.getItem('loss-playground guide')?.includes('testCost'));

/** The rows of a table as the texts of their cells. */
const rows = (page: Page, name: string) =>
  page
    .getByRole('region', { name })
    .locator('tbody tr')
    .evaluateAll((list) => list.map((row) => [...row.children].map((cell) => cell.textContent)));

test('results: a copied link and twenty-nine others become a table of thirty, and its run repeats to the same bits', async () => {
  const { page, faults } = await guide(`${chapter().id}.html`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await study(page, 40);
  await runKept(page);
  await page.locator('.check input').nth(wrongOf('check')).check();
  await page.getByRole('link', { name: 'Contents' }).click();
  const copy = page.locator('.copy-result');
  await copy.click();
  await page.locator('.copy-result', { hasText: /^Copied$/ }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.locator('.copy-result', { hasText: 'Copy result link' }).waitFor();

  await page.goto(`${playground.url}guide/results.html`);
  await page.getByRole('textbox').fill(`${pasted().split('\n').slice(0, 29).join('\n')}\nZoë: ${link}`);
  await page.getByRole('status').filter({ hasText: '30 results, 0 problems.' }).waitFor();
  const answers = await rows(page, 'First answers');
  assert.equal(answers.length, 30);
  assert.deepEqual(answers[0], ['Student 1', '✓correct', '✓correct']);
  assert.deepEqual(answers[29], ['Zoë', '✓correct', `wrong: ${'abc'.charAt(wrongOf('check'))}`]);
  const [predict, check] = await rows(page, 'How each question');
  assert.equal(predict?.[2], '11 of 30');
  assert.match(predict?.[3] ?? '', /, 19 of 30: “/);
  assert.equal(predict?.[4], chapter().predict.options[wrongOf('predict')]?.idea);
  assert.equal(check?.[2], '10 of 11');

  const [run] = await rows(page, 'Runs');
  assert.equal(run?.[0], 'Zoë');
  assert.equal(run?.[2], chapter().runs[0]?.label);
  await page.getByRole('button', { name: 'Repeat the run of Zoë' }).click();
  await page.getByText('Repeated: the same result to the last digit.').waitFor();
  assert.deepEqual(faults, []);
});

test('results: the table is copied as CSV', async () => {
  const { page } = await guide('results.html');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('textbox').fill(pasted());
  await page.getByRole('button', { name: 'Copy as CSV' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  const { id, number } = chapter();
  assert.match(
    csv,
    new RegExp(`^student,${number} ${id} predict,${number} ${id} check\nStudent 1,right,right\n`),
  );
  assert.equal(csv.split('\n').length, 32);
});

test('results: a changed number of a run is found when it is repeated', async () => {
  const runs = [{ experiment: 'task=circle&v=1', step: 10, testCost: 0.5 }];
  const { page, faults } = await guide('results.html', {
    experiment: linkOf({ [chapter().id]: { runs } }).split('#')[1] ?? '',
  });
  await page.getByRole('button', { name: 'Repeat' }).click();
  await page.getByText(/^Different: the test cost at step 10 is 0\.\d{10,}, not 0\.5\./).waitFor();
  assert.deepEqual(faults, []);
});

test('results: a run that goes on for long can be canceled', async () => {
  const runs = [{ experiment: 'task=digits&v=1', step: 1e9, testCost: 0.5 }];
  const { page } = await guide('results.html', {
    experiment: linkOf({ [chapter().id]: { runs } }).split('#')[1] ?? '',
  });
  await page.getByRole('button', { name: 'Repeat' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Canceled.').waitFor();
  await page.getByRole('button', { name: 'Repeat' }).waitFor();
});

test('results: a link that is opened shows its student’s answers in words', async () => {
  const link = linkOf({ [chapter().id]: { predict: wrongOf('predict'), check: rightOf('check') } });
  const { page, faults } = await guide('results.html', { experiment: link.split('#')[1] ?? '' });
  await page.getByRole('region', { name: 'First answers' }).waitFor();
  const [predict, check] = await rows(page, 'First answers');
  assert.equal(predict?.[3], `wrong: ${chapter().predict.options[wrongOf('predict')]?.idea}`);
  assert.equal(check?.[3], 'correct');
  assert.deepEqual(faults, []);
});

test('results: what is wrong is listed by line, and the rest is shown', async () => {
  const good = linkOf({ [chapter().id]: { predict: 0, check: 1 } });
  const refused = linkOf({
    [chapter().id]: { predict: 0, runs: [{ experiment: 'task=dgits&v=1', step: 9, testCost: 1 }] },
  });
  const { page, faults } = await guide('results.html');
  const lines = [
    `Ana ${good}`,
    `Ben ${good.replace('=ab~', '=bb~')}`,
    `Cleo ${good.slice(0, -12)}`,
    `Dan ${good.replace('result-1', 'result-2')}`,
    `Eve ${refused}`,
    `Fay ${linkOf({ [chapter().id]: { predict: 25 } })}`,
    `${playground.url}guide/results.html#main`,
  ];
  await page.getByRole('textbox').fill(lines.join('\n'));
  await page.locator('.faults').waitFor();
  const list = (await page.locator('.faults li').allTextContents()).join('\n');
  assert.match(list, /^Line 2, Ben: entry 1 \(.*\): It was changed on the way/m);
  assert.match(list, /^Line 3, Cleo: the end: The end of the link is missing/m);
  assert.match(list, /^Line 4, Dan: the beginning: “result-2” was changed/m);
  assert.match(list, /^Line 5, Eve: entry 2 .*The engine refuses this run\..*Did you mean digits\?/m);
  assert.match(list, /^Line 6, Fay: entry 1 .*The first question has no answer z; its answers are a to c\./m);
  assert.match(list, /^Line 7: the link: This is not a result link\./m);
  assert.doesNotMatch(list, /Ana/);
  assert.deepEqual(
    (await rows(page, 'First answers')).map(([name]) => name),
    ['Ana', 'Dan', 'Eve'],
  );
  await page.getByRole('textbox').fill('Hello');
  await page.getByText('There is no result link in this text.').waitFor();
  assert.deepEqual(faults, []);
});

test('results: where nothing can be copied the link is selected in a field', async () => {
  const { page } = await guide('', {
    before: () => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    },
  });
  await page.evaluate(
    (id) => localStorage.setItem('loss-playground guide', JSON.stringify({ [id]: { predict: 0 } })),
    chapter().id,
  );
  await page.reload();
  await page.locator('.copy-result').click();
  const field = page.getByRole('textbox', { name: /^Result link/ });
  await field.waitFor();
  const selected = await field.evaluate((input: HTMLInputElement) =>
    input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
  );
  assert.match(selected, /results\.html#result-1\/[\w-]+=a-~\w{4}\/end=1~\w{4}$/);
});

/** Makes a class link with the form of the page for teachers. */
async function classLink(page: Page, seed: string, data?: string): Promise<string> {
  await page.locator('#class-chapter').selectOption(chapter().id);
  await page.locator('#class-seed').fill(seed);
  if (data) await page.locator('#class-data').selectOption(data);
  return (await page.locator('#class-link').getAttribute('href')) ?? '';
}

test('class link: the runs of the chapter have its seed, and numbers say which run they are of', async () => {
  const { page, faults } = await guide('teachers.html');
  await page.locator('#class-data option').first().waitFor({ state: 'attached' });
  const link = await classLink(page, '7');
  await page.goto(link);
  const fact = page.locator('.fact[data-step="0"][data-run]').first();
  const printed = await fact.textContent();
  await page.locator('.predict input').first().check();
  await page.getByText('Set by your teacher: seed 7.').waitFor();
  await page.getByText('were measured with seed 1').waitFor();
  const color = () => fact.evaluate((element) => getComputedStyle(element).color);
  const gray = await color();
  await study(page, 5);
  const { seed } = await page.evaluate(() => ({
    seed: document.querySelector('loss-playground')?.complete?.seed,
  }));
  assert.equal(seed, 7);
  assert.notEqual(await fact.textContent(), printed);
  assert.notEqual(await color(), gray);
  await page.getByRole('link', { name: 'Open the chapter as usual' }).click();
  await page.waitForFunction(() => !document.querySelector('.set-by-teacher'));
  assert.deepEqual(faults, []);
});

test('class link: other data are set, and the text keeps the numbers of its own', async () => {
  const { page, faults } = await guide('teachers.html');
  await page.locator('#class-data option').first().waitFor({ state: 'attached' });
  await page.goto(await classLink(page, '', 'moons'));
  const texts = () => page.locator('.fact').allTextContents();
  const printed = await texts();
  await study(page, 5);
  await page.getByText('Set by your teacher: data moons.').waitFor();
  const id = await page.evaluate(() => document.querySelector('loss-playground')?.complete?.task.id);
  assert.equal(id, 'moons');
  assert.deepEqual(await texts(), printed);
  assert.deepEqual(faults, []);
});

test('class link: data of a playground link are used if they are of the same kind, and the form says what is wrong', async () => {
  const { page, faults } = await guide('teachers.html');
  await page.locator('#class-data option').first().waitFor({ state: 'attached' });
  const says = (words: string | RegExp) => page.locator('#class-fault', { hasText: words }).waitFor();
  await classLink(page, '-1');
  await says('“-1” is not a valid seed. Enter a whole number from 0 up.');
  await classLink(page, '', 'pasted');
  const field = page.getByLabel('Link copied from the playground');
  await field.fill(`${playground.url}#lab=train&task=houses&v=1`);
  await says('These data are for regression, and the runs of this chapter for classification.');
  await field.fill(`${playground.url}#lab=train&data=3fa9c1d2&optimizer=sgd&v=1`);
  await says('This link does not contain its data.');
  await field.fill('https://example.org/');
  await says('it has no “task=”');
  assert.equal(await page.getByRole('button', { name: 'Copy class link' }).isDisabled(), true);
  await field.fill(`${playground.url}#lab=train&at=60&task=gauss&task.noise=0.5&optimizer=sgd&v=1`);
  await page.locator('#class-fault:empty').waitFor({ state: 'attached' });
  assert.match(
    (await page.locator('#class-link').getAttribute('href')) ?? '',
    /\/task=gauss;task\.noise=0\.5~\w{4}$/,
  );
  assert.deepEqual(faults, []);
});

test('class link: a damaged one says what is wrong, and the chapter opens as usual', async () => {
  const { page } = await guide(`${chapter().id}.html`, { experiment: `class-1/${chapter().id}/seed=8~0000` });
  await page
    .getByText('This class link cannot be used, and the chapter is as usual. It was changed')
    .waitFor();
  await study(page, 1);
  const seed = await page.evaluate(() => document.querySelector('loss-playground')?.complete?.seed);
  assert.equal(seed, 1);
});

test('class link: what the engine refuses is said, and the chapter runs as usual', async () => {
  const { encodeClass } = await import('../../web/guide/class-link.ts');
  const { page } = await guide(`${chapter().id}.html`, {
    experiment: encodeClass(chapter().id, { data: 'task=dgits' }),
  });
  await page.locator('.predict input').first().check();
  await page.locator('loss-playground').scrollIntoViewIfNeeded();
  await page.getByText(/This class link cannot be used.*Did you mean digits\?/).waitFor();
  await page.waitForFunction(() => document.querySelector('loss-playground')?.complete?.task.id === 'digits');
});

test('class link: a chapter whose text names its data is offered no others, and keeps its own', async () => {
  const { encodeClass } = await import('../../web/guide/class-link.ts');
  const named = chapters.find(({ namesData }) => namesData);
  assert.ok(named);
  const { page } = await guide('teachers.html');
  await page.locator('#class-chapter').selectOption(named.id);
  await page.getByText('Choose a seed. The text of this chapter is about its own data').waitFor();
  assert.equal(await page.locator('#class-data option').count(), 1);
  const other = encodeClass(named.id, { seed: 7, data: 'task=plane' });
  await page.goto(`${playground.url}guide/${named.id}.html#${other}`);
  await page.getByText('This class link cannot be used, and the chapter is as usual. The text of').waitFor();
  assert.equal(await page.locator('loss-playground').getAttribute('experiment'), named.runs[0]?.experiment);
});

const blockStorage = () => {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
};

test('blocked storage: a chapter and the page for results work', async () => {
  const { page, faults } = await guide(`${chapter().id}.html`, { before: blockStorage });
  await study(page, 5);
  assert.equal(await page.locator('.predict .feedback').nth(rightOf('predict')).isVisible(), true);
  assert.deepEqual(faults, []);
  await page.goto(`${playground.url}guide/results.html`);
  await page.getByRole('textbox').fill(pasted());
  await page.getByText('30 results').waitFor();
});

test('without JavaScript the page for teachers and the sheets are text, and results say what they need', async () => {
  const { page } = await guide('teachers.html', { javaScript: false });
  const isVisible = (words: RegExp) => page.getByText(words).first().isVisible();
  assert.equal(await isVisible(/\d\.\d minutes to read and run/), true);
  assert.equal(await isVisible(/^In 15 minutes/), true);
  assert.equal(await page.locator('.class-link').isVisible(), false);
  await page.goto(`${playground.url}guide/${chapter().id}-sheet.html`);
  assert.equal(await isVisible(/^Not quite\./), true);
  await page.goto(`${playground.url}guide/results.html`);
  assert.equal(await isVisible(/This page needs JavaScript/), true);
});

test('sheets: each takes two pages, printed on A4 and on Letter', async () => {
  const { page } = await guide(`${chapter().id}-sheet.html`);
  const found: string[] = [];
  for (const { id } of chapters) {
    await page.goto(`${playground.url}guide/${id}-sheet.html`);
    for (const format of ['A4', 'Letter']) {
      const pdf = (await page.pdf({ format })).toString('latin1');
      found.push(`${id} ${format} ${pdf.match(/\/Type \/Page\b/g)?.length}`);
    }
  }
  assert.deepEqual(
    found.filter((line) => !line.endsWith(' 2')),
    [],
  );
});

for (const width of [1280, 390])
  for (const dark of [false, true])
    test(`axe finds nothing on pages for teachers at ${width} px, ${dark ? 'dark' : 'light'}`, async () => {
      const { page } = await guide('teachers.html', { width, height: 800, dark });
      await page.locator('#class-data option').first().waitFor({ state: 'attached' });
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.goto(`${playground.url}guide/${chapter().id}-sheet.html`);
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.goto(`${playground.url}guide/results.html`);
      const runs = [{ experiment: 'task=digits&v=1', step: 10, testCost: 0.5 }];
      await page
        .getByRole('textbox')
        .fill(`${pasted()}\nZoë ${linkOf({ [chapter().id]: { runs } })}\nx result-1/`);
      await page.getByText('31 results, 1 problem.').waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px wider than the window`);
    });
