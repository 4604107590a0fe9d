// The labs of the page: what each is called, and how it is fetched when it is first opened.
import type { Lab } from '../labs/lab.ts';

interface Entry {
  /** In the navigation and the window's title. */
  title: string;
  /** The page's first heading while the lab is open. */
  heading: string;
  /** Three sentences under the navigation: what this is, why, and what to do first. */
  about: string;
  tag: string;
  /** The view of an element that has several. */
  view?: string;
  /** Its address is that of an experiment, which is taken along from lab to lab. */
  trains?: boolean;
  /** It can start without formulas and explanations. */
  plain?: boolean;
  /** It says itself what to try. */
  tries?: boolean;
  load(): Promise<unknown>;
}

const trainLab = {
  tag: 'train-lab',
  trains: true,
  tries: true,
  load: () => import('../labs/train/train-lab.ts'),
};

export const labs: Record<string, Entry> = {
  train: {
    title: 'Train',
    heading: 'Train a model and watch its loss',
    // The page opens with these words, so they stand in index.html too.
    about:
      'A loss is one number that says how wrong a model is. Training makes it smaller, step by step. Change any underlined word and watch.',
    view: 'train',
    plain: true,
    ...trainLab,
  },
  anatomy: {
    title: 'Anatomy',
    heading: 'Where the number comes from',
    about:
      'Each step sees a few examples, and each has a loss. With the penalty, their mean is what the step lowers. Choose an example.',
    view: 'anatomy',
    ...trainLab,
  },
  shapes: {
    title: 'Shapes',
    heading: 'What each loss says of a prediction',
    about:
      'A loss judges what the model says. Its slope, below, is how hard a step pulls. Move a slider, or set several losses on one axis, and look at the marks.',
    tag: 'shapes-lab',
    load: () => import('../labs/shapes/shapes-lab.ts'),
  },
  triplet: {
    title: 'Triplet',
    heading: 'Anchor, positive and negatives',
    about:
      'Triplet loss asks that what belongs together lies nearer than what does not, by a margin. A triplet that keeps the margin costs nothing and teaches nothing. Drag the points.',
    tag: 'triplet-lab',
    load: () => import('../labs/triplet/triplet-lab.ts'),
  },
  'next-token': {
    title: 'Next token',
    heading: 'What comes next',
    about:
      'A small language model learns to spell names, then Shakespeare. Its loss is surprise: −log of the probability it gave to the letter that came. Type a beginning and see what it expects.',
    tag: 'next-token-lab',
    tries: true,
    load: () => import('../labs/next-token/next-token-lab.ts'),
  },
  race: {
    title: 'Race',
    heading: 'Optimizers from the same start',
    about:
      'All optimizers start at one place and see the same batches. One run can be luck, so each runs over several seeds, and the median counts. Choose who runs.',
    tag: 'race-lab',
    load: () => import('../labs/race/race-lab.ts'),
  },
  landscape: {
    title: 'Landscape',
    heading: 'The cost around a trained model',
    about:
      'The cost depends on thousands of numbers; a picture shows two directions. Lines join equal costs. The path is what training took.',
    tag: 'landscape-lab',
    trains: true,
    load: () => import('../labs/landscape/landscape-lab.ts'),
  },
  'two-losses': {
    title: 'Two losses',
    heading: 'The same model under two losses',
    about:
      'One network learns to read digits twice, from the same start on the same batches. Only the loss differs: cross-entropy, or the squared error of its probabilities. Watch which one learns.',
    tag: 'two-losses-lab',
    load: () => import('../labs/two-losses/two-losses-lab.ts'),
  },
  reference: {
    title: 'Reference',
    heading: 'Losses, optimizers and schedules',
    about:
      'Every loss, optimizer and schedule has its page. It says the formula, the parameters and what they do, and the line for PyTorch. Links lead to the lab where it can be tried.',
    tag: 'reference-lab',
    tries: true,
    load: () => import('../labs/reference/reference-lab.ts'),
  },
};

export const firstLab = 'train';

/** An address in two: which lab, and what is shown in it. An address without a lab is that of an experiment. */
export function splitAddress(hash: string): { id: string; rest: string } {
  const text = hash.replace(/^#/, '');
  const [, id = firstLab, rest = ''] = /^lab=([\w-]*)(?:&(.*))?$/s.exec(text) ?? [null, firstLab, text];
  return { id, rest };
}

/** The address of a lab that shows something; the first lab's own is the plain permalink. */
export function joinAddress(id: string, rest: string): string {
  if (id === firstLab && rest) return `#${rest}`;
  return `#lab=${id}${rest ? `&${rest}` : ''}`;
}

/** The element of a lab, made when it is first asked for; labs that share an element share its state. */
export async function elementOf({ tag, load }: Entry, parent: Element): Promise<Lab> {
  await load();
  const present = parent.querySelector(tag);
  if (present) return present as Lab;
  const made = document.createElement(tag) as Lab;
  parent.append(made);
  return made;
}
