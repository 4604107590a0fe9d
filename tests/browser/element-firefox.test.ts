// The element in Firefox, which is started without a driver: the page itself asks for an address once it has trained.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Elements, script } from './support/elements.ts';
import { startFirefox } from './support/firefox.ts';

let elements: Elements;
before(async () => {
  elements = await Elements.start();
});
after(() => elements.stop());

const body = '<loss-playground id="it" autoplay controls="loss"><p>The fallback</p></loss-playground>';

/** Tells what an element comes to: its events, and once it has trained five steps the look of it. */
const report = `
const it = document.querySelector('#it');
const tell = (what) => fetch('/told/' + what);
it.addEventListener('error', ({ message }) => tell('error/' + encodeURIComponent(message)));
it.addEventListener('step', ({ detail }) => detail.step === 5 && tell('trained/' + detail.cost));
addEventListener('securitypolicyviolation', ({ violatedDirective }) => tell('violation/' + violatedDirective));
const look = () => {
  const view = it.shadowRoot?.querySelector('loss-playground-train')?.shadowRoot;
  const drawn = view?.querySelector('[part=picture] canvas, [part=picture] decision-field') && view.querySelector('step-chart');
  if (drawn && it.metrics?.step > 5) tell('drawn');
  else requestAnimationFrame(look);
};
look();
`;

/** What pages tell while one is open in Firefox, until it is drawn. */
async function told(address: string): Promise<string[]> {
  elements.requests.length = 0;
  const drawn = elements.asked('/told/drawn');
  const browser = startFirefox(address);
  const gaveUp = browser.ended.then(() =>
    Promise.reject(new Error('Firefox ended before the page was drawn.')),
  );
  const limit = AbortSignal.timeout(120_000);
  const late = new Promise<never>((_, reject) =>
    limit.addEventListener('abort', () => reject(new Error(`Not drawn; asked for was ${elements.requests}`))),
  );
  try {
    await Promise.race([drawn, gaveUp, late]);
  } finally {
    await browser.stop();
  }
  return elements.requests.filter((path) => path.startsWith('/told/'));
}

const ways: Record<string, { script: string; policy: string }> = {
  'under a strict policy': { script, policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" },
  'where no worker may start': {
    script,
    policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'",
  },
  'as the standalone script': {
    script: '<script src="/dist/loss-playground.standalone.js" defer></script>',
    policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:",
  },
};

for (const [name, { script: source, policy }] of Object.entries(ways))
  test(`Firefox, ${name}: it trains and draws`, { timeout: 180_000 }, async () => {
    elements.put('/report.js', { body: report });
    const address = elements.put('/firefox.html', {
      head: `${source}<script src="/report.js" defer></script>`,
      body,
      headers: { 'content-security-policy': policy },
    });
    const heard = await told(address);
    const faults = heard.filter((path) => /error|violation/.test(path));
    // A worker that the policy forbids is tried and told of once for each way.
    assert.deepEqual(
      policy.includes("'none'") ? faults.filter((path) => !path.includes('worker-src')) : faults,
      [],
    );
    assert.equal(heard.filter((path) => path.startsWith('/told/trained/')).length, 1);
  });
