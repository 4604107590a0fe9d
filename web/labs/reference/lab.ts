import type { LabDefinition } from '../definition.ts';

export default {
  id: 'reference',
  order: 90,
  tag: 'reference-lab',
  title: 'Reference',
  heading: 'Losses, optimizers and schedules',
  about:
    'Every loss, optimizer and schedule, with its formula, parameters and PyTorch code. Choose an entry; its links open the lab where you can try it.',
  address: 'own',
  trials: 'own',
  stills: [],
  element: null,
  load: () => import('./reference-lab.ts'),
} satisfies LabDefinition;
