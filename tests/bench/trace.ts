// What a browser's trace says about a page's main thread.
import type { Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  tid: number;
  pid: number;
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

/** Starts a trace of the page's tasks. */
const startTracing = (page: Page) =>
  page
    .context()
    .browser()
    ?.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });

/** Milliseconds of each task of the page's main thread, on the clock and of processor time. */
export interface Task {
  clock: number;
  processor: number;
}

/** The tasks of a page's main thread while something goes on. */
export async function mainThreadTasks(page: Page, during: () => Promise<unknown>): Promise<Task[]> {
  await startTracing(page);
  await during();
  const trace = (await page.context().browser()?.stopTracing())?.toString() ?? '{}';
  const { traceEvents = [] } = JSON.parse(trace) as { traceEvents?: TraceEvent[] };
  const main = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const tasks = traceEvents.filter(
    ({ name, tid, pid }) =>
      // Among other categories the same task is reported once more, as part of this one.
      name === 'RunTask' && main.some((thread) => thread.tid === tid && thread.pid === pid),
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of the main thread.');
  return tasks.map(({ dur = 0, tdur = 0 }) => ({ clock: dur / 1000, processor: tdur / 1000 }));
}

/**
 * Milliseconds of processor time of the longest task on the page's main thread while something goes on. The time on the
 * clock would count what else the machine does.
 */
export async function longestTask(page: Page, during: () => Promise<unknown>): Promise<number> {
  const tasks = await mainThreadTasks(page, during);
  return Math.max(...tasks.map(({ processor }) => processor));
}
