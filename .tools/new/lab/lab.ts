import type { LabDefinition } from '../definition.ts';

export default {
  id: 'new-view',
  order: 85,
  tag: 'new-view-lab',
  title: 'New view',
  heading: 'A loss at one prediction',
  about: 'What this lab shows, why it matters, and what to do first. Move the slider and watch the loss.',
  address: 'own',
  trials: [
    {
      words: 'A correct prediction',
      watch: 'At the target the loss and its slope are 0: there is nothing left to learn.',
      address: 'prediction=1&v=1',
    },
  ],
  stills: [],
  element: {},
  load: () => import('./new-view-lab.ts'),
} satisfies LabDefinition;
