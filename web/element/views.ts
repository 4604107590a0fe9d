// The views of the element: a line each. What a view needs is fetched when the first element asks for it.
import type { Lab } from '../labs/lab.ts';

/** A view that is one of the playground's labs. */
export interface LabEntry {
  tag: string;
  /** The lab's own name for the view, where it has several. */
  view?: string;
  /** Its address is that of an experiment. */
  trains?: boolean;
  load(): Promise<unknown>;
}

const trainLab = () => import('../labs/train/train-lab.ts');

export const labs: Record<string, LabEntry> = {
  anatomy: { tag: 'train-lab', view: 'anatomy', trains: true, load: trainLab },
  shape: { tag: 'shapes-lab', load: () => import('../labs/shapes/shapes-lab.ts') },
  triplet: { tag: 'triplet-lab', load: () => import('../labs/triplet/triplet-lab.ts') },
  'next-token': {
    tag: 'next-token-lab',
    trains: true,
    load: () => import('../labs/next-token/next-token-lab.ts'),
  },
  race: { tag: 'race-lab', load: () => import('../labs/race/race-lab.ts') },
  landscape: {
    tag: 'landscape-lab',
    trains: true,
    load: () => import('../labs/landscape/landscape-lab.ts'),
  },
  'two-losses': { tag: 'two-losses-lab', load: () => import('../labs/two-losses/two-losses-lab.ts') },
  full: { tag: 'full-playground', trains: true, load: () => import('./full-playground.ts') },
};

export const viewNames = ['train', ...Object.keys(labs)];

export const makeLab = async ({ tag, view, load }: LabEntry): Promise<Lab> => {
  await load();
  const lab = document.createElement(tag) as Lab;
  if (view) lab.view = view;
  return lab;
};
