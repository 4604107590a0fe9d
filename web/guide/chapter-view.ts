// A chapter that runs: its questions are kept, its buttons choose a run, its numbers become those of the reader's run.
import type { CompleteExperiment, Metrics } from '../engine/api/types.ts';
import type { Histories, MetricsHistory } from '../run/histories.ts';
import { printedLike } from './printed.ts';
import type { MadeRun, Progress, QuestionName } from './progress.ts';
import { longestRun } from './result-link.ts';

/** The element as far as a chapter uses it. */
type Playground = HTMLElement & {
  experiment: unknown;
  readonly metrics: Metrics | null;
  readonly complete: CompleteExperiment | null;
  readonly history: MetricsHistory | null;
  readonly histories: Histories;
};

const all = <Found extends Element>(root: ParentNode, selector: string) => [
  ...root.querySelectorAll<Found>(selector),
];

/** The value of a fact in what is shown; undefined where that has none yet. */
function valueIn(playground: Playground, fact: DOMStringMap): number | undefined {
  const [, run = '', read = ''] = /^(?:(.*)\.)?(.*)$/.exec(fact.read ?? '') ?? [];
  const lists: Histories[string] | null | undefined = run ? playground.histories[run] : playground.history;
  const value = lists?.[read]?.[lists.step?.indexOf(Number(fact.step)) ?? -1];
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const { as, times } = fact;
  const made = as === 'exp' ? Math.exp(value) : as ? Math.exp(-value) : value;
  return made * Number(times ?? 1);
}

/** The last step of a run whose test cost was measured by its schedule, so that a repeated run measures it too. */
function lastMeasured(history: Playground['history']): Omit<MadeRun, 'experiment'> | null {
  const entry = history?.testCost?.findLastIndex(Number.isFinite) ?? -1;
  const [step, testCost] = [history?.step?.[entry], history?.testCost?.[entry]];
  return step && testCost !== undefined ? { step, testCost } : null;
}

/** On a screen that is touched, a term first opens its meaning; its link is followed once that is open. */
function openMeaning(event: Event): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('.term a');
  if (!link || link.dataset.open !== undefined || matchMedia('(hover: hover)').matches) return;
  event.preventDefault();
  link.dataset.open = '';
  link.addEventListener('blur', () => delete link.dataset.open, { once: true });
  link.focus();
}

/** Gives the permalink of an experiment. */
export type Permalink = (experiment: CompleteExperiment) => Promise<string>;

export class ChapterView {
  readonly #root: ParentNode;
  readonly #chapter: string;
  readonly #progress: Progress;
  readonly #permalink: Permalink | undefined;

  /** `root` holds the parts of a chapter. Runs are kept where a permalink can be made of them. */
  constructor(root: ParentNode, chapter: string, progress: Progress, permalink?: Permalink) {
    this.#root = root;
    this.#chapter = chapter;
    this.#progress = progress;
    this.#permalink = permalink;
    for (const question of all<HTMLElement>(root, '.ask')) this.#followQuestion(question);
    for (const button of all<HTMLElement>(root, '.runs button'))
      button.addEventListener('click', () => this.#choose(button));
    const playground = this.#playground;
    for (const event of ['ready', 'step', 'pause', 'ended'])
      playground?.addEventListener(event, () => this.#printFacts());
    root.addEventListener('click', openMeaning);
    const keep = () => void this.#keepRun();
    for (const event of ['pause', 'ended']) playground?.addEventListener(event, keep);
    // A reader who goes elsewhere has left the run as it is.
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) keep();
    });
  }

  get #playground(): Playground | null {
    return this.#root.querySelector<Playground>('loss-playground');
  }

  /** Shows the answer that is kept, and keeps the first one. */
  #followQuestion(question: HTMLElement): void {
    const name = question.dataset.question as QuestionName;
    const options = all<HTMLInputElement>(question, 'input');
    const kept = this.#progress.of(this.#chapter)[name];
    const option = kept === undefined ? undefined : options[kept];
    if (option) option.checked = true;
    question.addEventListener('change', ({ target }) => {
      const index = options.indexOf(target as HTMLInputElement);
      if (index >= 0) this.#progress.answer(this.#chapter, name, index);
    });
  }

  #choose(chosen: HTMLElement): void {
    for (const button of all<HTMLElement>(this.#root, '.runs button'))
      button.setAttribute('aria-pressed', String(button === chosen));
    const playground = this.#playground;
    if (!playground) return;
    void this.#keepRun();
    playground.dataset.run = chosen.dataset.run ?? '';
    playground.setAttribute('experiment', chosen.dataset.experiment ?? '');
  }

  /** Keeps what is shown of a run up to its last evaluated step. */
  async #keepRun(): Promise<void> {
    const { complete, history } = this.#playground ?? {};
    const made = lastMeasured(history ?? null);
    if (!this.#permalink || !complete || !made) return;
    const experiment = await this.#permalink(complete);
    if (experiment.length <= longestRun) this.#progress.made(this.#chapter, { experiment, ...made });
  }

  /** Prints the numbers of the run that is shown, where it has reached their steps. */
  #printFacts(): void {
    const playground = this.#playground;
    if (!playground) return;
    for (const fact of all<HTMLElement>(this.#root, `.fact[data-run="${playground.dataset.run}"]`)) {
      const value = valueIn(playground, fact.dataset);
      if (value === undefined) continue;
      fact.textContent = printedLike(fact.textContent, value);
      fact.dataset.live = '';
    }
  }
}
