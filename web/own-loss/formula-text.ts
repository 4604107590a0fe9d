// What the editor knows of the text in it: the engine's answers, of which only the newest counts.
import {
  type FormulaDescription,
  fits,
  type TaskDescriptor,
  type WorkerEngine,
} from 'loss-playground/engine';

/** The newest of several requests: while one is answered the next one waits, and what came between is skipped. */
export class Newest<Request> {
  readonly #answer: (request: Request) => Promise<void>;
  #next: { request: Request } | null = null;
  #busy = false;

  constructor(answer: (request: Request) => Promise<void>) {
    this.#answer = answer;
  }

  get isBusy(): boolean {
    return this.#busy;
  }

  async ask(request: Request): Promise<void> {
    this.#next = { request };
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#next) {
        const { request: now } = this.#next;
        this.#next = null;
        await this.#answer(now);
      }
    } finally {
      this.#busy = false;
    }
  }
}

/** A text with what the engine says of it. */
export interface Described {
  text: string;
  description: FormulaDescription;
  /** Why a valid formula does not fit the task; null if it fits. */
  misfit: string | null;
}

export async function describe(
  engine: WorkerEngine,
  task: TaskDescriptor | null,
  text: string,
): Promise<Described> {
  const description = await engine.describeFormula(text);
  const fitting = task && description.loss ? fits(task, description.loss) : true;
  return { text, description, misfit: fitting === true ? null : fitting };
}
