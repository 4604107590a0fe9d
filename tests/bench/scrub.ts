// How long it takes from a scrub to the page that shows that step: its number, and the picture of the model.
import type { Browser } from 'playwright-core';
import { quantile } from './statistics.ts';

interface Course {
  title: string;
  address: string;
  /** The step that the run comes to first. */
  reached: number;
  lab: string;
  /** What the picture is drawn from, again for each step: a property of an element. */
  picture: { element: string; property: string };
}

const courses: Course[] = [
  {
    title: 'a run of digits',
    address: 'at=700&task=digits&v=1',
    reached: 700,
    lab: 'train-lab',
    picture: { element: 'mix-up-table', property: 'data' },
  },
  {
    title: 'names, next token',
    address: 'lab=next-token&at=2000&task=names&v=1',
    reached: 2000,
    lab: 'next-token-lab',
    picture: { element: 'token-picture', property: 'shares' },
  },
];
const scrubs = 60;

/** Milliseconds of each scrub; runs in the page. */
async function scrubTimes({ lab, picture, reached, count }: Course & { count: number }): Promise<number[]> {
  const root = document.querySelector(lab)?.shadowRoot;
  const { session } = document.querySelector(lab) as unknown as {
    session: { metrics: { step: number }; wanted: number | null };
  };
  const slider = root?.querySelector<HTMLInputElement>('input.scrub');
  if (!root || !slider) throw new Error('There is no scrubber.');
  const frame = () => new Promise<number>((done) => requestAnimationFrame(() => done(performance.now())));
  const drawn = () =>
    (root.querySelector(picture.element) as unknown as Record<string, unknown>)[picture.property];
  const marked = () => root.querySelector('series-chart')?.data?.marked;
  const times: number[] = [];
  let step = 1;
  for (let scrub = 0; scrub < count; scrub++) {
    // Steps far apart and in no order, the same each time.
    step = (step + Math.round(0.38 * reached) + 7) % reached;
    // As in a drag: who rests on a step has its cost evaluated, which on names takes a quarter of a second of the worker.
    for (let still = 0; still < 3; still++) await frame();
    const before = drawn();
    const start = performance.now();
    slider.value = String(step);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    let now = start;
    while (session.metrics.step !== step || marked() !== step || drawn() === before) now = await frame();
    times.push(now - start);
  }
  return times;
}

export async function measureScrubs(browser: Browser, url: string) {
  const data = [];
  for (const course of courses) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${url}#${course.address}`);
    await page.waitForFunction(
      ({ lab, reached }) =>
        (document.querySelector(lab) as unknown as { session?: { metrics?: { step: number } } })?.session
          ?.metrics?.step === reached,
      course,
      { timeout: 300_000 },
    );
    await page.waitForTimeout(2000);
    await page.evaluate('globalThis.__name ??= (value) => value;');
    const times = await page.evaluate(scrubTimes, { ...course, count: scrubs });
    await page.close();
    data.push({
      title: `scrubbing ${course.title} to any of ${course.reached} steps`,
      scrubs: times.length,
      median: quantile(times, 0.5),
      percentile95: quantile(times, 0.95),
      longest: Math.max(...times),
    });
  }
  return data;
}
