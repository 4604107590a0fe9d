import type { LabDefinition } from '../definition.ts';

export default {
  id: 'next-token',
  order: 50,
  tag: 'next-token-lab',
  title: 'Next token',
  heading: 'What comes next',
  about:
    'A small language model learns to spell names, then Shakespeare. Its loss is surprise: −log of the probability it gave to the letter that came. Type a beginning and see what it expects.',
  address: 'experiment',
  trials: 'own',
  stills: [
    {
      file: 'next-token',
      height: 702,
      seen: 'A bar for each letter of the alphabet; the longest is that of r.',
      words:
        'What a small language model expects after “ma” when it has read names for 1,900 steps: r with 24 %, l with 10 %.',
      taken: {
        address: 'lab=next-token&task=names&steps=1900&evaluate_every=190&v=1',
        when: 'ended: cost J',
        part: 'token-bars',
      },
    },
  ],
  element: {},
  load: () => import('./next-token-lab.ts'),
} satisfies LabDefinition;
