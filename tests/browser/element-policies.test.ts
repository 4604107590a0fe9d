// The element where pages are strict: security policies, Trusted Types, other origins, sandboxes, no server at all.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dist, Elements, heard, script, stepOf, watched } from './support/elements.ts';

let elements: Elements;
before(async () => {
  elements = await Elements.start();
});
after(() => elements.stop());

const body = '<loss-playground controls autoplay><p>The fallback</p></loss-playground>';
const strict = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** The worker's way is told by whether there is a worker, and from where. */
const workerAddresses = (page: Awaited<ReturnType<Elements['open']>>['page']) =>
  page.workers().map((worker) => worker.url());

test('a strict policy is enough: nothing inline, nothing evaluated', async () => {
  const { page, console: lines } = await elements.open({
    body,
    headers: { 'content-security-policy': strict },
  });
  await stepOf(page, 5);
  assert.deepEqual((await watched(page)).violations, []);
  assert.match(workerAddresses(page)[0] ?? '', /\/dist\/engine\.js/);
  assert.deepEqual(lines, []);
});

test('it runs where Trusted Types are required', async () => {
  const { page, console: lines } = await elements.open({
    body,
    headers: {
      'content-security-policy': `${strict}; require-trusted-types-for 'script'; trusted-types lit-html loss-playground`,
    },
  });
  await stepOf(page, 5);
  assert.deepEqual((await watched(page)).violations, []);
  assert.deepEqual(lines, []);
});

test('a policy without WebAssembly: the fallback stays and the line says what to add', async () => {
  const policy = { 'content-security-policy': "default-src 'self'; script-src 'self'" };
  // A worker from an address goes by the policy of its own answer.
  elements.put('/dist/engine.js', { body: readFileSync(join(dist, 'engine.js'), 'utf8'), headers: policy });
  try {
    const { page, console: lines } = await elements.open({ body, headers: policy });
    await heard(page, 'error');
    await page.getByText('The fallback').waitFor();
    const own = lines.filter((line) => line.startsWith('<loss-playground>'));
    assert.equal(own.length, 1);
    assert.match(own[0] ?? '', /'wasm-unsafe-eval'/);
  } finally {
    elements.drop('/dist/engine.js');
  }
});

test('where no worker may start, the page’s thread trains in slices', async () => {
  const { page } = await elements.open({
    body,
    headers: { 'content-security-policy': `${strict}; worker-src 'none'` },
  });
  await stepOf(page, 5);
  assert.deepEqual(workerAddresses(page), []);
  const same = await page.evaluate(() => document.querySelector('loss-playground')?.complete?.task.id);
  assert.equal(same, 'circle');
});

test('from another origin the worker starts from a blob that imports the engine', async () => {
  const {
    page,
    console: lines,
    errors,
  } = await elements.open({
    head: `<script src="${elements.elsewhere}/dist/loss-playground.js" defer></script>`,
    body,
  });
  await stepOf(page, 5);
  assert.match(workerAddresses(page)[0] ?? '', /^blob:/);
  assert.deepEqual(
    lines.filter((line) => line.startsWith('<loss-playground>')),
    [],
  );
  assert.deepEqual(errors, []);
});

test('from a file, with no server: the standalone script', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loss-playground-'));
  const file = join(folder, 'page.html');
  const source = pathToFileURL(join(dist, 'loss-playground.standalone.js')).href;
  writeFileSync(file, `<!doctype html><title>A page</title><script src="${source}" defer></script>${body}`);
  try {
    const { page, console: lines } = await elements.blank();
    await page.goto(pathToFileURL(file).href);
    await stepOf(page, 5);
    assert.match(workerAddresses(page)[0] ?? '', /^blob:/);
    assert.deepEqual(lines, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the script that stands alone draws a landscape too, and says which views it has', async () => {
  const head = '<script src="/dist/loss-playground.standalone.js" defer></script>';
  const asked =
    '<loss-playground lab="landscape" experiment="task=moons&amp;steps=40&amp;v=1"><p>The fallback</p></loss-playground>';
  elements.requests.length = 0;
  const { page, console: lines, errors } = await elements.open({ head, body: asked });
  await page.getByText('The fallback').waitFor({ state: 'hidden' });
  await page.getByRole('img', { name: /cost/i }).first().waitFor();
  assert.deepEqual([...lines, ...errors], []);
  assert.ok(elements.requests.every((path) => !/\/(engine|starter|catalog|playground)/.test(path)));

  const other = await elements.open({
    head,
    body: '<loss-playground lab="race"><p>The fallback</p></loss-playground>',
  });
  const told = await (await heard(other.page, 'error')).jsonValue();
  assert.match(told?.message ?? '', /race.* is no view; use one of train, landscape/);
  await other.page.getByText('The fallback').waitFor();
});

test('in a sandboxed frame without an origin, its text pasted as a notebook does', async () => {
  const text = readFileSync(join(dist, 'loss-playground.standalone.js'), 'utf8');
  // The frame's document stands in an attribute.
  const cell = `<!doctype html><title>Cell</title>${body}<script>${text}</script>`
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;');
  const { page, errors } = await elements.open({
    body: `<iframe title="Cell" sandbox="allow-scripts" width="700" height="700" srcdoc="${cell}"></iframe>`,
  });
  const frame = page.frames()[1];
  assert.ok(frame);
  await frame.waitForFunction(() => (document.querySelector('loss-playground')?.metrics?.step ?? 0) > 5);
  assert.equal(await frame.evaluate(() => origin), 'null');
  assert.deepEqual(errors, []);
});

test('in a frame of its own: a page that holds one element', async () => {
  elements.put('/framed.html', { head: script, body });
  const { page } = await elements.open({
    body: '<iframe title="Training" width="700" height="700" src="/framed.html"></iframe>',
  });
  const frame = page.frames().find((one) => one.url().endsWith('/framed.html'));
  await frame?.waitForFunction(() => (document.querySelector('loss-playground')?.metrics?.step ?? 0) > 5);
});

test('the same bytes in every way: worker, blob, page’s thread, standalone', async () => {
  const experiment = `experiment='{"version":1,"task":{"id":"spiral"},"steps":40}'`;
  const one = `<loss-playground autoplay ${experiment}></loss-playground>`;
  const ways = [
    { body: one },
    { body: one, headers: { 'content-security-policy': `${strict}; worker-src 'none'` } },
    { body: one, head: `<script src="${elements.elsewhere}/dist/loss-playground.js" defer></script>` },
    { body: one, head: '<script src="/dist/loss-playground.standalone.js" defer></script>' },
  ];
  const costs: unknown[] = [];
  for (const way of ways) {
    const { page } = await elements.open(way);
    await heard(page, 'ended');
    costs.push(await page.evaluate(() => document.querySelector('loss-playground')?.metrics?.cost));
    await page.close();
  }
  assert.equal(typeof costs[0], 'number');
  assert.deepEqual(costs, Array(4).fill(costs[0]));
});
