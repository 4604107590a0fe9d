// Addresses that nobody's playground wrote: the page opens with what can be read of them, and says what is wrong.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Playground, startPlayground } from './support/playground.ts';
import { openShare } from './support/share.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground();
});
after(() => playground.stop());

const addresses: [address: string, lab: string, notice: RegExp][] = [
  [
    'lab=constructor',
    'train-lab',
    /lab: "constructor" is not valid\. Use one of train, .*Train is shown instead\./,
  ],
  ['lab=__proto__&task=xor&v=1', 'train-lab', /lab: "__proto__" is not valid/],
  ['lab=tripplet', 'train-lab', /Did you mean triplet\?/],
  ['constructor', 'train-lab', /could not be read/],
  ['constructor.x=1', 'train-lab', /"constructor" is not the name of a setting/],
  ['toString.x&v=1', 'train-lab', /could not be read/],
  ['__proto__=1&task=circle&v=1', 'train-lab', /__proto__=1 is left out/],
  ['task.table={}&v=1', 'train-lab', /task\.table=.* is left out/],
  ['task=circle&seed.a=1&v=1', 'train-lab', /seed\.a=1 is left out/],
  ['task=circle&optimizer.lr.x=5&v=1', 'train-lab', /optimizer\.lr\.x=5 is left out/],
  ['task=nothing_like_it', 'train-lab', /"nothing_like_it" is not a valid task.*v=1, is missing/],
];

for (const [address, lab, notice] of addresses)
  test(`opens and says what is wrong: #${address}`, async () => {
    const { page, faults } = await playground.open({ experiment: address });
    await page.locator('[role=alert]', { hasText: notice }).waitFor();
    await page.locator(`${lab}:visible .reading`).waitFor();
    assert.equal(await page.getByText('could not be started').count(), 0);
    assert.deepEqual(faults, []);
  });

test('the notice of an unknown lab goes when another is opened', async () => {
  const { page } = await playground.open({ experiment: 'lab=nothing' });
  await page.locator('.unknown-lab').waitFor();
  await page.evaluate(() => {
    location.hash = 'lab=triplet';
  });
  await page.locator('triplet-lab:visible').waitFor();
  assert.equal(await page.locator('.unknown-lab').count(), 0);
});

/** A visitor's own text of equal lines; a step that takes too long; a run that needs too much memory. */
const equalTexts = 'task=custom_text&task.text=a%0Aa&v=1';
const tooLong = 'task=digits&model.hidden=64&optimizer=newton&v=1';
const tooLarge = 'task=names&optimizer=newton&v=1';

/** First visits to experiments that can be read, but are refused when their run is created; and what is shown instead. */
const refusedLinks: [address: string, lab: string, corrected: RegExp][] = [
  ...[equalTexts, tooLong, tooLarge].flatMap((link): [string, string, RegExp][] => [
    [link, 'train-lab', /#task=digits&(?!.*newton)/],
    [`lab=anatomy&${link}`, 'train-lab', /#lab=anatomy&task=digits&(?!.*newton)/],
    [`lab=landscape&${link}`, 'landscape-lab', /#lab=landscape&task=digits&(?!.*newton)/],
  ]),
  [`lab=next-token&${equalTexts}`, 'next-token-lab', /#lab=next-token&task=names&/],
  [`lab=next-token&${tooLarge}`, 'next-token-lab', /#lab=next-token&task=names&(?!.*newton)/],
  ['lab=race&on=names&steps=10&seeds=1&race=newton:1&v=1', 'race-lab', /#lab=race&on=quadratic&/],
];

for (const [address, lab, corrected] of refusedLinks)
  test(`a first visit to what cannot run shows another experiment and says why: #${address}`, async () => {
    const { page, faults } = await playground.open({ experiment: address });
    await page.locator('[role=alert]', { hasText: 'The experiment of this link cannot run.' }).waitFor();
    await page
      .locator(`${lab}:visible`)
      .getByRole('button', { name: /^(Pause|Cancel|Measure again|Race again)/ })
      .first()
      .waitFor();
    await page.waitForURL(corrected);
    assert.deepEqual(faults, []);
  });

for (const { lab, tag, quick, slow } of [
  {
    lab: 'Anatomy',
    tag: 'train-lab',
    quick: 'lab=anatomy&task=xor&v=1',
    slow: 'lab=anatomy&task=digits&optimizer=newton&v=1',
  },
  {
    lab: 'Next token',
    tag: 'next-token-lab',
    quick: 'lab=next-token&task=names&task.examples=400&v=1',
    slow: 'lab=next-token&task=names&task.examples=400&model=transformer&model.width=256&batch_size=1000&v=1',
  },
])
  test(`${lab}: a link to slow steps that the visitor declines leaves the run and its address as they were`, async () => {
    const { page, faults } = await playground.open({ experiment: quick });
    await page.locator(`${tag}:visible .reading`).first().waitFor();
    const before = page.url();
    await page.evaluate(
      ([name, hash]) => {
        const { session } = document.querySelector(name ?? '') as unknown as { session: { engine: object } };
        // A machine on which such steps take long.
        Object.assign(session.engine, { speed: async () => 1e8 });
        location.hash = hash ?? '';
      },
      [tag, slow],
    );
    await page.getByRole('button', { name: 'Keep the present settings' }).click();
    await page.waitForFunction(
      (url) => decodeURIComponent(location.href) === decodeURIComponent(url),
      before,
    );
    assert.deepEqual(faults, []);
  });

test('a lab says which values of its own link it leaves out, and corrects the address', async () => {
  for (const [address, notice, corrected] of [
    [
      'lab=race&on=rosenbrock&steps=1000000000&seeds=100000&v=1',
      /steps=1000000000 is left out: .*seeds=100000 is left out/,
      /steps=150&seeds=10&/,
    ],
    ['lab=race&on=custom_text&v=1', /on=custom_text is left out/, /on=quadratic/],
    ['lab=two-losses&steps=1e12&v=1', /steps=1e12 is left out/, /#lab=two-losses&sureness=1&v=1$/],
    [
      'lab=next-token&task=circle&v=1',
      /task=circle is left out: "circle" is not a valid task/,
      /#lab=next-token&task=names&/,
    ],
    [
      'lab=shapes&loss=huber_loss&loss.delta=0&v=1',
      /loss\.delta=0 is left out/,
      /#lab=shapes&loss=huber_loss&v=1$/,
    ],
    ['lab=triplet&mining=softest&v=1', /mining=softest is left out/, /#lab=triplet&loss=/],
    ['lab=reference&of=losses&id=nonsense&v=1', /id=nonsense is left out/, /id=(?!nonsense)/],
    ['lab=landscape&look=random:1e9&task=xor&v=1', /look=random:1e9 is left out/, /#lab=landscape&task=xor/],
    [
      'at=1e308&task=circle&v=1',
      /at=1e308 is left out: 1e308 is not a valid step\. Enter a whole number from 0 to 1,000,000,000\./,
      /#task=circle&/,
    ],
  ] as const) {
    const { page, faults } = await playground.open({ experiment: address });
    await page.locator('[role=alert]', { hasText: notice }).waitFor();
    await page.waitForURL(corrected);
    assert.deepEqual(faults, [], address);
  }
});

test('a picture is offered for download once it is drawn', async () => {
  const { page, faults } = await playground.open({
    experiment: 'lab=race&on=digits&steps=20000&seeds=100&v=1',
  });
  await page.locator('race-lab:visible').getByRole('button', { name: 'Cancel' }).first().click();
  await openShare(page);
  const names = page.getByRole('dialog', { name: 'Share' }).getByRole('button');
  assert.deepEqual(await names.allTextContents(), ['Close', 'Embed this']);
  await page.keyboard.press('Escape');
  await page.locator('race-lab').getByLabel('Course').selectOption('quadratic');
  await page.locator('race-lab line-chart svg').first().waitFor();
  await openShare(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'SVG' }).click(),
  ]);
  assert.equal(file.suggestedFilename(), 'race.svg');
  assert.deepEqual(faults, []);
});

test('labs with addresses of their own open with what is valid in them', async () => {
  for (const [address, lab] of [
    ['lab=two-losses&seed=0.5&steps=1.5&v=1', 'two-losses-lab'],
    ['lab=shapes&loss=huber_loss&loss.delta=0&v=1', 'shapes-lab'],
    ['lab=shapes&loss=constructor&with=__proto__&v=1', 'shapes-lab'],
    ['lab=race&on=__proto__&race=constructor,sgd:1,sgd:2&v=1', 'race-lab'],
    ['lab=reference&of=constructor&id=__proto__&v=1', 'reference-lab'],
    ['lab=triplet&loss=toString&mining=valueOf&v=1', 'triplet-lab'],
  ] as const) {
    const { page, faults } = await playground.open({ experiment: address });
    await page.locator(`${lab}:visible`).locator('svg, canvas, article').first().waitFor();
    assert.equal(await page.getByText('could not be started').count(), 0, address);
    assert.deepEqual(faults, [], address);
  }
});
