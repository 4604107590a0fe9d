import type { LabDefinition } from '../definition.ts';

export default {
  id: 'shapes',
  order: 30,
  tag: 'shapes-lab',
  title: 'Shapes',
  heading: 'What each loss says of a prediction',
  about:
    'A loss judges what the model says. Its slope, below, is how hard a step pulls. Move a slider, or set several losses on one axis, and look at the marks.',
  address: 'own',
  trials: [
    {
      words: 'Cross-entropy beside the squared error of probabilities',
      watch:
        'Look at “confidently wrong”: cross-entropy pulls with slope −1 there, the Brier score with almost none. That is why one learns where the other stalls.',
      address: 'loss=cross_entropy&with=brier_loss&v=1',
    },
    {
      words: 'Huber’s loss with a delta of 0.5',
      watch:
        'Near the target it is the squared error, farther out the absolute one: the outlier pulls with 0.5 instead of 6.',
      address: 'loss=huber_loss&loss.delta=0.5&with=mse_loss,l1_loss&v=1',
    },
    {
      words: 'What being sure and wrong costs',
      watch:
        'A probability of 0.5 for the truth costs 0.69 nats, 0.1 costs 2.30. Towards 0 there is no bound.',
      address: 'loss=binary_cross_entropy&v=1',
    },
  ],
  stills: [
    {
      file: 'shapes',
      height: 806,
      seen: 'Two losses against the logit of the true class: to the left one rises on in a straight line, the other is flat.',
      words:
        'Cross-entropy and the Brier score. Where the model is sure and wrong, on the left, cross-entropy rises on and keeps teaching; the Brier score is flat there.',
      taken: {
        address: 'lab=shapes&loss=cross_entropy&with=brier_loss&v=1',
        when: 'confidently wrong',
        part: 'shapes-lab line-chart',
      },
    },
  ],
  element: { aliases: ['shape'] },
  load: () => import('./shapes-lab.ts'),
} satisfies LabDefinition;
