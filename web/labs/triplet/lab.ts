import type { LabDefinition } from '../definition.ts';

export default {
  id: 'triplet',
  order: 40,
  tag: 'triplet-lab',
  title: 'Triplet',
  heading: 'Anchor, positive and negatives',
  about:
    'Triplet loss asks that what belongs together lies nearer than what does not, by a margin. A triplet that keeps the margin costs nothing and teaches nothing. Drag the points.',
  address: 'own',
  trials: [
    {
      words: 'A margin of 0.2',
      watch:
        'Only the negative that is nearer than the positive still teaches. All others keep so small a margin, and pull no more.',
      address: 'loss=triplet_margin_loss&loss.margin=0.2&v=1',
    },
    {
      words: 'The hardest negative alone',
      watch: 'One arrow remains. It teaches fast, and one mislabelled example is enough to mislead it.',
      address: 'loss=triplet_margin_loss&mining=hardest&v=1',
    },
    {
      words: 'All points in one place',
      watch:
        'Every distance is 0, so each loss is exactly the margin. A loss that is stuck at its margin means this collapse.',
      address: 'loss=triplet_margin_loss&a=0,0&p=0,0&n=0,0;0,0;0,0&v=1',
    },
  ],
  stills: [
    {
      file: 'triplet',
      height: 776,
      seen: 'An anchor A with two rings around it, a positive P, six negatives N1 to N6, and arrows.',
      words:
        'Which points a triplet loss pulls and pushes. Negatives within the outer ring break the margin and have a loss; those outside cost nothing.',
      taken: { address: 'lab=triplet', when: 'Before the first step', part: 'triplet-map' },
    },
  ],
  element: {},
  load: () => import('./triplet-lab.ts'),
} satisfies LabDefinition;
