// The element in a plain page: loading, attributes, methods, events, fallback and what bad input gets.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Elements, frames, heard, script, stepOf, watched } from './support/elements.ts';

let elements: Elements;
before(async () => {
  elements = await Elements.start();
});
after(() => elements.stop());

const tag = (attributes = '', inside = '<p>The fallback</p>') =>
  `<loss-playground ${attributes}>${inside}</loss-playground>`;
const element = 'loss-playground';

test('nothing but the loader is fetched before the element is within 200 px of the window', async () => {
  elements.requests.length = 0;
  const { page, errors } = await elements.open({
    body: `<p style="height: 3000px">Text</p>${tag('autoplay')}`,
    height: 800,
  });
  await frames(page, 20);
  await page.evaluate(() => scrollTo(0, 1500));
  await frames(page, 20);
  assert.deepEqual(elements.requests, ['/page.html', '/dist/loss-playground.js']);
  const top = await page.locator(element).evaluate((box) => box.getBoundingClientRect().top + scrollY);
  await page.evaluate((to) => scrollTo(0, to), top - 800 - 150);
  await heard(page, 'ready');
  assert.ok(elements.requests.includes('/dist/engine.js'));
  assert.ok(elements.requests.includes('/dist/starter.wasm'));
  assert.deepEqual(errors, []);
  // What it goes on to fetch is not asked for by the next page.
  await page.close();
});

test('all bytes to a first chart are those of the budget: no other file is asked for', async () => {
  elements.requests.length = 0;
  const { page } = await elements.open({ body: tag('show="chart"') });
  await heard(page, 'ready');
  const wanted = ['loss-playground.js', 'playground.js', 'engine.js', 'starter.wasm'];
  const asked = new Set(elements.requests.filter((path) => path.startsWith('/dist/')));
  for (const path of asked)
    assert.ok(
      [...wanted, 'playground-rolldown-runtime.js'].includes(path.slice('/dist/'.length)),
      `${path} was fetched`,
    );
  for (const name of wanted) assert.ok(asked.has(`/dist/${name}`), `${name} was not fetched`);
});

test('the fallback stands until the first chart does, then gives way', async () => {
  const { page, console: lines } = await elements.open({ body: tag() });
  const fallback = page.getByText('The fallback');
  await heard(page, 'ready');
  await fallback.waitFor({ state: 'hidden' });
  await page.locator('step-chart canvas').waitFor();
  assert.equal(
    await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.paused),
    true,
  );
  assert.deepEqual(lines, []);
});

test('methods and events follow those of media: play, pause, step, reset, ended', async () => {
  const { page } = await elements.open({
    body: tag(`experiment='{"version":1,"task":{"id":"xor"},"steps":60}'`),
  });
  await heard(page, 'ready');
  const ask = <Result>(work: (one: HTMLElementTagNameMap['loss-playground']) => Result) =>
    page.locator(element).evaluate(work as never) as Promise<Result>;
  await ask((one) => one.step());
  await stepOf(page, 1);
  assert.equal(await ask((one) => one.metrics?.step), 1);
  assert.equal(await ask((one) => one.paused), true);
  await ask((one) => one.play());
  await heard(page, 'play');
  assert.equal(await ask((one) => one.paused), false);
  await stepOf(page, 5);
  await ask((one) => one.pause());
  await heard(page, 'pause');
  await ask((one) => one.reset());
  await page.waitForFunction(() => document.querySelector('loss-playground')?.metrics?.step === 0);
  await ask((one) => one.play());
  await heard(page, 'ended');
  assert.equal(await ask((one) => one.ended), true);
  assert.equal(await ask((one) => one.metrics?.step), 60);
  const steps = (await watched(page)).heard.filter(({ type }) => type === 'step').map(({ step }) => step);
  assert.equal(steps.at(-1), 60);
});

test('play before anything is loaded loads, wherever the element is', async () => {
  const { page } = await elements.open({ body: `<p style="height: 3000px">Text</p>${tag()}` });
  await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.play());
  await heard(page, 'ready');
  assert.equal(
    await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.paused),
    false,
  );
});

test('the experiment comes from the attribute, the property, an address, a child or a permalink’s text', async () => {
  const experiment = { version: 1, task: { id: 'moons' }, steps: 77 } as const;
  elements.put('/moons.json', { body: JSON.stringify(experiment) });
  const forms = {
    attribute: tag(`experiment='${JSON.stringify(experiment)}'`),
    address: tag('src="/moons.json"'),
    child: tag(
      '',
      `<script type="application/json">${JSON.stringify(experiment)}</script><p>The fallback</p>`,
    ),
    permalink: tag('experiment="task=moons&amp;steps=77&amp;v=1"'),
    property: tag('id="set"'),
  };
  for (const [name, body] of Object.entries(forms)) {
    const { page } = await elements.open({ body });
    if (name === 'property')
      await page.locator(element).evaluate((one, given) => {
        (one as HTMLElementTagNameMap['loss-playground']).experiment = given;
      }, experiment);
    await page.waitForFunction(
      () => document.querySelector('loss-playground')?.complete?.steps === 77,
      null,
      {
        timeout: 10000,
      },
    );
    assert.equal(
      await page
        .locator(element)
        .evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.complete?.task.id),
      'moons',
      name,
    );
    await page.close();
  }
});

test('attributes mirror properties, also those set before the element was defined', async () => {
  const { page } = await elements.open({ head: '', body: tag('id="early"') });
  const found = await page.evaluate(async () => {
    const early = document.querySelector('loss-playground') as HTMLElementTagNameMap['loss-playground'];
    early.controls = true;
    early.lab = 'train';
    const source = document.createElement('script');
    source.src = '/dist/loss-playground.js';
    document.head.append(source);
    await customElements.whenDefined('loss-playground');
    const before = early.getAttribute('controls');
    early.controls = false;
    early.autoplay = 'visible';
    return [before, early.hasAttribute('controls'), early.getAttribute('autoplay'), early.lab];
  });
  assert.deepEqual(found, ['', false, 'visible', 'train']);
});

test('a reader changes a term: the run begins anew and the page is told', async () => {
  const { page, console: lines } = await elements.open({ body: tag('controls="loss lr"') });
  await heard(page, 'ready');
  await page.getByLabel('Learning rate').fill('0.5');
  await page.getByLabel('Learning rate').press('Enter');
  await heard(page, 'change');
  assert.equal(
    await page
      .locator(element)
      .evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.complete?.optimizer.params.lr),
    0.5,
  );
  await page.getByLabel('Learning rate').fill('-3');
  await page.getByLabel('Learning rate').press('Enter');
  await page
    .getByRole('alert')
    .getByText(/optimizer\.params\.lr/)
    .waitFor();
  assert.deepEqual(lines, []);
});

const mistakes: Record<string, { body: string; code: string; says: RegExp; without?: string }> = {
  'an unknown view': { body: tag('lab="trian"'), code: 'attribute', says: /use one of train/ },
  'an unknown part': {
    body: tag('show="chart pictures"'),
    code: 'attribute',
    says: /picture, chart, reading/,
  },
  'an unknown term': { body: tag('controls="loss rate"'), code: 'attribute', says: /rate; allowed are/ },
  'broken JSON': { body: tag(`experiment='{"version":1,'`), code: 'experiment', says: /not valid JSON/ },
  'an unknown task': {
    body: tag(`experiment='{"version":1,"task":{"id":"circel"}}'`),
    code: 'experiment',
    says: /task\.id.*Did you mean circle/s,
  },
  'a damaged permalink': { body: tag('experiment="task=circle"'), code: 'experiment', says: /ends with v=1/ },
  'a missing address': {
    body: tag('src="/nowhere.json"'),
    code: 'src',
    says: /nowhere\.json.*404/,
  },
  'a script that is not beside': {
    body: tag(),
    code: 'load',
    says: /Copy all files of its folder/,
    without: 'playground.js',
  },
  'an engine that is not beside': {
    body: tag(),
    code: 'engine',
    says: /Copy engine\.js/,
    without: 'starter.wasm',
  },
  'for without another': { body: tag('for="other"'), code: 'for', says: /give that element this id/ },
};

for (const [name, { body, code, says, without }] of Object.entries(mistakes))
  test(`${name}: the fallback stays, one line says what to change`, async () => {
    if (without) elements.missing.add(without);
    try {
      const { page, console: lines, errors } = await elements.open({ body });
      await heard(page, 'error');
      const told = (await watched(page)).heard.filter(({ type }) => type === 'error');
      assert.equal(told.length, 1);
      assert.equal(told[0]?.code, code);
      assert.match(told[0]?.message ?? '', says);
      await page.getByText('The fallback').waitFor();
      // The browser itself tells of a file that is missing.
      const own = lines.filter((line) => !line.startsWith('Failed to load resource'));
      assert.equal(own.length, 1, own.join('\n'));
      assert.match(own[0] ?? '', says);
      assert.deepEqual(errors, []);
    } finally {
      elements.missing.clear();
    }
  });

test('an experiment that cannot be written is refused by an event, and the run before stays', async () => {
  const { page, errors } = await elements.open({ body: tag() });
  await heard(page, 'ready');
  const messages = await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => {
    const circle: Record<string, unknown> = { version: 1 };
    circle.task = circle;
    const wrong = [circle, { version: 1, seed: 1n }, Proxy.revocable({}, {})].map((value) => {
      if ('revoke' in value) (value.revoke as () => void)();
      one.experiment = ('proxy' in value ? value.proxy : value) as never;
      return one.error?.message ?? '';
    });
    return [...wrong, String(one.getAttribute('experiment')), String(one.complete?.task.id)];
  });
  for (const message of messages.slice(0, 3))
    assert.match(message, /^the property experiment cannot be written/);
  assert.deepEqual(messages.slice(3), ['null', 'circle']);
  assert.deepEqual(errors, []);
});

test('a mistake that is fixed brings the chart', async () => {
  const { page } = await elements.open({ body: tag('lab="trian"') });
  await heard(page, 'error');
  await page.locator(element).evaluate((one) => one.setAttribute('lab', 'train'));
  await heard(page, 'ready');
  await page.getByText('The fallback').waitFor({ state: 'hidden' });
  assert.equal(
    await page.locator(element).evaluate((one: HTMLElementTagNameMap['loss-playground']) => one.error),
    null,
  );
});

test('without WebAssembly the fallback stays and the reason is told', async () => {
  const opened = await elements.blank();
  await opened.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  elements.put('/bare.html', { head: script, body: tag() });
  // A worker has a WebAssembly of its own, so the page's thread is all that is left to look at.
  await opened.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await opened.page.goto(`${elements.url}/bare.html`);
  await heard(opened.page, 'error');
  await opened.page.getByText('The fallback').waitFor();
  assert.match(opened.console.join('\n'), /no WebAssembly/);
});

test('twice the same script, and another version of it, are harmless', async () => {
  const {
    page,
    console: lines,
    errors,
  } = await elements.open({
    head: `${script}${script}<script src="/dist/loss-playground.standalone.js" defer></script>`,
    body: tag('autoplay'),
  });
  await stepOf(page, 3);
  assert.equal((await watched(page)).workers, 1);
  assert.deepEqual([...lines, ...errors], []);
});

for (const lab of ['anatomy', 'shape', 'triplet', 'next-token', 'race', 'landscape', 'two-losses', 'full'])
  test(`lab="${lab}" shows that view and leaves the page’s address alone`, async () => {
    const { page, console: lines, errors } = await elements.open({ body: tag(`lab="${lab}"`) });
    await heard(page, 'ready');
    await page.getByText('The fallback').waitFor({ state: 'hidden' });
    assert.equal(new URL(page.url()).hash, '');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 900, `the page is ${width} px wide`);
    assert.deepEqual([...lines, ...errors], []);
  });
