import type { LabDefinition } from '../definition.ts';

export default {
  id: 'race',
  order: 60,
  tag: 'race-lab',
  title: 'Race',
  heading: 'Optimizers from the same start',
  about:
    'All optimizers start at one place and see the same batches. One run can be luck, so each runs over several seeds, and the median counts. Choose who runs.',
  address: 'own',
  trials: [
    {
      words: 'Gradient descent just below its edge',
      watch:
        'The bowl’s steepest curvature is 25, so a rate up to 2/25 = 0.08 converges. At 0.078 it swings from side to side and still comes down.',
      address: 'on=quadratic&noise=0&seeds=1&race=sgd:0.078&v=1',
    },
    {
      words: 'Gradient descent just above it',
      watch: 'At 0.082 each swing is wider than the last: the height grows without end, however slowly.',
      address: 'on=quadratic&noise=0&seeds=1&race=sgd:0.082&v=1',
    },
    {
      words: 'On real digits',
      watch: 'Where the bands of two optimizers overlap, another seed could have turned their order around.',
      address: 'on=digits&steps=200&v=1',
    },
  ],
  stills: [
    {
      file: 'race',
      height: 730,
      seen: 'Lines of equal height of a curved valley, and four paths from one start that follow it, not equally far.',
      words:
        'Four optimizers in the valley of Rosenbrock’s function, 300 steps each from the same start. A dot is where one has come.',
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
