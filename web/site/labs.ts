// The labs of the page, and how each is fetched when it is first opened.
import type { Lab } from '../labs/lab-element.ts';

interface Entry {
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
    view: 'train',
    plain: true,
    ...trainLab,
  },
  anatomy: {
    view: 'anatomy',
    ...trainLab,
  },
  shapes: {
    tag: 'shapes-lab',
    load: () => import('../labs/shapes/shapes-lab.ts'),
  },
  triplet: {
    tag: 'triplet-lab',
    load: () => import('../labs/triplet/triplet-lab.ts'),
  },
  'next-token': {
    tag: 'next-token-lab',
    tries: true,
    load: () => import('../labs/next-token/next-token-lab.ts'),
  },
  race: {
    tag: 'race-lab',
    load: () => import('../labs/race/race-lab.ts'),
  },
  landscape: {
    tag: 'landscape-lab',
    trains: true,
    load: () => import('../labs/landscape/landscape-lab.ts'),
  },
  'two-losses': {
    tag: 'two-losses-lab',
    load: () => import('../labs/two-losses/two-losses-lab.ts'),
  },
  reference: {
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
