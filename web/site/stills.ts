// What the labs draw, as pictures made before: for a browser in which the engine cannot be started.
import { labWords } from './lab-words.ts';
import styles from './stills.css?inline';

interface Still {
  /** The lab that it is of. */
  lab: string;
  /** Its file in the folder of stills, without the theme. */
  file: string;
  height: number;
  /** What is to be seen. */
  seen: string;
  /** What it means, numbers in the picture included. */
  words: string;
}

/** All are of one width. */
const width = 770;

const stills: Still[] = [
  {
    lab: 'train',
    file: 'train',
    height: 802,
    seen: 'A plane in two colours: a triangle with round corners holds the squares of the disc, the circles of the ring lie around it.',
    words:
      'A network after 400 steps of learning to tell a disc from the ring around it. The colour is what it says of each place, a mark is an example.',
  },
  {
    lab: 'train',
    file: 'loss',
    height: 826,
    seen: 'Losses against steps: a jagged line of the batches and smooth lines of cost J fall steeply, then ever more slowly.',
    words:
      'The loss of a network that reads handwritten digits, over 420 steps: from 2.30, which is guessing, to a cost J of 0.128 on the training set and 0.148 on unseen digits.',
  },
  {
    lab: 'shapes',
    file: 'shapes',
    height: 806,
    seen: 'Two losses against the logit of the true class: to the left one rises on in a straight line, the other is flat.',
    words:
      'Cross-entropy and the Brier score. Where the model is sure and wrong, on the left, cross-entropy rises on and keeps teaching; the Brier score is flat there.',
  },
  {
    lab: 'triplet',
    file: 'triplet',
    height: 776,
    seen: 'An anchor A with two rings around it, a positive P, six negatives N1 to N6, and arrows.',
    words:
      'Which points a triplet loss pulls and pushes. Negatives within the outer ring break the margin and have a loss; those outside cost nothing.',
  },
  {
    lab: 'next-token',
    file: 'next-token',
    height: 702,
    seen: 'A bar for each letter of the alphabet; the longest is that of r.',
    words:
      'What a small language model expects after “ma” when it has read names for 1,900 steps: r with 24 %, l with 10 %.',
  },
  {
    lab: 'race',
    file: 'race',
    height: 730,
    seen: 'Lines of equal height of a curved valley, and four paths from one start that follow it, not equally far.',
    words:
      'Four optimizers in the valley of Rosenbrock’s function, 300 steps each from the same start. A dot is where one has come.',
  },
  {
    lab: 'landscape',
    file: 'landscape',
    height: 730,
    seen: 'Lines of equal cost, and a curved path across them, from the start to where training ended.',
    words: 'The cost around a trained model, and the path that training took, down to a cost J of 0.040.',
  },
];

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);

const address = (file: string, theme: string) =>
  new URL(`stills/${file}-${theme}.png`, document.baseURI).href;

function figureOf({ lab, file, height, seen, words }: Still): HTMLElement {
  const figure = document.createElement('figure');
  figure.dataset.lab = lab;
  const picture = document.createElement('picture');
  const dark = document.createElement('source');
  Object.assign(dark, { media: '(prefers-color-scheme: dark)', srcset: address(file, 'dark') });
  const light = document.createElement('img');
  Object.assign(light, { alt: seen, width, height, loading: 'lazy', src: address(file, 'light') });
  picture.append(dark, light);
  const caption = document.createElement('figcaption');
  const title = document.createElement('b');
  title.textContent = `${labWords[lab]?.title}:`;
  caption.append(title, ` ${words}`);
  figure.append(picture, caption);
  return figure;
}

/** The stills, with those of one lab in sight. */
export function showStills(place: Element, lab: string): void {
  const stand = document.createElement('div');
  stand.className = 'stills';
  stand.append(...stills.map(figureOf));
  place.append(stand);
  // The first stand at the top anyway, below the words that say why there are only stills.
  if (lab !== stills[0]?.lab) stand.querySelector(`[data-lab="${lab}"]`)?.scrollIntoView();
}
