// Sessions as the page has them, on the real engine, in Node.
import type { Experiment, WorkerEngine } from 'loss-playground/engine';
import { short } from '../../../web/charts/format.ts';
import { labelValue } from '../../../web/charts/series.ts';
import { historyFile } from '../../../web/exports/training-files.ts';
import { Announcer } from '../../../web/panels/announcer.ts';
import { batchWords } from '../../../web/panels/batch-notes.ts';
import { historyTable } from '../../../web/panels/history-table.ts';
import { momentOf } from '../../../web/panels/moment.ts';
import { reading, sum } from '../../../web/panels/reading.ts';
import { summaryOf } from '../../../web/panels/summary.ts';
import { type Drawing, lossSeries, noHistory } from '../../../web/run/series.ts';
import { Session } from '../../../web/run/session.ts';
import { engine } from './engine.ts';
import { textOf } from './text.ts';

// A frame of a page that draws nothing.
globalThis.requestAnimationFrame ??= (draw) => setTimeout(() => draw(performance.now())) as unknown as number;

/** An engine whose runs answer later, as those behind a worker do. */
const later = {
  catalog: engine.catalog,
  speed: () => engine.speed(),
  async createRun(experiment: Experiment) {
    const run = await engine.createRun(experiment);
    const restore = run.restore.bind(run);
    return Object.assign(run, { restore: async (bytes: Uint8Array) => restore(bytes) });
  },
} as WorkerEngine;

/** A session that stands at the start of an experiment. */
export async function sessionOf(experiment: Experiment): Promise<Session> {
  const session = new Session(later);
  await session.load(experiment, false);
  return session;
}

/** Waits for an event of a session after which something holds. */
export async function until(session: Session, holds: () => boolean): Promise<void> {
  while (!holds())
    await new Promise<void>((resolve) => {
      const listening = new AbortController();
      const done = () => {
        listening.abort();
        resolve();
      };
      for (const type of ['frame', 'change'])
        session.addEventListener(type, done, { signal: listening.signal });
    });
}

const drawing: Drawing = { log: false, smoothing: 0.85, companions: [] };

/** The labels of the loss chart by their titles, as they are printed. */
export function legendOf(session: Session): Record<string, string> {
  const { history, metrics, shown } = session;
  const { series } = lossSeries(
    history ?? noHistory,
    { step: metrics?.step ?? 0, shown },
    drawing,
    undefined,
  );
  return Object.fromEntries(
    series.filter(({ follows }) => !follows).map((line) => [line.title, short(labelValue(line))]),
  );
}

/** The moment as the page has it. */
export function presentOf(session: Session) {
  const moment = momentOf(session);
  if (!moment) throw new Error('The session has not begun.');
  return moment;
}

/** Everything that the page says of the step shown and of the run. */
export async function storyOf(session: Session) {
  const moment = presentOf(session);
  return {
    step: moment.metrics.step,
    reading: textOf(reading(moment)),
    sum: textOf(sum(moment)),
    batch: batchWords(moment),
    legend: legendOf(session),
    announced: new Announcer().words(session),
    table: textOf(historyTable(session.history, session.shown)),
    summary: summaryOf(session.history, moment.experiment, moment.task)?.map(textOf),
    csv: await historyFile(session).text(),
    history: structuredClone(session.history),
  };
}
