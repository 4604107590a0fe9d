import type { LabDefinition } from '../definition.ts';

export default {
  id: 'reference',
  order: 90,
  tag: 'reference-lab',
  title: 'Reference',
  heading: 'Losses, optimizers and schedules',
  about:
    'Every loss, optimizer and schedule has its page. It says the formula, the parameters and what they do, and the line for PyTorch. Links lead to the lab where it can be tried.',
  address: 'own',
  trials: 'own',
  stills: [],
  element: null,
  load: () => import('./reference-lab.ts'),
} satisfies LabDefinition;
