import assert from 'node:assert/strict';
import { launchChromium } from '../../browser/support/chromium.ts';
import { Elements, script } from '../../browser/support/elements.ts';
import { completeExperiment, createEngine, encodeExperiment } from '../../engine/support.ts';
import { experiment } from '../draw/experiments.ts';
import { mayRefuse } from '../draw/support.ts';
import type { FuzzPart, TryCase } from '../part.ts';

const texts = [
  '',
  'true',
  'x',
  '__proto__',
  '{',
  '{}',
  '[]',
  'null',
  '{"version":1}',
  '{"__proto__":{"x":1}}',
  'task=',
  'task=digits',
  '%',
  '\ud800',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
];
const names = ['lab', 'experiment', 'controls', 'autoplay', 'src', 'heading', 'speed', 'theme'];

/** Puts an element into the page and waits until it is ready or says what is wrong; its words and attributes. */
function show(attributes: Record<string, string>): Promise<string> {
  const element = document.createElement('loss-playground');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = 'fallback';
  return new Promise((done) => {
    const end = () => {
      const words = element.shadowRoot?.textContent ?? '';
      element.remove();
      done(words);
    };
    element.addEventListener('ready', end);
    element.addEventListener('error', end);
    document.body.replaceChildren(element);
  });
}

export default {
  title: 'elements with any attributes train or say what is wrong',
  async start() {
    const { catalog } = await createEngine();
    const elements = await Elements.start();
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.addInitScript('globalThis.__name ??= (value) => value;');
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
    page.on('dialog', (dialog) => {
      faults.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(elements.put('/fuzz.html', { body: '', head: script }));
    const tryCase: TryCase = async (random) => {
      const attributes: Record<string, string> = {};
      for (const name of names) if (random.chance(0.3)) attributes[name] = random.pick(texts);
      if (random.chance(0.7)) {
        const draft = experiment(random, catalog);
        const complete = await mayRefuse(() => completeExperiment(catalog, draft as never));
        if (complete && complete.task.id !== 'custom')
          attributes.experiment = random.chance(0.5)
            ? encodeExperiment(catalog, complete)
            : JSON.stringify(complete);
      }
      random.note('attributes', attributes);
      const words = await page.evaluate(show, attributes);
      assert.doesNotMatch(words, /NaN|\[object/);
      assert.deepEqual(faults.splice(0), []);
    };
    const close = async () => {
      await browser.close();
      await elements.stop();
    };
    return Object.assign(tryCase, { close });
  },
} satisfies FuzzPart;
