// The views of the element: a line each. What a view needs is fetched when the first element asks for it.
import { type LabEntry, starterLabs } from './starter-views.ts';

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
  ...starterLabs,
  'two-losses': { tag: 'two-losses-lab', load: () => import('../labs/two-losses/two-losses-lab.ts') },
  full: { tag: 'full-playground', trains: true, load: () => import('./full-playground.ts') },
};
