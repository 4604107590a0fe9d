import type { LabDefinition } from '../definition.ts';

export default {
  id: 'two-losses',
  order: 80,
  tag: 'two-losses-lab',
  title: 'Two losses',
  heading: 'The same model under two losses',
  about:
    'One network learns to read digits twice, from the same start on the same batches. Only the loss differs: cross-entropy, or the squared error of its probabilities. Watch which one learns.',
  address: 'own',
  trials: [
    {
      words: 'Adam instead of plain gradient descent',
      watch:
        'Adam rescales gradients, which hides how little the squared error pulls: both read about as well.',
      address: 'optimizer=adam&lr=0.003&v=1',
    },
    {
      words: 'Adam, from a start that is sure and wrong',
      watch:
        'The last layer starts 30 times as large. The difference is back: the squared error stays behind.',
      address: 'optimizer=adam&lr=0.003&sureness=30&v=1',
    },
    {
      words: 'Plain gradient descent at ten times the rate',
      watch: 'The squared error now learns too: its pull was weak, not wrong.',
      address: 'lr=1&v=1',
    },
  ],
  stills: [],
  element: {},
  load: () => import('./two-losses-lab.ts'),
} satisfies LabDefinition;
