import type { LabDefinition } from '../definition.ts';

export default {
  id: 'train',
  order: 10,
  tag: 'train-lab',
  view: 'train',
  title: 'Train',
  heading: 'Train a model and watch its loss',
  about:
    'A loss says how wrong a model is. Training makes it smaller, step by step. Change any underlined word and watch.',
  address: 'experiment',
  sharesExperiment: true,
  startsPlain: true,
  trials: 'own',
  stills: [
    {
      file: 'train',
      height: 802,
      seen: 'A plane in two colors: a triangle with round corners contains the squares of the disc, surrounded by the circles of the ring.',
      words:
        'A network after 400 steps of learning to separate a disc from the ring around it. The color is the predicted class at each point; each mark is an example.',
      taken: { address: 'at=400&task=circle&v=1', when: 'Step 400', part: 'train-lab .picture' },
    },
    {
      file: 'loss',
      height: 826,
      seen: 'Losses against steps: the jagged batch loss and the smooth training and test costs fall steeply, then more and more slowly.',
      words:
        'The loss of a network that reads handwritten digits, over 420 steps: from 2.30, which is guessing, to a training cost of 0.128 and a test cost of 0.148.',
      taken: { address: 'at=420&task=digits&v=1', when: 'Step 420', part: 'train-lab series-chart' },
    },
  ],
  element: {},
  load: () => import('./train-lab.ts'),
} satisfies LabDefinition;
