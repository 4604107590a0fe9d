// A reader's answers, kept in this browser only; where storage is blocked, until the page is left.

/** The first answer to each question of a chapter, as the option's index; only the first one counts. */
export interface Answers {
  predict?: number;
  check?: number;
}

/** A run that a reader made: what it trained, how far, and the test cost there. */
export interface MadeRun {
  /** The experiment as a permalink. */
  experiment: string;
  step: number;
  testCost: number;
}

export interface ChapterProgress extends Answers {
  runs?: MadeRun[];
}

export type QuestionName = keyof Answers;

const key = 'loss-playground guide';

function stored(): Record<string, ChapterProgress> {
  try {
    const text = localStorage.getItem(key);
    const found: unknown = text && JSON.parse(text);
    return typeof found === 'object' && found !== null ? (found as Record<string, ChapterProgress>) : {};
  } catch {
    // Blocked, or not ours.
    return {};
  }
}

/** Emits `change` when something is added or forgotten, also in another window. */
export class Progress extends EventTarget {
  #chapters = new Map(Object.entries(stored()));

  constructor() {
    super();
    globalThis.addEventListener?.('storage', (event) => {
      if (event.key !== key && event.key !== null) return;
      this.#chapters = new Map(Object.entries(stored()));
      this.dispatchEvent(new Event('change'));
    });
  }

  /** Whether the browser stores what is kept; otherwise it is gone when the page is left. */
  get isStored(): boolean {
    try {
      localStorage.setItem(`${key} test`, '');
      localStorage.removeItem(`${key} test`);
      return true;
    } catch {
      return false;
    }
  }

  of(chapter: string): ChapterProgress {
    return this.#chapters.get(chapter) ?? {};
  }

  /** Keeps an answer unless the question has one. */
  answer(chapter: string, question: QuestionName, option: number): void {
    if (this.of(chapter)[question] !== undefined) return;
    this.#set(chapter, { [question]: option });
  }

  /** Keeps a run; of the same experiment the one that went farthest. */
  made(chapter: string, run: MadeRun): void {
    const runs = this.of(chapter).runs ?? [];
    const [before] = runs.filter(({ experiment }) => experiment === run.experiment);
    if (before && before.step >= run.step) return;
    this.#set(chapter, { runs: [...runs.filter((each) => each !== before), run].slice(-mostRuns) });
  }

  /** Forgets everything, and returns a function that brings it back. */
  forget(): () => void {
    const before = this.#chapters;
    this.#chapters = new Map();
    this.#store();
    return () => {
      this.#chapters = before;
      this.#store();
    };
  }

  #set(chapter: string, added: ChapterProgress): void {
    this.#chapters.set(chapter, { ...this.of(chapter), ...added });
    this.#store();
  }

  #store(): void {
    try {
      if (this.#chapters.size === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(Object.fromEntries(this.#chapters)));
    } catch {
      // Blocked or full: it is kept until the page is left.
    }
    this.dispatchEvent(new Event('change'));
  }
}

/** Runs of a chapter that are kept: the newest. */
const mostRuns = 5;
