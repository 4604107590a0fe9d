import type { LabDefinition } from '../definition.ts';

export default {
  id: 'anatomy',
  order: 20,
  tag: 'train-lab',
  view: 'anatomy',
  title: 'Anatomy',
  heading: 'Where the number comes from',
  about:
    'Each step sees a few examples, and each has a loss. With the penalty, their mean is what the step lowers. Choose an example.',
  address: 'experiment',
  sharesExperiment: true,
  trials: 'own',
  stills: [],
  element: {},
  load: () => import('../train/train-lab.ts'),
} satisfies LabDefinition;
