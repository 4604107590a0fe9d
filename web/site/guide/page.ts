// The script of the guide's pages: a chapter that runs, the contents with the reader's progress, or a page for teachers.
import { define } from '../../element/define.ts';
import { scriptArrives } from '../../engine/module/download.ts';
import { ChapterView } from '../../guide/chapter-view.ts';
import { Progress } from '../../guide/progress.ts';
import { missing, untilLoaded } from '../../run/loading.ts';
import { followClassLink } from './class-run.ts';
import { followContents } from './contents.ts';

const found = (selector: string) => document.querySelector<HTMLElement>(selector);

const progress = new Progress();
const chapter = found('.chapter');
if (chapter) {
  const playground = chapter.querySelector('loss-playground');
  playground?.addEventListener('error', () => playground.classList.add('failed'));
  // Before the element reads its experiment.
  followClassLink(chapter);
  new ChapterView(chapter, chapter.dataset.chapter ?? '', progress, async (experiment) => {
    const { permalinkOf } = await untilLoaded(() => import('./engine.ts'));
    return permalinkOf(experiment);
  });
}
const contents = found('.contents');
if (contents) followContents(contents, progress);
const results = found('.results');
if (results)
  void untilLoaded(() => import('./results.ts')).then(({ ResultsPage }) => ResultsPage.open(results));
const builder = document.querySelector<HTMLFormElement>('.class-link');
if (builder)
  void untilLoaded(() => import('./teachers.ts')).then(
    ({ ClassLinkBuilder }) => new ClassLinkBuilder(builder),
  );

/** Names a missing file above the text, with a button that tries again; a chapter's element does so itself. */
function followMissing(main: HTMLElement): void {
  const words = document.createElement('span');
  const again = document.createElement('button');
  Object.assign(again, { type: 'button', textContent: 'Try again', onclick: () => missing.retry() });
  const line = document.createElement('p');
  line.className = 'trouble';
  line.setAttribute('role', 'alert');
  line.append(words, ' ', again);
  missing.addEventListener('change', () => {
    words.textContent = missing.messages.join(' ');
    if (words.textContent) main.prepend(line);
    else line.remove();
  });
}
const main = found('main');
if (main && !chapter) followMissing(main);

/** The rest of the element, once the engine's script, which it imports, has arrived. */
define(async () => {
  await scriptArrives(new URL(/* @vite-ignore */ `./${'engine.js'}`, import.meta.url));
  return import('../../element/runtime.ts');
});
