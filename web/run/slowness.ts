// Whether a step of a run takes long on this machine: asked before such settings are used.
import type { RunInfo, WorkerEngine } from 'loss-playground/engine';

/** Seconds of a step that are worth a question. */
const slow = 1;
/** Multiplications of a step that take less on any machine, so that its speed need not be measured. */
const fewest = 2e7;

/** Seconds of a step on this machine if it is a slow one; null otherwise. */
export async function slowStep(
  engine: WorkerEngine,
  { stepWork }: Pick<RunInfo, 'stepWork'>,
): Promise<number | null> {
  if (stepWork < fewest) return null;
  const seconds = stepWork / (await engine.speed());
  return seconds >= slow ? seconds : null;
}

/** A question to the visitor: whether to train although a step takes so many seconds. */
export interface SlowQuestion {
  seconds: number;
  answer(trains: boolean): void;
}

/** Asks the visitor before settings are used whose steps take long. */
export class Consent {
  /** What is asked; null where nothing is. */
  question: SlowQuestion | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether steps of so many seconds are worth a question: not where those of the present settings take as long. */
  isNeeded(seconds: number | null, present: number | null): seconds is number {
    return seconds !== null && (present ?? 0) <= seconds / 2;
  }

  async ask(seconds: number): Promise<boolean> {
    const agrees = await new Promise<boolean>((resolve) => {
      this.question = { seconds, answer: resolve };
      this.#changed();
    });
    this.question = null;
    this.#changed();
    return agrees;
  }

  /** Takes a question back. */
  drop(): void {
    this.question?.answer(false);
  }
}
