// A chapter that was opened by a class link: its runs have the teacher's seed and data.
import type { PlaygroundError } from '../../element/types.ts';
import { type ClassSetting, decodeClass, withClass } from '../../guide/class-link.ts';
import { type Tree, toNode } from '../../guide/tree.ts';
import { hashText } from './hash.ts';

const all = <Found extends HTMLElement>(root: ParentNode, selector: string) => [
  ...root.querySelectorAll<Found>(selector),
];

/** The task's part of the data, for readers. */
const dataWords = (data: string) =>
  decodeURIComponent(/^task=([^&]*)/.exec(data)?.[1] ?? '').replaceAll('_', ' ');

/** What the line above the run says. */
export function settingWords({ seed, data }: ClassSetting): string {
  const parts = [
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(data ? [`data ${dataWords(data)}`] : []),
  ];
  return `Set by your teacher: ${parts.join(', ')}.`;
}

/** What becomes of the gray numbers, of which a run of the page shows some. */
export function factWords({ data }: ClassSetting, gray: number, shownByRuns: number): string {
  if (data) return 'Gray numbers in the text were measured with the chapter’s own data and seed 1.';
  if (shownByRuns === 0) return 'Gray numbers in the text were measured with seed 1, and stay.';
  return gray === shownByRuns
    ? 'Gray numbers in the text were measured with seed 1; each becomes that of your run when the run has reached its step.'
    : 'Gray numbers in the text were measured with seed 1. Some become those of your run when it has reached their step; the others stay gray.';
}

/** The numbers of runs in the text, and those of them that a run of the page shows. */
function countFacts(chapter: HTMLElement): [gray: number, shownByRuns: number] {
  const runs = new Set(all(chapter, '.run [data-run]').map((each) => each.dataset.run));
  const shown = all(chapter, '.fact[data-run]').filter(({ dataset }) => runs.has(dataset.run));
  return [all(chapter, '.fact:is([data-run], [data-measured])').length, shown.length];
}

/** The elements that have an experiment, with the attribute that it is in. */
const experimentsIn = (chapter: HTMLElement): [HTMLElement, string][] => [
  ...all(chapter, 'loss-playground[experiment]').map((each): [HTMLElement, string] => [each, 'experiment']),
  ...all(chapter, '[data-experiment]').map((each): [HTMLElement, string] => [each, 'data-experiment']),
];

const note = (...content: Tree[]) =>
  toNode(['p', { class: 'set-by-teacher', role: 'note' }, ...content]) as HTMLElement;

/** Says what is wrong with a class link, before the chapter, which is as usual. */
function refuse(chapter: HTMLElement, fault: string): void {
  const notice = note(`This class link cannot be used, and the chapter is as usual. ${fault}`);
  notice.role = 'alert';
  chapter.before(notice);
}

function set(chapter: HTMLElement, setting: ClassSetting): void {
  const before = experimentsIn(chapter).map(
    ([element, name]) => [element, name, element.getAttribute(name) ?? ''] as const,
  );
  const line = note(settingWords(setting), ' ', factWords(setting, ...countFacts(chapter)), ' ', [
    'a',
    { href: location.pathname },
    'Open the chapter as usual',
  ]);
  for (const [element, name, experiment] of before)
    element.setAttribute(name, withClass(experiment, setting));
  chapter.querySelector('.run .instruction')?.before(line);
  chapter.classList.add('by-class');
  // What the text says of its own data is not said of others.
  const facts = setting.data ? all(chapter, '.fact[data-run]') : [];
  for (const fact of facts) {
    fact.removeAttribute('data-run');
    fact.dataset.measured = '';
  }
  chapter.querySelector('loss-playground')?.addEventListener(
    'error',
    (event: Event) => {
      const { code, message } = event as Event & PlaygroundError;
      if (code !== 'experiment') return;
      line.remove();
      chapter.classList.remove('by-class');
      for (const [element, name, experiment] of before) element.setAttribute(name, experiment);
      refuse(chapter, message);
    },
    { once: true },
  );
}

/** Sets what the address of the page says, if it is a class link. */
export function followClassLink(chapter: HTMLElement): void {
  addEventListener('hashchange', () => {
    if (hashText()) location.reload();
  });
  const hash = hashText();
  if (!hash) return;
  const read = decodeClass(hash, chapter.dataset.chapter ?? '', 'namesData' in chapter.dataset);
  if ('fault' in read) refuse(chapter, read.fault);
  else set(chapter, read.setting);
}
