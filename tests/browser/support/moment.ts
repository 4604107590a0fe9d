// What a visitor reads on the page, as numbers to compare.
import type { Page } from 'playwright-core';

export interface Moment {
  step: number;
  cost: number;
  words: string;
}

/** The sentence below the pictures, once it stands there. */
export async function moment(page: Page): Promise<Moment> {
  const reading = page.locator('train-lab .reading');
  await reading.getByText(/^\s*(?:Step [\d,]+|Before the first step)\./).waitFor();
  const words = ((await reading.textContent()) ?? '').replace(/\s+/g, ' ').trim();
  const step = Number(/^Step ([\d,]+)/.exec(words)?.[1]?.replaceAll(',', '') ?? 0);
  const cost = await page.evaluate(() => document.querySelector('train-lab')?.session?.shown?.cost);
  return { step, cost: cost ?? Number.NaN, words };
}

/** Waits until a moment is as asked, and gives it. */
export async function momentWhen(page: Page, asked: (moment: Moment) => boolean): Promise<Moment> {
  const until = Date.now() + 20000;
  for (;;) {
    const now = await moment(page);
    if (asked(now)) return now;
    if (Date.now() > until) throw new Error(`The moment asked for did not come; the last was: ${now.words}`);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
}

/** Waits until a run that was paused stands: nothing is on its way, and the page says the numbers of its step. */
export async function stood(page: Page): Promise<Moment> {
  const at = await page.evaluate(async () => {
    const session = document.querySelector('train-lab')?.session;
    await session?.reach(session.metrics?.step ?? 0);
    return session?.metrics?.step;
  });
  return momentWhen(page, ({ step }) => step === at);
}

/** Waits until the address is as asked. */
export const addressWhen = (page: Page, asked: RegExp) => page.waitForURL((url) => asked.test(url.hash));

/** All text that is laid out, shadow roots included. */
export const visibleText = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const visit = (root: ParentNode) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (element.localName === 'style' || element.localName === 'script') continue;
        for (const node of element.childNodes)
          if (node.nodeType === Node.TEXT_NODE && element.checkVisibility())
            texts.push(node.textContent ?? '');
      }
    };
    visit(document);
    return texts.join(' ');
  });

/** Lets frames go by: what was asked for is drawn after a few. */
export const frames = (page: Page, count = 4): Promise<void> =>
  page.evaluate(async (most) => {
    for (let frame = 0; frame < most; frame++) await new Promise((done) => requestAnimationFrame(done));
  }, count);
