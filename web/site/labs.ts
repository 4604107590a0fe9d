// The labs of the page: what each is called, and how it is fetched when it is first opened.
import type { Lab } from '../labs/lab.ts';

interface Entry {
  /** In the navigation and the window's title. */
  title: string;
  /** The page's first heading while the lab is open. */
  heading: string;
  /** One line under the navigation, where the ways in of Train do not stand. */
  about?: string;
  tag: string;
  /** The view of an element that has several. */
  view?: string;
  /** Its address is that of an experiment, which is taken along from lab to lab. */
  trains?: boolean;
  load(): Promise<unknown>;
}

const trainLab = {
  tag: 'train-lab',
  trains: true,
  load: () => import('../labs/train/train-lab.ts'),
};

export const labs: Record<string, Entry> = {
  train: { title: 'Train', heading: 'Train a model and watch its loss', view: 'train', ...trainLab },
  anatomy: { title: 'Anatomy', heading: 'Where the number comes from', view: 'anatomy', ...trainLab },
  shapes: {
    title: 'Shapes',
    heading: 'What each loss says of a prediction',
    about: 'Each loss as a function of what the model says, with its slope: how hard a step pulls.',
    tag: 'shapes-lab',
    load: () => import('../labs/shapes/shapes-lab.ts'),
  },
  triplet: {
    title: 'Triplet',
    heading: 'Anchor, positive and negatives',
    about: 'Ask that what belongs together lies nearer than what does not, by a margin. Drag the points.',
    tag: 'triplet-lab',
    load: () => import('../labs/triplet/triplet-lab.ts'),
  },
  'next-token': {
    title: 'Next token',
    heading: 'What comes next',
    about:
      'A small language model learns to spell names, then Shakespeare: cross-entropy as surprise, and what it forgets.',
    tag: 'next-token-lab',
    load: () => import('../labs/next-token/next-token-lab.ts'),
  },
  race: {
    title: 'Race',
    heading: 'Optimizers from the same start',
    about: 'Optimizers from the same start, over several seeds: one run alone can be luck.',
    tag: 'race-lab',
    load: () => import('../labs/race/race-lab.ts'),
  },
  landscape: {
    title: 'Landscape',
    heading: 'The cost around a trained model',
    tag: 'landscape-lab',
    trains: true,
    load: () => import('../labs/landscape/landscape-lab.ts'),
  },
  'two-losses': {
    title: 'Two losses',
    heading: 'The same model under two losses',
    about: 'Why one loss teaches where another stalls: the same network, start and batches under both.',
    tag: 'two-losses-lab',
    load: () => import('../labs/two-losses/two-losses-lab.ts'),
  },
  reference: {
    title: 'Reference',
    heading: 'Losses, optimizers and schedules',
    about: 'Every loss, optimizer and schedule: its formula, its parameters, what it looks like.',
    tag: 'reference-lab',
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
