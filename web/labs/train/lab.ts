import type { LabDefinition } from '../definition.ts';

export default {
  id: 'train',
  order: 10,
  tag: 'train-lab',
  view: 'train',
  title: 'Train',
  heading: 'Train a model and watch its loss',
  about:
    'A loss is one number that says how wrong a model is. Training makes it smaller, step by step. Change any underlined word and watch.',
  address: 'experiment',
  sharesExperiment: true,
  startsPlain: true,
  trials: 'own',
  stills: [
    {
      file: 'train',
      height: 802,
      seen: 'A plane in two colours: a triangle with round corners holds the squares of the disc, the circles of the ring lie around it.',
      words:
        'A network after 400 steps of learning to tell a disc from the ring around it. The colour is what it says of each place, a mark is an example.',
      taken: { address: 'at=400&task=circle&v=1', when: 'Step 400', part: 'train-lab .picture' },
    },
    {
      file: 'loss',
      height: 826,
      seen: 'Losses against steps: a jagged line of the batches and smooth lines of cost J fall steeply, then ever more slowly.',
      words:
        'The loss of a network that reads handwritten digits, over 420 steps: from 2.30, which is guessing, to a cost J of 0.128 on the training set and 0.148 on unseen digits.',
      taken: { address: 'at=420&task=digits&v=1', when: 'Step 420', part: 'train-lab series-chart' },
    },
  ],
  element: {},
  load: () => import('./train-lab.ts'),
} satisfies LabDefinition;
