// Reads a visitor's table in a worker of its own; on a page that allows none, on its own thread, in slices.
import { trusted } from '../../engine/remote/page-worker.ts';
import { inSlices } from '../../run/sliced.ts';
import { DataError } from '../data-error.ts';
import { answer } from './answer.ts';
import type { Check } from './check.ts';
import type { Choices } from './choices.ts';
import type { Answers, Asked, Told } from './messages.ts';
import type { Reading } from './read-table.ts';
import address from './table-worker.ts?worker&url';
import { type Made, type Source, type TableFacts, TableWork } from './work.ts';

/** How the work is watched: until it is canceled, and the share that is done. */
export interface Watch {
  signal: AbortSignal;
  told: (share: number) => void;
}

/** A worker once it runs; null where the page allows none. */
function started(): Promise<Worker | null> {
  return new Promise((resolve) => {
    try {
      const worker = new Worker(trusted(address), { type: 'module', name: 'table reader' });
      worker.addEventListener('message', () => resolve(worker), { once: true });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        resolve(null);
      });
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      resolve(null);
    }
  });
}

export class TableReader {
  #worker: Promise<Worker | null> | null = null;
  #thread: TableWork | null = null;
  #last: Promise<unknown> = Promise.resolve();
  /** What was opened, for a worker that follows one that was ended. */
  #opened: { source: Source; reading: Reading } | null = null;

  async open(source: Source, reading: Reading, watch: Watch): Promise<TableFacts> {
    const before = this.#opened;
    this.#opened = { source, reading };
    try {
      return (await this.#ask({ ask: 'open', source, reading }, watch)) as Answers['open'];
    } finally {
      // What was open before a file that was canceled is open again.
      if (watch.signal.aborted) this.#opened = before;
    }
  }

  /** Reads the same text in another way. */
  async read(reading: Reading, watch: Watch): Promise<TableFacts> {
    await this.#reopen(watch);
    if (this.#opened) this.#opened.reading = reading;
    return this.#ask({ ask: 'read', reading }, watch) as Promise<Answers['read']>;
  }

  /** Short work, which is not canceled. */
  async check(choices: Choices): Promise<Check> {
    const watch = { signal: new AbortController().signal, told: () => {} };
    await this.#reopen(watch);
    return this.#ask({ ask: 'check', choices }, watch) as Promise<Answers['check']>;
  }

  async make(choices: Choices, watch: Watch): Promise<Made> {
    await this.#reopen(watch);
    return this.#ask({ ask: 'make', choices }, watch) as Promise<Answers['make']>;
  }

  /** Ends the worker, which frees what it holds. */
  close(): void {
    void this.#worker?.then((worker) => worker?.terminate());
    this.#worker = null;
  }

  async #reopen(watch: Watch): Promise<void> {
    if (this.#worker || this.#thread || !this.#opened) return;
    await this.open(this.#opened.source, this.#opened.reading, watch);
  }

  /** One question after the other. */
  #ask(asked: Asked, watch: Watch): Promise<Answers[keyof Answers]> {
    const next = this.#last.then(() => this.#askNow(asked, watch));
    this.#last = next.catch(() => {});
    return next;
  }

  async #askNow(asked: Asked, watch: Watch): Promise<Answers[keyof Answers]> {
    this.#worker ??= started();
    const worker = await this.#worker;
    watch.signal.throwIfAborted();
    if (worker) return this.#askWorker(worker, asked, watch);
    this.#thread ??= new TableWork();
    return answer(this.#thread, (work) => inSlices(work, watch.signal, watch.told), asked);
  }

  #askWorker(worker: Worker, asked: Asked, { signal, told }: Watch): Promise<Answers[keyof Answers]> {
    return new Promise((resolve, reject) => {
      const heard = new AbortController();
      const end = (settle: () => void) => {
        heard.abort();
        settle();
      };
      const cancel = () =>
        end(() => {
          this.close();
          reject(signal.reason);
        });
      signal.addEventListener('abort', cancel, { signal: heard.signal });
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<Told>) => {
          if ('share' in data) told(data.share);
          else if ('answer' in data) end(() => resolve(data.answer));
          else
            end(() =>
              reject('refused' in data ? new DataError(data.refused, data.doubt) : new Error(data.failed)),
            );
        },
        { signal: heard.signal },
      );
      worker.addEventListener(
        'error',
        (event) =>
          end(() => {
            this.close();
            reject(new Error(event.message));
          }),
        { signal: heard.signal },
      );
      worker.postMessage(asked);
    });
  }
}
