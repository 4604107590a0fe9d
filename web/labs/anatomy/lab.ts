import type { LabDefinition } from '../definition.ts';

export default {
  id: 'anatomy',
  order: 20,
  tag: 'train-lab',
  view: 'anatomy',
  title: 'Anatomy',
  heading: 'Where the number comes from',
  about:
    'Each step averages the losses of a batch and adds the penalty; the optimizer minimizes the sum. Select an example to see how its loss is computed.',
  address: 'experiment',
  sharesExperiment: true,
  trials: 'own',
  stills: [],
  element: {},
  load: () => import('../train/train-lab.ts'),
} satisfies LabDefinition;
