// The worker that reads a visitor's table. It answers one question after the other; to cancel, the page ends it.
import type { Sliced } from '../../run/sliced.ts';
import { DataError } from '../data-error.ts';
import { answer } from './answer.ts';
import type { Asked, Told } from './messages.ts';
import { TableWork } from './work.ts';

const work = new TableWork();
const tell = (told: Told) => self.postMessage(told);

/** Milliseconds between two reports of progress. */
const interval = 100;

function run<Result>(sliced: Sliced<Result>): Promise<Result> {
  for (let next = performance.now() + interval; ; ) {
    const { done, value } = sliced.next();
    if (done) return Promise.resolve(value);
    if (performance.now() < next) continue;
    tell({ share: value });
    next = performance.now() + interval;
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
  try {
    const given = await answer(work, run, data);
    // A table's numbers are handed over, not copied.
    const numbers = 'table' in given ? given.table?.inputs.data : null;
    const transfer = numbers instanceof Float64Array ? [numbers.buffer] : [];
    self.postMessage({ answer: given } satisfies Told, { transfer });
  } catch (error) {
    if (error instanceof DataError) tell({ refused: error.message, doubt: error.doubt });
    else tell({ failed: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
  }
});

/** The page waits for this before it asks. */
tell({ share: 0 });
