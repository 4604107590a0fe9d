import type { LabDefinition } from '../definition.ts';

export default {
  id: 'triplet',
  order: 40,
  tag: 'triplet-lab',
  title: 'Triplet',
  heading: 'Anchor, positive and negatives',
  about:
    'Triplet loss wants matching items to be closer than non-matching ones by at least a margin. Drag any point and watch the loss.',
  address: 'own',
  trials: [
    {
      words: 'A margin of 0.2',
      watch:
        'Only the negative that is closer than the positive still has a loss. All others satisfy this small margin.',
      address: 'loss=triplet_margin_loss&loss.margin=0.2&v=1',
    },
    {
      words: 'Only the hardest negative',
      watch:
        'Only the closest negative moves. In training, a single mislabeled example can then mislead the model.',
      address: 'loss=triplet_margin_loss&mining=hardest&v=1',
    },
    {
      words: 'All points in one place',
      watch:
        'Every distance is 0, so the loss equals the margin. No direction reduces it; in training this is called collapse. Nudge the points, then follow the arrows.',
      address: 'loss=triplet_margin_loss&a=0,0&p=0,0&n=0,0;0,0;0,0&v=1',
    },
  ],
  stills: [
    {
      file: 'triplet',
      height: 776,
      seen: 'An anchor A with two rings around it, a positive P, six negatives N1 to N6, and arrows.',
      words:
        'Which points a triplet loss pulls and pushes. Negatives inside the outer ring violate the margin and have a loss; those outside have a loss of 0.',
      taken: { address: 'lab=triplet', when: 'The margin asks for', part: 'triplet-map' },
    },
  ],
  element: {},
  load: () => import('./triplet-lab.ts'),
} satisfies LabDefinition;
