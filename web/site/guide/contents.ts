// The contents of the guide with what the reader has done.
import type { ChapterProgress, Progress } from '../../guide/progress.ts';
import { encodeResult } from '../../guide/result-link.ts';
import { copiesText } from './copy-field.ts';

/** What a chapter's entry says. */
export function stateOf({ predict, check }: ChapterProgress): string {
  if (check !== undefined) return 'done';
  return predict === undefined ? '' : 'in progress';
}

/** The button forgets the progress; pressed again, it brings it back. */
function followForget(button: HTMLButtonElement, progress: Progress): void {
  const words = button.textContent;
  let undo: (() => void) | null = null;
  button.addEventListener('click', () => {
    const back = undo;
    undo = null;
    if (back) back();
    else undo = progress.forget();
    button.textContent = undo ? 'Undo' : words;
  });
}

export function followContents(contents: HTMLElement, progress: Progress): void {
  const entries = [...contents.querySelectorAll<HTMLAnchorElement>('.chapters a')];
  const go = contents.querySelector<HTMLAnchorElement>('.go');
  const where = contents.querySelector<HTMLElement>('.kept-where');
  if (where && !progress.isStored)
    where.textContent =
      'This browser does not let the page store anything: your answers are kept only until you leave or reload the page.';
  const done = contents.querySelector<HTMLElement>('.done');
  const forget = contents.querySelector<HTMLButtonElement>('.forget');
  const [start = ''] = [go?.textContent];
  const copy = contents.querySelector<HTMLButtonElement>('.copy-result');
  const show = () => {
    const states = entries.map((entry) => stateOf(progress.of(entry.dataset.chapter ?? '')));
    for (const [index, entry] of entries.entries()) {
      const state = entry.querySelector('.state');
      if (state) state.textContent = states[index] ?? '';
    }
    const finished = states.filter((state) => state === 'done').length;
    if (done) done.textContent = `${finished} of ${entries.length} chapters done`;
    const isFresh = states.every((state) => state === '');
    if (copy) copy.disabled = isFresh;
    const next = states.findIndex((state) => state !== 'done');
    const entry = entries[next];
    if (!go) return;
    go.href = entry?.href ?? '../';
    if (!entry) go.textContent = 'You have finished the guide. Open the playground';
    else go.textContent = isFresh ? start : `Continue: ${next + 1}, ${entry.querySelector('b')?.textContent}`;
  };
  progress.addEventListener('change', show);
  if (forget) followForget(forget, progress);
  const chapters = entries.map(({ dataset }) => dataset.chapter ?? '');
  if (copy?.parentElement)
    copiesText(copy, {
      words: 'Result link',
      place: copy.parentElement,
      text: () =>
        new URL(`results.html#${encodeResult(chapters, (id) => progress.of(id))}`, location.href).href,
    });
  show();
}
