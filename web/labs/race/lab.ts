import type { LabDefinition } from '../definition.ts';

export default {
  id: 'race',
  order: 60,
  tag: 'race-lab',
  title: 'Race',
  heading: 'Optimizers from the same start',
  about:
    'All optimizers start at the same point and use the same batches. Each runs with several seeds, and the median counts. Choose which optimizers race.',
  address: 'own',
  trials: [
    {
      words: 'Gradient descent just below its limit',
      watch:
        'The highest curvature of this bowl is 25, so learning rates below 2/25 = 0.08 converge. At 0.078 each step overshoots the minimum, by a little less than the last.',
      address: 'on=quadratic&noise=0&seeds=1&race=sgd:0.078&v=1',
    },
    {
      words: 'Gradient descent just above it',
      watch: 'At 0.082 each step overshoots the minimum by more than the last, so the run diverges.',
      address: 'on=quadratic&noise=0&seeds=1&race=sgd:0.082&v=1',
    },
    {
      words: 'On real digits',
      watch: 'Where the shaded areas of two optimizers overlap, another seed could reverse their order.',
      address: 'on=digits&steps=200&v=1',
    },
  ],
  stills: [
    {
      file: 'race',
      height: 730,
      seen: 'Contour lines of a curved valley, and four paths from one start that follow it, some farther than others.',
      words:
        'Four optimizers in the valley of the Rosenbrock function, 300 steps each from the same start. A dot marks the end of each path.',
      taken: {
        address: 'lab=race&on=rosenbrock&steps=300&race=sgd:0.001,adam:0.1,adagrad:0.5,rmsprop:0.03&v=1',
        when: 'The race is over.',
        part: 'race-lab contour-map',
      },
    },
  ],
  element: {},
  load: () => import('./race-lab.ts'),
} satisfies LabDefinition;
