import type { LabDefinition } from '../definition.ts';

export default {
  id: 'landscape',
  order: 70,
  tag: 'landscape-lab',
  title: 'Landscape',
  heading: 'The cost around a trained model',
  about:
    'A map of the training cost around a trained model: each line joins points of equal cost. Follow the path of training, then change the directions.',
  address: 'experiment',
  sharesExperiment: true,
  trials: [
    {
      words: 'Two random directions',
      watch:
        'The map is centered on the trained model. The path looks short: two random directions show little of a path through thousands of dimensions.',
      address: 'look=random:1&task=digits&v=1',
    },
    {
      words: 'After 50 steps only',
      watch: 'Training ends high on the slope; the map shows points with a lower cost.',
      address: 'task=digits&steps=50&v=1',
    },
    {
      words: 'The squared error of a linear model',
      watch: 'Its cost is exactly a bowl: the lines are ellipses, and there is one minimum.',
      address: 'task=houses&v=1',
    },
  ],
  stills: [
    {
      file: 'landscape',
      height: 730,
      seen: 'Lines of equal cost, and a curved path across them from the start to the end of training.',
      words: 'The training cost around a trained model, and the path of training down to a cost of 0.040.',
      taken: {
        address: 'lab=landscape&task=moons&steps=300&v=1',
        when: 'All places are measured.',
        part: 'landscape-lab contour-map',
      },
    },
  ],
  element: { standalone: true },
  load: () => import('./landscape-lab.ts'),
} satisfies LabDefinition;
