// The page for results: pasted links become tables. Everything stays in this page.
import catalog from 'virtual:catalog';
import { isSettable } from '../../guide/class-link.ts';
import { type ClassResults, faultWords, readClass } from '../../guide/class-results.ts';
import type { Outline } from '../../guide/outline.ts';
import { repeatedWords } from '../../guide/repeated.ts';
import { decodeResult, type Known } from '../../guide/result-link.ts';
import { resultsCsv } from '../../guide/results-table.ts';
import { type Tree, toNode } from '../../guide/tree.ts';
import { copiesText } from './copy-field.ts';
import { hashText } from './hash.ts';
import {
  answersTree,
  type Labels,
  type ListedRun,
  oneStudentTree,
  runsOf,
  runsTree,
  summaryTree,
} from './results-trees.ts';

/** What the engine says of permalinks: nothing where its script cannot be loaded. */
async function judge(outline: Outline): Promise<{ known: Known; labels: Labels }> {
  const engine = await import('loss-playground/engine').catch(() => null);
  const canonical = (experiment: string) =>
    engine ? engine.encodeExperiment(catalog, engine.decodeExperiment(catalog, experiment)) : experiment;
  const refusal = (experiment: string) => {
    try {
      canonical(experiment);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };
  const prepared = outline.flatMap(({ id, runs }) =>
    runs
      .filter(({ experiment }) => isSettable(experiment))
      .map(({ label, experiment }) => [`${id} ${canonical(experiment)}`, label] as const),
  );
  return { known: { outline, refusal }, labels: new Map(prepared) };
}

export class ResultsPage {
  readonly #root: HTMLElement;
  readonly #known: Known;
  readonly #labels: Labels;
  readonly #field: HTMLTextAreaElement;
  readonly #output: HTMLElement;
  #runs: ListedRun[] = [];
  /** Runs that are trained again now, by their buttons. */
  readonly #repeats = new Map<HTMLButtonElement, AbortController>();

  static async open(root: HTMLElement): Promise<void> {
    const outline = JSON.parse(root.dataset.outline ?? '[]') as Outline;
    new ResultsPage(root, await judge(outline));
  }

  private constructor(root: HTMLElement, { known, labels }: { known: Known; labels: Labels }) {
    this.#root = root;
    this.#known = known;
    this.#labels = labels;
    this.#field = root.querySelector('textarea') as HTMLTextAreaElement;
    this.#output = root.querySelector('.output') as HTMLElement;
    this.#field.addEventListener('input', () => this.#show());
    this.#output.addEventListener('click', ({ target }) => {
      const button = (target as Element).closest<HTMLButtonElement>('[data-index]');
      if (button) void this.#repeat(button);
    });
    addEventListener('hashchange', () => this.#show());
    this.#show();
  }

  /** Shows what was pasted, or else the link that the page was opened with. */
  #show(): void {
    for (const repeat of this.#repeats.values()) repeat.abort();
    const isOne = !this.#field.value.trim() && hashText() !== '';
    const results = isOne ? this.#opened() : readClass(this.#field.value, this.#known);
    const { students, faults } = results;
    this.#runs = runsOf(this.#known.outline, students);
    this.#output.replaceChildren(...this.#trees(results, isOne).map((tree) => toNode(tree)));
    this.#say(
      students.length + faults.length === 0
        ? ''
        : `${counted(students.length, 'result')}, ${counted(faults.length, 'problem')}.`,
    );
    const copy = this.#output.querySelector<HTMLButtonElement>('.copy-csv');
    if (copy?.parentElement)
      copiesText(copy, {
        words: 'The table',
        place: copy.parentElement,
        text: () => resultsCsv(this.#known.outline, students),
      });
  }

  #opened(): ClassResults {
    const { chapters, faults } = decodeResult(hashText(), this.#known);
    return {
      students: chapters.size > 0 ? [{ name: 'This link', chapters }] : [],
      faults: faults.map(faultWords),
    };
  }

  #trees({ students, faults }: ClassResults, isOne: boolean): Tree[] {
    const { outline } = this.#known;
    const [first] = students;
    const trees: Tree[] = [];
    if (faults.length > 0)
      trees.push(
        ['h2', {}, isOne ? 'What is wrong with this link' : 'What is wrong with some lines'],
        ['ul', { class: 'faults' }, ...faults.map((words): Tree => ['li', {}, words])],
      );
    if (first && isOne) trees.push(['h2', {}, 'Answers in this link'], oneStudentTree(outline, first));
    else if (first)
      trees.push(
        ['h2', {}, 'First answers'],
        [
          'p',
          {},
          '✓ is correct; a letter is the wrong answer that was chosen first. ',
          ['button', { type: 'button', class: 'copy-csv' }, 'Copy as CSV'],
        ],
        answersTree(outline, students),
        ['h2', {}, 'How each question was answered'],
        summaryTree(outline, students),
      );
    if (this.#runs.length > 0)
      trees.push(
        ['h2', {}, 'Runs'],
        [
          'p',
          {},
          'The same experiment gives the same numbers on every machine, so a run can be checked: repeat it.',
        ],
        runsTree(this.#runs, this.#labels),
      );
    return trees;
  }

  #say(words: string): void {
    const status = this.#root.querySelector('.status');
    if (status) status.textContent = words;
  }

  /** Trains a run again; a second press cancels that. */
  async #repeat(button: HTMLButtonElement): Promise<void> {
    const listed = this.#runs[Number(button.dataset.index)];
    const words = button.firstChild;
    const outcome = button.nextElementSibling;
    const running = this.#repeats.get(button);
    running?.abort();
    if (!listed || !words || !outcome || running) return;
    const repeat = new AbortController();
    this.#repeats.set(button, repeat);
    words.textContent = 'Cancel';
    const bar = Object.assign(document.createElement('progress'), { value: 0, max: listed.run.step });
    bar.ariaLabel = 'Training';
    outcome.replaceChildren(bar);
    try {
      const { repeatedCost } = await import('./engine.ts');
      const cost = await repeatedCost(listed.run, repeat.signal, (step) => {
        bar.value = step;
      });
      outcome.textContent = repeatedWords(listed.run, cost);
    } catch (error) {
      outcome.textContent = repeat.signal.aborted
        ? 'Canceled.'
        : `The run could not be repeated. ${(error as Error).message}`;
    }
    words.textContent = 'Repeat';
    this.#repeats.delete(button);
  }
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
