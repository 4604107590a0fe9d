// A chapter of the guide as a view of the element.
import { chapters } from 'virtual:chapters';
import { unknownName } from '../engine/api/errors.ts';
import type { WorkerEngine } from '../engine/api/types.ts';
import type { Lab } from '../labs/lab-element.ts';
import { untilLoaded } from '../run/loading.ts';
import { ChapterView } from './chapter-view.ts';
import styles from './guide.css?inline';
import { Progress } from './progress.ts';
import { toNode } from './tree.ts';

const ownStyles = `
:host { display: block; container: chapter / inline-size; }
*, *::before, *::after { box-sizing: border-box; }
`;

let sheet: CSSStyleSheet | undefined;

function sharedSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(ownStyles + styles);
  }
  return sheet;
}

/** One reader has one progress, however many chapters a page embeds. */
const progress = new Progress();

export class GuideChapter extends HTMLElement implements Lab {
  engine!: WorkerEngine;
  readonly exports = [];
  /** The id of the chapter. */
  address = '';
  readonly #root: ShadowRoot;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = [sharedSheet()];
  }

  /** Shows a chapter, by its id. */
  async open(id: string): Promise<void> {
    const found = chapters.find((chapter) => chapter.id === id);
    if (!found)
      throw unknownName(
        'chapter',
        id,
        chapters.map((chapter) => chapter.id),
      );
    const { default: content } = await untilLoaded(found.load);
    this.address = id;
    const article = document.createElement('article');
    article.className = 'chapter';
    article.dataset.family = content.family;
    article.append(...content.trees.map((tree) => toNode(tree)));
    this.#root.replaceChildren(article);
    new ChapterView(article, id, progress, async (experiment) => {
      const { encodeExperiment } = await untilLoaded(() => import('loss-playground/engine'));
      return encodeExperiment(this.engine.catalog, experiment);
    });
  }

  leave(): void {}
}

customElements.define('guide-chapter', GuideChapter);
