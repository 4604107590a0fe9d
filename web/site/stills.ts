// Still images of the labs, for a browser in which the engine cannot be started.
import { labs } from 'virtual:labs';
import type { LabDefinition, Still } from '../labs/definition.ts';
import styles from './stills.css?inline';

/** All are of one width. */
const width = 770;

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);

const address = (file: string, theme: string) =>
  new URL(`stills/${file}-${theme}.png`, document.baseURI).href;

function figureOf(lab: LabDefinition, { file, height, seen, words }: Still): HTMLElement {
  const figure = document.createElement('figure');
  figure.dataset.lab = lab.id;
  const picture = document.createElement('picture');
  const dark = document.createElement('source');
  Object.assign(dark, { media: '(prefers-color-scheme: dark)', srcset: address(file, 'dark') });
  const light = document.createElement('img');
  Object.assign(light, { alt: seen, width, height, loading: 'lazy', src: address(file, 'light') });
  picture.append(dark, light);
  const caption = document.createElement('figcaption');
  const title = document.createElement('b');
  title.textContent = `${lab.title}:`;
  caption.append(title, ` ${words}`);
  figure.append(picture, caption);
  return figure;
}

/** The stills of all labs, scrolled to those of one. */
export function showStills(place: Element, lab: LabDefinition): void {
  const list = document.createElement('div');
  list.className = 'stills';
  list.append(...labs.flatMap((one) => one.stills.map((still) => figureOf(one, still))));
  place.append(list);
  // Those of the first lab are at the top anyway, below the message that says why there are only stills.
  if (lab !== labs[0]) list.querySelector(`[data-lab="${lab.id}"]`)?.scrollIntoView();
}
