import type { LabDefinition } from '../definition.ts';

export default {
  id: 'next-token',
  order: 50,
  tag: 'next-token-lab',
  title: 'Next token',
  heading: 'Predicting the next letter',
  about:
    'A small language model learns which letter comes next. Its loss is −ln of the probability it gave to that letter. Type a beginning and see.',
  address: 'experiment',
  trials: 'own',
  stills: [
    {
      file: 'next-token',
      height: 702,
      seen: 'A bar for each letter of the alphabet; the longest is that of r.',
      words:
        'The next letter after “ma”, predicted by a small language model trained on names for 1,900 steps: r 24%, l 10%.',
      taken: {
        address: 'lab=next-token&task=names&steps=1900&evaluate_every=190&v=1',
        when: 'finished: training cost',
        part: 'token-bars',
      },
    },
  ],
  element: {},
  load: () => import('./next-token-lab.ts'),
} satisfies LabDefinition;
