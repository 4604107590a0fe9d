import type { LabDefinition } from '../definition.ts';

export default {
  id: 'landscape',
  order: 70,
  tag: 'landscape-lab',
  title: 'Landscape',
  heading: 'The cost around a trained model',
  about:
    'The cost depends on thousands of numbers; a picture shows two directions. Lines join equal costs. The path is what training took.',
  address: 'experiment',
  sharesExperiment: true,
  trials: [
    {
      words: 'Two random directions',
      watch:
        'A bowl around the trained model. The path looks short: of a way through thousands of directions, two chosen by chance show little.',
      address: 'look=random:1&task=digits&v=1',
    },
    {
      words: 'After 50 steps only',
      watch: 'The end of the path lies high on the slope; the lowest place seen is below it.',
      address: 'task=digits&steps=50&v=1',
    },
    {
      words: 'A straight line’s squared error',
      watch:
        'The cost of a linear model is a bowl, exactly: the lines are ellipses, and there is one lowest place.',
      address: 'task=houses&v=1',
    },
  ],
  stills: [
    {
      file: 'landscape',
      height: 730,
      seen: 'Lines of equal cost, and a curved path across them, from the start to where training ended.',
      words: 'The cost around a trained model, and the path that training took, down to a cost J of 0.040.',
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
