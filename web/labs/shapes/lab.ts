import type { LabDefinition } from '../definition.ts';

export default {
  id: 'shapes',
  order: 30,
  tag: 'shapes-lab',
  title: 'Shapes',
  heading: 'How each loss rates a prediction',
  about:
    'A loss says how wrong a prediction is; a gradient step follows its slope, drawn below. Drag a slider, or draw several losses on one axis.',
  address: 'own',
  trials: [
    {
      words: 'Cross-entropy and the squared error of probabilities',
      watch:
        'The Brier score is the squared error of the predicted probabilities. At “confidently wrong” the slope of cross-entropy is about −1, that of the Brier score almost 0: there the model hardly learns.',
      address: 'loss=cross_entropy&with=brier_loss&v=1',
    },
    {
      words: 'Huber loss with a delta of 0.5',
      watch:
        'Near the target it is half the squared error; farther out it grows linearly. The slope at the outlier is 0.5 instead of 6.',
      address: 'loss=huber_loss&loss.delta=0.5&with=mse_loss,l1_loss&v=1',
    },
    {
      words: 'The loss of being sure and wrong',
      watch:
        'The loss is −ln p, in nats: a probability of 0.5 for the correct answer costs 0.69 nats, 0.1 costs 2.30. Toward 0 it grows without bound.',
      address: 'loss=binary_cross_entropy&v=1',
    },
  ],
  stills: [
    {
      file: 'shapes',
      height: 806,
      seen: 'Two losses against the logit of the true class: on the left one rises linearly, the other is flat.',
      words:
        'Cross-entropy and the Brier score. Where the model is sure and wrong, on the left, cross-entropy keeps its slope; the Brier score is flat there.',
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
